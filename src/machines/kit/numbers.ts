/*
 * Checks of the numbers in options and parameters. Each throws a RangeError that names the option, as in
 * 'polling: interval must be …'.
 */

/** A count: a whole number. */
export function requireCount(name: string, count: number, min = 1): void {
  check(name, count, isCount(count, min), `a whole number, ${min} or more`)
}

/** The most that there may be of something: a whole number, or `Infinity` for no limit. */
export function requireLimit(name: string, limit: number, min = 1): void {
  const isLimit = limit === Infinity || isCount(limit, min)
  check(name, limit, isLimit, `a whole number, ${min} or more, or Infinity`)
}

/** A wait in ms, which may be 0. */
export function requireTime(name: string, ms: number): void {
  check(name, ms, Number.isFinite(ms) && ms >= 0, 'a finite time in ms, 0 or more')
}

/** A time in ms above 0, such as an interval or a deadline. */
export function requirePositiveTime(name: string, ms: number): void {
  check(name, ms, Number.isFinite(ms) && ms > 0, 'a finite time in ms, above 0')
}

/** A factor that makes nothing smaller. */
export function requireFactor(name: string, factor: number): void {
  check(name, factor, Number.isFinite(factor) && factor >= 1, 'a finite number, 1 or more')
}

/** A part of a whole. */
export function requireFraction(name: string, fraction: number): void {
  check(name, fraction, Number.isFinite(fraction) && fraction >= 0 && fraction <= 1, 'a number from 0 to 1')
}

function isCount(count: number, min: number): boolean {
  return Number.isSafeInteger(count) && count >= min
}

function check(name: string, value: unknown, isValid: boolean, wanted: string): void {
  if (isValid) return
  const given = typeof value === 'number' ? String(value) : typeof value
  throw new RangeError(`${name} must be ${wanted}, not ${given}`)
}
