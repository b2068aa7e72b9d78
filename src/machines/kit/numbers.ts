/*
 * Checks of the numbers that patterns, sources, controls and apps are made with. Each throws a RangeError that names the
 * option, as in 'polling: interval'.
 */

/** A number of things. */
export function requireCount(name: string, count: number, least = 1): void {
  check(name, count, isCount(count, least), `a whole number, ${least} or more`)
}

/** A number of things that are not to be exceeded; `Infinity` is no limit. */
export function requireLimit(name: string, limit: number, least = 1): void {
  const isLimit = limit === Infinity || isCount(limit, least)
  check(name, limit, isLimit, `a whole number, ${least} or more, or Infinity`)
}

/** A time in ms that may be none: a wait. */
export function requireTime(name: string, ms: number): void {
  check(name, ms, Number.isFinite(ms) && ms >= 0, 'a finite time in ms, 0 or more')
}

/** A time in ms that can't be none: an interval, a deadline. */
export function requirePositiveTime(name: string, ms: number): void {
  check(name, ms, Number.isFinite(ms) && ms > 0, 'a finite time in ms, above 0')
}

/** What something is multiplied with so that it doesn't become less. */
export function requireFactor(name: string, factor: number): void {
  check(name, factor, Number.isFinite(factor) && factor >= 1, 'a finite number, 1 or more')
}

/** A part of something. */
export function requireFraction(name: string, fraction: number): void {
  check(name, fraction, Number.isFinite(fraction) && fraction >= 0 && fraction <= 1, 'a number from 0 to 1')
}

function isCount(count: number, least: number): boolean {
  return Number.isSafeInteger(count) && count >= least
}

function check(name: string, value: unknown, isGood: boolean, wanted: string): void {
  if (isGood) return
  const given = typeof value === 'number' ? String(value) : typeof value
  throw new RangeError(`${name} is ${wanted}, not ${given}`)
}
