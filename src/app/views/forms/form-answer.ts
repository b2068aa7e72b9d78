import type { FormField } from '../../../machines/forms/answer-source.ts'
import type { FormEntry } from '../../../machines/forms/form-walk.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { answered, secret } from './question.ts'

/** What stays of a field that is answered: `✓ Question  answer`. */
export function answerOf(field: FormField, entry: FormEntry): TextNode | undefined {
  if (entry.state === 'open' || entry.state === 'given') return undefined
  return answered(
    field.asks.question,
    entry.answer === undefined ? 'skipped' : 'answered',
    wordsOf(field, entry),
  )
}

/** An answer in words. */
export function wordsOf({ asks }: FormField, { answer }: FormEntry): string | TextNode {
  if (answer === undefined) return 'skipped'
  return asks.masked ? secret : asks.describe(answer)
}
