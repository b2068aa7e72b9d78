import { text } from '../nodes/text.ts'
import type { TextNode } from '../nodes/index.ts'
import type { Style } from '../paint/style.ts'
import type { Span } from '../text/shape.ts'
import { ansiStyle, readAnsi, stringOf } from './ansi.ts'
import { plainStyle } from './sgr-style.ts'

/** A line that a program has written: its text, or also what it came from. */
export type AnsiLine = string | { readonly text: string; readonly source?: string | undefined }

/** Lines as they came, such as an array, a ring, or the lines of `subprocess`. */
export interface AnsiSource<Line extends AnsiLine = AnsiLine> {
  /** How many lines there are. */
  readonly length: number
  /** The line at an index. */
  at(index: number): Line | undefined
  /** How many lines before these were dropped, if it is a ring. */
  readonly dropped?: number | undefined
  /** Whether it has lines of another ring. What was read of that isn't read again. */
  continues?(other: object): boolean
}

/** How `ansiLines` shows lines. */
export interface AnsiLinesOptions<Line extends AnsiLine = AnsiLine> {
  /** The style that the colors of a line are laid over. */
  readonly style?: ((line: Line) => Style | undefined) | undefined
}

/**
 * Lines with colors in them, for `lines`. Only those in view are read. A color that a line leaves on goes on in the next line
 * of the same source, even over thousands of lines.
 *
 * ```ts
 * lines(ansiLines(['\x1b[33mwarning: unused', '  at main.ts:4\x1b[m', 'done']), { from: 'end' })
 * ```
 *
 * @throws TypeError if it isn't given lines.
 */
export function ansiLines<Line extends AnsiLine>(
  source: AnsiSource<Line>,
  { style }: AnsiLinesOptions<Line> = {},
): { readonly length: number; at(index: number): TextNode | undefined } {
  if (typeof (source as Partial<AnsiSource> | undefined)?.at !== 'function')
    throw new TypeError('ansiLines() takes an array, or an object with length and at()')
  return {
    get length() {
      return source.length
    },
    at(index: number) {
      const line = source.at(index)
      return line === undefined ? undefined : shownLine(source, index, line, style?.(line))
    },
  }
}

/** More of a line can't be on a screen: 512 columns of the longest clusters. */
const MAX_LINE_LENGTH = 16_384

function shownLine(source: AnsiSource, index: number, line: AnsiLine, style: Style | undefined): TextNode {
  const carried = carriedTo(source, index, line).get(sourceOf(line))
  const spans: Span[] = []
  readAnsi(textOf(line), carried ?? plainStyle, spans, MAX_LINE_LENGTH)
  return { ...text('', style), content: spans }
}

/** The styles that lines before a line left on, by their source. */
type Carried = ReadonlyMap<string, Style>

const none: Carried = new Map()

/** What was carried to a line that is an object. */
const byLine = new WeakMap<object, Carried>()

/** A color that was left on longer ago than this many lines was forgotten, not meant. */
const MAX_LOOKBACK = 10_000

/** Starts at the last line to which it is known, which was on the screen a frame ago, and reads on from there. */
function carriedTo(source: AnsiSource, index: number, line: AnsiLine): Carried {
  let start = index
  let carried = knownTo(source, start, line)
  while (carried === undefined && start > 0 && index - start < MAX_LOOKBACK)
    carried = knownTo(source, --start, source.at(start))
  carried ??= none
  for (; start < index; start++) {
    const before = source.at(start)
    remember(source, start, before, carried)
    carried = after(carried, before)
  }
  remember(source, index, line, carried)
  return carried
}

function knownTo(source: AnsiSource, index: number, line: AnsiLine | undefined): Carried | undefined {
  return typeof line === 'object' ? byLine.get(line) : stringsOf(source).get((source.dropped ?? 0) + index)
}

/** So many strings of a source are remembered. */
const MAX_STRINGS = 2 * MAX_LOOKBACK

function remember(source: AnsiSource, index: number, line: AnsiLine | undefined, carried: Carried): void {
  if (typeof line === 'object') return void byLine.set(line, carried)
  const strings = stringsOf(source)
  if (strings.size >= MAX_STRINGS) strings.clear()
  strings.set((source.dropped ?? 0) + index, carried)
}

/** What was carried to strings, by their index among all that a source ever had. */
const bySource = new WeakMap<object, Map<number, Carried>>()

/** The sources that were read last. A ring continues one of them. */
const recent: WeakRef<AnsiSource>[] = []
const MAX_RECENT = 8

function stringsOf(source: AnsiSource): Map<number, Carried> {
  const known = bySource.get(source)
  if (known !== undefined) return known
  const before = recent.findIndex((ref) => source.continues?.(ref.deref() ?? none) === true)
  const found = before < 0 ? undefined : recent[before]!.deref()
  const strings = (found && bySource.get(found)) ?? new Map<number, Carried>()
  bySource.set(source, strings)
  if (before >= 0) recent[before] = new WeakRef(source)
  else if (recent.unshift(new WeakRef(source)) > MAX_RECENT) recent.pop()
  return strings
}

/** A program has two sources; if there are many, they come from data. */
const MAX_SOURCES = 16

function after(carried: Carried, line: AnsiLine | undefined): Carried {
  if (line === undefined) return carried
  const before = carried.get(sourceOf(line))
  const style = ansiStyle(textOf(line), before)
  if (style === before) return carried
  if (before === undefined && (style === plainStyle || carried.size >= MAX_SOURCES)) return carried
  return new Map(carried).set(sourceOf(line), style)
}

function textOf(line: AnsiLine): string {
  return stringOf(typeof line === 'string' ? line : line.text)
}

function sourceOf(line: AnsiLine): string {
  return typeof line === 'string' ? '' : (line.source ?? '')
}
