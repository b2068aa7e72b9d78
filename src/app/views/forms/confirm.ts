import { confirm, type Confirm, type ConfirmOptions } from '../../../machines/forms/confirm.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { isLogic } from '../logic-or-options.ts'
import { button } from './button.ts'
import { questionView, type QuestionView } from './question.ts'

/**
 * A question that is answered by yes or no: two buttons, of which Enter presses the focused one. The keys `y` and `n` answer at once.
 *
 * ```ts
 * const isSure = await run(confirmView({ question: 'Deploy?' }), { screen: 'inline' }) // undefined if the user left it
 * ```
 */
export function confirmView(logicOrOptions: Confirm | ConfirmOptions): QuestionView<Confirm> {
  const logic = isLogic<Confirm>(logicOrOptions) ? logicOrOptions : confirm(logicOrOptions)
  const { yes = 'Yes', no = 'No' } = isLogic<Confirm>(logicOrOptions) ? {} : logicOrOptions
  const flip = ({ context }: { context: { value: boolean | undefined } }) =>
    ({ type: 'set', value: context.value !== true }) as const
  return questionView(logic, {
    keys: {
      y: { type: 'answer', value: true as never },
      n: { type: 'answer', value: false as never },
      left: flip as never,
      right: flip as never,
      tab: flip as never,
    },
    how: ({ context }) => `(y or n, Enter for ${logic.asks.describe(context.value !== false)})`,
    field: ({ context }) =>
      row({ gap: 2 }, [
        button(yes, context.value === true, { type: 'answer', value: true }),
        button(no, context.value !== true, { type: 'answer', value: false }),
        text([text(' y  n ', { color: 'accent', bold: true, background: 'raised' })]),
      ]),
  })
}
