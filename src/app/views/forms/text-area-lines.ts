import type { SnapshotFrom } from 'xstate'
import type { TextArea, TextAreaEvent } from '../../../machines/forms/text-area.ts'
import type { LineFace } from '../../lines/line-face.ts'

/** The line that ends a text. */
export const END = '.'

/** A text area where there is no screen: it reads lines until one is only a dot. */
export function textAreaLines(question: string): LineFace<SnapshotFrom<TextArea>, TextAreaEvent> {
  return {
    say: ({ context }) => (context.isCut ? ['the end was cut off'] : []),
    ask: (snapshot) => {
      if (!snapshot.matches('open')) return undefined
      const { value, enter, error } = snapshot.context
      return {
        question,
        lines: value === '' ? [] : value.split('\n'),
        prompt: `${question} ${howToType(value)}: `,
        problem: error,
        until: END,
        given: value,
        key: enter === 'break' ? 'ctrl+s' : 'enter',
        optional: !snapshot.can({ type: 'submit' }),
      }
    },
    read: (value) => ({ type: 'set', value }),
  }
}

/** How a text is typed, and how the one that is there is kept. */
export function howToType(given: string): string {
  return `(lines, then one with only ${END}${given === '' ? '' : '; Enter alone keeps the text'})`
}
