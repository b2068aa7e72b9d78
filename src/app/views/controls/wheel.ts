import type { MouseEvent } from '../../input/events.ts'

/** How many rows a turn of the wheel scrolls. */
const WHEEL_ROWS = 3

/** How many rows a turn of the wheel scrolls down (negative for up); undefined for another mouse event. */
export function wheelRows({ action, button }: MouseEvent): number | undefined {
  if (action !== 'wheel' || (button !== 'up' && button !== 'down')) return undefined
  return button === 'up' ? -WHEEL_ROWS : WHEEL_ROWS
}
