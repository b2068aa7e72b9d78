import type { AnyActor, AnyActorRef, InspectionEvent } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import { parentOf } from '../../machines/kit/xstate-internals.ts'
import type { AppStage, StageEntry } from '../lifecycle/app-stage.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import { DueTimes } from './due-times.ts'
import type { KeptFile } from './kept-file.ts'
import { Restoring } from './restoring.ts'

/** Lets an app go on from what another was, without a gap. Nothing is written. */
export class ForkStage implements AppStage {
  readonly canSuspend = undefined
  readonly #name: string
  readonly #runs: number
  readonly #dues: DueTimes
  readonly #restoring: Restoring
  readonly #actors = new WeakSet<AnyActorRef>()
  #app: AnyActor | undefined
  #hasBegun = false

  constructor(name: string, { app, delays, at, runs }: KeptFile, clock: Clock) {
    this.#name = name
    this.#runs = runs
    this.#dues = new DueTimes(clock)
    this.#restoring = new Restoring(app, delays, { from: at, to: at })
  }

  /** The app is put together. Nothing of it has started. */
  begin(): void {
    this.#restoring.begin(this.#app!)
    this.#hasBegun = true
  }

  terminal(choice: TerminalChoice): TerminalChoice {
    return choice
  }

  observe(event: InspectionEvent): void {
    if (event.type !== '@xstate.actor' || this.#hasBegun) return
    const actor = event.actorRef as AnyActor
    const parent = parentOf(actor)
    if (parent === undefined) return this.#dues.adopt(actor, this.#runs)
    const isApp = parentOf(parent) === undefined && actor.id === this.#name
    if (!isApp && !this.#actors.has(parent)) return
    this.#actors.add(actor)
    if (isApp) this.#app = actor
    this.#restoring.observe(event, isApp)
  }

  enter<Result>(_: StageEntry, work: () => Result): Result {
    return work()
  }

  drew(): void {}
}
