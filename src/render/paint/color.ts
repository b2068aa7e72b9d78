import { distance, oklab } from '../theme/oklab.ts'
import { colorRoles, type ColorRole } from '../theme/roles.ts'

/** One of the sixteen colors that a terminal's own palette defines. */
export type ColorName =
  | 'black'
  | 'red'
  | 'green'
  | 'yellow'
  | 'blue'
  | 'magenta'
  | 'cyan'
  | 'white'
  | 'gray'
  | 'brightRed'
  | 'brightGreen'
  | 'brightYellow'
  | 'brightBlue'
  | 'brightMagenta'
  | 'brightCyan'
  | 'brightWhite'

/** Their indexes in the palette. */
const palette: Readonly<Record<ColorName, number>> = {
  black: 0,
  red: 1,
  green: 2,
  yellow: 3,
  blue: 4,
  magenta: 5,
  cyan: 6,
  white: 7,
  gray: 8,
  brightRed: 9,
  brightGreen: 10,
  brightYellow: 11,
  brightBlue: 12,
  brightMagenta: 13,
  brightCyan: 14,
  brightWhite: 15,
}

/** Their names, in the order of the palette. */
export const colorNames = Object.keys(palette)

/**
 * A color: what it is for (`'accent'`, `'muted'`), which the theme resolves; one of the terminal's sixteen by name, one of
 * its 256 by index, or 24-bit as `#rrggbb` or `#rgb`. Prefer roles: they're legible in each theme, and without colors.
 */
export type Color = ColorRole | ColorName | `#${string}` | number

/** How many colors the terminal shows: 24-bit, its palette of 256, its 16, or none at all. */
export type ColorDepth = 'truecolor' | 256 | 16 | 'none'

// A color packed in one integer: 0 is the theme's text or ground, 1..256 a palette index plus one. With TRUE set the low 24
// bits are red, green and blue; with ROLE set they're the number of a role.
export const DEFAULT_COLOR = 0
const TRUE = 1 << 24
const ROLE = 1 << 25

/** The number of the role that a packed color is, or -1. */
export function roleOf(packed: number): number {
  return packed & ROLE ? packed & 0xff : -1
}

/**
 * Packs a color as the terminal can show it. A role stays a role.
 *
 * @throws TypeError if the color is invalid.
 */
export function packColor(color: Color, depth: ColorDepth): number {
  return packExact(parseColor(color), depth)
}

/** Packs a cell's color of 24 bits, with TRUE set, or of the palette, as the terminal can show it. */
export function packCell(color: number, depth: ColorDepth): number {
  return packExact(color & TRUE ? color : color + 1, depth)
}

function packExact(exact: number, depth: ColorDepth): number {
  if (exact & ROLE) return exact
  if (depth === 'none') return DEFAULT_COLOR
  if (depth === 'truecolor' || exact === DEFAULT_COLOR) return exact
  const shown = exact & TRUE ? nearest(exact & 0xffffff, depth) : exact - 1
  return (depth === 16 && shown > 15 ? nearest(paletteRgb(shown), 16) : shown) + 1
}

/** Packs 24 bits of red, green and blue as the terminal can show them. */
export function packRgb(rgb: number, depth: Exclude<ColorDepth, 'none'>): number {
  return depth === 'truecolor' ? rgb | TRUE : nearest(rgb, depth) + 1
}

/** The SGR parameters that select a packed color (ECMA-48 8.3.117, ITU-T T.416 for 24 bits). */
export function colorParameters(packed: number, layer: 'text' | 'background' | 'underline'): string {
  const base = layer === 'text' ? 30 : layer === 'background' ? 40 : 50
  if (packed === DEFAULT_COLOR) return String(base + 9)
  if (packed & TRUE) return `${base + 8};2;${(packed >> 16) & 255};${(packed >> 8) & 255};${packed & 255}`
  const index = packed - 1
  if (layer !== 'underline' && index < 8) return String(base + index)
  if (layer !== 'underline' && index < 16) return String(base + 52 + index)
  return `${base + 8};5;${index}`
}

/** What a packed color is: a role, a palette index, `#rrggbb`, or undefined for the theme's text or ground. */
export function unpackColor(packed: number): number | string | undefined {
  if (packed === DEFAULT_COLOR) return undefined
  if (packed & ROLE) return colorRoles[roleOf(packed)]
  return packed & TRUE ? `#${(packed & 0xffffff).toString(16).padStart(6, '0')}` : packed - 1
}

/** The 24 bits of a packed color that isn't a role or the default; those of the first sixteen are xterm's. */
export function packedRgb(packed: number): number {
  return packed & TRUE ? packed & 0xffffff : paletteRgb(packed - 1)
}

const named = new Map<unknown, number>([
  ...colorNames.map((name, index) => [name, index + 1] as const),
  ...colorRoles.map((role, index) => [role, ROLE | index] as const),
])

/**
 * Packs a color as it is given.
 *
 * @throws TypeError if the color is invalid.
 */
export function parseColor(color: Color): number {
  const known = named.get(color)
  if (known !== undefined) return known
  if (typeof color === 'string' && /^#([0-9a-f]{3}){1,2}$/i.test(color))
    return remember(color, TRUE | parseRgb(color))
  if (typeof color === 'number' && Number.isInteger(color) && color >= 0 && color < 256) return color + 1
  throw new TypeError(
    `${typeof color === 'string' ? `'${color}'` : String(color)} is not a color: use a role (accent, muted, danger, …), a name (${colorNames.slice(0, 4).join(', ')}, …), '#rrggbb', '#rgb' or 0 to 255`,
  )
}

/** The 24 bits of `#rrggbb` or `#rgb`. */
export function parseRgb(color: string): number {
  const digits = color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color
  return Number.parseInt(digits.slice(1), 16)
}

/** Views use the same few colors again and again. */
function remember(color: string, packed: number): number {
  if (named.size < 1_024) named.set(color, packed)
  return packed
}

const cache = { 16: new Map<number, number>(), 256: new Map<number, number>() }

function nearest(rgb: number, depth: 16 | 256): number {
  const known = cache[depth].get(rgb)
  if (known !== undefined) return known
  const wanted = oklab(rgb)
  let best = 0
  let least = Infinity
  // The first sixteen of the 256 depend on the user's palette, so they can't be compared with.
  for (let index = depth === 256 ? 16 : 0; index < depth; index++) {
    const away = distance(oklab(paletteRgb(index)), wanted)
    if (away < least) [best, least] = [index, away]
  }
  if (cache[depth].size >= 4096) cache[depth].clear()
  cache[depth].set(rgb, best)
  return best
}

// xterm's default palette: sixteen colors, a cube of 6x6x6, 24 greys.
const first16 = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
  0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]

export function paletteRgb(index: number): number {
  if (index < 16) return first16[index]!
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101
  const step = (level: number) => (level === 0 ? 0 : 55 + level * 40)
  const cube = index - 16
  return (step(Math.floor(cube / 36)) << 16) | (step(Math.floor(cube / 6) % 6) << 8) | step(cube % 6)
}
