import type { Range } from './text-row.ts'

/** By what a selection grows: a click selects by characters, a double click by words, a triple one by lines. */
export type Unit = 'character' | 'word' | 'line'

/** A part of a text, grown to whole words or lines. */
export function grown(text: string, part: Range, unit: Unit): Range {
  if (unit === 'character') return part
  const first = unit === 'word' ? wordAt(text, part.from) : lineAt(text, part.from)
  if (part.to <= first.to) return first
  const last = unit === 'word' ? wordAt(text, part.to - 1) : lineAt(text, part.to - 1)
  return { from: first.from, to: last.to }
}

/** Letters, and what is within paths, addresses and options: a double click selects them as a whole. */
const wordCharacter = /[\p{L}\p{N}\p{M}@\-./_~?&=%+#]/u

/** Scripts that are written without blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** How far from a place its word is looked for, in UTF-16 units. */
const MAX_WORD = 4_096

function wordAt(text: string, at: number): Range {
  const kind = kindOf(text, at)
  if (kind === 'unspaced') return segmentAt(text, at)
  let from = at
  let to = at
  while (from > 0 && at - from < MAX_WORD && kindOf(text, from - 1) === kind) from--
  while (to < text.length && to - at < MAX_WORD && kindOf(text, to) === kind) to++
  return { from, to }
}

function kindOf(text: string, at: number): 'word' | 'unspaced' | 'blank' | 'line feed' | 'other' | 'end' {
  const unit = text.charCodeAt(at)
  if (Number.isNaN(unit)) return 'end'
  const isSecondHalf = unit >= 0xdc00 && unit < 0xe000
  const character = String.fromCodePoint(text.codePointAt(isSecondHalf && at > 0 ? at - 1 : at)!)
  if (character === '\n' || character === '\r') return 'line feed'
  if (unspaced.test(character)) return 'unspaced'
  if (wordCharacter.test(character)) return 'word'
  return /\s/.test(character) ? 'blank' : 'other'
}

function segmentAt(text: string, at: number): Range {
  const start = Math.max(0, at - MAX_WORD)
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(
    text.slice(start, at + MAX_WORD),
  )
  const segment = segments.containing(at - start)
  if (segment === undefined) return { from: at, to: at }
  return { from: start + segment.index, to: start + segment.index + segment.segment.length }
}

/** A line of a text with line feeds, without them. */
function lineAt(text: string, at: number): Range {
  const from = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return { from, to: end < 0 ? text.length : end }
}
