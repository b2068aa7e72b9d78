import type { EventObject } from 'xstate'
import { badge } from '../../../render/nodes/badge.ts'
import type { StackNode } from '../../../render/nodes/stack.ts'

/** A button of a question. `press` is the event of a click. */
export function button(
  word: string,
  isFocused: boolean,
  press: EventObject & { readonly value?: unknown },
): StackNode {
  const look = isFocused ? ({ color: 'focus' } as const) : ({ soft: true, color: 'text' } as const)
  return badge(` ${word} `, { ...look, bold: false, press })
}
