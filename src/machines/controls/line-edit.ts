import { wordLeft, wordRight } from './boundaries.ts'
import { clusterAt, firstGraphemes, graphemes, offsetOf } from './graphemes.ts'

/** A line of text with a cursor. The cursor is before a grapheme cluster or at the end, never inside a cluster. */
export interface EditedLine {
  /** The text. */
  readonly value: string
  /** How many grapheme clusters are before the cursor. */
  readonly cursor: number
}

/** Where the cursor can go, and up to where text can be deleted. */
export type EditTarget = 'left' | 'right' | 'wordLeft' | 'wordRight' | 'start' | 'end'

/** A text as a single line: line feeds and tabs become spaces, other control characters are dropped. */
export function singleLine(text: string): string {
  return text.replace(/\r\n|[\n\r\t\v\f\x85\u2028\u2029]/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '')
}

/** A line that text was put into. */
export interface FilledLine extends EditedLine {
  /** Whether the last text didn't fit, so that its end is missing. */
  readonly isCut: boolean
}

/** Puts text at the cursor, as much as fits. Combining marks and joiners join the character before them. */
export function insertText({ value, cursor }: EditedLine, text: string, maxLength: number): FilledLine {
  const [before, after] = cut(value, cursor)
  const fitting = firstGraphemes(text, Math.max(0, maxLength - graphemes(value).length))
  return { ...lineOf(before + fitting, after), isCut: fitting.length < text.length }
}

/** Where the cursor would go. */
export function targetOf({ value, cursor }: EditedLine, to: EditTarget): number {
  const end = graphemes(value).length
  switch (to) {
    case 'left':
      return Math.max(0, cursor - 1)
    case 'right':
      return Math.min(end, cursor + 1)
    case 'wordLeft':
      return clusterAt(value, Math.max(0, wordLeft(value, offsetOf(value, cursor))))
    case 'wordRight':
      return wordEnd(value, cursor) ?? end
    case 'start':
      return 0
    case 'end':
      return end
  }
}

function wordEnd(value: string, cursor: number): number | undefined {
  const at = wordRight(value, offsetOf(value, cursor))
  return at === -1 ? undefined : clusterAt(value, at)
}

/** Deletes the text between the cursor and a place. The characters on either side may then form one cluster. */
export function deleteTo(line: EditedLine, to: number): EditedLine {
  const [from, until] = line.cursor < to ? [line.cursor, to] : [to, line.cursor]
  return lineOf(cut(line.value, from)[0], cut(line.value, until)[1])
}

/** A text with the cursor at its end. */
export function endOf(value: string): EditedLine {
  return { value, cursor: graphemes(value).length }
}

function cut(value: string, cursor: number): [before: string, after: string] {
  const offset = offsetOf(value, cursor)
  return [value.slice(0, offset), value.slice(offset)]
}

function lineOf(before: string, after: string): EditedLine {
  return { value: before + after, cursor: clusterAt(before + after, before.length) }
}
