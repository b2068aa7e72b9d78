import type { AnyActor, AnyActorLogic, EventObject, InspectionEvent } from 'xstate'
import { pathOf } from '../../machines/kit/held-work.ts'
import { parentOf, transitionsOf } from '../../machines/kit/xstate-internals.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import { pressOf } from '../input/bindings.ts'
import { isMachineSnapshot, statePath } from '../state-path.ts'
import type { InputEvent, MouseEvent } from '../input/events.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import { leftSince, takeCensus } from '../testing/census.ts'
import { MemoryTerminal } from '../testing/memory-terminal.ts'
import { settle, VirtualClock } from '../testing/virtual-clock.ts'
import { anything } from '../trace/anything.ts'
import { Recorder } from '../trace/recorder.ts'
import { AppTimers } from './app-timers.ts'
import { HeldLeaves } from './held-leaves.ts'
import { failureOf, madeUpEvent } from './made-up.ts'
import type { Move } from './move.ts'
import { samplesOf, type Samples } from './samples.ts'

export interface ExploredAppOptions {
  readonly options: AppOptions & { readonly input?: unknown }
  readonly samples: Samples
  readonly real: readonly string[]
  readonly size: readonly [columns: number, rows: number]
  readonly seed: number
}

/** An event that an actor got, and whether its chart took a transition for it. */
export interface Received {
  readonly actor: unknown
  readonly event: EventObject
  isTaken: boolean
}

const YEAR_2000 = Date.UTC(2000, 0, 1)

/** How long what is no work of the app's may take to end, in real ms. */
const UNREAL_ENDING_TIME = 50

/** In how many turns an app must have ended, each of 100 ms on its clock. */
const MAX_TURNS = 70

/** An app on a terminal in memory whose work doesn't run: what it answers is a move, as keys are. */
export class ExploredApp {
  readonly app: TerminalApp<AnyActorLogic>
  readonly leaves: HeldLeaves
  readonly samples: Samples
  readonly terminal: MemoryTerminal
  /** What actors got since the last move. */
  received: Received[] = []
  /** The states of the machines, by their paths. */
  readonly states = new Map<string, string>()
  readonly #clock = new VirtualClock(YEAR_2000)
  readonly #timers: AppTimers
  readonly #recorder: Recorder
  readonly #lines: Buffer[] = []
  readonly #before = takeCensus()
  readonly #isReal: boolean

  constructor(
    component: Component<AnyActorLogic>,
    { options, samples, real, size, seed }: ExploredAppOptions,
  ) {
    this.samples = samples
    this.#isReal = real.length > 0
    this.leaves = new HeldLeaves(real)
    this.terminal = new MemoryTerminal(...size)
    const all = {
      ...options,
      logger: () => {},
      terminal: this.terminal,
      clock: this.#clock,
      env: { COLORTERM: 'truecolor' },
      inspect: (event: InspectionEvent) => this.#observe(event),
    }
    this.#recorder = new Recorder({
      component,
      options: all,
      sink: { write: (line) => this.#lines.push(line), close() {} },
      seed,
      replace: this.leaves.replace,
    })
    this.#timers = new AppTimers(this.#clock, () => this.#recorder.isInside)
    const { clock } = this.#recorder
    try {
      this.app = this.#recorder.start(() =>
        new TerminalApp(component, { ...all, clock }, undefined, this.#recorder).start(),
      )
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Whether the app runs and hasn't begun to end. */
  get isRunning(): boolean {
    return this.app.root.getSnapshot().matches('running')
  }

  get screen(): string[] {
    return this.app.screen.toLines()
  }

  get size(): readonly [columns: number, rows: number] {
    return [this.terminal.columns, this.terminal.rows]
  }

  /** The states of all machines, as one text. */
  get configuration(): string {
    return [...this.states]
      .map(([path, state]) => `${path} ${state}`)
      .toSorted()
      .join(', ')
  }

  /** The recording until now. */
  get trace(): string {
    return Buffer.concat(this.#lines).toString()
  }

  /** Draws what is to be drawn, and lets settled promises run. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      this.#clock.runDue()
      this.app.flush()
      await this.app.extrasLoaded
      await settle()
    }
    this.#clock.runDue()
    this.app.flush()
  }

  async take(move: Move): Promise<void> {
    this.received = []
    if ('advance' in move) await this.#clock.advance(move.advance)
    else this.#take(move)
    await this.settled()
  }

  /** Runs pure code with the app's chance and time. */
  within<Result>(work: () => Result): Result {
    return this.#recorder.start(work)
  }

  /** Ends the app. Returns what it has left behind. */
  async end(): Promise<string[]> {
    const end = { isReached: false }
    void this.app.stop().then(() => (end.isReached = true))
    await settle()
    for (let turn = 0; turn < MAX_TURNS && !end.isReached; turn++) {
      if (this.#isReal) await new Promise((resolve) => setTimeout(resolve, 1))
      await this.#clock.advance(100)
    }
    await settle()
    const left = [
      ...this.app.living.map((path) => `the actor ${path}`),
      ...this.#timers.left,
      ...(this.#clock.pending > this.#timers.pending ? ["a timer of the app's clock"] : []),
    ]
    this.close()
    return [
      ...counted(left),
      ...(await leftSince(this.#before, this.#isReal ? undefined : UNREAL_ENDING_TIME)),
    ]
  }

  /** Puts back what was replaced. */
  close(): void {
    this.#recorder.close()
    this.#timers.close()
  }

  #take(move: Exclude<Move, { readonly advance: number }>): void {
    if ('press' in move) this.#input(pressOf(move.press))
    else if ('type' in move)
      for (const character of move.type) this.#input(pressOf(character === ' ' ? 'space' : character))
    else if ('paste' in move) this.#input({ type: 'paste', text: move.paste, last: true })
    else if ('click' in move)
      for (const action of ['press', 'release'] as const) this.#mouse(action, 'left', move.click)
    else if ('wheel' in move) this.#mouse('wheel', move.wheel, move.at)
    else if ('resize' in move) this.terminal.resize(...move.resize)
    else if ('focusWindow' in move) this.#input({ type: 'focus', focused: move.focusWindow })
    else if ('fail' in move) this.leaves.named(move.fail)?.fail?.(failureOf(move.fail))
    else if ('complete' in move) this.leaves.named(move.complete)?.complete?.()
    else this.#answer(move)
  }

  #answer({ answer: name, sample, event }: Extract<Move, { readonly answer: string }>): void {
    const leaf = this.leaves.named(name)
    if (leaf === undefined) return
    leaf.answered++
    if (event !== undefined) return leaf.answer(madeUpEvent(event, leaf.actor))
    const value = sample === undefined ? anything() : samplesOf(this.samples, name)[sample]
    if (value instanceof Error && leaf.fail !== undefined) leaf.fail(value)
    else leaf.answer(value)
  }

  #mouse(
    action: MouseEvent['action'],
    button: MouseEvent['button'],
    [x, y]: readonly [x: number, y: number],
  ): void {
    this.#input({ type: 'mouse', action, button, x, y, shift: false, alt: false, ctrl: false })
  }

  #input(event: InputEvent): void {
    this.app.takeInput(event)
    this.#clock.runDue()
    this.app.flush()
  }

  #observe(event: InspectionEvent): void {
    if (event.type === '@xstate.event')
      this.received.push({ actor: event.actorRef, event: event.event, isTaken: false })
    else if (event.type === '@xstate.microstep') {
      if (transitionsOf(event as never).length === 0) return
      const got = this.received.findLast(
        ({ actor, event: { type } }) => actor === event.actorRef && type === event.event.type,
      )
      if (got !== undefined) got.isTaken = true
    } else if (event.type === '@xstate.snapshot') this.#note(event.actorRef, event.snapshot)
  }

  #note(actor: object, snapshot: unknown): void {
    if (!isMachineSnapshot(snapshot)) return
    const path = pathOf(actor as AnyActor)
    if (path.startsWith('actty.') || parentOf(actor) === undefined) return
    if (snapshot.status === 'active') this.states.set(path, statePath(snapshot))
    else this.states.delete(path)
  }
}

function counted(names: readonly string[]): string[] {
  return [...new Set(names)].map((name) => {
    const count = names.filter((other) => other === name).length
    return count > 1 ? `${count} x ${name}` : name
  })
}
