import { glyphOf } from './glyphs.ts'
import type { Border } from './node.ts'

/** Top left, horizontal, top right, vertical, bottom left, bottom right (Unicode block U+2500, Box Drawing). */
const borders: Record<Border, string> = {
  single: '┌─┐│└┘',
  round: '╭─╮│╰╯',
  double: '╔═╗║╚╝',
  bold: '┏━┓┃┗┛',
  ascii: '+-+|++',
}

type Six = readonly [number, number, number, number, number, number]

const glyphs = new Map(
  Object.entries(borders).map(([name, line]) => [
    name,
    Array.from(line, (part) => glyphOf(part.codePointAt(0)!)),
  ]),
)

/** The six glyphs of a border. Throws a TypeError for a border that is none. */
export function borderGlyphs(name: Border): Six {
  const six = glyphs.get(name)
  if (six === undefined) throw new TypeError(`border '${name}' is none of ${Object.keys(borders).join(', ')}`)
  return six as unknown as Six
}
