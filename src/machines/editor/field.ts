import {
  insertedBy,
  queryAt,
  type Completion,
  type CompletionQuery,
  type CompletionSource,
} from './completing.ts'
import { applyEdit, type EditEvent } from './apply-edit.ts'
import { boundaryAt } from '../controls/boundaries.ts'
import { compare, EditedText, type TextPlace } from './edited-text.ts'
import { editedOf, replace, replaceAll, selectionOf, type Edited } from './editing-state.ts'
import { expanded, type Pastes } from './pastes.ts'
import { plainText } from './plain-text.ts'
import { viSelection, type Vi } from './vi-state.ts'
import { viKey, viTyped } from './vi.ts'

/** The rows in view. */
export interface TextAreaWindow {
  /** The place of the first row in view, as it was last seen. */
  readonly top: TextPlace
  /** Whether it follows the cursor. After the wheel was turned, it stays until the cursor moves. */
  readonly follows: boolean
}

/** A search in the history. */
export interface HistorySearch {
  /** What is searched for. */
  readonly query: string
  /** Whether the text that is shown has it. */
  readonly isFound: boolean
}

/** A press of the mouse, and how many there were in a row. */
export interface TextAreaPress {
  /** Where it was pressed. */
  readonly at: TextPlace
  /** 1, 2 for a word, 3 for a line. */
  readonly clicks: number
}

/** A text that is edited, and what is around it. */
export interface TextAreaField {
  /** The text in lines, the cursor, the selection, and what can be undone. */
  readonly edited: Edited
  /** The pastes that are folded, by the character that stands for each in the text. */
  readonly pastes: Pastes
  /** What has come of a paste whose last part is still to come. */
  readonly pasting: string
  /** Whether the last text didn't fit, so that its end is missing. */
  readonly isCut: boolean
  /** The rows in view. */
  readonly window: TextAreaWindow
  /** Earlier texts, the newest last. */
  readonly history: readonly string[]
  /** How far back in the history the shown text is. 0 is the text that the user is typing. */
  readonly back: number
  /** What the user was typing before going back in the history. */
  readonly draft: Edited | undefined
  /** The search in the history, while there is one. */
  readonly search: HistorySearch | undefined
  /** What the text before the cursor asks for. */
  readonly query: CompletionQuery | undefined
  /** The answers to it. */
  readonly completions: readonly Completion[]
  /** The query that was asked last. */
  readonly asked: CompletionQuery | undefined
  /** Where the trigger is whose menu the user has closed. */
  readonly dismissed: TextPlace | undefined
  /** The index of the answer that is chosen in the menu. */
  readonly chosen: number
  /** What vi knows; undefined without vi. */
  readonly vi: Vi | undefined
  /** What Enter does: it submits the text, or it breaks the line. */
  readonly enter: 'submit' | 'break'
  /** Whether it takes nothing. */
  readonly disabled: boolean
  /** What is wrong with the text, as `validate` said when it was submitted. */
  readonly error: string | undefined
  /** How far below the upper end of the scroll bar's thumb the mouse holds it, in rows; undefined while it doesn't. */
  readonly held: number | undefined
  /** The last press of the mouse. */
  readonly press: TextAreaPress | undefined
}

/** What changes in a field. */
export type FieldPart = Partial<TextAreaField>

/** Nothing is asked for. */
export const noQuery = { query: undefined, asked: undefined, completions: [], chosen: 0 } as const

const TOP: TextAreaWindow = { top: { line: 0, at: 0 }, follows: true }

/** What a field begins with. */
export interface TextAreaInput {
  /**
   * The text at first.
   *
   * @defaultValue ''
   */
  readonly value?: string | undefined
  /** Earlier texts, the newest last. */
  readonly history?: readonly string[] | undefined
  /**
   * Whether it takes nothing until it gets `enable`.
   *
   * @defaultValue false
   */
  readonly disabled?: boolean | undefined
}

/** A field with a text. */
export function fieldOf(
  { value = '', history = [], disabled = false }: TextAreaInput,
  maxLength: number,
  enter: TextAreaField['enter'],
  vi?: Vi,
): TextAreaField {
  return {
    vi,
    enter,
    ...freshPart(value, maxLength),
    ...{
      history: history.map(plainText),
      search: undefined,
      press: undefined,
      held: undefined,
      pasting: '',
      disabled,
    },
    dismissed: undefined,
    ...{ pastes: {}, back: 0, draft: undefined, error: undefined, window: TOP },
    ...noQuery,
  }
}

/** What of a field is another text. What was killed stays. */
export function reset(
  { edited: { kills: killed }, pastes }: TextAreaField,
  value: string,
  maxLength: number,
): FieldPart {
  const { edited, isCut } = freshPart(value, maxLength)
  const kills = killed.map((text) => expanded(text, pastes))
  return {
    ...{
      edited: { ...edited, kills },
      isCut,
      pastes: {},
      pasting: '',
      back: 0,
      draft: undefined,
      dismissed: undefined,
    },
    ...{ error: undefined, window: TOP, ...noQuery },
  }
}

function freshPart(value: string, maxLength: number): Pick<TextAreaField, 'edited' | 'isCut'> {
  const text = plainText(value)
  const fitting = firstPart(text, maxLength)
  return { edited: editedOf(fitting), isCut: fitting.length < text.length }
}

/** The field after an edit. A text that is typed may ask for completions. */
export function edit(
  field: TextAreaField,
  event: EditEvent,
  sources: readonly CompletionSource[],
  maxLength: number,
): FieldPart {
  const { text, isCut } =
    'text' in event ? fittingIn(field, event.text, maxLength) : { text: '', isCut: false }
  const edited = applyEdit(field.edited, 'text' in event ? { ...event, text } : event)
  const isTyped = event.type === 'insert' || (event.type === 'delete' && event.to === 'left')
  const query = isTyped ? queryAt(edited, sources) : undefined
  return {
    edited,
    isCut,
    vi: field.vi && viTyped(field.vi, event),
    error: edited.text === field.edited.text ? field.error : undefined,
    window: { top: event.top ?? field.window.top, follows: true },
    ...wanted(field, query),
  }
}

/** A menu that was closed stays closed until its trigger is left. */
function wanted({ dismissed }: TextAreaField, query: CompletionQuery | undefined): FieldPart {
  if (query === undefined) return { dismissed: undefined, ...noQuery }
  const isDismissed = dismissed !== undefined && compare(query.from, dismissed) === 0
  return isDismissed ? noQuery : { query, dismissed: undefined }
}

/** The text with the chosen completion, or with the one of an index. */
export function complete(
  field: TextAreaField,
  index: number | undefined,
  sources: readonly CompletionSource[],
): FieldPart {
  const { query, completions, edited } = field
  const chosen = completions[index ?? field.chosen]
  if (query === undefined || chosen === undefined) return noQuery
  const inserted = plainText(insertedBy(chosen, sources[query.source]!.trigger))
  return { edited: replace(edited, query.from, edited.cursor, inserted), ...noQuery }
}

/** The field with its menu closed. */
export function dismiss({ query }: TextAreaField): FieldPart {
  return { dismissed: query?.from, ...noQuery }
}

/** The part of a text that fits beside the rest. */
export function fittingIn(
  { edited }: TextAreaField,
  given: string,
  maxLength: number,
): { readonly text: string; readonly isCut: boolean } {
  const plain = plainText(given)
  const text = firstPart(plain, Math.max(0, maxLength - edited.text.length))
  return { text, isCut: text.length < plain.length }
}

/** The field after a key of vi. */
export function viPart({ edited, vi, window }: TextAreaField, key: string, top = window.top): FieldPart {
  return vi === undefined
    ? {}
    : { ...viKey(edited, vi, key), ...noQuery, error: undefined, window: { top, follows: true } }
}

/** What is selected; undefined if nothing is. */
export function selectionIn({
  edited,
  vi,
}: TextAreaField): readonly [from: TextPlace, to: TextPlace] | undefined {
  return vi === undefined || vi.mode === 'insert' || vi.mode === 'normal'
    ? selectionOf(edited)
    : viSelection(edited, vi.mode)
}

/** The selected text, with its pastes in full. */
export function selectedIn(field: TextAreaField): string {
  const selection = selectionIn(field)
  return selection === undefined ? '' : expanded(field.edited.text.slice(...selection), field.pastes)
}

/** The field without what is selected. */
export function cutSelection(field: TextAreaField): FieldPart {
  const selection = selectionIn(field)
  return selection === undefined
    ? {}
    : { ...unselected(field), edited: replace(field.edited, ...selection, '') }
}

/** The field with nothing selected. */
export function unselected({ edited, vi }: TextAreaField): FieldPart {
  const isVisual = vi?.mode === 'visual' || vi?.mode === 'visualLine'
  return { edited: { ...edited, anchor: undefined }, vi: isVisual ? { ...vi, mode: 'normal' } : vi }
}

/** The text of a field, with its pastes in full. */
export function valueIn({ edited, pastes }: TextAreaField): string {
  return expanded(edited.text.toString(), pastes)
}

/** The text becomes another one, which can be undone. */
export function replaceText({ edited }: TextAreaField, value: string): FieldPart {
  const { text } = edited
  return { edited: replaceAll(edited, [[{ line: 0, at: 0 }, text.end, value]]), ...noQuery }
}

/** A field whose text comes from JSON. */
export function revivedField<F extends TextAreaField>(field: F): F {
  const { edited, draft } = field
  return { ...field, edited: revivedText(edited), draft: draft && revivedText(draft) }
}

function revivedText(edited: Edited): Edited {
  const text: unknown = edited.text
  return typeof text === 'string' ? { ...edited, text: EditedText.from(text) } : edited
}

function firstPart(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const end = boundaryAt(text, maxLength)
  return text.slice(0, end > maxLength ? boundaryAt(text, Math.max(0, maxLength - 1)) : end)
}
