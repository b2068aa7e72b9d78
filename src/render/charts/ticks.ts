/** A value on an axis, and its text. */
export interface Tick {
  readonly value: number
  readonly text: string
}

/** A range of values. Its end is greater than its start, and both are finite. */
export interface Extent {
  readonly min: number
  readonly max: number
}

/** Returns the text of a value. */
export type Format = (value: number) => string

const ROUND = [1, 2, 2.5, 5, 10]

/** The least of the round numbers (1, 2, 2.5 or 5 times a power of ten) that are not less than `least`. */
export function roundStep(least: number): number {
  if (!(least > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  if (power === 0) return Number.MIN_VALUE
  const factor = ROUND.find((factor) => factor * power >= least * (1 - 1e-9))!
  return Math.min(factor * power, Number.MAX_VALUE)
}

/** A range, and how far its ticks are apart. */
export interface Scale extends Extent {
  readonly step: number
}

/**
 * A range for values of which the least and the greatest are known, with about so many ticks. An end that isn't given is rounded, so that it
 * has a tick, and stays while values change a little.
 */
export function scaleOf(
  low: number,
  high: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
  count: number,
): Scale {
  const [least, most] = spread(min ?? Math.min(low, max ?? low), max ?? Math.max(high, min ?? high))
  const step = roundStep(half(least, most) / (Math.max(1, count - 1) / 2))
  return {
    min: min !== undefined && min === least ? min : finite(Math.floor(least / step + 1e-9) * step),
    max: max !== undefined && max === most ? max : finite(Math.ceil(most / step - 1e-9) * step),
    step,
  }
}

/** Values that are all the same stand in the middle of a range. */
function spread(low: number, high: number): readonly [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1]
  if (high > low) return [low, high]
  if (low === 0) return [0, 1]
  const by = Math.abs(low) / 2
  return [finite(low - by), finite(low + by)]
}

function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(value, Number.MAX_VALUE))
}

/** Half of a range: the whole may be more than a number can be. */
function half(low: number, high: number): number {
  return high / 2 - low / 2
}

/** The place of a value in a range, from 0 to 1. */
export function shareOf(value: number, { min, max }: Extent): number {
  return (value / 2 - min / 2) / half(min, max)
}

/** More ticks than an axis has room for would be too many. */
const MAX_TICKS = 1_000

/** The round values of a scale, in ascending order. */
export function ticksOf({ min, max, step }: Scale, format?: Format): readonly Tick[] {
  const first = Math.ceil(min / step - 1e-9)
  const values: number[] = []
  for (let at = 0; at < MAX_TICKS; at++) {
    const value = (first + at) * step
    if (!(value <= max + step * 1e-9) || !Number.isFinite(value)) break
    values.push(Math.abs(value) < step * 1e-9 ? 0 : value)
  }
  const text = format ?? textsOf(values, step)
  return values.map((value) => ({ value, text: text(value) }))
}

const UNITS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const

/** From here on, and below its inverse, numbers have an exponent. */
const LARGE = 1e15
const FEW = 6
/** A number has no more. */
const DIGITS = 16

/** Texts of numbers that are so far apart: all in one unit, and with as many decimals as they need. */
function textsOf(values: readonly number[], step: number): Format {
  const largest = Math.max(...values.map(Math.abs))
  const digits = Math.max(0, Math.min(DIGITS, Math.ceil(Math.log10(largest / step) - 1e-9)))
  if (largest >= LARGE || step < 1e-6) return (value) => (value === 0 ? '0' : exponential(value, digits))
  const [scale, unit] = largest < 10_000 ? [1, ''] : UNITS.find(([scale]) => largest >= scale)!
  const decimals = decimalsOf(step / scale)
  return (value) => (value === 0 ? '0' : `${withCommas((value / scale).toFixed(decimals))}${unit}`)
}

function exponential(value: number, digits: number): string {
  return value
    .toExponential(digits)
    .replace(/(\.\d*?)0+e/, '$1e')
    .replace('.e', 'e')
    .replace('e+', 'e')
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < FEW; decimals++) {
    const scaled = step * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals
  }
  return FEW
}

function withCommas(digits: string): string {
  const [whole, rest] = digits.split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

/** The text of one value: with as many digits as tell it apart. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return textsOf(
    [value],
    10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2),
  )(value).replace(/\.0+(?=\D|$)/, '')
}
