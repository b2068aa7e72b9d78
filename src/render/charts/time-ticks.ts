import { duration } from '../text/duration.ts'
import { roundStep, type Extent, type Tick } from './ticks.ts'

/** What the numbers of an axis are: numbers, times of day here or in UTC, or times before the end. All times are in ms. */
export type AxisKind = 'number' | 'time' | 'utc' | 'ago'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
]

/** The least of the round times that are not less than `least`. */
function timeStep(least: number): number {
  if (least < SECOND) return Math.max(1, roundStep(least))
  return STEPS.find((step) => step >= least) ?? Math.max(1, Math.ceil(roundStep(least / DAY))) * DAY
}

/** More ticks than an axis has room for would be too many. */
const MAX_TICKS = 1_000

/** Round times in a range, at least so far apart. */
export function timeTicks(
  { min, max }: Extent,
  least: number,
  kind: Exclude<AxisKind, 'number'>,
): readonly Tick[] {
  const step = timeStep(least)
  const ticks: Tick[] = []
  if (kind === 'ago') {
    for (let value = max; value >= min && ticks.length < MAX_TICKS; value -= step)
      ticks.unshift({ value, text: value === max ? 'now' : `-${duration(max - value)}` })
    return ticks
  }
  const offset = kind === 'utc' ? 0 : offsetAt(min)
  const first = Math.ceil((min + offset) / step) * step - offset
  // Longer steps are to begin at the same hours also after the clock was changed.
  const isShifted = kind !== 'utc' && step > HOUR
  for (let even = first; ticks.length < MAX_TICKS; even += step) {
    const value = isShifted ? shifted(even, offset) : even
    if (!(value <= max)) return ticks
    ticks.push({ value, text: timeText(value, step, kind) })
  }
  return ticks
}

/** The time at which local clocks show what they would at `even` with the offset from UTC before. An hour that is left out is the next one. */
function shifted(even: number, offset: number): number {
  const value = even + offset - offsetAt(even)
  return offsetAt(value) === offsetAt(even) ? value : even
}

/** How far local time is ahead of UTC, in ms. */
function offsetAt(time: number): number {
  const minutes = new Date(time).getTimezoneOffset()
  return Number.isNaN(minutes) ? 0 : -minutes * MINUTE
}

function timeText(time: number, step: number, kind: AxisKind): string {
  const date = new Date(kind === 'utc' ? time : time + offsetAt(time))
  if (Number.isNaN(date.getTime())) return String(time)
  const text = date.toISOString()
  if (step >= DAY) return text.slice(5, 10)
  const clock = text.slice(-13, -1)
  return step >= MINUTE ? clock.slice(0, 5) : step >= SECOND ? clock.slice(0, 8) : clock.slice(3)
}
