import type { AnyActor, ActorRefFrom, AnyActorLogic, OutputFrom } from 'xstate'
import type { InputEvent } from '../input/events.ts'
import { AppEnd } from './app-end.ts'
import { AppParts } from './app-parts.ts'
import type { AppStage } from './app-stage.ts'
import type { App, AppOptions } from '../app.ts'
import { heldWork, pathOf } from '../../machines/kit/held-work.ts'
import type { Component } from '../component.ts'
import type { Frames } from '../frames/frames.ts'
import { nodes } from '../../render/nodes/children.ts'
import type { Child } from '../../render/nodes/children.ts'
import type { Node } from '../../render/nodes/index.ts'
import { rememberClipboard } from '../../machines/kit/clipboard.ts'
import { rememberApp } from '../app-of-system.ts'
import type { ThemeOption } from '../theme.ts'
import { printedPlain } from '../../render/printed.ts'
import type { Screen } from '../../render/screen.ts'

/** For `run`, which imports the engine as one module. */
export { prepareLines } from './lines-on-demand.ts'

/** An app that `run` and `createApp` make: its parts, its start and its end. */
export class TerminalApp<L extends AnyActorLogic> implements App<L> {
  readonly actor: ActorRefFrom<L>
  readonly root: AppParts<L>['root']
  readonly result: Promise<OutputFrom<L>>
  readonly #name: string
  readonly #signal: AbortSignal | undefined
  readonly #printed: ((content: Node | string) => void) | undefined
  readonly #parts: AppParts<L>
  readonly #end: AppEnd<L>
  #wasStarted = false

  /** `printed` is called with what is printed, for tests. A `stage` records or replays the app. */
  constructor(
    component: Component<L>,
    options: AppOptions & { readonly input?: unknown },
    printed?: (content: Node | string) => void,
    stage?: AppStage,
  ) {
    this.#name = component.name
    this.#signal = options.signal
    this.#printed = printed
    this.#parts = new AppParts(
      component,
      options,
      {
        print: (line) => this.print(line),
        copy: (text) => this.copy(text),
        notify: (line, time) => this.notify(line, time),
        idle: () => this.#end.idle(),
        drawLast: () => this.#end.drawLast(),
      },
      stage,
    )
    this.#end = new AppEnd(this.#parts, options.signal)
    const { actor, root } = this.#parts
    this.actor = actor
    this.root = root
    this.result = this.#end.result
    rememberApp(root.system, this)
    rememberClipboard(root.system, (text) => this.copy(text))
  }

  start(): this {
    if (this.#wasStarted)
      throw new Error(`${this.#name} cannot start again: an app runs once; create another`)
    this.#parts.process.begin(this.#name)
    this.#wasStarted = true
    const signal = this.#signal
    const abort = () => this.#parts.interrupt(signal?.reason)
    this.root.subscribe({
      complete: () => {
        signal?.removeEventListener('abort', abort)
        this.#end.ended(this.root.getSnapshot().output!)
      },
      error: (error) => this.#end.ended({ error }),
    })
    try {
      this.root.start()
      this.#parts.lines?.start()
    } catch (error) {
      this.#end.ended({ error })
      throw error
    }
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
    return this
  }

  /** Whether only charts are running: their timers are the clock's. Other actors may still do something. */
  get hasOnlyCharts(): boolean {
    const { living } = this.#parts.watch
    const isChart = (ref: unknown) => 'root' in ((ref as AnyActor).logic as object)
    return [...living].every(isChart) && heldWork(this.root).length === 0
  }

  /** Nothing can happen any more, and no key can come: it ends, or says what isn't answered. */
  idle(): void {
    if (this.root.getSnapshot().status === 'active') this.#end.idle()
  }

  async stop(): Promise<void> {
    if (!this.#wasStarted) {
      this.#wasStarted = true
      this.#end.cancelled()
    } else if (this.root.getSnapshot().status === 'active') this.root.send({ type: 'stop' })
    await this.result.catch(() => {})
  }

  print(content: Child): void {
    const printable = typeof content === 'string' ? content : nodes([content])[0]
    if (printable === undefined) return
    this.#printed?.(printable)
    const { terminal, help, choice, process, frames } = this.#parts
    const plain = () => printedPlain(printable, terminal.frameState(help.cover).columns, choice.glyphs)
    const isOnScreen = choice.print === undefined && !this.#end.hasEnded
    if (!isOnScreen) return process.write(plain())
    this.#parts.enter({ type: 'print', text: plain }, () => frames.print(printable))
  }

  copy(text: string | undefined): void {
    if (this.#parts.choice.print !== undefined || this.#end.hasEnded) return
    this.#parts.mouse.copy(text)
  }

  setTheme(option: ThemeOption): void {
    this.#parts.enter({ type: 'theme', theme: option }, () => {
      this.#parts.theme.send({ type: 'chosen', option })
      this.#parts.frames.request()
    })
  }

  /** The name of the theme that the app has now. */
  get theme(): string {
    return this.#parts.theme.getSnapshot().context.name
  }

  /** Takes input that has no bytes: that of a recording. */
  takeInput(event: InputEvent): void {
    this.#parts.input.takeSeen(event)
  }

  /** Shows a line for so many ms. */
  notify(line: string, time: number): void {
    const entry = { type: 'notice', line, time } as const
    if (!this.#end.hasEnded) this.#parts.enter(entry, () => this.#parts.notice.flash(line, time))
  }

  /** No key follows soon: an ESC that came last is a key by itself. */
  flushInput(): void {
    this.#parts.input.flush()
  }

  /** Draws now what is to be drawn soon. */
  flush(): void {
    this.#parts.enter({ type: 'flush' }, () => this.#parts.frames.flush())
  }

  /** The failure, if any. Interrupts and aborts don't count. */
  get failure(): Error | undefined {
    return this.#end.failure
  }

  /** An inspected app draws and answers before its inspector is loaded. */
  get inspectorLoaded(): Promise<void> | undefined {
    return this.#parts.inspection?.loaded
  }

  /** What only some apps need: what is for the mouse, for what states say about the window, and for the screen with all keys. */
  get extrasLoaded(): Promise<unknown> {
    return Promise.all([
      this.#parts.mouse.loaded,
      this.#parts.window.loaded,
      this.#parts.help.loaded,
      this.#parts.palette.loaded,
    ])
  }

  /** The title that the terminal's window has now; undefined if it's left as it was. */
  get title(): string | undefined {
    return this.#parts.terminal.context.title
  }

  /** The cells of the last frame. */
  get screen(): Screen {
    return this.#parts.frames.screen
  }

  /** What draws the screen. */
  get frames(): Frames {
    return this.#parts.frames
  }

  /** The actor that is shown at a place of the screen: its path, or the name of a store's component. */
  actorAt(x: number, y: number): string | undefined {
    const { ref, component } = this.#parts.frames.regions.at(x, y)[0]?.content ?? {}
    return ref !== undefined && 'sessionId' in ref ? pathOf(ref as never) : component?.name
  }

  /** The paths of the actors that were started and have not ended. */
  get living(): readonly string[] {
    return [...this.#parts.watch.living].map((ref) => pathOf(ref as AnyActor))
  }
}
