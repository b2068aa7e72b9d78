import { assign, fromCallback, setup, type AnyActorRef, type CallbackActorRef } from 'xstate'
import { requirePositiveTime } from '../kit/numbers.ts'
import { clockOf, date } from '../kit/clock.ts'
import { lastBoundary, nextBoundary } from '../kit/boundaries.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'

export interface TickingContext {
  /** The last boundary, in ms since 1970: with a period of a second, a whole second. */
  readonly time: number
  /** How many ticks there were. */
  readonly ticks: number
}

export type Ticking = Pattern<
  TickingContext,
  { type: 'never' },
  'ticking',
  string,
  unknown,
  never,
  { readonly boundaries?: CallbackActorRef<{ type: 'never' }> | undefined }
>

interface BoundaryEvent {
  readonly type: 'boundary'
  readonly time: number
}

/** Timers may fire this much before their time, in ms. */
const EARLY = 2

/** No wait is longer, in ms: the time of day may be set meanwhile, and timers may not count while a computer sleeps. */
const MAX_WAIT = 60_000

/**
 * Ticks on the boundary of the time of day where the user is: with 1,000 ms, when the second changes; with an hour, on the
 * hour, also where that is half past in UTC; with a day, at midnight. It does not drift. A tick that comes late, as after the
 * computer slept, is one tick and not those that were missed. After the time of day was set, also back, it has the new time
 * within a minute.
 *
 * ```ts
 * const clock = ticking(1_000)
 * ```
 *
 * @throws RangeError if `period` isn't a finite time above 0.
 */
export function ticking(period = 1_000): Ticking {
  requirePositiveTime('ticking: period', period)
  return asPattern(
    setup({
      types: { context: {} as TickingContext, events: {} as BoundaryEvent },
      actors: { boundaries: boundariesOf(period) },
    }).createMachine({
      id: 'ticking',
      context: ({ self }) => ({ time: boundaryNow(self, period), ticks: 0 }),
      initial: 'ticking',
      states: {
        ticking: {
          invoke: { src: 'boundaries', id: 'boundaries', input: ({ context }) => context.time },
          on: {
            boundary: {
              target: 'ticking',
              actions: assign(({ context, event }) => ({ time: event.time, ticks: context.ticks + 1 })),
              description: 'The next period begins',
            },
          },
        },
      },
    }),
  )
}

/** Tells when the boundary is no longer the one that it began with. */
function boundariesOf(period: number) {
  return fromCallback<BoundaryEvent, number>(({ input, self, sendBack }) => {
    const clock = clockOf(self)
    let last = input
    let timer: unknown
    const look = () => {
      const time = boundaryNow(self, period)
      if (time !== last) sendBack({ type: 'boundary', time } satisfies BoundaryEvent)
      last = time
      const wait = nextBoundary(clock.date() + EARLY, period) - clock.date()
      timer = clock.setTimeout(look, Math.min(wait, MAX_WAIT))
    }
    look()
    return () => clock.clearTimeout(timer)
  })
}

function boundaryNow(self: AnyActorRef, period: number): number {
  return lastBoundary(date(self) + EARLY, period)
}
