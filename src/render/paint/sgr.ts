import { BOLD, DIM, INVERSE, ITALIC, STRIKETHROUGH, UNDERLINE, UNDERLINE_SHIFT } from './attributes.ts'
import { colorParameters } from './color.ts'
import { plainLook, type Look } from './look.ts'

/** The bytes that select the terminal's own colors, without attributes (SGR 0). */
export const OWN_COLORS = '\x1b[m'

/**
 * The bytes from one look to another: a difference or a reset, whichever is shorter (SGR, ECMA-48 8.3.117; OSC 8 for
 * links).
 */
export function changeBetween(from: Look, to: Look): string {
  const link = from.link === to.link ? '' : `\x1b]8;;${to.link}\x1b\\`
  const delta = parametersBetween(from, to)
  if (delta.length === 0) return link
  const reset = resetTo(to)
  const change = `\x1b[${delta.join(';')}m`
  return (change.length <= reset.length ? change : reset) + link
}

/** The bytes that select a look without a link, whatever was selected before. */
export function resetTo(look: Look): string {
  const parameters = parametersBetween(plainLook, look)
  return parameters.length === 0 ? OWN_COLORS : `\x1b[0;${parameters.join(';')}m`
}

function parametersBetween(from: Look, to: Look): string[] {
  const parameters: string[] = []
  const lost = from.attributes & ~to.attributes
  let gained = to.attributes & ~from.attributes
  if (lost & (BOLD | DIM)) {
    parameters.push('22') // ends both: what stays of the two is set again
    gained |= to.attributes & (BOLD | DIM)
  }
  if (lost & ITALIC) parameters.push('23')
  if (lost & INVERSE) parameters.push('27')
  if (lost & STRIKETHROUGH) parameters.push('29')
  if (gained & BOLD) parameters.push('1')
  if (gained & DIM) parameters.push('2')
  if (gained & ITALIC) parameters.push('3')
  if (gained & INVERSE) parameters.push('7')
  if (gained & STRIKETHROUGH) parameters.push('9')
  if ((from.attributes & UNDERLINE) !== (to.attributes & UNDERLINE)) {
    const kind = (to.attributes & UNDERLINE) >> UNDERLINE_SHIFT
    parameters.push(kind === 0 ? '24' : kind === 1 ? '4' : `4:${kind}`)
  }
  if (from.color !== to.color) parameters.push(colorParameters(to.color, 'text'))
  if (from.background !== to.background) parameters.push(colorParameters(to.background, 'background'))
  if (from.underlineColor !== to.underlineColor)
    parameters.push(colorParameters(to.underlineColor, 'underline'))
  return parameters
}
