import type { AnyActorRef } from 'xstate'
import type { FormField } from '../../../machines/forms/answer-source.ts'
import { form, type FormLogic, type FormEvent } from '../../../machines/forms/form.ts'
import type { FormContext } from '../../../machines/forms/form-context.ts'
import type { FormSteps } from '../../../machines/forms/form-fields.ts'
import type { FormOptions } from '../../../machines/forms/form-options.ts'
import type { FormEntry } from '../../../machines/forms/form-walk.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type AnyComponent, type Component } from '../../component.ts'
import { keyHelp, region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { formLines } from './form-lines.ts'
import { formReview } from './form-review.ts'
import { answerOf, wordsOf } from './form-answer.ts'
import { questionBody, questionLine } from './question.ts'
import { viewOfQuestion } from './view-of-question.ts'

/** With fewer rows, only the question is there. */
const WITH_COMING = 10

/** How many questions to come are shown. */
const MAX_COMING = 3

/**
 * The view of `form`: a line for each answer, the question that is asked, and then all answers, each of which can be changed. It takes the
 * logic, or makes it. Keys beside those of the question: Shift+Tab goes back, Escape leaves.
 *
 * ```ts
 * import { textInputView } from 'actty/forms'
 * const answers = await run(
 *   formView({ steps: { name: textInputView({ question: 'Name' }), sure: confirmView({ question: 'Sure?' }) } }),
 *   { screen: 'inline' },
 * ) // undefined if the user left it
 * ```
 *
 * @throws TypeError and RangeError as `form` does.
 */
export function formView<const Steps extends FormSteps, const Maybe extends string = never>(
  logicOrOptions: FormLogic<Steps, Maybe> | FormOptions<Steps, Maybe>,
): Component<FormLogic<Steps, Maybe>, never> {
  const logic = isLogic<FormLogic<Steps, Maybe>>(logicOrOptions)
    ? logicOrOptions
    : form<Steps, Maybe>(logicOrOptions)
  return shown(logic as unknown as FormLogic<FormSteps>) as unknown as Component<
    FormLogic<Steps, Maybe>,
    never
  >
}

function shown(logic: FormLogic<FormSteps>): AnyComponent {
  const { fields, title } = logic
  const views = new Map(fields.map(({ name, question }) => [name, viewOfQuestion(question)]))
  return component<FormLogic<FormSteps>>({
    logic,
    lines: formLines(logic),
    keys: {
      'shift+tab': { type: 'back' },
      escape: { type: 'cancel' },
      'ctrl+d': { type: 'cancel' },
      up: { type: 'move', by: -1 },
      down: { type: 'move', by: 1 },
      left: { type: 'move', by: -1 },
      right: { type: 'move', by: 1 },
      k: { type: 'move', by: -1 },
      j: { type: 'move', by: 1 },
      enter: ({ context }) => chosenIn(context, fields),
    },
    view: (snapshot, { maxRows }) => {
      const { context } = snapshot
      if (snapshot.matches('review')) return formReview(logic, context, maxRows)
      const isActive = snapshot.status === 'active'
      const at = isActive ? fields.findIndex(({ name }) => name === context.at) : fields.length
      const before = fields.filter((_, index) => index < at && context.shown[index] === true)
      const lines = before.flatMap((field) => answerOf(field, context.entries[field.name]!) ?? [])
      const field = fields[at]
      if (field === undefined) return column(fitting(lines, maxRows))
      const ref = (snapshot.children as Readonly<Record<string, AnyActorRef | undefined>>)[field.name]
      // What is asked comes before what it's for, and what comes after it.
      const hasRoom = maxRows >= WITH_COMING
      const coming = fields
        .filter((_, index) => hasRoom && index > at && context.shown[index] === true)
        .slice(0, MAX_COMING)
      return column([
        hasRoom && title !== undefined && at === 0 && text(title, { bold: true }),
        ...fitting(lines, Math.max(0, maxRows - 12)),
        ...(ref === undefined
          ? checked(field, context.entries[field.name]!, snapshot.hasTag('busy'))
          : [region(ref, views.get(field.name) as never, { focus: true })]),
        ...coming.map(({ asks }) => text([mark('waiting'), ' ', asks.question], { color: 'faint' })),
      ])
    },
  })
}

/** What Enter means in the review. */
function chosenIn({ shown, position }: FormContext, fields: readonly FormField[]): FormEvent | undefined {
  const asked = fields.filter((_, index) => shown[index] === true)
  const field = asked[position]
  if (field !== undefined) return { type: 'change', field: field.name }
  return { type: position === asked.length ? 'submit' : 'back' }
}

/** The last lines, and how many are above them. */
function fitting(lines: readonly Child[], room: number): readonly Child[] {
  if (lines.length <= room) return lines
  const shown = lines.slice(lines.length - Math.max(0, room - 1))
  const above = lines.length - shown.length
  return [
    text([mark('more'), ` ${above} answer${above === 1 ? '' : 's'} above`], { color: 'muted' }),
    ...shown,
  ]
}

/** A field whose answer is checked by the form. */
function checked(field: FormField, entry: FormEntry, isBusy: boolean): readonly Child[] {
  const words = entry.answer === undefined ? '' : wordsOf(field, entry)
  return [questionLine(field.asks.question, { isBusy }), questionBody([text([words]), keyHelp()], false)]
}
