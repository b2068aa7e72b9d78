import { BLANK, cellsOf } from '../text/glyphs.ts'
import { plainWidth, type Content } from '../text/shape.ts'
import { shapeSpans, type TextLines } from '../text/text-lines.ts'
import type { Canvas } from './canvas.ts'
import type { StyleTable } from './style.ts'

/** Paints printable ASCII up to a column. Returns the column after it. */
export function paintPlain(
  content: Content,
  x: number,
  y: number,
  end: number,
  { buffer, styles }: Canvas,
  style: number,
): number {
  if (typeof content === 'string') {
    const length = Math.min(content.length, end - x)
    buffer.writePlain(x, y, content, length, style, styles.blank(style))
    return x + length
  }
  let at = x
  for (const span of content) {
    const length = Math.min(span.text.length, end - at)
    const look = styles.intern(span.style, style)
    buffer.writePlain(at, y, span.text, length, look, styles.blank(look))
    at += length
  }
  return at
}

/** Paints a line. Returns the column after it. */
export function paintLine(
  { buffer, styles }: Pick<Canvas, 'buffer' | 'styles'>,
  x: number,
  y: number,
  lines: TextLines,
  line: number,
  spanStyles: readonly number[],
): number {
  const { glyphs } = lines.out
  let at = x
  for (let i = lines.starts[line]!; i < lines.ends[line]!; i++) {
    const glyph = glyphs[i]!
    const style = spanStyles[lines.spanOf[i]!]!
    buffer.writeGlyph(at, y, glyph, glyph === BLANK ? styles.blank(style) : style)
    at += cellsOf(glyph)
  }
  return at
}

/** The styles of a text's spans, laid over the style of the whole text. */
export function stylesOf(content: Content, styles: StyleTable, base: number): number[] {
  return typeof content === 'string' ? [base] : content.map((span) => styles.intern(span.style, base))
}

/** Paints as much of a text as fits in a single row. Returns the column after it. */
export function paintContent(
  content: Content,
  x: number,
  y: number,
  width: number,
  canvas: Canvas,
  style: number,
): number {
  if (plainWidth(content) >= 0) return paintPlain(content, x, y, x + width, canvas, style)
  const { glyphs, spanOf } = shapeSpans(content, canvas.glyphs, true)
  const spanStyles = stylesOf(content, canvas.styles, style)
  const end = x + width
  let at = x
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs.glyphs[i]!
    const after = at + cellsOf(glyph)
    if (after > end) break
    const look = spanStyles[spanOf[i]!]!
    canvas.buffer.writeGlyph(at, y, glyph, glyph === BLANK ? canvas.styles.blank(look) : look)
    at = after
  }
  return at
}
