import { editedOf } from './editing-state.ts'
import { noQuery, valueIn, type TextAreaField, type FieldPart } from './field.ts'

/** The field with a text of its history, or with the draft again. */
export function recall(field: TextAreaField, back: number): FieldPart {
  const draft = field.back === 0 ? field.edited : field.draft!
  const { kills } = field.edited
  const edited = back === 0 ? draft : { ...editedOf(field.history.at(-back)!), kills }
  return { edited, back, draft: back === 0 ? undefined : draft, isCut: false, error: undefined, ...noQuery }
}

/**
 * The field while its history is searched: with the newest text that has the query, no newer than the one that is shown. With `further`, with
 * one that is older.
 */
export function searchHistory(field: TextAreaField, query: string, further = false): FieldPart {
  const { history, back } = field
  const from = Math.max(1, further ? back + 1 : back)
  const wanted = query.toLowerCase()
  if (query === '') return { search: { query, isFound: true } }
  for (let at = from; at <= history.length; at++) {
    const found = history.at(-at)!.toLowerCase().indexOf(wanted)
    if (found !== -1) return { ...recall(field, at), search: { query, isFound: true } }
  }
  return { search: { query, isFound: false } }
}

/** The history with the text at its end, unless that is empty or the newest already. */
export function remembered(field: TextAreaField): readonly string[] {
  const value = valueIn(field)
  return value.trim() === '' || value === field.history.at(-1) ? field.history : [...field.history, value]
}
