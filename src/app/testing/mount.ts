import { setTimeout } from 'node:timers/promises'
import type { AnyActorLogic, AnyActorRef, InputFrom, OutputFrom, SnapshotFrom, ActorRefFrom } from 'xstate'
import type { Child } from '../../render/nodes/children.ts'
import type { ColorDepth } from '../../render/paint/color.ts'
import { printedPlain } from '../../render/printed.ts'
import type { AppOptions, ResultOf } from '../app.ts'
import type { Component } from '../component.ts'
import type { FrameReport } from '../frames/frames.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import { newSince, takeCensus } from './census.ts'
import type { Keyboard } from './encode-key.ts'
import { MemoryTerminal } from './memory-terminal.ts'
import { asScreen } from './screen-serializer.ts'
import { styledLines } from './styled-lines.ts'
import { settle, VirtualClock } from './virtual-clock.ts'

export interface MountOptions extends Pick<
  AppOptions,
  'inspect' | 'logger' | 'signal' | 'frameInterval' | 'screen' | 'quit' | 'theme'
> {
  /** The terminal's size in cells: 80 x 24 unless told. */
  readonly columns?: number
  readonly rows?: number
  /** What the clock shows at the start, in ms since 1970: 2000-01-01T00:00:00Z unless told. */
  readonly now?: number
  /**
   * How the terminal tells keys, so that a key that can be pressed in a test can be pressed in such a terminal.
   *
   * @defaultValue 'legacy', as all terminals can
   */
  readonly keyboard?: Keyboard
  /**
   * The terminal of another mount, which has ended: what was typed there and not used comes first. Its size and its keyboard
   * are as they are.
   */
  readonly terminal?: MemoryTerminal
}

export type MountArguments<L extends AnyActorLogic> =
  undefined extends InputFrom<L>
    ? [options?: MountOptions & { readonly input?: InputFrom<L> }]
    : [options: MountOptions & { readonly input: InputFrom<L> }]

/** A frame as it was shown. */
export interface MountedFrame extends FrameReport {
  readonly screen: readonly string[]
}

/** A component on a terminal in memory. Whatever is awaited lets promises that are settled have their say. */
export interface Mounted<L extends AnyActorLogic, Result = OutputFrom<L>> {
  readonly actor: ActorRefFrom<L>
  readonly terminal: MemoryTerminal
  readonly clock: VirtualClock
  /**
   * As `run` would settle. Who asks for it expects the app to end; otherwise a failure is thrown by whatever is called
   * next.
   */
  readonly result: Promise<Result>
  /** Every frame that was drawn, from the first. */
  readonly frames: readonly MountedFrame[]
  /** What was logged. */
  readonly log: readonly unknown[][]
  snapshot(): SnapshotFrom<L>
  /** The screen now, a string a row, without blanks at the ends. */
  screen(): string[]
  /** The same, with the look of each run: `<bold red>failed</>`. */
  styledScreen(): string[]
  /** The name of the theme that the app has now. */
  readonly theme: string
  /** As the app's `print`. */
  print(content: Child): void
  /** What `print` has printed, a string a line. */
  printed(): readonly string[]
  /** The bytes that were written since this was last asked. */
  takeBytes(): string
  /**
   * Presses keys, by the names that key tables use, and sends what the terminal's keyboard sends for them. Rejects with a
   * TypeError for a key that is none, or that such a keyboard cannot tell from another ('ctrl+i' from 'tab').
   */
  press(...keys: string[]): Promise<void>
  /** Types a text, a key a character. */
  type(text: string): Promise<void>
  paste(text: string): Promise<void>
  /** Presses and releases the left button. Columns and rows count from 0. */
  click(x: number, y: number): Promise<void>
  /** Turns the wheel. */
  wheel(direction: 'up' | 'down', x: number, y: number): Promise<void>
  resize(columns: number, rows: number): Promise<void>
  /** Moves the clock. */
  advance(ms: number): Promise<void>
  /**
   * Waits for what takes real time, as a server does: until the screen shows the text, or the snapshot is as told. With
   * `step`, the clock moves on by so many ms with every look.
   */
  until(
    condition: string | RegExp | ((snapshot: SnapshotFrom<L>) => boolean),
    options?: { readonly step?: number },
  ): Promise<void>
  /** Ends the app. Gives what it has left behind: nothing, if all is well. */
  unmount(): Promise<readonly string[]>
}

const YEAR_2000 = Date.UTC(2000, 0, 1)

/** How long `until` waits, in real ms. */
const UNTIL_TIMEOUT = 5_000

/**
 * Runs a component as `run` does, but on a terminal in memory and with a clock that moves when it is told.
 *
 * ```ts
 * const app = mount(counter, { columns: 20, rows: 3 })
 * await app.press('up', 'up')
 * expect(app.screen()).toEqual(['Count: 2', '', ''])
 * expect(await app.unmount()).toEqual([])
 * ```
 */
export function mount<
  L extends AnyActorLogic,
  QuitKey extends string = string,
  const A extends MountArguments<L> = MountArguments<L>,
>(component: Component<L, QuitKey>, ...args: A): Mounted<L, ResultOf<L, QuitKey, A>> {
  return new MountedApp(component, args[0] ?? {})
}

class MountedApp<L extends AnyActorLogic> implements Mounted<L> {
  readonly terminal: MemoryTerminal
  readonly clock: VirtualClock
  readonly frames: MountedFrame[] = []
  readonly log: unknown[][] = []
  readonly #app: TerminalApp<L>
  readonly #before = takeCensus()
  #printed = ''
  #taken = 0
  #isEndExpected = false

  constructor(component: Component<L>, options: MountOptions & { readonly input?: unknown }) {
    const { columns = 80, rows = 24, now = YEAR_2000, keyboard, terminal, ...others } = options
    this.terminal = terminal ?? new MemoryTerminal(columns, rows, keyboard)
    this.#taken = this.terminal.written.length
    this.clock = new VirtualClock(now)
    const depth: ColorDepth = 'truecolor'
    this.#app = new TerminalApp(
      component,
      {
        logger: (...args) => this.log.push(args),
        ...others,
        terminal: this.terminal,
        clock: this.clock,
        env: { COLORTERM: depth },
        onFrame: (report) => this.frames.push({ ...report, screen: this.#lines() }),
      },
      (content) => (this.#printed += printedPlain(content, this.terminal.columns)),
    )
    this.#app.start()
    this.#app.flush()
  }

  get actor(): ActorRefFrom<L> {
    return this.#app.actor
  }

  get theme(): string {
    return this.#app.theme
  }

  get result(): Promise<OutputFrom<L>> {
    this.#isEndExpected = true
    return this.#app.result
  }

  snapshot(): SnapshotFrom<L> {
    return (this.actor as AnyActorRef).getSnapshot() as SnapshotFrom<L>
  }

  screen(): string[] {
    this.#draw()
    return this.#lines()
  }

  styledScreen(): string[] {
    this.#draw()
    return asScreen(styledLines(this.#app.screen), this.terminal.columns)
  }

  takeBytes(): string {
    this.#draw()
    const bytes = this.terminal.written.slice(this.#taken)
    this.#taken = this.terminal.written.length
    return bytes
  }

  print(content: Child): void {
    this.#app.print(content)
  }

  printed(): readonly string[] {
    return this.#printed.split('\n').slice(0, -1)
  }

  press(...keys: string[]): Promise<void> {
    return this.#do(() => {
      for (const key of keys) {
        this.terminal.press(key)
        // A person's keys are further apart than an ESC and what it goes with, and than a frame and the next.
        this.#app.flushInput()
        this.clock.runDue()
        this.#app.flush()
      }
    })
  }

  type(text: string): Promise<void> {
    return this.#do(() => this.terminal.type(text))
  }

  paste(text: string): Promise<void> {
    return this.#send(`\x1b[200~${text}\x1b[201~`)
  }

  click(x: number, y: number): Promise<void> {
    return this.#send(`\x1b[<0;${x + 1};${y + 1}M\x1b[<0;${x + 1};${y + 1}m`)
  }

  wheel(direction: 'up' | 'down', x: number, y: number): Promise<void> {
    return this.#send(`\x1b[<${direction === 'up' ? 64 : 65};${x + 1};${y + 1}M`)
  }

  resize(columns: number, rows: number): Promise<void> {
    this.terminal.resize(columns, rows)
    return this.#settled()
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms)
    this.#draw()
  }

  async until(
    condition: string | RegExp | ((snapshot: SnapshotFrom<L>) => boolean),
    { step = 0 }: { readonly step?: number } = {},
  ): Promise<void> {
    const end = performance.now() + UNTIL_TIMEOUT
    while (!this.#meets(condition)) {
      if (performance.now() > end)
        throw new Error(
          `waited in vain for ${String(condition)}; the screen shows\n${this.screen().join('\n')}`,
        )
      await this.clock.advance(step)
    }
  }

  async unmount(): Promise<readonly string[]> {
    const orphans = () => this.#app.living.map((path) => `actor ${path}`)
    const stopped = this.#app.stop()
    // What ends may wait for the clock, and for the world: the one goes ten times as fast as the other.
    while (!(await Promise.race([stopped.then(() => true), settle().then(() => false)]))) {
      await setTimeout(10)
      await this.clock.advance(100)
    }
    await settle()
    const timers = this.clock.pending
    const failure = this.#failure
    return [
      ...(failure === undefined ? [] : [`failure: ${failure.message}`]),
      ...orphans(),
      ...(timers > 0 ? [`${timers} x timer`] : []),
      ...newSince(this.#before),
    ]
  }

  #lines(): string[] {
    return asScreen(this.#app.screen.toLines(), this.terminal.columns)
  }

  #meets(condition: string | RegExp | ((snapshot: SnapshotFrom<L>) => boolean)): boolean {
    if (typeof condition === 'function') return condition(this.snapshot())
    const screen = this.screen().join('\n')
    return typeof condition === 'string' ? screen.includes(condition) : condition.test(screen)
  }

  #send(bytes: string): Promise<void> {
    return this.#do(() => this.terminal.send(bytes))
  }

  async #do(input: () => void): Promise<void> {
    const { inspectorLoaded } = this.#app
    if (inspectorLoaded !== undefined) await inspectorLoaded // until then there is no F12
    input()
    await this.#settled()
  }

  async #settled(): Promise<void> {
    this.#draw()
    await settle()
    this.#draw()
  }

  #draw(): void {
    this.clock.runDue()
    this.#app.flush()
    const failure = this.#failure
    if (failure !== undefined) throw failure
  }

  get #failure(): Error | undefined {
    return this.#isEndExpected ? undefined : this.#app.failure
  }
}
