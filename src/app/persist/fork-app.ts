import type { AnyActor, AnyActorLogic, AnyStateMachine, InspectionEvent } from 'xstate'
import { systemClock, type Clock } from '../../machines/kit/clock.ts'
import { pathOf } from '../../machines/kit/held-work.ts'
import { kindOf, parentOf } from '../../machines/kit/xstate-internals.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import { prepareLines } from '../lifecycle/lines-on-demand.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import type { Difference } from '../trace/difference.ts'
import { watchReplay, type Replay } from '../trace/replay-trace.ts'
import type { ReplayWatch } from '../trace/replay-watch.ts'
import { TraceError } from '../trace/trace-error.ts'
import { DueTimes } from './due-times.ts'
import { ForkStage } from './fork-stage.ts'
import type { KeptFile } from './kept-file.ts'
import type { Interrupted } from './kept-state.ts'
import { describeUnkeepable, takeFile, type TakenFile } from './take-file.ts'

/** An app that can go on from a step of its recording. */
export interface Fork {
  readonly replay: Replay
  readonly step: number
  /** What doesn't go on as it was. */
  readonly interrupted: readonly InterruptedActor[]
  /** Lets the app go on, on this terminal. */
  begin(): Promise<void>
}

/** An actor that doesn't go on as it was. */
export interface InterruptedActor {
  readonly path: string
  /** What it is: 'promise', 'subprocess'. */
  readonly what: string
  readonly how: Interrupted['how']
}

/**
 * Runs an app again until a step of its recording, so that it can go on from there: by the rules by which an app goes on from a file, as if
 * no time had passed.
 *
 * @param began - Gets the app that goes on.
 * @throws TraceError (as a rejection) if it can't go on from there.
 */
export async function forkApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
  file: string,
  step: number,
  began: (app: TerminalApp<L>) => void,
): Promise<Fork> {
  const watch = new ForkWatch(component.name, step)
  const replay = await watchReplay(component, file, options, watch, step)
  const cannot = (why: string) => new TraceError(`${file} can't be forked at step ${step}: ${why}`)
  if (replay.name !== component.name)
    throw cannot(`it was recorded by ${replay.name}, and this program runs ${component.name}`)
  if (step > replay.steps) throw cannot(`its last step is ${replay.steps}`)
  const [first] = replay.differences
  if (first !== undefined) throw cannot(describeDifference(first))
  const { taken } = watch
  if (taken === undefined) throw cannot(`the app has ended by then. Take an earlier step`)
  if (taken.unkeepable.length > 0) throw cannot(describeUnkeepable(taken.unkeepable))
  return {
    replay,
    step,
    interrupted: watch.interrupted,
    begin: async () => {
      await prepareLines(component, options)
      began(forkedApp(component, options, taken.file))
    },
  }
}

function describeDifference({ step, after, what }: Difference): string {
  return (
    `the program does something else now, since step ${step} (after ${after}): ${what}. ` +
    (step === 0
      ? 'Take the program that was recorded'
      : 'Take an earlier step, or the program that was recorded')
  )
}

/** Takes what the app is after a step. */
class ForkWatch implements ReplayWatch {
  taken: TakenFile | undefined
  interrupted: readonly InterruptedActor[] = []
  readonly #name: string
  readonly #step: number
  readonly #kinds = new WeakMap<AnyActor, string>()
  #dues: DueTimes | undefined
  #app: AnyActor | undefined

  constructor(name: string, step: number) {
    this.#name = name
    this.#step = step
  }

  began(_: unknown, clock: Pick<Clock, 'now'>): void {
    this.#dues = new DueTimes(clock)
  }

  observe(event: InspectionEvent): void {
    if (event.type !== '@xstate.actor') return
    const actor = event.actorRef as AnyActor
    const parent = parentOf(actor)
    if (parent === undefined) return this.#dues!.adopt(actor, 0)
    if (parentOf(parent) === undefined && actor.id === this.#name) this.#app = actor
    // In a replay, it gets a start of its own.
    const kind = kindOf(actor.logic as object)
    if (kind !== undefined) this.#kinds.set(actor, kind)
  }

  wrote(): void {}

  resized(): void {}

  stepped(step: number): void {
    if (step !== this.#step || this.#app === undefined || !isActive(this.#app)) return
    this.taken = takeFile(this.#app, this.#dues!, { name: this.#name, version: '', runs: 1 })
    this.interrupted = this.taken.interrupted.map(({ actor, how }) => ({
      path: pathOf(actor),
      what: this.#kinds.get(actor) ?? (actor.logic as AnyStateMachine).id,
      how,
    }))
  }
}

/** Its time goes on from that of the recording, and nothing is written. */
function forkedApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
  kept: KeptFile,
): TerminalApp<L> {
  const clock = clockFrom(kept.at, options.clock ?? systemClock)
  const stage = new ForkStage(component.name, kept, clock)
  const app = new TerminalApp(component, { ...options, clock }, undefined, stage)
  stage.begin()
  return app.start()
}

/** A clock that has this time now, and the time of day. */
function clockFrom(time: number, clock: Clock): Clock {
  const shift = time - clock.now()
  return {
    now: () => clock.now() + shift,
    date: () => clock.date(),
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    clearTimeout: (handle) => clock.clearTimeout(handle),
  }
}

function isActive(actor: AnyActor): boolean {
  return (actor.getSnapshot() as { readonly status: string }).status === 'active'
}
