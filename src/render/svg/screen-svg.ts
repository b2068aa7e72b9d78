import { BOLD, DIM, INVERSE, ITALIC, STRIKETHROUGH, UNDERLINE, UNDERLINE_SHIFT } from '../paint/attributes.ts'
import { DEFAULT_COLOR, packedRgb } from '../paint/color.ts'
import { resolveLook, type Look } from '../paint/look.ts'
import type { Screen } from '../screen.ts'
import type { Palette } from '../theme/palette.ts'
import { namedTheme } from '../theme/themes.ts'
import { CELL_HEIGHT, CELL_WIDTH, cellShape } from './cell-shapes.ts'

/** What a terminal's own text and ground are in a picture. */
const own = namedTheme('dark').colors

/** The base line of text, from the top of its cell. */
const BASE_LINE = 15

/** How much of its color a dim character keeps. */
const DIMMED = 0.6

const FONTS = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"

/**
 * A screen as a picture: SVG, in which the text can be selected. Each cell is 10 by 20 units. It needs no font but a monospace one. The
 * colors are those of `palette`, whatever the screen has. Each row of the screen that shows something is one line of the file.
 */
export function screenSvg(screen: Screen, palette: Palette = screen.styles.palette): string {
  const { columns, rows } = screen.buffer
  const [width, height] = [columns * CELL_WIDTH, rows * CELL_HEIGHT]
  const ground = paintOf(resolveLook(screen.styles.look(0), palette)).background
  const parts = Array.from({ length: rows }, (_, y) => rowOf(screen, palette, y, ground))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    `<g font-family="${FONTS}" font-size="16">`,
    ...parts.filter((part) => part !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Cells of one look, side by side, which are drawn at once. */
interface Run {
  readonly x: number
  readonly style: number
  /** A wide glyph, and one of several characters, is a run of its own: no font knows how wide it is here. */
  readonly isAlone: boolean
  readonly isShape: boolean
  cells: number
  text: string
}

function rowOf(screen: Screen, palette: Palette, y: number, ground: string): string {
  const runs = runsOf(screen, y)
  const parts: string[] = []
  const spans: string[] = []
  const looks = runs.map((run) => resolveLook(screen.styles.look(run.style), palette))
  const paints = looks.map(paintOf)
  for (const [index, run] of runs.entries()) {
    const look = looks[index]!
    const paint = paints[index]!
    if (paint.background !== ground && paint.background !== paints[index - 1]?.background)
      parts.push(backgroundOf(runs, paints, index, y))
    if (run.isShape) parts.push(...shapesOf(run, y, paint, look.attributes & DIM ? DIMMED : 1))
    parts.push(...decorationsOf(run, y, look, paint.color))
    spans.push(spanOf(run, look, paint))
  }
  const text = spans.join('').replace(/(<tspan[^>]*> *<\/tspan>)+$/, '')
  if (text !== '') parts.push(`<text y="${y * CELL_HEIGHT + BASE_LINE}" xml:space="preserve">${text}</text>`)
  return parts.length === 0 ? '' : `<g>${parts.join('')}</g>`
}

function runsOf(screen: Screen, y: number): Run[] {
  const runs: Run[] = []
  for (let x = 0; x < screen.buffer.columns;) {
    const { text, style } = screen.cell(x, y)
    let cells = 1
    while (x + cells < screen.buffer.columns && screen.cell(x + cells, y).text === '') cells++
    const isShape = cellShape(text, 0, 0) !== undefined
    const isAlone = cells > 1 || text.length > 1
    const last = runs.at(-1)
    if (last?.style === style && last.isShape === isShape && !isAlone && !last.isAlone) {
      last.text += text
      last.cells += cells
    } else runs.push({ x, style, isAlone, isShape, cells, text })
    x += cells
  }
  return runs
}

interface Paint {
  readonly color: string
  readonly background: string
}

function paintOf({ color, background, attributes }: Look): Paint {
  const shown = { color: css(color, own.text), background: css(background, own.ground) }
  return attributes & INVERSE ? { color: shown.background, background: shown.color } : shown
}

function css(packed: number, otherwise: string): string {
  return packed === DEFAULT_COLOR ? otherwise : `#${packedRgb(packed).toString(16).padStart(6, '0')}`
}

/** The background of this run and of those after it that have the same. */
function backgroundOf(runs: readonly Run[], paints: readonly Paint[], from: number, y: number): string {
  const { x } = runs[from]!
  const color = paints[from]!.background
  let cells = 0
  for (let index = from; paints[index]?.background === color; index++) cells += runs[index]!.cells
  const size = `width="${cells * CELL_WIDTH}" height="${CELL_HEIGHT}"`
  return `<rect x="${x * CELL_WIDTH}" y="${y * CELL_HEIGHT}" ${size} fill="${color}" shape-rendering="crispEdges"/>`
}

function shapesOf({ x, text }: Run, y: number, { color }: Paint, strength: number): string[] {
  const byLook = new Map<string, string>()
  Array.from(text).forEach((character, i) => {
    const { path, line, opacity } = cellShape(character, (x + i) * CELL_WIDTH, y * CELL_HEIGHT)!
    const paint =
      line === undefined ? `fill="${color}"` : `fill="none" stroke="${color}" stroke-width="${line}"`
    const look = opacity * strength === 1 ? paint : `${paint} opacity="${opacity * strength}"`
    byLook.set(look, (byLook.get(look) ?? '') + path)
  })
  return Array.from(byLook, ([look, path]) => `<path d="${path}" ${look}/>`)
}

/** By SGR's number of the underline, from 3 on, how its line is broken. */
const dashes: Readonly<Record<number, string>> = {
  4: ' stroke-dasharray="1 2"',
  5: ' stroke-dasharray="4 2"',
}

function decorationsOf({ x, cells, text }: Run, y: number, look: Look, color: string): string[] {
  const kind = (look.attributes & UNDERLINE) >> UNDERLINE_SHIFT
  const [left, right, top] = [x * CELL_WIDTH, (x + cells) * CELL_WIDTH, y * CELL_HEIGHT]
  const line = (at: number, stroke: string, more = '') =>
    `<path d="M${left} ${top + at}H${right}" fill="none" stroke="${stroke}"${more}/>`
  const drawn: string[] = []
  const stroke = css(look.underlineColor, color)
  if (kind === 3) drawn.push(`<path d="${wave(left, right, top + 18)}" fill="none" stroke="${stroke}"/>`)
  else if (kind > 0) drawn.push(line(17.5, stroke, dashes[kind]))
  if (kind === 2) drawn.push(line(19.5, stroke))
  if (look.attributes & STRIKETHROUGH && text.trim() !== '') drawn.push(line(10.5, color))
  return drawn
}

function wave(left: number, right: number, y: number): string {
  let path = `M${left} ${y}`
  for (let x = left; x < right; x += CELL_WIDTH) path += 'q2.5 -3 5 0t5 0'
  return path
}

function spanOf({ x, cells, text, isShape }: Run, { attributes }: Look, { color }: Paint): string {
  const look = [
    `x="${x * CELL_WIDTH}" textLength="${cells * CELL_WIDTH}" lengthAdjust="spacingAndGlyphs" fill="${color}"`,
    attributes & BOLD ? 'font-weight="bold"' : '',
    attributes & ITALIC ? 'font-style="italic"' : '',
    // It's drawn already, but can be selected.
    isShape ? 'fill-opacity="0"' : attributes & DIM ? `fill-opacity="${DIMMED}"` : '',
  ]
  return `<tspan ${look.filter((part) => part !== '').join(' ')}>${escaped(text)}</tspan>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
