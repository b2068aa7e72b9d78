import { applyEdit, type EditCommand } from '../editor/apply-edit.ts'
import { EditedText } from '../editor/edited-text.ts'
import type { Edited } from '../editor/editing-state.ts'
import { clusterAt, firstGraphemes, graphemes, offsetOf } from './graphemes.ts'

/** A line of text with a cursor. Cursor and selection are before a grapheme cluster or at the end, never inside a cluster. */
export interface EditedLine {
  /** The text. */
  readonly value: string
  /** How many grapheme clusters are before the cursor. */
  readonly cursor: number
  /** How many grapheme clusters are before the other end of the selection; undefined if nothing is selected. */
  readonly anchor: number | undefined
  /** What can be undone, done again and yanked. */
  readonly edits: LineEdits
}

/** What can be undone, done again and yanked. */
export type LineEdits = Pick<Edited, 'done' | 'undone' | 'kills' | 'run' | 'yanked'>

/** A line that text was put into. */
export interface FilledLine extends EditedLine {
  /** Whether the last text didn't fit, so that its end is missing. */
  readonly isCut: boolean
}

/** What can be done to a line. */
export type LineCommand =
  | Exclude<EditCommand, { readonly type: 'place' }>
  /** Moves the cursor before the grapheme cluster with this index; with `select`, the selection grows to there. */
  | { readonly type: 'place'; readonly cursor: number; readonly select?: boolean | undefined }

/** A text as a single line: line feeds and tabs become spaces, other control characters are dropped. */
export function singleLine(text: string): string {
  return text.replace(/\r\n|[\n\r\t\v\f\x85\u2028\u2029]/g, ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '')
}

/** A line with the cursor at its end, as much of the text as fits. What was killed before can be yanked. */
export function lineOf(text: string, maxLength: number, kills: LineEdits['kills'] = []): FilledLine {
  const line = singleLine(text)
  const value = firstGraphemes(line, maxLength)
  const edits = { done: [], undone: [], kills, run: undefined, yanked: undefined }
  return {
    value,
    cursor: graphemes(value).length,
    anchor: undefined,
    edits,
    isCut: value.length < line.length,
  }
}

/** The line after a command. What is put in is cut to what fits. */
export function editLine(line: FilledLine, command: LineCommand, maxLength: number): FilledLine {
  const edited = editedOf(line)
  if (command.type !== 'insert')
    return filled(line, applyEdit(edited, inText(line.value, command)), maxLength)
  const given = singleLine(command.text)
  const [from, to] = ordered(line)
  const room = maxLength - graphemes(line.value).length + to - from
  const text = firstGraphemes(given, Math.max(0, room))
  const next = filled(line, applyEdit(edited, { type: 'insert', text }), maxLength)
  return { ...next, isCut: text.length < given.length }
}

/** The selected clusters: the first one, and the one after the last. Both are the cursor if nothing is selected. */
export function ordered({ cursor, anchor = cursor }: EditedLine): readonly [from: number, to: number] {
  return cursor < anchor ? [cursor, anchor] : [anchor, cursor]
}

/** The selected text. */
export function selectedText(line: EditedLine): string {
  const [from, to] = ordered(line)
  return line.value.slice(offsetOf(line.value, from), offsetOf(line.value, to))
}

function inText(value: string, command: Exclude<LineCommand, { type: 'insert' }>): EditCommand {
  if (command.type !== 'place') return command
  const cursor = Math.max(0, Math.trunc(command.cursor) || 0)
  return { type: 'place', at: { line: 0, at: offsetOf(value, cursor) }, select: command.select }
}

function editedOf({ value, cursor, anchor, edits }: EditedLine): Edited {
  const place = (cluster: number) => ({ line: 0, at: offsetOf(value, cluster) })
  return {
    ...edits,
    text: EditedText.from(value),
    cursor: place(cursor),
    anchor: anchor === undefined ? undefined : place(anchor),
    column: undefined,
  }
}

function filled(line: FilledLine, edited: Edited, maxLength: number): FilledLine {
  const { text, cursor, anchor, done, undone, kills, run, yanked } = edited
  const value = text.toString()
  const hasChanged = value !== line.value
  // What is yanked or changed may need more room than there is.
  if (hasChanged && graphemes(value).length > Math.max(maxLength, graphemes(line.value).length))
    return { ...line, isCut: true }
  return {
    value,
    cursor: clusterAt(value, cursor.at),
    anchor: anchor === undefined ? undefined : clusterAt(value, anchor.at),
    edits: { done, undone, kills, run, yanked },
    isCut: line.isCut && !hasChanged,
  }
}
