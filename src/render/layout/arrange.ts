import type { GlyphTable } from '../text/glyphs.ts'
import type { Asked, Box, Pane } from './box.ts'
import { measurePane } from './measure.ts'
import { extent, horizontal, vertical } from './sizing.ts'

/** Beyond this, as after many sizes of the window, arranging the pane around anew costs less than to compare the answers. */
const MAX_ASKED = 4

/**
 * Gives a pane and all in it their places. A pane whose content and place are as before is not entered; a slot's size
 * that changed with its content arranges the pane around it anew.
 */
export function arrangePane(pane: Pane, width: number, height: number, glyphs: GlyphTable): void {
  settle(pane, glyphs)
  place(pane, 0, 0, width, height, glyphs)
}

/** The rows that a pane asks for where it has `width` columns. */
export function naturalHeight(pane: Pane, width: number, glyphs: GlyphTable): number {
  settle(pane, glyphs)
  return measurePane(pane, width, glyphs).height
}

/** Makes stale boxes anew, innermost first. Tells whether a size that the pane asks for may have changed by it. */
function settle(pane: Pane, glyphs: GlyphTable): boolean {
  if (!pane.dirty) return false
  if (pane.stale) pane.plant()
  let resized = false
  for (const child of pane.children) resized = settle(child, glyphs) || resized
  if (resized && !pane.stale) {
    pane.stale = true
    pane.plant()
  }
  const wasBordered = pane.isBordered
  pane.isBordered = pane.box !== undefined && pane.box.kind.isBordered(pane.box)
  return pane.stale && (asksAnew(pane, glyphs) || pane.isBordered !== wasBordered)
}

/** A container may ask for more than one width before it settles: to what it is given then, each answer counts. */
function asksAnew(pane: Pane, glyphs: GlyphTable): boolean {
  const { asked } = pane
  if (asked.length <= MAX_ASKED && !asked.some((answer) => isAnew(pane, answer, glyphs))) return false
  asked.length = 0
  return true
}

function isAnew(pane: Pane, { room, width, height }: Asked, glyphs: GlyphTable): boolean {
  const now = measurePane(pane, room, glyphs)
  return now.width !== width || now.height !== height
}

/** Gives a pane its place. */
export function place(
  pane: Pane,
  x: number,
  y: number,
  width: number,
  height: number,
  glyphs: GlyphTable,
): void {
  const moved = pane.x !== x || pane.y !== y || pane.width !== width || pane.height !== height
  pane.x = x
  pane.y = y
  pane.width = width
  pane.height = height
  pane.placed = true
  if (pane.box !== undefined && (pane.stale || moved)) arrangeContent(pane.box, x, y, width, height, glyphs)
  else if (pane.dirty)
    for (const child of pane.children) place(child, child.x, child.y, child.width, child.height, glyphs)
}

/** A pane's content has all of it, but for a size that it asks for itself. */
function arrangeContent(
  box: Box,
  x: number,
  y: number,
  width: number,
  height: number,
  glyphs: GlyphTable,
): void {
  const { sizing } = box.node
  arrange(
    box,
    x,
    y,
    extent(sizing, horizontal, width, width),
    extent(sizing, vertical, height, height),
    glyphs,
  )
}

/** Gives a box its place, and what is in it. */
export function arrange(
  box: Box,
  x: number,
  y: number,
  width: number,
  height: number,
  glyphs: GlyphTable,
): void {
  box.x = x
  box.y = y
  box.width = width
  box.height = height
  box.kind.arrange(box, glyphs)
}
