import {
  createActor,
  type Actor,
  type AnyActor,
  type ActorRefFrom,
  type AnyActorLogic,
  type InspectionEvent,
  type OutputFrom,
} from 'xstate'
import type { InputEvent } from '../input/events.ts'
import { AppInput } from './app-input.ts'
import type { AppStage, StageEntry } from './app-stage.ts'
import { appMachine, type Outcome } from './app-machine.ts'
import { AppProcess } from './app-process.ts'
import { AppTerminal, type TerminalRef } from './app-terminal.ts'
import { Ending } from './ending.ts'
import { HelpOnDemand } from './help-on-demand.ts'
import { MouseOnDemand } from './mouse-on-demand.ts'
import type { App, AppOptions } from '../app.ts'
import { requireTime } from '../../machines/kit/numbers.ts'
import { systemClock } from '../../machines/kit/clock.ts'
import { pathOf } from '../../machines/kit/held-work.ts'
import { isInstance, messageOf } from '../../machines/kit/message-of.ts'
import { rememberTerminal } from '../../machines/processes/foreground.ts'
import { AppWindow } from '../window/app-window.ts'
import { asWork } from '../../machines/kit/pattern.ts'
import { keyNames, type Component } from '../component.ts'
import { sanitizeError, InterruptedError, NeedsKeysError } from '../errors.ts'
import { Frames } from '../frames/frames.ts'
import { Notice } from '../frames/notice.ts'
import { Inspection, wantedInspection } from './inspection.ts'
import { RegionContent } from '../region.ts'
import { nodes } from '../../render/nodes/children.ts'
import type { Child } from '../../render/nodes/children.ts'
import type { Node } from '../../render/nodes/index.ts'
import { rememberApp } from '../app-of-system.ts'
import { themeStore, type ThemeOption, type ThemeStore } from '../theme.ts'
import { printedPlain } from '../../render/printed.ts'
import type { Screen } from '../../render/screen.ts'
import { SystemWatch } from './system-watch.ts'
import { unanswered } from './unanswered.ts'
import { chooseTerminal, type TerminalChoice } from '../terminal/choose-terminal.ts'
import type { PortListener } from '../terminal/port.ts'
import { fullScreen, inline } from '../terminal/modes.ts'
import { terminalLogic } from '../terminal/terminal.ts'

/** Milliseconds from one frame to the next. */
const FRAME_INTERVAL = 16

/** What stopped work has to end, in ms. */
const SHUTDOWN_TIMEOUT = 5_000

/** An app put together: the actor system, the frames that show it, the input to it, and the process around it. */
export class TerminalApp<L extends AnyActorLogic> implements App<L> {
  readonly actor: ActorRefFrom<L>
  readonly root: Actor<ReturnType<typeof appMachine>>
  readonly result: Promise<OutputFrom<L>>
  readonly #name: string
  readonly #options: AppOptions
  readonly #stage: AppStage | undefined
  readonly #choice: TerminalChoice
  readonly #isInline: boolean
  readonly #quitKeys: readonly string[]
  readonly #theme: ThemeStore
  readonly #printed: ((content: Node | string) => void) | undefined
  readonly #notice: Notice
  readonly #ending: Ending
  readonly #input: AppInput
  readonly #process: AppProcess
  readonly #watch = new SystemWatch((ref, snapshot) => this.#changed(ref, snapshot))
  readonly #terminal: AppTerminal
  readonly #observer: ReturnType<typeof wantedInspection>['observer']
  readonly #inspection: Inspection | undefined
  /** Of the inspector's page. */
  #address: string | undefined
  #frames: Frames | undefined
  readonly #window: AppWindow
  readonly #help = new HelpOnDemand()
  readonly #mouse: MouseOnDemand
  #wasStarted = false
  #hasEnded = false
  #lastText = ''
  #settle!: { readonly resolve: (output: OutputFrom<L>) => void; readonly reject: (error: unknown) => void }

  /** `printed` is called with what is printed, for tests. A `stage` records or replays the app. */
  constructor(
    component: Component<L>,
    options: AppOptions & { readonly input?: unknown },
    printed?: (content: Node | string) => void,
    stage?: AppStage,
  ) {
    const {
      clock = systemClock,
      logger = (...args) => this.#process.log(...args),
      onFrame,
      frameInterval = FRAME_INTERVAL,
      maxShutdownTime = SHUTDOWN_TIMEOUT,
    } = options
    requireTime('frameInterval', frameInterval)
    requireTime('maxShutdownTime', maxShutdownTime)
    this.#name = component.name
    this.#options = options
    this.#quitKeys = keyNames(options.quit ?? component.quit, `${component.name}, quit`)
    this.#printed = printed
    this.#stage = stage
    const choice = chooseTerminal(options)
    this.#choice = stage?.terminal(choice) ?? choice
    this.#isInline = isInlineScreen(options)
    this.#process = new AppProcess(this.#choice, {
      interrupted: (reason) => this.root.send({ type: 'interrupt', reason }),
      forced: () => this.root.send({ type: 'force' }),
      idle: () => this.#idle(),
      terminal: (event) => this.#terminal.send(event),
      isHandedOff: () => this.#terminal.is('handedOff'),
      // Other output appears above an inline app.
      print: this.#isInline ? (line) => this.print(line) : undefined,
    })
    const { port, legacyKeys, depth, glyphs, motion, pictures } = this.#choice
    this.#notice = new Notice(clock, () => this.#frames?.request())
    this.#ending = new Ending(clock, this.#notice)
    this.#theme = themeStore(options.theme ?? 'terminal', depth)
    this.#input = new AppInput({
      clock,
      legacyKeys,
      enter: (entry, take) => this.#enter(entry, take),
      quitKeys: this.#quitKeys,
      frames: () => this.#frames!,
      isRunning: () => this.root.getSnapshot().matches('running'),
      terminal: (event) => this.#terminal.send(event),
      quit: () => this.root.send({ type: 'quit' }),
      interrupt: () => this.#process.interruptByKey(),
      mouse: () => this.#mouse.used,
      copy: (text) => this.copy(text),
      suspend: () => this.#suspend(),
      showKeys: () => this.root.send({ type: 'showKeys' }),
      failed: (error) => this.root.send({ type: 'fail', error }),
    })
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    this.result.catch(() => {}) // `result` may be ignored: avoid an unhandled rejection

    const { observer, inspector } = wantedInspection(options.inspect, options.env ?? process.env)
    this.#observer = observer
    if (inspector !== undefined)
      this.#inspection = new Inspection(inspector, {
        address: (address) => this.#inspectedAt(address),
        failed: (error) => logger(`the inspector does not work: ${error.message}`),
      })
    this.#mouse = new MouseOnDemand({
      clock,
      terminal: () => this.#terminal,
      frames: () => this.#frames!,
      isInline: this.#isInline,
      option: options.clipboard ?? 'osc52',
      strings: this.#choice.type.strings,
      flash: (line, time) => this.notify(line, time),
      failed: (error) => this.root.send({ type: 'fail', error }),
    })
    this.#window = new AppWindow({
      name: component.name,
      logic: component.logic,
      notifications: this.#choice.type.notifications,
      isFocused: () => this.#terminal.context.focused,
      show: (window) => this.#terminal.send({ type: 'window', ...window }),
      write: (bytes) => this.#terminal.write(bytes),
      failed: (error) => this.root.send({ type: 'fail', error }),
    })
    const machine = appMachine({
      name: component.name,
      logic: asWork(component.logic),
      terminal: terminalLogic({
        port,
        listener: this.#portListener(),
        modes: this.#isInline ? inline : fullScreen,
        type: this.#choice.type,
        depth,
        leave: () => this.#frames?.leave() ?? ['', ''],
        stopProcess: () => this.#process.stopProcess(),
      }),
      help: this.#help.component,
      drawLast: () => this.#drawLast(),
      drawNotice: () => this.#ending.tell(this.root),
      endNotice: () => {
        if (this.#notice.hide()) this.#frames?.flush()
      },
      stopOrphans: () => this.#watch.stopOrphans(),
      maxShutdownTime,
      hangUp: new InterruptedError('SIGHUP'),
      report: (error) => logger(messageOf(error)),
    })
    this.root = createActor(machine, {
      input: { input: options.input },
      clock,
      logger,
      inspect: (event) => this.#observe(event),
    })
    rememberApp(this.root.system, this)
    const { children } = this.root.getSnapshot()
    this.actor = children[component.name] as unknown as ActorRefFrom<L>
    const terminal = children['actty.terminal'] as unknown as TerminalRef
    this.#terminal = new AppTerminal(terminal, this.#choice, this.#theme)
    rememberTerminal(this.root.system, terminal)
    const content = new RegionContent(this.actor, component, undefined)
    this.#frames = new Frames({
      root: this.#inspection?.around(content) ?? content,
      app: content.ref,
      watch: (content) => this.#watchOutside(content),
      quitKeys: this.#quitKeys,
      isHelpOn: options.help !== false,
      port,
      clock,
      interval: frameInterval,
      depth,
      glyphs,
      moves: motion,
      pictures,
      isInline: this.#isInline,
      state: () => this.#terminal.frameState(this.#help.cover),
      notice: this.#notice,
      arranged: () => this.#mouse.used?.arranged(),
      refreshed: (regions) => {
        this.#mouse.use(regions.usesHover ? 'anyMotion' : regions.usesMouse ? 'mouse' : undefined)
        this.#terminal.useMode('everyKey', this.#terminal.hasMode('kittyKeyboard') && !regions.takesText)
      },
      drawn: (report) => {
        this.#choice.helper?.startSoon()
        this.#inspection?.frame(report)
        stage?.drew(this.screen)
        onFrame?.(report)
      },
      failed: (error) => this.root.send({ type: 'fail', error }),
    })
  }

  start(): this {
    if (this.#wasStarted)
      throw new Error(`${this.#name} cannot start again: an app runs once; create another`)
    this.#process.begin(this.#name)
    this.#wasStarted = true
    const { signal } = this.#options
    const abort = () => this.root.send({ type: 'interrupt', reason: signal?.reason })
    this.root.subscribe({
      complete: () => {
        signal?.removeEventListener('abort', abort)
        this.#ended(this.root.getSnapshot().output!)
      },
      error: (error) => this.#ended({ error }),
    })
    try {
      this.root.start()
    } catch (error) {
      this.#ended({ error })
      throw error
    }
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
    return this
  }

  async stop(): Promise<void> {
    if (!this.#wasStarted) {
      this.#wasStarted = true
      this.#inspection?.close()
      this.#settle.resolve(undefined as OutputFrom<L>)
    } else if (this.root.getSnapshot().status === 'active') this.root.send({ type: 'stop' })
    await this.result.catch(() => {})
  }

  print(content: Child): void {
    const printable = typeof content === 'string' ? content : nodes([content])[0]
    if (printable === undefined) return
    this.#printed?.(printable)
    const plain = () =>
      printedPlain(printable, this.#terminal.frameState(this.#help.cover).columns, this.#choice.glyphs)
    const isOnScreen = this.#choice.print === undefined && !this.#hasEnded
    if (!isOnScreen) return this.#process.write(plain())
    this.#enter({ type: 'print', text: plain }, () => this.#frames?.print(printable))
  }

  copy(text: string | undefined): void {
    if (this.#choice.print !== undefined || this.#hasEnded) return
    this.#mouse.copy(text)
  }

  setTheme(option: ThemeOption): void {
    this.#enter({ type: 'theme', theme: option }, () => {
      this.#theme.send({ type: 'chosen', option })
      this.#frames?.request()
    })
  }

  /** The name of the theme that the app has now. */
  get theme(): string {
    return this.#theme.getSnapshot().context.name
  }

  /** Takes input that has no bytes: that of a recording. */
  takeInput(event: InputEvent): void {
    this.#input.takeSeen(event)
  }

  /** Shows a line for so many ms. */
  notify(line: string, time: number): void {
    const entry = { type: 'notice', line, time } as const
    if (!this.#hasEnded) this.#enter(entry, () => this.#notice.flash(line, time))
  }

  /** No key follows soon: an ESC that came last is a key by itself. */
  flushInput(): void {
    this.#input.flush()
  }

  /** Draws now what is to be drawn soon. */
  flush(): void {
    this.#enter({ type: 'flush' }, () => this.#frames?.flush())
  }

  /** The failure, if any. Interrupts and aborts don't count. */
  get failure(): Error | undefined {
    const { outcome } = this.root.getSnapshot().context
    if (outcome === undefined || 'output' in outcome) return undefined
    const isMeant = isInstance(outcome.error, InterruptedError) || this.#options.signal?.aborted === true
    if (isMeant) return undefined
    const error = this.#watch.explain(outcome.error)
    return isInstance(error, Error) ? error : new Error(messageOf(error), { cause: error })
  }

  /** An inspected app draws and answers before its inspector is loaded. */
  get inspectorLoaded(): Promise<void> | undefined {
    return this.#inspection?.loaded
  }

  /** What only some apps need: what is for the mouse, for what states say about the window, and for the screen with all keys. */
  get extrasLoaded(): Promise<unknown> {
    return Promise.all([this.#mouse.loaded, this.#window.loaded, this.#help.loaded])
  }

  /** The title that the terminal's window has now; undefined if it's left as it was. */
  get title(): string | undefined {
    return this.#terminal.context.title
  }

  /** The cells of the last frame. */
  get screen(): Screen {
    return this.#frames!.screen
  }

  /** What draws the screen. */
  get frames(): Frames {
    return this.#frames!
  }

  /** The actor that is shown at a place of the screen: its path, or the name of a store's component. */
  actorAt(x: number, y: number): string | undefined {
    const { ref, component } = this.#frames?.regions.at(x, y)[0]?.content ?? {}
    return ref !== undefined && 'sessionId' in ref ? pathOf(ref as never) : component?.name
  }

  /** The paths of the actors that were started and have not ended. */
  get living(): readonly string[] {
    return [...this.#watch.living].map((ref) => pathOf(ref as AnyActor))
  }

  #enter<Result>(entry: StageEntry, work: () => Result): Result {
    return this.#stage === undefined ? work() : this.#stage.enter(entry, work)
  }

  // What happens in the actor system.

  #observe(event: InspectionEvent): void {
    this.#watch.observe(event)
    this.#stage?.observe(event)
    this.#inspection?.observe(event)
    const observer = this.#observer
    if (typeof observer === 'function') observer(event)
    else observer?.next?.(event)
  }

  #changed(ref: unknown, snapshot: unknown): void {
    if (ref === this.#terminal.ref) this.#followTerminal()
    if (ref === this.actor) this.#window.follow(snapshot)
    if (ref === this.root) this.#help.follow(this.root)
    if (ref === this.root || ref === this.#terminal.ref) this.#frames?.request()
    else this.#frames?.changed(ref, snapshot)
  }

  #followTerminal(): void {
    const { background: tone, told } = this.#terminal.context
    this.#theme.send({ type: 'terminalTold', tone, told })
  }

  /** The actors of other systems, and stores, are not seen by the system's inspection. */
  #watchOutside(content: RegionContent): () => void {
    const { ref } = content
    if ('system' in ref && ref.system === this.root.system) return () => {}
    const entry = { type: 'outside', name: content.component.name } as const
    const next = () => this.#enter(entry, () => this.#frames?.request())
    const subscription = ref.subscribe({ next, error: () => {} })
    const unfollow = this.#inspection?.follow(content)
    return () => {
      subscription.unsubscribe()
      unfollow?.()
    }
  }

  #inspectedAt(address: string): void {
    this.#address = address
    this.#window.inspectedAt(address)
    // Without a screen there is no title and no help line.
    if (this.#choice.print !== undefined) process.stderr.write(`inspect: ${address}\n`)
  }

  // Frames.

  #drawLast(): void {
    this.#ending.begin()
    if (this.#choice.print === undefined) {
      this.#frames?.request() // the last snapshot of an actor comes after the done event to its parent
      return this.#frames?.flush()
    }
    try {
      this.#lastText = this.#frames?.text() ?? ''
    } catch (error) {
      this.root.send({ type: 'fail', error })
    }
  }

  // Input.

  #portListener(): PortListener {
    return {
      bytes: (chunk) => this.#input.read(chunk),
      resized: () => this.#terminal.send({ type: 'resized' }),
      drained: () => {
        this.#frames?.drained()
        if (this.#terminal.is('closing')) this.#terminal.send({ type: 'drained' })
      },
      gone: () => {
        this.#process.hungUp()
        this.#terminal.send({ type: 'gone' })
      },
    }
  }

  #suspend(): void {
    if (this.#stage?.canSuspend ?? this.#process.canSuspend) this.#terminal.send({ type: 'suspend' })
  }

  // The end.

  /** Nothing can happen any more, and no key can come. What was only shown is over; a question has no answer. */
  #idle(): void {
    const frames = this.#frames!
    frames.refresh()
    const asking = this.#quitKeys.length > 0 ? undefined : unanswered(frames.regions)
    if (asking === undefined) this.root.send({ type: 'stop' })
    else this.root.send({ type: 'fail', error: new NeedsKeysError(asking, this.#choice.noKeys) })
  }

  #ended(outcome: Outcome): void {
    this.#process.release()
    this.#hasEnded = true
    const [, printedLate] = this.#frames?.leave() ?? ['', '']
    this.#process.write(printedLate)
    this.#frames?.stop()
    this.#mouse.used?.selecting.release()
    // Bytes that were read with the app's last key may still be on their way through the reader.
    queueMicrotask(() => this.#giveBack(outcome))
    if (this.#lastText !== '') this.#process.write(`${this.#lastText}\n`)
    // The last inspection event of the root comes after this, and before the result is settled.
    queueMicrotask(() => this.#inspection?.close())
    if (this.#address !== undefined && this.#process.hasTerminal)
      process.stderr.write(`inspected: ${this.#address}\n`)
    this.#process.end(() => this.#tell(outcome))
  }

  /** Keys that were read and not used go to the next reader of the terminal. After an interrupt they are dropped, as terminals do. */
  #giveBack(outcome: Outcome): void {
    const unused = this.#input.stop()
    const isInterrupt = 'error' in outcome && isInstance(outcome.error, InterruptedError)
    if (unused.length > 0 && !isInterrupt) this.#choice.port.giveBack?.(unused)
  }

  #tell(outcome: Outcome): void {
    const error = 'error' in outcome ? this.#watch.explain(outcome.error) : undefined
    this.#process.endProcessFor(error)
    if ('output' in outcome) this.#settle.resolve(outcome.output as OutputFrom<L>)
    else this.#settle.reject(sanitizeError(error))
  }
}

const screens: readonly unknown[] = ['full', 'inline']

function isInlineScreen({ screen = 'full' }: AppOptions): boolean {
  if (screens.includes(screen)) return screen === 'inline'
  throw new TypeError(`screen is ${screens.join(' or ')}, not ${screen}`)
}
