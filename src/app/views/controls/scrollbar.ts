import type { MouseEvent } from '../../input/events.ts'
import { thumbOf } from '../../../render/paint/scrollbar.ts'

/** A window on rows, with a scroll bar in its last column. */
export interface BarredWindow {
  readonly columns: number
  /** Its height. */
  readonly rows: number
  /** How many rows don't fit. */
  readonly overflow: number
  /** How many of them are above the window. */
  readonly above: number
  /**
   * By how many rows a page is turned.
   *
   * @defaultValue its height
   */
  readonly page?: number | undefined
}

/** What the mouse does to a scroll bar. */
export type BarEvent = { type: 'scroll'; by: number } | { type: 'hold'; at: number } | { type: 'drop' }

/**
 * What a mouse event does to the scroll bar of a window; undefined if it has nothing to do with it. A click beside the thumb turns a
 * page. The thumb is dragged by the place that the mouse holds, `held`.
 */
export function onScrollbar(
  { action, button, x, y }: MouseEvent,
  { columns, rows, overflow, above, page = rows }: BarredWindow,
  held: number | undefined,
): BarEvent | undefined {
  if (held !== undefined && action === 'release') return { type: 'drop' }
  if (overflow <= 0 || button !== 'left') return undefined
  const { start, end } = thumbOf(rows, above, rows + overflow)
  if (held !== undefined && action === 'move') {
    const room = rows * 8 - (end - start)
    const wanted = room <= 0 ? 0 : Math.round((((y - held) * 8) / room) * overflow)
    const by = Math.max(0, Math.min(wanted, overflow)) - above
    return by === 0 ? { type: 'hold', at: held } : { type: 'scroll', by }
  }
  if (action !== 'press' || x !== columns - 1 || y < 0 || y >= rows) return undefined
  const [first, last] = [Math.floor(start / 8), Math.ceil(end / 8) - 1]
  if (y >= first && y <= last) return { type: 'hold', at: y - start / 8 }
  return { type: 'scroll', by: y < first ? -page : page }
}
