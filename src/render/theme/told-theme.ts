import { contrast, mix, reach } from './contrast.ts'
import { DEFAULT_COLOR } from '../paint/color.ts'
import { luminance } from './oklab.ts'
import { READABLE } from './legible-pairs.ts'
import { ownHues, packRoles, type Palette } from './palette.ts'
import { colorRoles, hueRoles, type ColorRole } from './roles.ts'

/** What a terminal says its colors are: 24 bits of red, green and blue each. */
export interface ToldColors {
  readonly ground: number
  readonly text: number
  /** Its palette of sixteen. */
  readonly palette: readonly number[]
}

/** Whether text on this ground is light or dark. */
export function toneOf(ground: number): 'dark' | 'light' {
  return luminance(ground) < 0.18 ? 'dark' : 'light'
}

/**
 * The user's own colors on a terminal that has 24 bits: grounds and quiet text are mixed from its ground and text. Hues keep their
 * hue, and are only as much lighter or darker as it takes to read them. Text and ground stay the terminal's own.
 */
export function toldPalette(told: ToldColors): Palette {
  const rgb = toldRoles(told)
  const palette = packRoles(rgb)
  const text = { color: DEFAULT_COLOR, attributes: 0 }
  const ground = { background: DEFAULT_COLOR, isInverse: false }
  return {
    ...palette,
    texts: palette.texts.map((own, i) => (colorRoles[i] === 'text' ? text : own)),
    fills: palette.fills.map((own, i) => (colorRoles[i] === 'ground' ? ground : own)),
  }
}

/** No palette is asked for more contrast than its own text has. */
function toldRoles({ ground, text, palette }: ToldColors): Record<ColorRole, number> {
  const own = contrast(text, ground)
  const tone = toneOf(ground)
  const surface = mix(ground, text, 0.05)
  const raised = mix(ground, text, 0.1)
  const quiet = [ground, surface, raised]
  const onRaised = contrast(text, raised)
  const hues = Object.fromEntries(
    hueRoles.map((role) => [
      role,
      reach(palette[hueIndex(role, ground, palette)]!, quiet, Math.min(READABLE, onRaised)),
    ]),
  ) as Record<(typeof hueRoles)[number], number>
  const selection = mix(ground, palette[ownHues[tone].accent!]!, 0.22)
  const isReadable = contrast(text, selection) >= Math.min(READABLE, own * 0.8)
  const muted = reach(mix(ground, text, 0.62), quiet, Math.min(READABLE, onRaised * 0.8))
  return {
    ...hues,
    ground,
    surface,
    raised,
    selection,
    added: mix(ground, palette[2]!, 0.15),
    removed: mix(ground, palette[tone === 'dark' ? 9 : 1]!, 0.15),
    text,
    muted: contrast(muted, ground) > own ? text : muted,
    faint: reach(mix(ground, text, 0.42), [ground], Math.min(3, own * 0.65)),
    border: reach(mix(ground, text, 0.22), [ground], 1.5),
    onSelection: isReadable ? text : reach(text, [selection], READABLE),
    onAccent: ground,
  }
}

/** Yellow and bright blue are what a warning and the first hue are, if they can be seen on this ground. */
function hueIndex(role: (typeof hueRoles)[number], ground: number, palette: readonly number[]): number {
  if (role === 'warning' && contrast(palette[3]!, ground) >= 2.9) return 3
  const tone = toneOf(ground)
  if (role === 'hue1' && tone === 'dark' && contrast(palette[12]!, ground) >= 3) return 12
  return ownHues[tone][role]!
}
