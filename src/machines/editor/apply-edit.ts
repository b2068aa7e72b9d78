import type { TextPlace } from './edited-text.ts'
import { moveTo, redo, selectAll, undo, type Edited } from './editing-state.ts'
import {
  changeCase,
  deleteTo,
  insert,
  kill,
  targetOf,
  transpose,
  transposeWords,
  yank,
  yankOlder,
  type TextTarget,
} from './edits.ts'

/** A command, with the place of the first row that the user sees. */
export type EditEvent = EditCommand & { readonly top?: TextPlace | undefined }

/** What can be done to a text. */
export type EditCommand =
  /** Puts text in the place of the selection. */
  | { readonly type: 'insert'; readonly text: string }
  /** Moves the cursor; with `select`, the selection grows to there. */
  | { readonly type: 'move'; readonly to: TextTarget; readonly select?: boolean | undefined }
  /** Moves the cursor to a place of a row. It goes on to that column in the next one. */
  | {
      readonly type: 'place'
      readonly at: TextPlace
      readonly select?: boolean | undefined
      readonly column?: number | undefined
    }
  /** Deletes the selection, or else the text between the cursor and a place; and keeps it for `yank` if it is killed. */
  | { readonly type: 'delete' | 'kill'; readonly to: TextTarget }
  /** Puts in what was killed last; then, instead of that, what was killed before. */
  | { readonly type: 'yank' | 'yankOlder' }
  | { readonly type: 'undo' | 'redo' | 'selectAll' }
  /** Exchanges the characters, or the words, around the cursor. */
  | { readonly type: 'transpose' | 'transposeWords' }
  /** Changes the case of the text from the cursor to the end of the word, or of the selection. */
  | { readonly type: 'case'; readonly to: 'upper' | 'lower' | 'capital' }

/** The types of all commands. */
export const edits = [
  ...(['insert', 'move', 'place', 'delete', 'kill', 'yank', 'yankOlder', 'undo', 'redo'] as const),
  ...(['selectAll', 'transpose', 'transposeWords', 'case'] as const),
] satisfies readonly EditCommand['type'][]

/** The text after a command. */
export function applyEdit(edited: Edited, event: EditEvent): Edited {
  switch (event.type) {
    case 'insert':
      return event.text === '' ? edited : insert(edited, event.text, isTyped(event.text))
    case 'move':
      return moveTo(edited, targetOf(edited, event.to), event.select)
    case 'place':
      return moveTo(edited, event.at, event.select, event.column)
    case 'delete':
      return deleteTo(edited, event.to)
    case 'kill':
      return kill(edited, event.to)
    case 'yank':
      return yank(edited)
    case 'yankOlder':
      return yankOlder(edited)
    case 'undo':
      return undo(edited)
    case 'redo':
      return redo(edited)
    case 'selectAll':
      return selectAll(edited)
    case 'transpose':
      return transpose(edited)
    case 'transposeWords':
      return transposeWords(edited)
    case 'case':
      return changeCase(edited, event.to)
  }
}

/** A key types at most a few units. */
const MAX_TYPED = 16

function isTyped(text: string): boolean {
  return text.length <= MAX_TYPED
}
