import { parseColor } from '../paint/color.ts'
import { unsized, type Length, type Press, type PressEvent, type Sizing } from '../layout/sizing.ts'
import { underlineKind, type Style } from '../paint/style.ts'

/**
 * The part of a builder's options that says how it looks.
 *
 * @throws TypeError if a color, an underline or a link is invalid.
 */
export function style(options: Style | undefined): Style | undefined {
  if (options === undefined) return undefined
  const { color, background, bold, dim, italic, inverse, strikethrough, underline, underlineColor, link } =
    options
  if (
    (color ??
      background ??
      bold ??
      dim ??
      italic ??
      inverse ??
      strikethrough ??
      underline ??
      underlineColor ??
      link) === undefined
  )
    return undefined
  if (color !== undefined) parseColor(color)
  if (background !== undefined) parseColor(background)
  if (underlineColor !== undefined) parseColor(underlineColor)
  if (underline !== undefined) underlineKind(underline)
  if (link !== undefined && typeof link !== 'string')
    throw new TypeError(`link must be a URL as a string, not ${describe(link)}`)
  return { color, background, bold, dim, italic, inverse, strikethrough, underline, underlineColor, link }
}

/**
 * The part of a builder's options that says how large it is, and what the mouse does to it. Which events that sends is said by the type of
 * the builder, not by that of the part.
 *
 * @throws TypeError if one of them is invalid.
 */
export function sizing(options: Sizing<Press> | undefined): Sizing<never> {
  if (options === undefined) return unsized
  const { width, height, minWidth, maxWidth, minHeight, maxHeight, grow, press, hover, select } = options
  const given = width ?? height ?? minWidth ?? maxWidth ?? minHeight ?? maxHeight ?? grow
  if ((given ?? press ?? hover ?? select) === undefined) return unsized
  return {
    width: length(width, 'width'),
    height: length(height, 'height'),
    minWidth: length(minWidth, 'minWidth'),
    maxWidth: length(maxWidth, 'maxWidth'),
    minHeight: length(minHeight, 'minHeight'),
    maxHeight: length(maxHeight, 'maxHeight'),
    grow: grow === undefined ? undefined : share(grow),
    press: press === undefined ? undefined : event(press),
    hover: style(hover),
    select,
  }
}

/** @throws TypeError unless `value` is an object with a type. */
function event(value: PressEvent): never {
  if (typeof (value as { type?: unknown } | null)?.type === 'string') return value as never
  throw new TypeError(`press must be an event, such as { type: 'opened' }, not ${describe(value)}`)
}

/**
 * A style with only a color.
 *
 * @throws TypeError if the color is invalid.
 */
export function colored(color: Style['color']): Style | undefined {
  if (color === undefined) return undefined
  parseColor(color)
  return { color }
}

/** @throws TypeError unless `value` is one of `words`. */
export function oneOf<T extends string>(words: readonly T[], value: T, name: string): T {
  if (words.includes(value)) return value
  throw new TypeError(`${name} must be one of ${words.join(', ')}, not ${describe(value)}`)
}

/** The largest share for which the sum of many is still exact. */
const MAX_GROW = 1_000_000_000

/** @throws TypeError unless `value` is a finite number. */
export function share(value: number): number {
  if (Number.isFinite(number(value, 'grow'))) return Math.max(0, Math.min(value, MAX_GROW))
  throw new TypeError(`grow must be a finite number, not ${value}`)
}

/** More than any terminal has. Numbers outside 0 to this come from data, and are clamped. */
const MAX_CELLS = 0xffff_ffff

/**
 * Whole cells, 0 or more.
 *
 * @throws TypeError if `value` isn't a number.
 */
export function cells(value: number, name: string): number {
  return Math.min(MAX_CELLS, Math.max(0, Math.trunc(number(value, name))))
}

/** Cells on each side: one number for all, [vertical, horizontal] or [top, right, bottom, left]. */
export type Sides = number | readonly [number, number] | readonly [number, number, number, number]

/** Shared by all nodes without such cells. It is compared by identity. */
export const noSides = [0, 0, 0, 0] as const

/**
 * Cells at the top, right, bottom and left.
 *
 * @throws TypeError if `value` is invalid.
 */
export function sides(value: Sides | undefined, name: string): readonly [number, number, number, number] {
  if (value === undefined || value === 0) return noSides
  if (typeof value !== 'number' && !Array.isArray(value))
    throw new TypeError(`${name} must be a number of cells, or two or four of them, not ${describe(value)}`)
  const [top, right, bottom, left] =
    typeof value === 'number'
      ? [value, value, value, value]
      : value.length === 2
        ? [value[0], value[1], value[0], value[1]]
        : value
  return [cells(top, name), cells(right, name), cells(bottom, name), cells(left, name)]
}

/** @throws TypeError unless `value` is a number. */
export function number(value: number, name: string): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value
  throw new TypeError(`${name} must be a number, not ${describe(value)}`)
}

export function describe(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`
  if (typeof value === 'string') return `'${value}'`
  return value !== null && typeof value === 'object' ? 'an object' : String(value)
}

function length(value: Length | undefined, name: string): Length | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number') return cells(value, name)
  if (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value)) return value
  throw new TypeError(
    `${name} must be a number of cells or a percentage such as '50%', not ${describe(value)}`,
  )
}
