import type { MouseEvent } from '../../input/events.ts'

/** Whether a press of a button selects the row under it. The right one does, too: what its release opens, such as a menu, is about that row. */
export function selects(button: MouseEvent['button']): boolean {
  return button === 'left' || button === 'right'
}
