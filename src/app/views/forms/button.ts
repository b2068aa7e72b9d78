import type { EventObject } from 'xstate'
import { row, type StackNode } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'

/**
 * A button of a question. `press` is the event of a click. Without colors, the focused one is inverse, and others are in brackets.
 */
export function button(
  word: string,
  isFocused: boolean,
  press: EventObject & { readonly value?: unknown },
): StackNode {
  const look = isFocused ? ({ background: 'focus' } as const) : ({ background: 'raised' } as const)
  const face = text('', { height: 1, overflow: 'truncate', ...look, press })
  const uncolored = isFocused ? undefined : `[ ${word} ]`
  return row([{ ...face, content: [{ text: `  ${word}  `, uncolored, style: undefined }] }])
}
