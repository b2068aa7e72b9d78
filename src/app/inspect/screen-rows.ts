import { BOLD, DIM, INVERSE, ITALIC, STRIKETHROUGH, UNDERLINE } from '../../render/paint/attributes.ts'
import { DEFAULT_COLOR, packedRgb } from '../../render/paint/color.ts'
import { resolveLook } from '../../render/paint/look.ts'
import type { Screen } from '../../render/screen.ts'
import { themePalette } from '../../render/theme/palette.ts'
import { namedTheme } from '../../render/theme/themes.ts'
import type { ScreenRow } from './messages.ts'

/** What a terminal's own text and ground are on the page. */
const dark = namedTheme('dark')
const darkPalette = themePalette(dark, 'truecolor')

const words = [
  [BOLD, 'bold'],
  [DIM, 'dim'],
  [ITALIC, 'italic'],
  [STRIKETHROUGH, 'struck'],
  [UNDERLINE, 'underlined'],
] as const

/** What a screen shows, as the page draws it. The colors are those of its theme if they are known, else those of `dark`. */
export function screenRows(screen: Screen): readonly ScreenRow[] {
  const { palette } = screen.styles
  const known = palette.known === undefined ? darkPalette : palette
  return screen
    .runs()
    .map((runs) => runs.map(({ text, style }) => [text, ...lookOf(screen, style, known)] as const))
}

function lookOf(
  { styles }: Screen,
  style: number,
  palette: typeof darkPalette,
): readonly [color: string, background: string, attributes: string] {
  const { color, background, attributes } = resolveLook(styles.look(style), palette)
  const [text, ground] = [css(color, dark.colors.text), css(background, dark.colors.ground)]
  const isInverse = (attributes & INVERSE) !== 0
  const names = words.filter(([bit]) => (attributes & bit) !== 0).map(([, name]) => name)
  return [isInverse ? ground : text, isInverse ? text : ground, names.join(' ')]
}

function css(packed: number, otherwise: string): string {
  return packed === DEFAULT_COLOR ? otherwise : `#${packedRgb(packed).toString(16).padStart(6, '0')}`
}
