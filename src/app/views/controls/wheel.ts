import type { MouseEvent } from '../../input/events.ts'

/** Rows that the wheel moves a window by. */
const WHEEL_ROWS = 3

/** The rows that a turn of the wheel moves a window down by, negative for up; undefined for anything else. */
export function wheelRows({ action, button }: MouseEvent): number | undefined {
  if (action !== 'wheel' || (button !== 'up' && button !== 'down')) return undefined
  return button === 'up' ? -WHEEL_ROWS : WHEEL_ROWS
}
