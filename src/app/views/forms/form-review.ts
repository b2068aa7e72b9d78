import type { FormField } from '../../../machines/forms/answer-source.ts'
import type { FormLogic } from '../../../machines/forms/form.ts'
import type { FormContext } from '../../../machines/forms/form-context.ts'
import type { FormEntry } from '../../../machines/forms/form-walk.ts'
import type { FormSteps } from '../../../machines/forms/form-fields.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { pane } from '../../../render/nodes/pane.ts'
import type { Node } from '../../../render/nodes/index.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { keyHelp } from '../../region.ts'
import { button } from './button.ts'
import { wordsOf } from './form-answer.ts'

/** Rows of a review that aren't answers: the frame, the buttons with a blank row, the line of keys. */
const OTHER_ROWS = 5

/** All answers of a form, each of which can be changed, and the buttons below them. */
export function formReview(
  { fields, title, submitWord }: Pick<FormLogic<FormSteps>, 'fields' | 'title' | 'submitWord'>,
  { entries, shown, position }: FormContext,
  maxRows: number,
): Node {
  const asked = fields.filter((_, index) => shown[index] === true)
  const room = Math.max(1, maxRows - OTHER_ROWS)
  const first = Math.max(0, Math.min(position - Math.floor(room / 2), asked.length - room))
  const width = Math.max(...asked.map(({ asks }) => asks.question.length))
  const rows = asked
    .slice(first, first + room)
    .map((field, index) => answerRow(field, entries[field.name]!, width, position === first + index))
  const hidden = asked.length - rows.length
  return column([
    pane(
      {
        title: title ?? 'Answers',
        note: hidden > 0 ? `${Math.min(position + 1, asked.length)}/${asked.length}` : undefined,
      },
      [
        ...rows,
        text(''),
        row({ gap: 2, height: 1 }, [
          button(submitWord, position === asked.length, { type: 'submit' }),
          button('Back', position > asked.length, { type: 'back' }),
        ]),
      ],
    ),
    keyHelp(),
  ])
}

function answerRow(field: FormField, entry: FormEntry, width: number, isSelected: boolean): Child {
  const { asks, name } = field
  const color = isSelected ? 'onSelection' : undefined
  return row(
    { height: 1, background: isSelected ? 'selection' : undefined, press: { type: 'change', field: name } },
    [
      text([isSelected ? mark('prompt') : ' ', ' '], { color: color ?? 'focus' }),
      text(asks.question.padEnd(width + 2), { color: color ?? 'muted', overflow: 'truncate' }),
      grow(text([wordsOf(field, entry)], { color, overflow: 'truncate', height: 1 })),
    ],
  )
}
