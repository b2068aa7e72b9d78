import { BOLD, DIM } from '../paint/attributes.ts'
import { DEFAULT_COLOR, packRgb, parseRgb, type ColorDepth } from '../paint/color.ts'
import { contrast } from './contrast.ts'
import { indexedRoles } from './indexed-roles.ts'
import { READABLE } from './legible-pairs.ts'
import { colorRoles, groundRoles, type ColorRole, type Roles } from './roles.ts'
import type { Theme } from './themes.ts'

/** A role as the color of text. */
interface RoleText {
  /** Packed; see color.ts. */
  readonly color: number
  readonly attributes: number
}

/** A role as what text stands on. */
interface RoleFill {
  /** Packed; see color.ts. */
  readonly background: number
  /** The terminal swaps its own two colors (SGR 7), and the text has no color of its own. */
  readonly isInverse: boolean
  /** Packed color of `onAccent` on this fill; undefined if it's the same on all. */
  readonly onto?: number | undefined
}

/** What each role is on this terminal: a theme, resolved for the colors that the terminal has. Both arrays are by role number. */
export interface Palette {
  readonly texts: readonly RoleText[]
  readonly fills: readonly RoleFill[]
  /** Whether a text of this role can be read on `selection`; if not, it's drawn as `onSelection`. */
  readonly keptOnSelection: readonly boolean[]
  /** What the layers below a dialog are mixed with, 24 bits each; undefined if the colors of the screen aren't known. */
  readonly known?: { readonly text: number; readonly ground: number } | undefined
}

/** Whether the terminal's own ground is light or dark; undefined if it doesn't say. */
export type GroundTone = 'dark' | 'light' | undefined

/** A theme's colors, for a terminal that has 256 or more. */
export function themePalette(theme: Theme, depth: 'truecolor' | 256): Palette {
  const rgb = eachRole((role) => parseRgb(theme.colors[role]))
  return packRoles(rgb, depth === 256 ? indexedRoles(rgb) : undefined)
}

/** A palette of 24 bits a role, or of an index of 256. */
export function packRoles(rgb: Roles<number>, indexes?: Roles<number>): Palette {
  const packed = eachRole((role) => (indexes ? indexes[role] + 1 : packRgb(rgb[role], 'truecolor')))
  return {
    texts: colorRoles.map((role) => ({ color: packed[role], attributes: 0 })),
    fills: colorRoles.map((role) => ({ background: packed[role], isInverse: false })),
    keptOnSelection: colorRoles.map((role) => contrast(rgb[role], rgb.selection) >= READABLE),
    known: indexes === undefined ? { text: rgb.text, ground: rgb.ground } : undefined,
  }
}

/** The user's own colors: of the sixteen, those that can be seen on the ten most used palettes. */
export function terminalPalette(tone: GroundTone, depth: ColorDepth): Palette {
  const hues = depth === 'none' ? {} : ownHues[tone ?? 'unknown']
  return {
    texts: colorRoles.map((role) => ownText(role, hues[role])),
    fills: colorRoles.map((role) => ownFill(role, hues[role])),
    keptOnSelection: colorRoles.map(() => false),
  }
}

type Hues = Partial<Roles<number>>

/** Palette indexes. A role that isn't here is the terminal's text. */
export const ownHues: Readonly<Record<'dark' | 'light' | 'unknown', Hues>> = {
  dark: { ...states(6, 2, 3, 9, 14), ...series(6, 3, 14, 9, 2, 13) },
  light: { ...states(4, 2, 5, 1, 4), ...series(4, 9, 6, 5, 2, 13) },
  unknown: { success: 2, warning: 5, danger: 9, hue2: 9, hue4: 13, hue5: 2, hue6: 5 },
}

function states(accent: number, success: number, warning: number, danger: number, info: number): Hues {
  return { accent, focus: accent, success, warning, danger, info }
}

function series(hue1: number, hue2: number, hue3: number, hue4: number, hue5: number, hue6: number): Hues {
  return { hue1, hue2, hue3, hue4, hue5, hue6 }
}

/** The three on which black can't be read. */
const darkIndexes = [1, 4, 5]

/** Drawn dim. A track of glyphs is on `surface` or `raised`, which here are no colors of their own. */
const quietRoles: readonly ColorRole[] = ['muted', 'faint', 'border', 'surface', 'raised']

function ownText(role: ColorRole, index: number | undefined): RoleText {
  if (index !== undefined) return { color: index + 1, attributes: 0 }
  if (quietRoles.includes(role)) return { color: DEFAULT_COLOR, attributes: DIM }
  if (role === 'accent' || role === 'focus') return { color: DEFAULT_COLOR, attributes: BOLD }
  return { color: DEFAULT_COLOR, attributes: 0 }
}

function ownFill(role: ColorRole, index: number | undefined): RoleFill {
  const isGround = role !== 'selection' && (groundRoles as readonly ColorRole[]).includes(role)
  if (index === undefined) return { background: DEFAULT_COLOR, isInverse: !isGround }
  return { background: index + 1, isInverse: false, onto: (darkIndexes.includes(index) ? 15 : 0) + 1 }
}

function eachRole<T>(value: (role: ColorRole) => T): Roles<T> {
  return Object.fromEntries(colorRoles.map((role) => [role, value(role)])) as Roles<T>
}
