import type { FormContext } from './form-context.ts'
import type { FormPlan } from './form-plan.ts'
import { SEEN_AFTER } from './question.ts'

/** What the actions and guards of a field's state are about. */
export interface At {
  readonly index: number
}

/** The state of a field: what becomes of it is decided, it's asked, and its answer is checked. */
export function fieldState(plan: FormPlan, index: number): object {
  const { name, asks } = plan.fields[index]!
  const next = index + 1 === plan.fields.length ? '#settling' : idOf(plan, index + 1)
  const before = index === 0 ? undefined : idOf(plan, index - 1)
  const about = <Type extends string>(type: Type) => ({ type, params: { index } })
  const back = before !== undefined && {
    back: { guard: about('canGoBack'), target: before, actions: 'goBack', description: 'Back' },
  }
  return {
    id: fieldId(name),
    description: asks.question,
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          ...(before === undefined ? [] : [{ guard: about('isPassedBack'), target: before }]),
          { guard: about('isPassed'), target: next },
          { guard: about('hasUnchecked'), target: 'checking' },
          { guard: about('takesDefault'), target: 'checking', actions: about('takeDefault') },
          { guard: 'isUnanswerable', target: next, actions: about('noteProblem') },
          { target: 'asking' },
        ],
      },
      asking: {
        tags: 'asking',
        entry: [about('arrive'), about('ask')],
        invoke: {
          src: name,
          id: name,
          input: ({ context }: { context: FormContext }) => plan.questionAt(context, index),
          onDone: plan.isChecked(index)
            ? { target: 'checking', actions: about('enter') }
            : { target: next, actions: [about('enter'), about('settle')] },
        },
        on: {
          [`${name}.change`]: { actions: about('draft') },
          answer: { guard: about('isFor'), actions: about('pass') },
          ...back,
          cancel: [
            { guard: about('canReturn'), target: next, description: 'To the answers' },
            { target: '#left', description: 'Cancel' },
          ],
        },
      },
      checking: {
        description: 'The answer is checked, with those before it.',
        entry: about('arrive'),
        invoke: {
          src: 'form.check',
          id: 'form.check',
          input: ({ context }: { context: FormContext }) => plan.checkAt(context, index),
        },
        after: { maxCheckTime: { target: 'deciding', actions: about('giveUp') } },
        on: {
          checked: [
            { guard: 'isRight', target: next, actions: about('accept') },
            { target: 'deciding', actions: about('refuse') },
          ],
          ...back,
          cancel: { target: 'asking', description: 'Change' },
        },
        initial: 'quick',
        states: {
          quick: { after: { [SEEN_AFTER]: 'slow' } },
          slow: { tags: 'busy', description: 'The check takes its time.' },
        },
      },
    },
  }
}

function idOf({ fields }: FormPlan, index: number): string {
  return `#${fieldId(fields[index]!.name)}`
}

/** The id of a field's state. No state of the form has one like it. */
export function fieldId(name: string): string {
  return `field:${name}`
}
