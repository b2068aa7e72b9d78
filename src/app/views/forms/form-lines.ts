import type { FormLogic, FormEvent } from '../../../machines/forms/form.ts'
import type { FormContext } from '../../../machines/forms/form-context.ts'
import type { FormSteps } from '../../../machines/forms/form-fields.ts'
import { SECRET } from '../../../machines/forms/question.ts'
import type { LineFace } from '../../lines/line-face.ts'
import { answerOf } from './form-answer.ts'

interface FormSnapshot {
  readonly context: FormContext
  matches(state: 'review'): boolean
}

/** What a form says and reads where there is no screen, beside what its questions say: each answer, and all of them at the end. */
export function formLines({
  fields,
  submitWord,
  title,
}: Pick<FormLogic<FormSteps>, 'fields' | 'title' | 'submitWord'>): LineFace<FormSnapshot, FormEvent> {
  const askedIn = ({ shown }: FormContext) => fields.filter((_, index) => shown[index] === true)
  return {
    // Nothing stands between the answers that standard output gets.
    say: ({ context }) =>
      (context.writeTo === '-' ? [] : askedIn(context)).flatMap((field) => {
        const entry = context.entries[field.name]!
        return entry.state === 'answered' ? (answerOf(field, entry) ?? []) : []
      }),
    ask: (snapshot) => {
      if (!snapshot.matches('review')) return undefined
      const answers = askedIn(snapshot.context).map(({ name, asks }, index) => {
        const { answer } = snapshot.context.entries[name]!
        const words = answer === undefined ? 'skipped' : asks.masked ? SECRET : asks.describe(answer)
        return `${index + 1}. ${asks.question}  ${words}`
      })
      return {
        question: title ?? submitWord,
        lines: [title ?? 'Answers', ...answers],
        prompt: `Enter for ${submitWord}, a number changes an answer: `,
      }
    },
    read: (line, { context }) => {
      if (line.trim() === '') return { type: 'submit' }
      const asked = askedIn(context)
      const field = /^\d+$/.test(line.trim()) ? asked[Number(line) - 1] : undefined
      if (field !== undefined) return { type: 'change', field: field.name }
      return `${JSON.stringify(line.trim())} isn't a number from 1 to ${asked.length}`
    },
  }
}
