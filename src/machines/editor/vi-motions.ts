import { nextCluster, previousCluster } from '../controls/boundaries.ts'
import { compare, type EditedText, type TextPlace } from './edited-text.ts'
import type { Edited } from './editing-state.ts'

/*
 * Where vi's motions and text objects go (POSIX.1-2017, vi). A motion that is inclusive takes the character that it goes to, too, and one
 * that is by lines takes whole lines.
 */

/** Where a motion goes, and what an operator takes with it. */
export interface Motion {
  readonly to: TextPlace
  readonly takes: 'exclusive' | 'inclusive' | 'lines'
  /** The column that the next move up or down keeps. */
  readonly column?: number | undefined
}

/** A search for a character in the line. */
export interface ViFind {
  /** Whether the cursor goes to the character or stops before it. */
  readonly key: 'f' | 't'
  /** The character. */
  readonly character: string
}

/** Where a motion goes; undefined if it goes nowhere. Without a count, `count` is undefined. */
export function motionOf(
  edited: Edited,
  key: string,
  count: number | undefined,
  find?: ViFind,
): Motion | undefined {
  const { text, cursor } = edited
  const { line, at } = cursor
  const content = text.lineText(line)
  const times = count ?? 1
  const exclusive = (to: TextPlace): Motion => ({ to, takes: 'exclusive' })
  const inclusive = (to: TextPlace): Motion => ({ to, takes: 'inclusive' })
  switch (key) {
    case 'h':
      return exclusive({
        line,
        at: repeated(at, times, (from) => (from > 0 ? previousCluster(content, from) : 0)),
      })
    case 'l':
      return exclusive({
        line,
        at: repeated(at, times, (from) => (from < content.length ? nextCluster(content, from) : from)),
      })
    case 'j':
    case 'k':
      return toLine(edited, line + (key === 'j' ? times : -times))
    case 'w':
      return exclusive(repeated(cursor, times, (from) => wordStart(text, from)))
    case 'b':
      return exclusive(repeated(cursor, times, (from) => wordBack(text, from)))
    case 'e':
      return inclusive(repeated(cursor, times, (from) => wordEnd(text, from)))
    case '0':
      return exclusive({ line, at: 0 })
    case '^':
      return exclusive({ line, at: firstNonBlank(content) })
    case '$': {
      const last = Math.min(text.lineCount - 1, line + times - 1)
      const end = text.lineText(last)
      return { ...inclusive({ line: last, at: lastCluster(end) }), column: Infinity }
    }
    case 'gg':
    case 'G': {
      const to =
        count === undefined ? (key === 'gg' ? 0 : text.lineCount - 1) : Math.min(count, text.lineCount) - 1
      return { to: { line: to, at: firstNonBlank(text.lineText(to)) }, takes: 'lines' }
    }
    case '%':
      return matching(text, cursor)
    case ';':
    case ',':
      return find && found(content, cursor, find, times, key)
    default:
      return undefined
  }
}

/** Where `f` and `t` go, or `;` and `,` after them: `again` is which one. `,` searches to the left. */
export function found(
  content: string,
  { line, at }: TextPlace,
  { key, character }: ViFind,
  times: number,
  again?: ';' | ',',
): Motion | undefined {
  const back = again === ','
  // `;` after `t` doesn't stay beside what was found. With a count, it does (Vim, motion.txt).
  let to = again !== undefined && key === 't' && times === 1 ? beside(content, at, character, back) : at
  for (let left = times; left > 0; left--) {
    to = back ? (to > 0 ? content.lastIndexOf(character, to - 1) : -1) : content.indexOf(character, to + 1)
    if (to === -1) return undefined
  }
  if (key === 'f') return { to: { line, at: to }, takes: back ? 'exclusive' : 'inclusive' }
  const place = back ? nextCluster(content, to) : previousCluster(content, to)
  return { to: { line, at: place }, takes: back ? 'exclusive' : 'inclusive' }
}

/** Where the search for the next one begins, if the cursor stands beside the character already. */
function beside(content: string, at: number, character: string, back: boolean): number {
  if (back) return content.slice(0, at).endsWith(character) ? at - character.length : at
  const next = nextCluster(content, at)
  return content.startsWith(character, next) ? next : at
}

/** What a text object takes: `iw`, `aw`, `i"`, `i(`. */
export function objectAt(
  { text, cursor }: Edited,
  key: string,
): readonly [from: TextPlace, to: TextPlace] | undefined {
  const { line, at } = cursor
  const content = text.lineText(line)
  if (key === 'iw' || key === 'aw') return inLine(line, wordAround(content, at, key === 'aw'))
  if (key === 'i"') return inLine(line, quoted(content, at))
  return key === 'i(' ? bracketed(text, cursor) : undefined
}

/** The offset of the first character of a line that isn't a blank. */
export function firstNonBlank(content: string): number {
  return Math.min(/^\s*/.exec(content)![0].length, lastCluster(content))
}

/** The last place where the cursor stands on a character of a line. */
export function lastCluster(content: string): number {
  return content === '' ? 0 : previousCluster(content, content.length)
}

function toLine(edited: Edited, line: number): Motion | undefined {
  const { text, cursor } = edited
  if (line < 0 || line >= text.lineCount) return undefined
  const column = edited.column ?? cursor.at
  return { to: { line, at: Math.min(column, lastCluster(text.lineText(line))) }, takes: 'lines', column }
}

type Kind = 'blank' | 'word' | 'other'

function kindAt(text: EditedText, { line, at }: TextPlace): Kind {
  const character = text.lineText(line).slice(at, at + 2)
  if (character === '' || /^\s/.test(character)) return 'blank'
  return /^[\p{L}\p{N}\p{M}_]/u.test(character) ? 'word' : 'other'
}

/** The place after one, also in the next line; undefined at the end of the text. */
function after(text: EditedText, { line, at }: TextPlace): TextPlace | undefined {
  const content = text.lineText(line)
  if (at < content.length) {
    const next = nextCluster(content, at)
    if (next < content.length || line + 1 === text.lineCount) return { line, at: next }
  }
  return line + 1 < text.lineCount ? { line: line + 1, at: 0 } : undefined
}

function before(text: EditedText, { line, at }: TextPlace): TextPlace | undefined {
  if (at > 0) return { line, at: previousCluster(text.lineText(line), at) }
  return line > 0 ? { line: line - 1, at: lastCluster(text.lineText(line - 1)) } : undefined
}

function isEmptyLine(text: EditedText, { line }: TextPlace): boolean {
  return text.lineText(line) === ''
}

function wordStart(text: EditedText, from: TextPlace): TextPlace {
  const kind = kindAt(text, from)
  let at: TextPlace | undefined = from
  while (at && kind !== 'blank' && kindAt(text, at) === kind && at.line === from.line) at = after(text, at)
  while (at && kindAt(text, at) === 'blank' && !(isEmptyLine(text, at) && at.line !== from.line))
    at = after(text, at)
  return at ?? text.end
}

function wordBack(text: EditedText, from: TextPlace): TextPlace {
  let at = before(text, from)
  while (at && kindAt(text, at) === 'blank' && !isEmptyLine(text, at)) at = before(text, at)
  if (at === undefined) return { line: 0, at: 0 }
  const kind = kindAt(text, at)
  for (
    let next = before(text, at);
    next && next.line === at.line && kindAt(text, next) === kind;
    next = before(text, at)
  )
    at = next
  return at
}

function wordEnd(text: EditedText, from: TextPlace): TextPlace {
  let at = after(text, from)
  while (at && kindAt(text, at) === 'blank') at = after(text, at)
  if (at === undefined) return from
  const kind = kindAt(text, at)
  for (
    let next = after(text, at);
    next && next.line === at.line && kindAt(text, next) === kind;
    next = after(text, at)
  )
    at = next
  return at
}

const brackets = '()[]{}'

/** The bracket that belongs to the first one at or after the cursor in its line. */
function matching(text: EditedText, { line, at }: TextPlace): Motion | undefined {
  const content = text.lineText(line)
  let start = at
  while (start < content.length && !brackets.includes(content[start]!)) start++
  if (start === content.length) return undefined
  const kind = brackets.indexOf(content[start]!)
  const [open, close] = [brackets[kind & ~1]!, brackets[kind | 1]!]
  const to =
    kind % 2 === 0
      ? closing(text, { line, at: start + 1 }, open, close)
      : opening(text, { line, at: start }, open, close)
  return to && { to, takes: 'inclusive' }
}

/** The bracket that closes, from a place on. */
function closing(
  text: EditedText,
  { line, at }: TextPlace,
  open: string,
  close: string,
): TextPlace | undefined {
  let depth = 1
  for (let row = line; row < text.lineCount; row++) {
    const content = text.lineText(row)
    for (let i = row === line ? at : 0; i < content.length; i++) {
      if (content[i] === open) depth++
      else if (content[i] === close && --depth === 0) return { line: row, at: i }
    }
  }
  return undefined
}

/** The bracket that opens, before a place. */
function opening(
  text: EditedText,
  { line, at }: TextPlace,
  open: string,
  close: string,
): TextPlace | undefined {
  let depth = 1
  for (let row = line; row >= 0; row--) {
    const content = text.lineText(row)
    for (let i = row === line ? at - 1 : content.length - 1; i >= 0; i--) {
      if (content[i] === close) depth++
      else if (content[i] === open && --depth === 0) return { line: row, at: i }
    }
  }
  return undefined
}

function wordAround(content: string, at: number, withBlanks: boolean): readonly [number, number] | undefined {
  const text = { lineText: () => content } as unknown as EditedText
  const kind = kindAt(text, { line: 0, at })
  const isKind = (offset: number, wanted: Kind) =>
    offset < content.length && kindAt(text, { line: 0, at: offset }) === wanted
  let [from, to] = [at, at]
  while (from > 0 && isKind(previousCluster(content, from), kind)) from = previousCluster(content, from)
  while (isKind(to, kind)) to = nextCluster(content, to)
  if (!withBlanks) return from === to ? undefined : [from, to]
  const end = to
  while (isKind(to, 'blank')) to = nextCluster(content, to)
  if (to === end) while (from > 0 && isKind(from - 1, 'blank')) from--
  return from === to ? undefined : [from, to]
}

/** The text between the quotes around a place, or between the next ones. */
function quoted(content: string, at: number): readonly [number, number] | undefined {
  const quotes = [...content.matchAll(/"/g)].map(({ index }) => index)
  for (let i = 0; i + 1 < quotes.length; i += 2)
    if (at <= quotes[i + 1]!) return [quotes[i]! + 1, quotes[i + 1]!]
  return undefined
}

function bracketed(text: EditedText, cursor: TextPlace): readonly [TextPlace, TextPlace] | undefined {
  const under = text.lineText(cursor.line)[cursor.at]
  const from = under === '(' ? cursor : opening(text, cursor, '(', ')')
  const to = from && closing(text, { line: from.line, at: from.at + 1 }, '(', ')')
  return from && to && compare(from, to) < 0 ? [{ line: from.line, at: from.at + 1 }, to] : undefined
}

function inLine(
  line: number,
  part: readonly [number, number] | undefined,
): readonly [TextPlace, TextPlace] | undefined {
  return (
    part && [
      { line, at: part[0] },
      { line, at: part[1] },
    ]
  )
}

function repeated<T>(from: T, times: number, step: (from: T) => T): T {
  let at = from
  for (let left = Math.min(times, MAX_COUNT); left > 0; left--) at = step(at)
  return at
}

const MAX_COUNT = 10_000
