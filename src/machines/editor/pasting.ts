import { expanded, freeToken, isToken } from './pastes.ts'
import { fittingIn, noQuery, type TextAreaField, type FieldPart } from './field.ts'
import { previousCluster } from '../controls/boundaries.ts'
import { replace } from './editing-state.ts'
import { insert } from './edits.ts'

/** How much text an editor takes. */
export interface PasteLimits {
  readonly maxLength: number
  /** A paste of more lines is folded. */
  readonly maxPasteLines: number
}

/** A paste of more UTF-16 units is folded, however few lines it has. */
const MAX_UNFOLDED = 10_000

/** The field with a part of a paste. It comes into the text with its last part. */
export function paste(
  field: TextAreaField,
  { text, last = true }: { readonly text: string; readonly last?: boolean | undefined },
  limits: PasteLimits,
): FieldPart {
  const pasting = field.pasting + text
  if (!last) return { pasting }
  const { text: whole, isCut } = fittingIn(field, pasting, limits.maxLength)
  const window = { ...field.window, follows: true }
  const rest = { pasting: '', isCut, error: undefined, window, ...noQuery }
  const token = isLong(whole, limits) ? freeToken(field.pastes) : undefined
  if (token === undefined) return { ...rest, edited: insert(field.edited, whole) }
  return { ...rest, edited: insert(field.edited, token), pastes: { ...field.pastes, [token]: whole } }
}

/** Shows the paste that the cursor is at in full, as text. */
export function expandPaste(field: TextAreaField): FieldPart {
  const { edited, pastes } = field
  const at = tokenAt(field)
  if (at === undefined) return {}
  const { line } = edited.cursor
  const token = edited.text.lineText(line)[at]!
  const to = { line, at: at + 1 }
  return { edited: replace(edited, { line, at }, to, expanded(token, pastes)) }
}

/** Where there is a paste before or after the cursor. */
export function tokenAt({ edited: { text, cursor } }: TextAreaField): number | undefined {
  const line = text.lineText(cursor.line)
  const before = cursor.at > 0 ? previousCluster(line, cursor.at) : -1
  return [cursor.at, before].find((at) => at >= 0 && at < line.length && isToken(line[at]!))
}

function isLong(text: string, { maxPasteLines }: PasteLimits): boolean {
  if (text.length > MAX_UNFOLDED && maxPasteLines !== Infinity) return true
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1 && lines <= maxPasteLines; at = text.indexOf('\n', at + 1))
    lines++
  return lines > maxPasteLines
}
