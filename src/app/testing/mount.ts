import { keyMapOf } from '../keys/key-map.ts'
import { keysOfChord } from '../input/key-names.ts'
import { setTimeout } from 'node:timers/promises'
import type { AnyActorLogic, AnyActorRef, OutputFrom, SnapshotFrom, ActorRefFrom } from 'xstate'
import type { Child } from '../../render/nodes/children.ts'
import type { ColorDepth } from '../../render/paint/color.ts'
import { printedPlain } from '../../render/printed.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Screen } from '../../render/screen.ts'
import type { ResultOf } from '../app.ts'
import type { Component } from '../component.ts'
import type { Clock } from '../../machines/kit/clock.ts'
import type { Node } from '../../render/nodes/index.ts'
import { keptApp } from '../persist/persisted-app.ts'
import { Recorder } from '../trace/recorder.ts'
import type { FrameReport } from '../frames/frames.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import { leftSince, takeCensus } from './census.ts'
import { mouseReport } from '../input/mouse-bytes.ts'
import { MemoryTerminal } from './memory-terminal.ts'
import type { Mounted, MountArguments, MountedFrame, MountOptions, WithScreen } from './mounted.ts'
import { asScreen } from './screen-serializer.ts'
import { styledLines } from './styled-lines.ts'
import { settle, VirtualClock } from './virtual-clock.ts'

const screens = new WeakMap<object, () => Screen>()
const roots = new WeakMap<object, () => MountedRegion>()

/** The region of the whole screen of a mounted component. */
export function rootOf(mounted: WithScreen): MountedRegion {
  return roots.get(mounted)!()
}

/** The cells of a mounted component, as of now. Throws a TypeError if it isn't one. */
export function screenOf(mounted: WithScreen): Screen {
  const screen = screens.get(mounted)
  if (screen === undefined) throw new TypeError('screenshot takes what mount() has returned')
  mounted.screen() // draws what is due
  return screen()
}

const YEAR_2000 = Date.UTC(2000, 0, 1)

/** How long `until` waits, in ms of real time: test runners give up after 5,000, and what it says is worth more. */
const UNTIL_TIMEOUT = 4_000

/** How far `unmount` moves the clock, in ms, before work had MAX_REAL_SHUTDOWN_TIME to end: less than `maxShutdownTime`. */
const MAX_CLOCK_MOVE = 4_500

/** In ms of real time. */
const MAX_REAL_SHUTDOWN_TIME = 3_000

/**
 * Runs a component as `run` does, but on a terminal in memory, and with a clock that only the test moves.
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
  #app!: TerminalApp<L>
  readonly #before = takeCensus()
  readonly #trace: Buffer[] = []
  readonly #recorder: Recorder | undefined
  #printed = ''
  #taken = 0
  #isEndExpected = false

  constructor(component: Component<L>, options: MountOptions & { readonly input?: unknown }) {
    const {
      columns = 80,
      rows = 24,
      now = YEAR_2000,
      keyboard,
      terminal,
      record,
      persist,
      ...others
    } = options
    this.terminal = terminal ?? new MemoryTerminal(columns, rows, keyboard)
    this.#taken = this.terminal.written.length
    this.clock = new VirtualClock(now)
    const depth: ColorDepth = 'truecolor'
    screens.set(this, () => this.#app.screen)
    roots.set(this, () => this.#app.frames.regions.root)
    const appOptions = {
      logger: (...args: unknown[]) => this.log.push(args),
      ...others,
      ...(options.keys !== undefined && { keyMap: keyMapOf(component, options.keys) }),
      terminal: this.terminal,
      clock: this.clock,
      env: { COLORTERM: depth },
      onFrame: (report: FrameReport) => this.frames.push({ ...report, screen: this.#lines() }),
    }
    const printed = (content: Node | string) =>
      (this.#printed += printedPlain(content, this.terminal.columns, options.glyphs))
    const begin = (clock: Clock) => {
      const all = { ...appOptions, clock }
      return (this.#app =
        persist === undefined
          ? new TerminalApp(component, all, printed, this.#recorder)
          : keptApp(component, all, persist, { inner: this.#recorder, printed }))
    }
    if (record === true) {
      const sink = { write: (line: Buffer) => this.#trace.push(line), close() {} }
      const recorder = new Recorder({ component: component as never, options: appOptions, sink })
      this.#recorder = recorder
      recorder.start(() => begin(recorder.clock).start())
    } else begin(this.clock).start()
    this.#app.flush()
  }

  trace(): string {
    if (this.#recorder === undefined)
      throw new Error('the app has no recording: mount it with { record: true }')
    return Buffer.concat(this.#trace).toString()
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
      for (const key of keys.flatMap(keysOfChord)) {
        this.terminal.press(key)
        // A person's keys come further apart than the bytes of a sequence, and than two frames.
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

  click(x: number, y: number, { shift = false }: { readonly shift?: boolean } = {}): Promise<void> {
    return this.#send(mouseReport(shift ? 4 : 0, x, y) + mouseReport(shift ? 4 : 0, x, y, 'm'))
  }

  multiClick(count: number, x: number, y: number): Promise<void> {
    return this.#send((mouseReport(0, x, y) + mouseReport(0, x, y, 'm')).repeat(count))
  }

  async drag(...cells: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const [first, last] = [cells[0], cells.at(-1)]
    if (first === undefined || last === undefined) throw new TypeError('drag takes two cells or more')
    await this.mouse('press', ...first)
    for (const cell of cells.slice(1)) await this.mouse('move', ...cell)
    await this.mouse('release', ...last)
  }

  mouse(action: 'press' | 'move' | 'release' | 'hover', x: number, y: number): Promise<void> {
    const button = { press: 0, release: 0, move: 32, hover: 35 }[action]
    return this.#send(mouseReport(button, x, y, action === 'release' ? 'm' : 'M'))
  }

  focusWindow(focused: boolean): Promise<void> {
    return this.#send(focused ? '\x1b[I' : '\x1b[O')
  }

  get title(): string | undefined {
    return this.#app.title
  }

  get notifications(): readonly string[] {
    const sent = this.terminal.written.matchAll(/\x1b\]777;notify;[^;]*;([^\x1b]*)\x1b\\/g)
    return Array.from(sent, ([, text]) => text!)
  }

  get clipboard(): readonly string[] {
    this.#draw()
    const sent = this.terminal.written.matchAll(/\x1b\]52;c;([\w+/=]*)(?:\x07|\x1b\\)/g)
    return Array.from(sent, ([, text]) => Buffer.from(text!, 'base64').toString())
  }

  wheel(direction: 'up' | 'down' | 'left' | 'right', x: number, y: number): Promise<void> {
    return this.#send(mouseReport(64 + ['up', 'down', 'left', 'right'].indexOf(direction), x, y))
  }

  resize(columns: number, rows: number): Promise<void> {
    this.terminal.resize(columns, rows)
    return this.#settled()
  }

  async advance(ms: number): Promise<void> {
    await this.#app.extrasLoaded
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
          `waited for ${String(condition)}, which didn't come; the screen shows\n${this.screen().join('\n')}`,
        )
      await this.clock.advance(step)
    }
  }

  async unmount(): Promise<readonly string[]> {
    const orphans = () => this.#app.living.map((path) => `actor ${path}`)
    const stopped = this.#app.stop()
    // Work that ends may wait for the virtual clock, and for real time. The virtual clock goes ten times as fast, but it
    // doesn't reach the end of the app's patience before the world has had its time: the machine may be busy.
    const start = performance.now()
    for (let moved = 0; !(await Promise.race([stopped.then(() => true), settle().then(() => false)]));) {
      await setTimeout(10)
      if (moved >= MAX_CLOCK_MOVE && performance.now() < start + MAX_REAL_SHUTDOWN_TIME) continue
      moved += 100
      await this.clock.advance(100)
    }
    this.#recorder?.close()
    await settle()
    const timers = this.clock.pending
    const failure = this.#failure
    return [
      ...(failure === undefined ? [] : [`failure: ${failure.message}`]),
      ...orphans(),
      ...(timers > 0 ? [`${timers} x timer`] : []),
      ...(await leftSince(this.#before)),
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
    await this.#app.extrasLoaded // until then nothing can be selected
    input()
    await this.#settled()
  }

  async #settled(): Promise<void> {
    this.#draw()
    await this.#app.extrasLoaded
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
