/*
 * Where periods begin by the time of day where the user is: hours on the hour, days at midnight. Times are in ms since 1970.
 * Local time isn't always as far from UTC: when clocks are set for summer, an hour is missing, or comes twice.
 */

/** The last beginning of a period, at a time or before it. */
export function lastBoundary(time: number, period: number): number {
  const offset = offsetAt(time)
  const start = Math.floor((time + offset) / period) * period - offset
  // Counted with the offset of then. A midnight that is left out is the moment at which clocks are set.
  return Math.min(time, start + offset - offsetAt(start))
}

/** The first beginning of a period after a time. */
export function nextBoundary(time: number, period: number): number {
  const offset = offsetAt(time)
  const next = (Math.floor((time + offset) / period) + 1) * period - offset
  const last = lastBoundary(next, period)
  // If an hour comes twice, the period isn't over yet.
  return last > time ? last : next + offset - offsetAt(next)
}

/** How far local time is ahead of UTC, in ms. */
function offsetAt(time: number): number {
  return new Date(time).getTimezoneOffset() * -60_000
}
