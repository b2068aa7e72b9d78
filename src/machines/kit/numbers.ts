/** Throws a RangeError where a number that a pattern is made with is none, or less than it must be. */
export function requireAtLeast(least: number, value: number, name: string): void {
  if (typeof value === 'number' && value >= least) return
  throw new RangeError(`${name} is a number, ${least} or more, not ${String(value)}`)
}
