import { BOLD, DIM, INVERSE, STAYS_DIM } from './attributes.ts'
import { DEFAULT_COLOR, packedRgb, packRgb, roleOf } from './color.ts'
import { mix } from '../theme/contrast.ts'
import type { Palette } from '../theme/palette.ts'
import { colorRoles, groundRoles } from '../theme/roles.ts'

/** How a cell looks: colors packed (see color.ts), attributes as bits (see attributes.ts), a link as its URL. */
export interface Look {
  readonly color: number
  readonly background: number
  readonly underlineColor: number
  readonly attributes: number
  readonly link: string
}

/** The look after SGR 0 and the end of a link. */
export const plainLook: Look = {
  color: DEFAULT_COLOR,
  background: DEFAULT_COLOR,
  underlineColor: DEFAULT_COLOR,
  attributes: 0,
  link: '',
}

const TEXT = colorRoles.indexOf('text')
const GROUND = colorRoles.indexOf('ground')
const SELECTION = colorRoles.indexOf('selection')
const ON_SELECTION = colorRoles.indexOf('onSelection')
const ON_ACCENT = colorRoles.indexOf('onAccent')

/**
 * A look with what its roles are on this palette. Text is always seen: on a fill it's `onAccent`, on a selection
 * `onSelection` if its own role can't be read there. Colors that aren't roles are the view's own affair. What is inverse on a
 * fill that is inverse itself is as it was.
 */
export function resolveLook(look: Look, palette: Palette): Look {
  const bright = brightLook(look, palette)
  return palette.known !== undefined && (look.attributes & STAYS_DIM) !== 0
    ? dimmedLook(bright, palette.known)
    : bright
}

/** How far a layer below a dialog is from the ground. */
const DIM_TEXT = 0.62
const DIM_FILL = 0.55

/** With 24 bits, what is below a dialog is mixed with the ground, fills too: SGR 2 is another on each terminal, and leaves fills bright. */
function dimmedLook(look: Look, { text, ground }: NonNullable<Palette['known']>): Look {
  const { color, background, underlineColor } = look
  const mixed = (packed: number, share: number) => packRgb(mix(packedRgb(packed), ground, share), 'truecolor')
  return {
    ...look,
    color:
      color === DEFAULT_COLOR ? packRgb(mix(text, ground, DIM_TEXT), 'truecolor') : mixed(color, DIM_TEXT),
    background: background === DEFAULT_COLOR ? background : mixed(background, DIM_FILL),
    underlineColor: underlineColor === DEFAULT_COLOR ? underlineColor : mixed(underlineColor, DIM_TEXT),
    attributes: look.attributes & ~DIM,
  }
}

function brightLook(look: Look, { texts, fills, keptOnSelection }: Palette): Look {
  const ground = look.background === DEFAULT_COLOR ? GROUND : roleOf(look.background)
  const fill = fills[ground]
  const underlineColor = texts[roleOf(look.underlineColor)]?.color ?? look.underlineColor
  if (fill?.isInverse) return { ...plainLook, attributes: look.attributes ^ INVERSE, link: look.link }
  const background = fill?.background ?? look.background
  const role = look.color === DEFAULT_COLOR ? TEXT : roleOf(look.color)
  const text = texts[role]
  if (text === undefined) return { ...look, background, underlineColor }
  if (ground >= 0 && !isGround(ground)) {
    const color = fill!.onto ?? texts[ON_ACCENT]!.color
    return { ...look, color, background, underlineColor }
  }
  if (role === ON_SELECTION && ground !== SELECTION) {
    // A selected row without the keyboard, such as on `raised`. Where that can't be seen, bold says it.
    const bold = background === DEFAULT_COLOR ? BOLD : 0
    return {
      ...look,
      color: texts[TEXT]!.color,
      background,
      underlineColor,
      attributes: look.attributes | bold,
    }
  }
  const shown = ground === SELECTION && !keptOnSelection[role] ? texts[ON_SELECTION]! : text
  return {
    ...look,
    color: shown.color,
    background,
    underlineColor,
    attributes: look.attributes | shown.attributes,
  }
}

function isGround(role: number): boolean {
  return role < groundRoles.length
}
