import { assign, fromCallback, setup, type AnyActor, type AnyActorRef, type CallbackActorRef } from 'xstate'
import { requirePositiveTime } from '../kit/numbers.ts'
import { clockOf, date, letGo } from '../kit/clock.ts'
import { lastBoundary, nextBoundary } from '../kit/boundaries.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { selfContained } from '../kit/self-contained.ts'
import { parentOf, XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { isShown } from '../processes/foreground.ts'

/** The context of `ticking`. */
export interface TickingContext {
  /** When the current period began, in ms since 1970. With a period of a second, this is a whole second. */
  readonly time: number
  /** How many ticks there have been. */
  readonly ticks: number
}

/** What `ticking` returns. */
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

/** Timers may fire this much early, in ms. */
const EARLY = 2

/** The longest wait, in ms: the time of day may be set meanwhile, and timers may not count while a computer sleeps. */
const MAX_WAIT = 60_000

/**
 * Ticks when the user's time of day reaches a boundary. With 1,000 ms that is each full second, with an hour the full hour
 * (of local time, even where that is half past in UTC), with a day midnight. It doesn't drift. If ticks are late, as after
 * the computer slept, there is one tick and not several. If the time of day is set, the next tick comes within a minute.
 * In an app without keys (in CI, or piped), a clock whose parent doesn't take its snapshots (`onSnapshot`) keeps nothing alive.
 *
 * ```ts
 * const clock = ticking(1_000)
 * ```
 *
 * @param period - From one tick to the next, in ms. The default is 1,000.
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
      meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
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

/** Sends an event when another period has begun. */
function boundariesOf(period: number) {
  const boundaries = fromCallback<BoundaryEvent, number>(({ input, self, sendBack }) => {
    const clock = clockOf(self)
    const ticker = parentOf(self)!
    const isBackground = isOnlyShown(ticker, parentOf(ticker))
    let last = input
    let timer: unknown
    const look = () => {
      const time = boundaryNow(self, period)
      const wait = nextBoundary(clock.date() + EARLY, period) - clock.date()
      // Before the event: what takes it may stop the clock.
      timer = clock.setTimeout(look, Math.min(wait, MAX_WAIT))
      if (isBackground) letGo(timer)
      if (time === last) return
      last = time
      sendBack({ type: 'boundary', time } satisfies BoundaryEvent)
    }
    look()
    return () => clock.clearTimeout(timer)
  })
  return selfContained(boundaries)
}

/** Whether an app shows a clock, and its parent has no use for the ticks. Such a clock doesn't keep the process alive. */
function isOnlyShown({ id, system }: AnyActor, parent: AnyActor | undefined): boolean {
  const { events } = (parent?.logic ?? {}) as { readonly events?: readonly string[] }
  if (events === undefined || !isShown(system)) return false
  const uses = [`${XSTATE_EVENTS.childSnapshot}${id}`, XSTATE_EVENTS.anyChildSnapshot, '*']
  return !events.some((event) => uses.includes(event))
}

function boundaryNow(self: AnyActorRef, period: number): number {
  return lastBoundary(date(self) + EARLY, period)
}
