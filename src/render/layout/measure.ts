import type { GlyphTable } from '../text/glyphs.ts'
import type { Asked, Box, Pane } from './box.ts'
import { resolve, UNLIMITED, unsized, type Sizing } from './sizing.ts'

/**
 * Measures a box that may have up to `room` columns, and sets its `measuredWidth` and `measuredHeight`. The box may ask for
 * a part of the room.
 */
export function measure(box: Box, room: number, glyphs: GlyphTable): void {
  const { sizing } = box.node
  if (sizing === unsized) {
    measureContent(box, room, glyphs)
    box.measuredWidth = Math.min(room, box.contentWidth)
    box.measuredHeight = box.contentHeight
    return
  }
  const width = resolve(sizing.width, room)
  const limit = Math.min(room, width ?? resolve(sizing.maxWidth, room) ?? room)
  measureContent(box, limit, glyphs)
  const least = resolve(sizing.minWidth, room) ?? 0
  box.measuredWidth = Math.min(room, width ?? Math.max(box.contentWidth, least))
  box.measuredHeight = heightOf(sizing, box.contentHeight)
}

/** Measures how high a box is in the `width` columns that it was given, and sets its `measuredHeight`. */
export function measureHeight(box: Box, width: number, glyphs: GlyphTable): void {
  measureContent(box, width, glyphs)
  box.measuredHeight = heightOf(box.node.sizing, box.contentHeight)
}

/** How large a pane would be in `room` columns. */
export function measurePane(pane: Pane, room: number, glyphs: GlyphTable): Asked {
  let asked = pane.asked.find((asked) => asked.room === room)
  if (asked === undefined) pane.asked.push((asked = { room, width: 0, height: 0 }))
  if (pane.box !== undefined) measure(pane.box, room, glyphs)
  asked.width = pane.box?.measuredWidth ?? 0
  asked.height = pane.box?.measuredHeight ?? 0
  return asked
}

/**
 * Measures the content of a box in `limit` columns. Containers keep each answer, since the containers around them ask for
 * several widths, and so on outward.
 */
function measureContent(box: Box, limit: number, glyphs: GlyphTable): void {
  if (box.contentFor === limit) return
  if (box.children.length > 0) box.rememberContent()
  box.contentFor = limit
  const known = box.answers?.get(limit)
  if (known !== undefined) {
    box.contentWidth = known.width
    box.contentHeight = known.height
  } else if (limit === 0) {
    // What can't be seen takes no rows.
    box.contentWidth = 0
    box.contentHeight = 0
  } else box.kind.measure(box, limit, glyphs)
}

/** A height in percent counts only once there is a room that it is a part of. */
function heightOf(sizing: Sizing, natural: number): number {
  if (typeof sizing.height === 'number') return sizing.height
  const max = typeof sizing.maxHeight === 'number' ? sizing.maxHeight : UNLIMITED
  const min = typeof sizing.minHeight === 'number' ? sizing.minHeight : 0
  return Math.max(min, Math.min(natural, max))
}
