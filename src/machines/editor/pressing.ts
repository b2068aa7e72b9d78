import { boundaryAt, wordLeft, wordRight } from '../controls/boundaries.ts'
import { compare, type TextPlace } from './edited-text.ts'
import { moveTo, select, type Edited } from './editing-state.ts'
import { noQuery, type TextAreaField, type FieldPart } from './field.ts'

/** What the mouse does to a text. `top` is the place of the first row that the user sees. */
export interface TextPressEvent {
  /** The place under the pointer. */
  readonly at: TextPlace
  /** Whether the selection grows to there. */
  readonly select?: boolean | undefined
  /** The place of the first row that the user sees. */
  readonly top?: TextPlace | undefined
}

/** The field after a press of the mouse: once places the cursor, twice selects a word, three times a line. */
export function pressAt(
  field: TextAreaField,
  { at, select: selects = false, top }: TextPressEvent,
  clicks: number,
): FieldPart {
  const window = { top: top ?? field.window.top, follows: true }
  return { edited: pressed(field.edited, at, clicks, selects), press: { at, clicks }, window, ...noQuery }
}

/** The field after the mouse was moved with its button down. */
export function dragTo(
  { edited, window }: TextAreaField,
  { at, top = window.top }: TextPressEvent,
): FieldPart {
  return compare(edited.cursor, at) === 0
    ? {}
    : { edited: moveTo(edited, at, true), window: { top, follows: true } }
}

function pressed(edited: Edited, at: TextPlace, clicks: number, selects: boolean): Edited {
  const { text } = edited
  if (clicks === 1 || selects) return moveTo(edited, at, selects)
  const line = text.lineText(at.line)
  if (clicks === 2) {
    const [from, to] = wordAt(line, at.at)
    return select(edited, { line: at.line, at: from }, { line: at.line, at: to })
  }
  const next =
    at.line + 1 < text.lineCount ? { line: at.line + 1, at: 0 } : { line: at.line, at: line.length }
  return select(edited, { line: at.line, at: 0 }, next)
}

/** The word around a place of a line; a cluster, if no word is there. */
function wordAt(line: string, at: number): readonly [from: number, to: number] {
  const end = wordRight(line, at, 'unicodeWord')
  const start = end === -1 ? -1 : wordLeft(line, end, 'unicodeWord')
  if (start !== -1 && start <= at) return [start, end]
  return [at, at < line.length ? boundaryAt(line, at + 1) : at]
}
