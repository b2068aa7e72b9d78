import type { AnyActor } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import type { Delay } from '../../machines/kit/delay.ts'
import { delayKey, delaysOf, numberSessions, schedulerOf } from '../../machines/kit/xstate-internals.ts'

/** When the delayed events of an app are due, in ms on its clock. XState doesn't say that. */
export class DueTimes {
  readonly #clock: Pick<Clock, 'now'>
  readonly #dues = new WeakMap<Delay, number>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  /** Notes of each delay of a new system when it's due. An actor without an id has none of an earlier run. */
  adopt(root: AnyActor, runs: number): void {
    const run = `run${runs}.`
    numberSessions(root, run)
    const scheduler = schedulerOf(root)
    const { schedule } = scheduler
    let ids = 0
    scheduler.schedule = (source, target, event, delay, id = `${run}${++ids}`) => {
      schedule(source, target, event, delay, id)
      this.#dues.set(delaysOf(root)[delayKey(source, id)]!, this.#clock.now() + delay)
    }
  }

  of(delay: Delay): number {
    return this.#dues.get(delay)!
  }

  now(): number {
    return this.#clock.now()
  }
}
