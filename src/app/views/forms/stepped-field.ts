import type { SnapshotFrom } from 'xstate'
import type { NumberInput } from '../../../machines/forms/number-input.ts'
import type { DateInput } from '../../../machines/forms/date-input.ts'
import { region } from '../../region.ts'
import { textInputView } from '../controls/text-input.ts'
import type { QuestionLook } from './question.ts'

/** The field of a number or a date: a line of text, with keys that change it by steps. */
export function steppedField<L extends NumberInput | DateInput>(
  steps: Readonly<Record<string, number>>,
  placeholder?: string,
): Pick<QuestionLook<L>, 'keys' | 'field' | 'how'> {
  const field = textInputView({ bare: true, placeholder })
  const keys = Object.entries(steps).map(([key, by]) => [key, { type: 'step', by }] as const)
  type Snapshot = SnapshotFrom<NumberInput>
  return {
    keys: Object.fromEntries(keys),
    how: (snapshot) => {
      const raw = String((snapshot as Snapshot).context.raw)
      return [placeholder, raw !== '' && `Enter for ${raw}`].filter(Boolean).join(', ').replace(/.+/, '($&)')
    },
    field: (snapshot) =>
      region((snapshot as Snapshot).children.field, field, {
        focus: (snapshot as Snapshot).hasTag('asking'),
      }),
  }
}
