import type { AnyActor, AnyActorLogic, InspectionEvent } from 'xstate'
import { systemClock, type Clock } from '../../machines/kit/clock.ts'
import type { LeafKind } from '../../machines/kit/inert-logic.ts'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { Screen } from '../../render/screen.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import type { AppStage, StageEntry } from '../lifecycle/app-stage.ts'
import { redactor } from '../redact.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import { Encoder, type Json } from './codec.ts'
import { hashOf } from './hash.ts'
import { recordLeaf } from './recorded-leaf.ts'
import { recordedInput } from './recorded-input.ts'
import { RecordedPort } from './recorded-port.ts'
import type { RecordOptions } from './record-options.ts'
import { isSameScreen, rowsOf, type Row } from './screen-rows.ts'
import { ROOT, Stage, type LeafCall, type Sent, type StageTaker } from './stage.ts'
import { StepClock } from './step-clock.ts'
import type { TraceSink } from './trace-file.ts'
import { TraceWriter } from './trace-writer.ts'
import { APP_ENDED, MASKED, TRACE_VERSION } from './trace.ts'

/** The time of day may differ by so much from what our clock says, in ms, before it's noted that it was set. */
const MAX_DRIFT = 50

/** How often it's looked at, in ms. */
const DATE_INTERVAL = 100

/** So many redacted texts are kept out of the screens, each of at least so many characters. */
const MAX_SECRETS = 1_000
const MIN_SECRET = 3

export interface RecorderDeps extends Omit<RecordOptions, 'file'> {
  readonly component: Component<AnyActorLogic>
  readonly options: AppOptions & { readonly input?: unknown }
  readonly sink: TraceSink
  /** What decides its random numbers. By chance if not given. */
  readonly seed?: number | undefined
  /** Replaces the work of a leaf before it's recorded. Returns the kind that the leaf has then. */
  readonly replace?:
    ((leaf: AnyActor, kind: LeafKind | 'other', name: string) => LeafKind | 'other') | undefined
}

/** Records an app: writes what comes into it from outside, and which frames it draws. */
export class Recorder implements AppStage, StageTaker {
  readonly canSuspend = undefined
  readonly clock: StepClock
  readonly #deps: RecorderDeps
  readonly #world: Clock
  readonly #stage: Stage
  readonly #encoder: Encoder
  readonly #writer: TraceWriter
  readonly #origin: number
  readonly #dateOrigin: number
  readonly #seed: number
  /** The numbers of actors in the file. */
  readonly #numbers = new WeakMap<object, number>()
  #actors = 0
  readonly #secrets = new Set<string>()
  #rows: readonly Row[] = []
  /** Something was typed that isn't in the file. What was begun since may have it, and a hash tells too much of it. */
  #hasSecret = false
  /** When it's looked next whether the time of day was set. */
  #lookAtDate = 0
  #port: RecordedPort | undefined

  constructor(deps: RecorderDeps) {
    this.#deps = deps
    this.#world = deps.options.clock ?? systemClock
    this.#seed = deps.seed ?? Math.floor(Math.random() * 2 ** 32)
    this.#origin = Math.floor(this.#world.now())
    this.#dateOrigin = Math.floor(this.#world.date())
    this.clock = new StepClock({
      world: this.#world,
      origin: this.#origin,
      dateOrigin: this.#dateOrigin,
      isPure: () => this.#stage.isPure,
      step: (work) => this.#stage.step(work),
    })
    this.#stage = new Stage(this, this.#seed, () => this.clock.date())
    this.#writer = new TraceWriter({
      sink: deps.sink,
      maxBytes: deps.maxBytes,
      maxTime: deps.maxTime,
      at: () => [this.clock.elapsed, this.clock.fired],
    })
    this.#encoder = new Encoder({
      nameOf: (actor) => this.#stage.nameOf(actor),
      redact: redactor(deps.redact, 'record.redact'),
      redacted: (value) => this.#keepOut(value),
    })
  }

  /** Whether code of the app runs. */
  get isInside(): boolean {
    return this.#stage.isInside
  }

  /** Makes and starts an app, as the first step. */
  start<App>(begin: () => App): App {
    return this.#stage.step(begin)
  }

  /** The app has ended. */
  close(): void {
    this.#writer.end('closed')
    this.#stage.close()
  }

  // What the app tells.

  terminal(choice: TerminalChoice): TerminalChoice {
    const { component, options } = this.#deps
    const { port, depth, glyphs, motion, type, pictures, print, ownsProcess } = choice
    this.#writer.write([
      'trace',
      TRACE_VERSION,
      {
        name: component.name,
        columns: port.columns,
        rows: port.rows,
        now: this.#origin,
        date: this.#dateOrigin,
        seed: this.#seed,
        node: process.version,
        terminal: this.#encode(
          {
            depth,
            glyphs,
            motion,
            type,
            pictures: pictures === undefined ? undefined : process.pid,
            isScreen: print === undefined,
            hasKeys: port.hasKeys,
            canSuspend: ownsProcess,
          },
          'terminal',
        ),
        options: this.#encode(this.#optionsOf(options), 'options'),
        input: this.#encode(options.input, 'input'),
      },
    ])
    const recorded = new RecordedPort(port, {
      enter: (kind, data, work) => this.#enter([kind], data, work),
      note: (entry) => this.#writer.write(entry),
      isPure: () => this.#stage.isPure,
      fired: () => this.clock.fired,
    })
    this.#port = recorded
    return { ...choice, port: recorded }
  }

  observe(event: InspectionEvent): void {
    this.#stage.observe(event)
  }

  enter<Result>(entry: StageEntry, work: () => Result): Result {
    switch (entry.type) {
      case 'input':
        return this.#enter(['input'], () => this.#noteSecret(recordedInput(entry)), work)
      case 'flush':
        return this.#enter(['flush'], none, work)
      case 'print':
        return this.#enter(['print'], () => [this.#shown(entry.text())], work)
      case 'theme':
        return this.#enter(['theme'], () => [this.#encode(entry.theme, 'theme')], work)
      case 'notice':
        return this.#enter(['notice'], () => [this.#shown(entry.line), entry.time], work)
      case 'outside':
        return this.#enter(['outside'], () => [entry.name], work)
    }
  }

  drew(screen: Screen): void {
    if (this.#writer.isOver) return
    const rows = rowsOf(screen)
    const before = this.#rows
    if (isSameScreen(rows, before)) return
    this.#rows = rows
    const changed: Record<string, Json> = {}
    rows.forEach(([text, look], y) => {
      if (look !== before[y]?.[1]) changed[y] = [this.#shown(text), look]
    })
    this.#writer.write(['frame', this.clock.elapsed, this.clock.fired, rows.length, changed])
  }

  // What the stage tells.

  leaf(leaf: AnyActor, given: LeafKind | 'other'): void {
    const kind = this.#deps.replace?.(leaf, given, this.#stage.nameOf(leaf)!) ?? given
    this.#noteInput(leaf)
    recordLeaf(leaf, kind, {
      run: (call, work) => this.#stage.call({ leaf, call }, work),
      threw: (call, error) =>
        this.#writer.write(['threw', this.#numberOf(leaf), call, this.#encode(error, 'error')]),
    })
    if (kind === 'other') this.#cannot(leaf, 'its logic is of a kind that only itself knows how to start')
  }

  answered({ source, target, event }: Sent, call: LeafCall | undefined): boolean {
    if (isDerived(event.type)) return true
    if (call === undefined && !this.#stage.isInStep) this.clock.sync()
    const from = source === undefined ? -1 : this.#numberOf(source)
    const data = [from, this.#numberOf(target), this.#encode(event, 'event')] as const
    if (call !== undefined) this.#writer.write(['told', this.#numberOf(call.leaf), call.call, ...data])
    else if (!this.#stage.isInStep) this.#writer.write(['answer', ...this.#stamp(), ...data])
    else this.#cannot(source!, 'it sends an event while the code of another actor runs')
    return true
  }

  arrived({ source, target, event }: Sent): boolean {
    this.clock.sync()
    const from = source === undefined ? -1 : this.#numberOf(source)
    const data = [from, this.#numberOf(target), this.#encode(event, 'event')] as const
    this.#writer.write(['sent', ...this.#stamp(), ...data])
    return true
  }

  state(actor: AnyActor, state: string): void {
    const name = this.#stage.nameOf(actor)
    if (name === ROOT && !state.startsWith('running')) this.#writer.end(APP_ENDED)
    else if (name !== ROOT && name?.startsWith('actty.') === false)
      this.#writer.write(['state', this.clock.elapsed, this.clock.fired, this.#numberOf(actor), state])
  }

  // The file.

  #enter<Result>([kind]: readonly [string], data: () => readonly Json[], work: () => Result): Result {
    if (this.#stage.isInStep) {
      // A terminal in memory answers while it's written to.
      if (kind === 'input') this.#writer.write(['reply', this.#port!.writes, ...data()])
      return this.#stage.isPure ? work() : this.#stage.step(work)
    }
    this.clock.sync()
    return this.#stage.step(() => {
      if (!this.#writer.isOver) this.#writer.write([kind, ...this.#stamp(), ...data()])
      return work()
    })
  }

  /** A value of the app's own code, without what is kept out of the file. */
  #encode(value: unknown, name: string): Json {
    return this.#writer.isOver ? null : this.#encoder.encode(value, name)
  }

  #noteSecret(data: readonly Json[]): readonly Json[] {
    this.#hasSecret ||= data[1] === MASKED
    return data
  }

  /** A replay doesn't run the leaf, so nothing else shows that it was begun with something else. */
  #noteInput(leaf: AnyActor): void {
    const { input } = leaf.options
    const isSecret = this.#hasSecret || this.#deps.redact !== undefined
    if (input === undefined || isSecret || this.#writer.isOver) return
    const { elapsed, fired } = this.clock
    const hash = hashOf(JSON.stringify(this.#encode(input, 'input')))
    this.#writer.write(['begun', elapsed, fired, this.#numberOf(leaf), hash])
  }

  #stamp(): readonly [time: number, fired: number] {
    const { elapsed, fired } = this.clock
    if (elapsed < this.#lookAtDate) return [elapsed, fired]
    this.#lookAtDate = elapsed + DATE_INTERVAL
    const drift = this.#world.date() - this.#dateOrigin - (this.#world.now() - this.#origin)
    if (Math.abs(drift - this.clock.shift) > MAX_DRIFT) {
      this.clock.shift = Math.round(drift)
      this.#writer.write(['clock', elapsed, fired, this.clock.shift])
    }
    return [elapsed, fired]
  }

  #numberOf(actor: AnyActor): number {
    const known = this.#numbers.get(actor)
    if (known !== undefined) return known
    const number = this.#actors++
    this.#numbers.set(actor, number)
    this.#writer.write(['actor', number, this.#stage.nameOf(actor) ?? actor.id])
    return number
  }

  #optionsOf({ screen, quit, frameInterval, theme }: AppOptions) {
    return { screen, quit, frameInterval, theme }
  }

  /** Something that a replay can't do. It ends there. */
  #cannot(actor: AnyActor, why: string): void {
    this.#writer.write([
      'cannot',
      this.clock.elapsed,
      this.clock.fired,
      this.#stage.nameOf(actor) ?? actor.id,
      why,
    ])
  }

  #keepOut(value: unknown): void {
    if (typeof value !== 'string' || value.length < MIN_SECRET) return
    if (this.#secrets.size < MAX_SECRETS) this.#secrets.add(value)
  }

  /** A text of the screen, without what was redacted elsewhere. */
  #shown(text: string): string {
    let shown = text
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, '•'.repeat(secret.length))
    return shown
  }
}

const none = () => []

/** What follows from an answer is not an answer. */
function isDerived(type: string): boolean {
  const { childDone, childFailed, childSnapshot } = XSTATE_EVENTS
  return type.startsWith(childDone) || type.startsWith(childFailed) || type.startsWith(childSnapshot)
}
