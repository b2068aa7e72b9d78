import { boundaryAt } from '../controls/boundaries.ts'
import { afterText, compare, EditedText, ordered, type TextPlace } from './edited-text.ts'

/** One replacement: at a place, one text for another. */
export interface TextChange {
  /** Where. */
  readonly at: TextPlace
  /** What stood there. */
  readonly removed: string
  /** What stands there now. */
  readonly inserted: string
}

/** The cursor, and where the selection began if there is one. */
export interface TextCursor {
  /** Where the cursor is. */
  readonly cursor: TextPlace
  /** The other end of the selection; undefined if nothing is selected. */
  readonly anchor: TextPlace | undefined
}

/** Changes that are undone together, with the cursor before and after them. */
export interface UndoGroup {
  /** The changes, in their order. */
  readonly changes: readonly TextChange[]
  /** The cursor before them. */
  readonly before: TextCursor
  /** The cursor after them. */
  readonly after: TextCursor
}

/** What the last command was, if the next one may go on with it. */
export type EditRun = 'typing' | 'deleting' | 'killing' | 'yanking' | undefined

/** A text that is edited. Every function in this folder takes one and returns the next one. */
export interface Edited extends TextCursor {
  /** The text. */
  readonly text: EditedText
  /** The column that the cursor goes back to when it moves up and down. */
  readonly column: number | undefined
  /** What redo does again, the newest last. */
  readonly undone: readonly UndoGroup[]
  /** What undo takes back, the newest last. */
  readonly done: readonly UndoGroup[]
  /** What was killed, the newest last. */
  readonly kills: readonly string[]
  /** What was done last: what follows may belong to it. */
  readonly run: EditRun
  /** How far back in the kills the text is that was yanked last, and where it was put. */
  readonly yanked: { readonly back: number; readonly from: TextPlace } | undefined
}

const MAX_GROUPS = 1_000
const START: TextPlace = { line: 0, at: 0 }

/** A text with the cursor at its end. */
export function editedOf(value: string): Edited {
  const text = EditedText.from(value)
  return {
    ...{ text, cursor: text.end, anchor: undefined, column: undefined },
    ...{ undone: [], done: [], kills: [], run: undefined, yanked: undefined },
  }
}

/** The selected part; undefined if nothing is selected. */
export function selectionOf({
  cursor,
  anchor,
}: TextCursor): readonly [from: TextPlace, to: TextPlace] | undefined {
  return anchor === undefined || compare(anchor, cursor) === 0 ? undefined : ordered(anchor, cursor)
}

/** Moves the cursor. With `select`, the selection goes from where it was to there. */
export function moveTo(edited: Edited, to: TextPlace, select = false, column?: number): Edited {
  const anchor = select ? (edited.anchor ?? edited.cursor) : undefined
  return { ...edited, cursor: placeIn(edited.text, to), anchor, column, run: undefined, yanked: undefined }
}

/** Selects what is between two places. The cursor is at the second one. */
export function select(edited: Edited, from: TextPlace, to: TextPlace): Edited {
  const anchor = placeIn(edited.text, from)
  return { ...moveTo(edited, to), anchor: anchor }
}

/** Selects all of the text. */
export function selectAll(edited: Edited): Edited {
  return select(edited, START, edited.text.end)
}

/**
 * Replaces what is between two places, and puts the cursor after it. What goes on with the last command is undone together with it.
 * Letters and marks that now stand together may form one cluster; the cursor is then after it.
 */
export function replace(
  edited: Edited,
  from: TextPlace,
  to: TextPlace,
  inserted: string,
  run?: EditRun,
  goesOn = run !== undefined && run === edited.run,
): Edited {
  const removed = edited.text.slice(from, to)
  if (removed === inserted) return moveTo(edited, to)
  const text = edited.text.replace(from, to, inserted)
  const cursor = placeIn(text, afterText(from, inserted))
  const before = { cursor: edited.cursor, anchor: edited.anchor }
  const group = {
    changes: [{ at: from, removed, inserted }],
    before,
    after: { cursor, anchor: undefined },
  }
  const last = edited.done.at(-1)
  const done =
    goesOn && last !== undefined
      ? [...edited.done.slice(0, -1), joined(last, group)]
      : [...edited.done.slice(-MAX_GROUPS + 1), group]
  return {
    ...edited,
    text,
    cursor,
    anchor: undefined,
    column: undefined,
    undone: [],
    done,
    run,
    yanked: undefined,
  }
}

/** Several replacements as one, the last place of the text first, so that no place moves before its turn. */
export function replaceAll(
  edited: Edited,
  parts: readonly (readonly [from: TextPlace, to: TextPlace, inserted: string])[],
): Edited {
  let next = edited
  parts.forEach(([from, to, inserted], index) => {
    next = replace(next, from, to, inserted, undefined, index > 0)
  })
  return next
}

/** Takes back the last group of changes. Cursor and selection are as they were before it. */
export function undo(edited: Edited): Edited {
  const group = edited.done.at(-1)
  if (group === undefined) return edited
  let { text } = edited
  for (const { at, removed, inserted } of group.changes.toReversed())
    text = text.replace(at, afterText(at, inserted), removed)
  const [done, undone] = [edited.done.slice(0, -1), [...edited.undone, group]]
  return { ...edited, ...group.before, ...still, text, done, undone }
}

/** Makes the changes again that were taken back last. */
export function redo(edited: Edited): Edited {
  const group = edited.undone.at(-1)
  if (group === undefined) return edited
  let { text } = edited
  for (const { at, removed, inserted } of group.changes)
    text = text.replace(at, afterText(at, removed), inserted)
  const [done, undone] = [[...edited.done, group], edited.undone.slice(0, -1)]
  return { ...edited, ...group.after, ...still, text, done, undone }
}

const still = { column: undefined, run: undefined, yanked: undefined } as const

/** A place that is in the text, and at the boundary of a cluster. */
function placeIn(text: EditedText, { line, at }: TextPlace): TextPlace {
  if (!(line >= 0)) return START
  if (line >= text.lineCount) return text.end
  const whole = Math.trunc(line)
  return { line: whole, at: boundaryAt(text.lineText(whole), Math.trunc(at) || 0) }
}

/** Two groups as one. What is typed or deleted at the end of the last change becomes part of it. */
function joined(first: UndoGroup, second: UndoGroup): UndoGroup {
  const { before } = first
  const { after } = second
  const [last, change] = [first.changes.at(-1)!, second.changes[0]!]
  const isTyped = change.removed === '' && compare(afterText(last.at, last.inserted), change.at) === 0
  if (!isTyped) return { changes: [...first.changes, ...second.changes], before, after }
  const typed = { ...last, inserted: last.inserted + change.inserted }
  return { changes: [...first.changes.slice(0, -1), typed], before, after }
}
