import { BLANK, cellsOf, HYPHEN, NEWLINE, TAB, type GlyphTable } from './glyphs.ts'
import { findBreaks, NO_BREAK, SOFT_HYPHEN } from './line-break.ts'
import { movingText } from './moving.ts'
import { symbolFor, withoutSgr } from './sanitize.ts'
import { GlyphBuffer, shape, type Content, type Span } from './shape.ts'

/**
 * What happens to lines that are too wide. 'wrap' breaks them between words, 'clip' cuts them, and 'truncate' cuts them
 * with an ellipsis at the end, the start or the middle.
 */
export type TextOverflow = 'wrap' | 'truncate' | 'truncate-start' | 'truncate-middle' | 'clip'
/** Where lines are, if there is more room than they need. */
export type TextAlign = 'left' | 'center' | 'right'

/** As 'wrap' does, 'words' breaks lines between words, but it cuts a word that is too long with an ellipsis. */
export type LineBreaking = TextOverflow | 'words'

const TAB_STOP = 8

/** A text cut into lines of at most a given width. */
export class TextLines {
  /** The columns of the widest line before any was cut. */
  natural = 0
  /** The glyphs of all lines, one line after the other, and the index of the span of each. */
  readonly out: GlyphBuffer
  readonly spanOf: number[] = []
  /** Per line: where it starts in `out`, where it ends, and how many columns it has. */
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly widths: number[] = []
  /** Per line: the index of its first glyph in the whole text, tabs expanded. */
  readonly sources: number[] = []

  readonly #ellipsis: number

  /**
   * @param size - Roughly how many glyphs there will be.
   * @param ellipsis - The glyph that stands for what was cut.
   */
  constructor(size: number, ellipsis: number) {
    this.out = new GlyphBuffer(size)
    this.#ellipsis = ellipsis
  }

  /** Adds the glyph for what was cut, in the style of a span. */
  cut(span: number): void {
    this.out.push(this.#ellipsis, -1)
    this.spanOf.push(span)
  }

  get count(): number {
    return this.starts.length
  }
}

/**
 * Breaks a text into lines of at most `width` columns. `overflow` says how. With `isOneLine`, line feeds in the text are
 * shown as symbols.
 */
export function breakLines(
  content: Content,
  width: number,
  overflow: LineBreaking,
  table: GlyphTable,
  isOneLine = false,
): TextLines {
  const source = shapeSpans(content, table, isOneLine)
  const lines = new TextLines(source.glyphs.length, table.ellipsis)
  let start = 0
  for (let at = 0; at <= source.glyphs.length; at++) {
    if (at < source.glyphs.length && source.glyphs.glyphs[at] !== NEWLINE) continue
    breakLine(source, start, at, width, overflow, lines)
    start = at + 1
  }
  return lines
}

/** The line and the column of the glyph at an offset (UTF-16 units) of the text with these lines. */
export function placeOf(
  { content, overflow }: { readonly content: Content; readonly overflow: TextOverflow },
  offset: number,
  lines: TextLines,
  table: GlyphTable,
): readonly [line: number, column: number] {
  const { glyphs } = shapeSpans(beginningOf(content, offset), table)
  const glyph = glyphs.length
  const last = glyph === 0 ? BLANK : glyphs.glyphs[glyph - 1]!
  const line = Math.max(
    0,
    lines.sources.findLastIndex((source) => source <= glyph),
  )
  const start = lines.starts[line]!
  const end = lines.ends[line]!
  const at = start + glyph - lines.sources[line]!
  // Blanks at the end of a broken line aren't in it. A user who types them still sees the cursor move.
  const blanks = overflow === 'wrap' ? Math.max(0, at - end) : 0
  // In a glyph of several clusters, the cursor is after those before it.
  const isWithin = at > start && at <= end && cellsOf(lines.out.glyphs[at - 1]!) > cellsOf(last)
  const cut = isWithin ? cellsOf(lines.out.glyphs[at - 1]!) - cellsOf(last) : 0
  return [line, columnsOf(lines.out, start, Math.min(end, at)) + blanks - cut]
}

function beginningOf(content: Content, length: number): Content {
  if (typeof content === 'string') return content.slice(0, length)
  const spans: Span[] = []
  let left = length
  for (const span of content) {
    if (left <= 0) break
    spans.push(span.text.length <= left ? span : { text: span.text.slice(0, left), style: span.style })
    left -= span.text.length
  }
  return spans
}

/** How many columns are before a line that leaves `free` columns. */
export function alignOffset(align: TextAlign, free: number): number {
  if (align === 'left') return 0
  return align === 'center' ? free >> 1 : free
}

/** A text as one run of glyphs, tabs expanded. */
interface Shaped {
  /** The text that the offsets of the glyphs refer to. */
  text: string
  readonly glyphs: GlyphBuffer
  readonly spanOf: number[]
}

// Used again for every text. Their contents are valid until the next text is shaped.
const shaped: Shaped = { text: '', glyphs: new GlyphBuffer(), spanOf: [] }
const unexpanded = new GlyphBuffer()
const noSpans: readonly number[] = []
/** Whether the text that is shaped has a part that time changes. */
let hasMoving = false

/**
 * All spans as one text, since a mark at the start of one belongs to the letter before it. With `isOneLine`, a line feed is
 * a symbol. The result is valid until the next call.
 */
export function shapeSpans(content: Content, table: GlyphTable, isOneLine = false): Shaped {
  const parts = typeof content === 'string' ? noSpans : endsOfSpans(content, table)
  if (typeof content === 'string') shaped.text = withoutSgr(content)
  const { text, glyphs, spanOf } = shaped
  glyphs.length = 0
  unexpanded.length = 0
  shape(text, table, unexpanded)
  let span = 0
  let column = 0
  for (let i = 0; i < unexpanded.length; i++) {
    const shape = unexpanded.glyphs[i]!
    const offset = unexpanded.offsets[i]!
    const glyph = shape === TAB ? BLANK : shape === NEWLINE && isOneLine ? symbolFor(NEWLINE) : shape
    while (span < parts.length - 1 && offset >= parts[span]!) span++
    for (let left = shape === TAB ? TAB_STOP - (column % TAB_STOP) : 1; left > 0; left--) {
      spanOf[glyphs.length] = span
      glyphs.push(glyph, offset)
      column = glyph === NEWLINE ? 0 : column + cellsOf(glyph)
    }
  }
  if (hasMoving && typeof content !== 'string') setMoving(content, parts, table)
  return shaped
}

/** Texts that time changes get glyphs of their own. Their characters are one unit and one cell each. */
function setMoving(spans: readonly Span[], ends: readonly number[], table: GlyphTable): void {
  const { glyphs, spanOf } = shaped
  for (let i = 0; i < glyphs.length; i++) {
    const span = spanOf[i]!
    const { moving } = spans[span]!
    if (moving !== undefined)
      glyphs.glyphs[i] = table.moving(moving) + glyphs.offsets[i]! - (ends[span - 1] ?? 0)
  }
}

/** Joins the texts of the spans, and returns the offset at which each ends. */
function endsOfSpans(spans: readonly Span[], table: GlyphTable): readonly number[] {
  shaped.text = ''
  hasMoving = table.moment.now !== undefined && spans.some(isMoving)
  return spans.map((span) => (shaped.text += drawnText(span, table)).length)
}

function isMoving({ moving }: Span): boolean {
  return moving !== undefined
}

/** The text of a span as it is drawn now: without colors, in ASCII if that's what the terminal shows. */
export function drawnText({ text, ascii, uncolored, moving }: Span, table: GlyphTable): string {
  if (moving !== undefined && table.moment.now !== undefined)
    return movingText(moving, table.moment, table.set)
  return (!table.isColored && uncolored) || (table.set === 'ascii' && ascii) || withoutSgr(text)
}

function breakLine(
  source: Shaped,
  start: number,
  end: number,
  width: number,
  overflow: LineBreaking,
  lines: TextLines,
): void {
  const natural = columnsOf(source.glyphs, start, end)
  lines.natural = Math.max(lines.natural, natural)
  if (natural <= width) return addLine(lines, source, [start, end])
  switch (overflow) {
    case 'wrap':
    case 'words':
      return wrap(source, start, end, Math.max(1, width), lines, overflow === 'words')
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

/** Breaks greedily: at the last place where a line may break, or anywhere if a word is longer than a line: unless words are kept whole. Such a word is cut with an ellipsis. */
function wrap(
  source: Shaped,
  start: number,
  end: number,
  width: number,
  lines: TextLines,
  keepsWords: boolean,
): void {
  const { glyphs, offsets, length } = source.glyphs
  const first = offsets[start]!
  const breaks = findBreaks(source.text, first, end < length ? offsets[end]! : source.text.length)
  let lineStart = start
  let columns = 0
  let breakAt = -1
  let hyphen = false
  for (let at = start; at < end; at++) {
    const glyph = glyphs[at]!
    const cells = cellsOf(glyph)
    const kind = breaks[offsets[at]! - first]!
    if (kind !== NO_BREAK && (kind !== SOFT_HYPHEN || columns < width)) {
      breakAt = at
      hyphen = kind === SOFT_HYPHEN
    }
    if (columns + cells > width && glyph !== BLANK) {
      const isBroken = breakAt > lineStart
      if (!isBroken && keepsWords) {
        const next = nextBreak(breaks, offsets, first, at, end)
        addLine(lines, source, [lineStart, headOf(source.glyphs, lineStart, at, width - 1)], [next, next])
        if (next === end) return
        lineStart = next
        at = next - 1
        columns = 0
        breakAt = -1
        continue
      }
      const cut = isBroken ? breakAt : at
      if (cut > lineStart) addLine(lines, source, [lineStart, withoutTrailingSpace(glyphs, lineStart, cut)])
      if (isBroken && hyphen) appendHyphen(lines)
      // A glyph that is wider than the whole line can't be shown.
      lineStart = cells > width && cut === at ? at + 1 : cut
      at = lineStart - 1
      columns = 0
      breakAt = -1
    } else columns += cells
  }
  addLine(lines, source, [lineStart, Math.max(lineStart, withoutTrailingSpace(glyphs, lineStart, end))])
}

/** Where the line may break next, after a glyph in a word. */
function nextBreak(
  breaks: ArrayLike<number>,
  offsets: Int32Array,
  first: number,
  from: number,
  end: number,
): number {
  let at = from + 1
  while (at < end && breaks[offsets[at]! - first] === NO_BREAK) at++
  return at
}

/** Adds a hyphen to the last line. The span of its last glyph is that of the hyphen. */
function appendHyphen({ out, spanOf, ends, widths }: TextLines): void {
  spanOf.push(spanOf[out.length - 1]!)
  out.push(HYPHEN, -1)
  ends[ends.length - 1] = out.length
  widths[widths.length - 1]!++
}

function withoutTrailingSpace(glyphs: Int32Array, start: number, end: number): number {
  let at = end
  while (at > start && glyphs[at - 1] === BLANK) at--
  return at
}

/** Adds a line from one part, or from two with an ellipsis between them. */
function addLine(lines: TextLines, source: Shaped, ...parts: [number, number][]): void {
  lines.starts.push(lines.out.length)
  lines.sources.push(parts[0]![0])
  parts.forEach(([from, to], index) => {
    if (index > 0) {
      lines.cut(source.spanOf[Math.max(0, Math.min(from, source.glyphs.length) - 1)] ?? 0)
    }
    for (let at = from; at < to; at++) {
      lines.out.push(source.glyphs.glyphs[at]!, source.glyphs.offsets[at]!)
      lines.spanOf.push(source.spanOf[at]!)
    }
  })
  const start = lines.starts.at(-1)!
  lines.ends.push(lines.out.length)
  lines.widths.push(columnsOf(lines.out, start, lines.out.length))
}

function columnsOf(buffer: GlyphBuffer, start: number, end: number): number {
  let columns = 0
  for (let at = start; at < end; at++) columns += cellsOf(buffer.glyphs[at]!)
  return columns
}

/** Where the longest start ends that fits in `width` columns. */
function headOf(buffer: GlyphBuffer, start: number, end: number, width: number): number {
  let columns = 0
  for (let at = start; at < end; at++) {
    columns += cellsOf(buffer.glyphs[at]!)
    if (columns > width) return at
  }
  return end
}

/** Where the longest end starts that fits in `width` columns. */
function tailOf(buffer: GlyphBuffer, start: number, end: number, width: number): number {
  let columns = 0
  for (let at = end; at > start; at--) {
    columns += cellsOf(buffer.glyphs[at - 1]!)
    if (columns > width) return at
  }
  return start
}
