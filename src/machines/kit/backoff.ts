import { requireFactor, requireFraction, requireTime } from './numbers.ts'

/** How long it is waited before work that failed is begun again. */
export interface Backoff {
  /** The wait after the first failure, in ms, 0 or more. Each further wait is `factor` times as long. */
  readonly delay?: number
  /** By how much the waits grow: a number, 1 or more. */
  readonly factor?: number
  /** No wait is longer than this, in ms, 0 or more. */
  readonly maxDelay?: number
  /** The part of each wait that is random, from 0 to 1, so that many clients don't come at once. */
  readonly jitter?: number
  /** Returns numbers from 0 up to 1. */
  readonly random?: () => number
}

/**
 * The wait after each failure in a row, in ms; the first is failure 1.
 *
 * @throws RangeError if a number isn't what its option says; it names the pattern.
 */
export function waitsOf(pattern: string, backoff: Required<Backoff>): (failure: number) => number {
  const { delay, factor, maxDelay, jitter, random } = backoff
  requireTime(`${pattern}: delay`, delay)
  requireFactor(`${pattern}: factor`, factor)
  requireTime(`${pattern}: maxDelay`, maxDelay)
  requireFraction(`${pattern}: jitter`, jitter)
  return (failure) => {
    // Bounded, since a wait of 0 times Infinity is not a number.
    const growth = Math.min(factor ** (failure - 1), Number.MAX_VALUE)
    const longest = Math.min(maxDelay, delay * growth)
    return Math.round(longest * (1 - jitter * random()))
  }
}
