import { BLANK, ELLIPSIS, NEWLINE, TAB, WIDE, type GlyphTable } from './glyphs.ts'
import { GlyphBuffer, shape, type Content } from './shape.ts'

/** What to do with text that is wider than its room. */
export type TextOverflow = 'wrap' | 'truncate' | 'truncate-start' | 'truncate-middle' | 'clip'
export type TextAlign = 'left' | 'center' | 'right'

const TAB_STOP = 8

/** A text cut into lines of at most a given width. */
export class TextLines {
  /** Columns of the widest line, before any was cut. */
  natural = 0
  /** The glyphs of all lines, one line after the other, and for each the index of its span. */
  readonly out: GlyphBuffer
  readonly spanOf: number[] = []
  /** Per line: where it begins in `out`, where it ends, and its columns. */
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly widths: number[] = []
  /** Per line: the glyph of the whole text, tabs expanded, that it begins with. */
  readonly sources: number[] = []

  /** `size` is about how many glyphs there will be. */
  constructor(size: number) {
    this.out = new GlyphBuffer(size)
  }

  get count(): number {
    return this.starts.length
  }
}

/** Breaks a text into lines of at most `width` columns, at words or by cutting, as `overflow` says. */
export function breakLines(
  content: Content,
  width: number,
  overflow: TextOverflow,
  table: GlyphTable,
): TextLines {
  const source = shapeSpans(content, table)
  const lines = new TextLines(source.glyphs.length)
  let start = 0
  for (let at = 0; at <= source.glyphs.length; at++) {
    if (at < source.glyphs.length && source.glyphs.glyphs[at] !== NEWLINE) continue
    breakLine(source, start, at, width, overflow, lines)
    start = at + 1
  }
  return lines
}

/** The line and column of the glyph at an offset (UTF-16 units) of a text that these are the lines of. */
export function placeOf(
  { content, overflow }: { readonly content: Content; readonly overflow: TextOverflow },
  offset: number,
  lines: TextLines,
  table: GlyphTable,
): readonly [line: number, column: number] {
  const whole = typeof content === 'string' ? content : content.map((span) => span.text).join('')
  const glyph = shapeSpans(whole.slice(0, offset), table).glyphs.length
  const line = Math.max(
    0,
    lines.sources.findLastIndex((source) => source <= glyph),
  )
  const start = lines.starts[line]!
  const end = lines.ends[line]!
  const at = start + glyph - lines.sources[line]!
  // Blanks at the end of a line that was broken are not in it; who types them sees the cursor move.
  const blanks = overflow === 'wrap' ? Math.max(0, at - end) : 0
  return [line, columnsOf(lines.out, start, Math.min(end, at)) + blanks]
}

/** The columns before a line where so many of its columns are free. */
export function alignOffset(align: TextAlign, free: number): number {
  if (align === 'left') return 0
  return align === 'center' ? free >> 1 : free
}

interface Shaped {
  readonly glyphs: GlyphBuffer
  readonly spanOf: number[]
}

// Used again for every text: what is in them is good until the next one is shaped.
const shaped: Shaped = { glyphs: new GlyphBuffer(), spanOf: [] }
const shapedSpan = new GlyphBuffer()

/** All spans as one run of glyphs, tabs expanded. What it gives is good until it is called again. */
export function shapeSpans(content: Content, table: GlyphTable): Shaped {
  shaped.glyphs.length = 0
  let column = 0
  if (typeof content === 'string') appendSpan(content, 0, column, table)
  else
    for (let span = 0; span < content.length; span++)
      column = appendSpan(content[span]!.text, span, column, table)
  return shaped
}

/** Gives the column after the span. */
function appendSpan(text: string, span: number, start: number, table: GlyphTable): number {
  const { glyphs, spanOf } = shaped
  let column = start
  shapedSpan.length = 0
  shape(text, table, shapedSpan)
  for (let i = 0; i < shapedSpan.length; i++) {
    const glyph = shapedSpan.glyphs[i]!
    for (let left = glyph === TAB ? TAB_STOP - (column % TAB_STOP) : 1; left > 0; left--) {
      spanOf[glyphs.length] = span
      glyphs.push(glyph === TAB ? BLANK : glyph)
      column = glyph === NEWLINE ? 0 : column + cellsOf(glyph)
    }
  }
  return column
}

function breakLine(
  source: Shaped,
  start: number,
  end: number,
  width: number,
  overflow: TextOverflow,
  lines: TextLines,
): void {
  const natural = columnsOf(source.glyphs, start, end)
  lines.natural = Math.max(lines.natural, natural)
  if (natural <= width) return addLine(lines, source, [start, end])
  switch (overflow) {
    case 'wrap':
      return wrap(source, start, end, Math.max(1, width), lines)
    case 'clip':
      return addLine(lines, source, [start, headOf(source.glyphs, start, end, width)])
    case 'truncate':
      return addLine(lines, source, [start, headOf(source.glyphs, start, end, width - 1)], [end, end])
    case 'truncate-start':
      return addLine(lines, source, [start, start], [tailOf(source.glyphs, start, end, width - 1), end])
    case 'truncate-middle': {
      const head = headOf(source.glyphs, start, end, Math.ceil((width - 1) / 2))
      const left = width - 1 - columnsOf(source.glyphs, start, head)
      return addLine(lines, source, [start, head], [tailOf(source.glyphs, head, end, left), end])
    }
  }
}

/** Greedy: a line breaks after the last space or between wide glyphs; a word longer than the line, anywhere. */
function wrap(source: Shaped, start: number, end: number, width: number, lines: TextLines): void {
  const { glyphs } = source.glyphs
  let lineStart = start
  let columns = 0
  let breakAt = -1
  for (let at = start; at < end; at++) {
    const glyph = glyphs[at]!
    const cells = cellsOf(glyph)
    if (at > lineStart && (glyph & WIDE || glyphs[at - 1]! & WIDE)) breakAt = at
    if (columns + cells > width && glyph !== BLANK) {
      const cut = breakAt > lineStart ? breakAt : at
      if (cut > lineStart) addLine(lines, source, [lineStart, withoutTrailingSpace(glyphs, lineStart, cut)])
      lineStart = cut
      columns = columnsOf(source.glyphs, lineStart, at)
      breakAt = -1
      if (cells > width) {
        lineStart = at + 1 // wider than any line can be: there is no place to show it
        columns = 0
        continue
      }
    }
    columns += cells
    if (glyph === BLANK) breakAt = at + 1
  }
  addLine(lines, source, [lineStart, Math.max(lineStart, withoutTrailingSpace(glyphs, lineStart, end))])
}

function withoutTrailingSpace(glyphs: Int32Array, start: number, end: number): number {
  let at = end
  while (at > start && glyphs[at - 1] === BLANK) at--
  return at
}

/** Adds a line made of one part, or of two with an ellipsis between them. */
function addLine(lines: TextLines, source: Shaped, ...parts: [number, number][]): void {
  lines.starts.push(lines.out.length)
  lines.sources.push(parts[0]![0])
  parts.forEach(([from, to], index) => {
    if (index > 0) {
      lines.out.push(ELLIPSIS)
      lines.spanOf.push(source.spanOf[Math.max(0, Math.min(from, source.glyphs.length) - 1)] ?? 0)
    }
    for (let at = from; at < to; at++) {
      lines.out.push(source.glyphs.glyphs[at]!)
      lines.spanOf.push(source.spanOf[at]!)
    }
  })
  const start = lines.starts.at(-1)!
  lines.ends.push(lines.out.length)
  lines.widths.push(columnsOf(lines.out, start, lines.out.length))
}

export function cellsOf(glyph: number): 1 | 2 {
  return glyph & WIDE ? 2 : 1
}

function columnsOf(buffer: GlyphBuffer, start: number, end: number): number {
  let columns = end - start
  for (let at = start; at < end; at++) if (buffer.glyphs[at]! & WIDE) columns++
  return columns
}

/** Where the longest beginning ends that fits in `width` columns. */
function headOf(buffer: GlyphBuffer, start: number, end: number, width: number): number {
  let columns = 0
  for (let at = start; at < end; at++) {
    columns += cellsOf(buffer.glyphs[at]!)
    if (columns > width) return at
  }
  return end
}

/** Where the longest end begins that fits in `width` columns. */
function tailOf(buffer: GlyphBuffer, start: number, end: number, width: number): number {
  let columns = 0
  for (let at = end; at > start; at--) {
    columns += cellsOf(buffer.glyphs[at - 1]!)
    if (columns > width) return at
  }
  return start
}
