import { assign, setup } from 'xstate'
import { requirePositiveTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'

export interface TickingContext {
  /** The last boundary, in ms since 1970: with a period of a second, a whole second. */
  readonly time: number
  /** How many ticks there were. */
  readonly ticks: number
}

export type Ticking = Pattern<TickingContext, { type: 'never' }, 'ticking', string, unknown, never>

/** Timers may fire this much before their time, in ms. */
const EARLY = 2

/**
 * Ticks on the boundary: with 1,000 ms, when the second changes. It does not drift, because each wait is measured from
 * the clock; a tick that comes late, as after the machine slept, is one tick and not those that were missed.
 *
 * ```ts
 * const clock = ticking(1_000)
 * ```
 *
 * @throws RangeError if `period` isn't a finite time above 0.
 */
export function ticking(period = 1_000): Ticking {
  requirePositiveTime('ticking: period', period)
  const boundary = (time: number) => Math.floor((time + EARLY) / period) * period

  return asPattern(
    setup({
      types: { context: {} as TickingContext },
      actions: {
        tick: assign({ time: ({ self }) => boundary(now(self)), ticks: ({ context }) => context.ticks + 1 }),
      },
      delays: {
        nextBoundary: ({ self }) => {
          const time = now(self)
          return boundary(time) + period - time
        },
      },
    }).createMachine({
      id: 'ticking',
      context: ({ self }) => ({ time: boundary(now(self)), ticks: 0 }),
      initial: 'ticking',
      states: {
        ticking: {
          after: {
            nextBoundary: {
              target: 'ticking',
              reenter: true,
              actions: 'tick',
              description: 'The next period begins',
            },
          },
        },
      },
    }),
  )
}
