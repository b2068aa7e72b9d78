import type { GlyphTable } from '../text/glyphs.ts'
import type { Asked, Box, Pane } from './box.ts'
import { measurePane } from './measure.ts'
import { extent, horizontal, vertical } from './sizing.ts'

/** With more answers than this, as after many resizes, arranging the pane around costs less than comparing them. */
const MAX_ASKED = 4

/**
 * Places a pane and everything in it. A pane whose content and place haven't changed is skipped. If a slot's size changes
 * with its content, the pane around it is arranged again.
 */
export function arrangePane(pane: Pane, width: number, height: number, glyphs: GlyphTable): void {
  settle(pane, glyphs)
  place(pane, 0, 0, width, height, glyphs)
}

/** How many rows a pane asks for in `width` columns. */
export function naturalHeight(pane: Pane, width: number, glyphs: GlyphTable): number {
  settle(pane, glyphs)
  return measurePane(pane, width, glyphs).height
}

/** Rebuilds stale boxes, innermost first. Returns whether the size that the pane asks for may have changed. */
function settle(pane: Pane, glyphs: GlyphTable): boolean {
  if (!pane.dirty) return false
  if (pane.stale) pane.plant()
  let resized = false
  for (const child of pane.children) resized = settle(child, glyphs) || resized
  if (resized && !pane.stale) {
    pane.stale = true
    pane.plant()
  }
  pane.holdsFrames = pane.frames.length > 0 || pane.children.some(holdsFrames)
  const wasBordered = pane.isBordered
  const { ownSides } = pane
  pane.isBordered = pane.box !== undefined && pane.box.kind.isBordered(pane.box)
  pane.ownSides = pane.box?.kind.ownSides(pane.box) ?? 0
  const isOther = pane.isBordered !== wasBordered || pane.ownSides !== ownSides
  return pane.stale && (asksAnew(pane, glyphs) || isOther)
}

function holdsFrames(pane: Pane): boolean {
  return pane.holdsFrames
}

/** A container may ask for several widths before it settles. Each answer counts for the size that it is given then. */
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

/** Places a pane. */
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

/** The content of a pane fills it, unless it asks for a size itself. */
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

/** Places a box and everything in it. */
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
