import type { AnyActor, AnyActorLogic, EventObject, InspectionEvent } from 'xstate'
import type { LeafKind } from '../../machines/kit/inert-logic.ts'
import type { Screen } from '../../render/screen.ts'
import type { ThemeOption } from '../theme.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import type { AppStage, StageEntry } from '../lifecycle/app-stage.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import { Decoder, Encoder, untouchable, type Json } from './codec.ts'
import { hashOf } from './hash.ts'
import type { ReplayWatch } from './replay-watch.ts'
import { replayLeaf } from './replayed-leaf.ts'
import { ReplayedPort } from './replayed-port.ts'
import { choiceLike, type RecordedTerminal } from './recorded-terminal.ts'
import { ReplayedScreens, type ReplayedFrame } from './replayed-screens.ts'
import { ROOT, Stage, type Sent, type StageTaker } from './stage.ts'
import { StepClock } from './step-clock.ts'
import {
  callKey,
  MASKED,
  UNSEEN,
  type BegunWork,
  type Trace,
  type TraceState,
  type TraceStep,
} from './trace.ts'
import { TraceError } from './trace-error.ts'

/** What an app did in one step of a replay. */
export interface ReplayedStep {
  readonly states: readonly TraceState[]
  readonly begun: readonly BegunWork[]
  readonly frames: readonly ReplayedFrame[]
  /** What the trace says, and the code now makes impossible: an answer for an actor that isn't there. */
  readonly missing: string | undefined
  /** If a screen that was drawn then isn't drawn now: the region that it would have shown otherwise. */
  readonly missed: string | undefined
}

/** Runs an app again by its trace: the same code, but nothing outside of the actor system is started. */
export class Replayer implements AppStage, StageTaker {
  readonly canSuspend: boolean
  readonly clock: StepClock
  /** A value stands in the place of one that isn't in the trace: from here on, the replay may differ for that reason. */
  isInexact = false
  readonly #trace: Trace
  readonly #watch: ReplayWatch | undefined
  readonly #stage: Stage
  readonly #decoder: Decoder
  readonly #encoder = new Encoder({
    nameOf: (actor) => this.#stage.nameOf(actor),
    redact: undefined,
    redacted: () => {},
  })
  readonly #terminal: RecordedTerminal
  readonly #port: ReplayedPort
  readonly #actors = new Map<string, AnyActor>()
  #app!: TerminalApp<AnyActorLogic>
  #states: TraceState[] = []
  #begun: BegunWork[] = []
  readonly #screens = new ReplayedScreens((x, y) => this.#app.actorAt(x, y))
  #missing: string | undefined
  /** Why the replay can't go on. */
  #fault: TraceError | undefined
  #isOver = false
  /** Answers of leaves that run in a replay, too. */
  readonly #live = new Map<string, EventObject>()

  constructor(trace: Trace, watch?: ReplayWatch) {
    this.#trace = trace
    this.#watch = watch
    const { now, date, seed, columns, rows, terminal } = trace.header
    this.clock = new StepClock({
      world: undefined,
      origin: now,
      dateOrigin: date,
      isPure: () => this.#stage.isPure,
      step: (work) => this.#stage.step(work),
    })
    this.#stage = new Stage(this, seed, () => this.clock.date())
    this.#decoder = new Decoder({
      actorOf: (name) => this.#actors.get(name),
      redacted: () => (this.isInexact = true),
      opaque: (what, source) =>
        untouchable(what, () => (this.#fault ??= new TraceError(untold(what, source)))),
    })
    this.#terminal = this.#decoder.decode(terminal, 'the terminal') as RecordedTerminal
    this.canSuspend = this.#terminal.canSuspend
    this.#port = new ReplayedPort(columns, rows, {
      hasKeys: this.#terminal.hasKeys,
      sizes: trace.sizes,
      isBehind: () => trace.behind.has(this.clock.fired),
      wrote: (writes, bytes) => {
        if (!this.#isOver) this.#watch?.wrote(bytes, this.clock.elapsed)
        for (const event of trace.replies.get(writes) ?? []) this.#app.takeInput(event as never)
      },
    })
  }

  /** Makes and starts the app. `options` are those that the program has now. */
  start(component: Component<AnyActorLogic>, options: AppOptions): void {
    this.#screens.expect(this.#trace.steps[0]?.frames ?? [])
    const { header } = this.#trace
    const recorded = this.#decoder.decode(header.options, 'the options') as AppOptions
    const all = {
      screen: options.screen ?? recorded.screen,
      quit: options.quit ?? recorded.quit,
      frameInterval: options.frameInterval ?? recorded.frameInterval,
      theme: options.theme ?? recorded.theme,
      input: this.#decoder.decode(header.input, `the input of ${header.name}`),
      clock: this.clock,
      terminal: this.#port,
      inspect: false,
      logger: () => {},
    }
    this.#drive(() => {
      this.#app = new TerminalApp(component, all, undefined, this)
      this.#app.result.catch(() => {})
      this.#app.start()
    })
  }

  /** Takes a step of the trace. */
  async take(step: TraceStep): Promise<void> {
    this.#screens.expect(step.frames)
    await this.#app.extrasLoaded
    if (step.kind === 'answer') await this.#liveAnswer(this.#trace.actors[step.data[0] as number])
    if (!this.#isOver) this.#drive(() => this.#do(step))
  }

  /**
   * Lets the time pass until the next step.
   *
   * @throws TraceError if the replay can't go on.
   */
  passTo({ time, fired }: TraceStep): void {
    if (!this.#isOver) this.clock.moveTo(time, fired)
    if (this.#fault !== undefined) throw this.#fault
  }

  /** The app has ended. */
  get isOver(): boolean {
    return this.#isOver
  }

  get screen(): Screen {
    return this.#app.screen
  }

  /** What happened since the last call. */
  happened(): ReplayedStep {
    const happened = {
      states: this.#states,
      begun: this.#begun,
      frames: this.#screens.drawn,
      missing: this.#missing,
      missed: this.#isOver ? undefined : this.#screens.missed,
    }
    this.#states = []
    this.#begun = []
    this.#screens.expect([])
    this.#missing = undefined
    return happened
  }

  /** Ends the app. */
  async close(): Promise<void> {
    this.#isOver = true
    this.#drive(() => void this.#app.stop())
    for (let turn = 0; turn < 20; turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      this.clock.moveTo(this.clock.elapsed + 1_000)
    }
    this.#stage.close()
  }

  // What the app tells.

  terminal(choice: TerminalChoice): TerminalChoice {
    return choiceLike(this.#terminal, choice)
  }

  observe(event: InspectionEvent): void {
    this.#watch?.observe?.(event)
    this.#stage.observe(event)
    if (event.type !== '@xstate.actor') return
    const actor = event.actorRef as AnyActor
    this.#actors.set(this.#stage.nameOf(actor)!, actor)
  }

  /** What comes in by itself isn't let in: what came in then stands in the trace. */
  enter<Result>(_: StageEntry, work: () => Result): Result {
    return this.#stage.isInStep ? work() : (undefined as Result)
  }

  drew(screen: Screen): void {
    if (!this.#isOver) this.#screens.drew(screen)
  }

  // What the stage tells.

  leaf(leaf: AnyActor, kind: LeafKind | 'other'): void {
    const name = this.#stage.nameOf(leaf)!
    if (isLive(name)) return
    const { input } = leaf.options
    if (input !== undefined)
      this.#begun.push({ actor: name, input: hashOf(JSON.stringify(this.#encoder.encode(input, 'input'))) })
    replayLeaf(leaf, kind, (call) => this.#answerIn(name, leaf, call))
  }

  /** Leaves do nothing here: what they answered is sent by us. What the engine loads for itself is kept until then. */
  answered({ source, event }: Sent): boolean {
    const name = source && this.#stage.nameOf(source)
    if (name === undefined || !isLive(name) || this.#stage.isInStep) return true
    this.#live.set(name, event)
    return false
  }

  /** What code sends later by itself stands in the trace, and is sent from there. */
  arrived(): boolean {
    return false
  }

  state(actor: AnyActor, state: string): void {
    const name = this.#stage.nameOf(actor)!
    if (name === ROOT && !state.startsWith('running')) this.#isOver = true
    else if (name !== ROOT && !name.startsWith('actty.') && !this.#isOver)
      this.#states.push({ actor: name, state, time: this.clock.elapsed })
  }

  // The steps.

  #drive(work: () => void): void {
    this.#stage.step(work)
  }

  #do({ kind, data }: TraceStep): void {
    const [first, second] = data as readonly [never, never]
    switch (kind) {
      case 'input':
        if (second === UNSEEN) return
        this.isInexact ||= second === MASKED
        return this.#app.takeInput(first)
      case 'flush':
        return this.#app.flush()
      case 'print':
        return this.#app.print(first)
      case 'theme':
        return this.#app.setTheme(this.#decoder.decode(first, 'the theme') as ThemeOption)
      case 'notice':
        return this.#app.notify(first, second)
      case 'resize':
        this.#port.columns = first
        this.#port.rows = second
        if (!this.#isOver) this.#watch?.resized(first, second, this.clock.elapsed)
        return this.#port.listener?.resized()
      case 'drained':
        return this.#port.listener?.drained()
      case 'gone':
        return this.#port.listener?.gone()
      case 'clock':
        this.clock.shift = first
        return
      case 'answer':
      case 'sent':
        return this.#send(data)
      case 'end':
        return
      case 'outside':
        this.#fault = new TraceError(
          `${String(first)} shows a store, or an actor of another system, that changed by itself: the trace doesn't have that`,
        )
        return
      case 'cannot':
        this.#fault = new TraceError(`actor ${String(first)} can't be replayed: ${String(second)}`)
        return
      default:
        throw new TraceError(`it has an entry '${kind}', which this actty doesn't know`)
    }
  }

  #send(data: readonly Json[]): void {
    const [from, to, event] = data as readonly [number, number, Json]
    const source = this.#actorOf(from)
    const target = this.#actorOf(to)
    if (target === undefined || (from >= 0 && source === undefined)) {
      this.#missing ??= this.#trace.actors[target === undefined ? to : from]
      return
    }
    const name = this.#trace.actors[from] ?? 'the program'
    const live = this.#live.get(name)
    this.#stage.send!(
      source,
      target,
      live ?? (this.#decoder.decode(event, `an event of ${name}`) as EventObject),
    )
  }

  /** Waits until the engine has loaded what it had loaded then. */
  async #liveAnswer(name: string | undefined): Promise<void> {
    if (name === undefined || !isLive(name)) return
    for (let turn = 0; turn < MAX_TURNS && !this.#live.has(name); turn++)
      await new Promise((resolve) => setImmediate(resolve))
  }

  /** What a leaf told in one of its calls, it tells again. */
  #answerIn(name: string, leaf: AnyActor, call: number): void {
    const recorded = this.#trace.calls.get(callKey(name, call))
    for (const told of recorded?.told ?? [])
      this.#stage.call({ leaf, call }, () => this.#stage.step(() => this.#send(told)))
    if (recorded !== undefined && recorded.threw.length > 0)
      throw this.#decoder.decode(recorded.threw[0]!, name)
  }

  #actorOf(number: number): AnyActor | undefined {
    return number < 0 ? undefined : this.#actors.get(this.#trace.actors[number]!)
  }
}

/** The engine's own modules can't stand in a file, so they are loaded again. */
function isLive(name: string): boolean {
  return name.startsWith('actty.help') || name.startsWith('actty.palette')
}

/** How many turns of the event loop a module of the engine may take. */
const MAX_TURNS = 10_000

function untold(what: string, source: string): string {
  return `the code uses the ${what} from ${source}, and such a value can't be recorded`
}
