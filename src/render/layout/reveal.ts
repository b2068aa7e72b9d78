import type { GlyphTable } from '../text/glyphs.ts'
import type { Box, Pane } from './box.ts'
import type { ScrollWindow } from './scroll-window.ts'

/** Rows of the screen that are to be in view, from `top` to before `bottom`. */
interface Rows {
  top: number
  bottom: number
}

/** What is brought into view: a pane's place, or the row of its cursor if the place is higher than the window. */
interface Wanted {
  readonly place: Rows
  readonly cursor: Rows | undefined
}

/** The windows that have to move, each with the pane that it is in and the rows above it then. */
interface Move {
  readonly pane: Pane
  readonly box: Box
  readonly above: number
}

/** How the scrolled views around a pane, and in it, stand to it. */
export interface Sight {
  /** What has to move, the innermost first. Without any, the pane is in view. */
  readonly moves: readonly Move[]
  readonly windows: readonly ScrollWindow[]
}

const inView: Sight = { moves: [], windows: [] }

/** What has to move so that a pane, or its cursor, is in view. Everything has its place. */
export function sightOf(pane: Pane, glyphs: GlyphTable): Sight {
  if (!isScrolled(pane)) return inView
  const { found, cursor } = windowsAround(pane, glyphs)
  const wanted: Wanted = { place: { top: pane.y, bottom: pane.y + pane.height }, cursor }
  const moves: Move[] = []
  for (const { pane: around, box } of found) {
    // In the pane itself, it is the cursor that counts.
    const by = distance(box, around === pane && cursor ? { place: cursor, cursor } : wanted)
    if (by !== 0) moves.push({ pane: around, box, above: box.y - box.children[0]!.y + by })
    shift(wanted.place, by, box)
    if (cursor !== undefined) shift(cursor, by, box)
  }
  return { moves, windows: found.map(({ box }) => box.window!) }
}

/** Moves the windows. What is in them has its new place after the next arranging. */
export function reveal({ moves }: Sight): void {
  for (const { pane, box, above } of moves) {
    box.window!.above = above
    pane.invalidate()
  }
}

function isScrolled(pane: Pane): boolean {
  for (let around: Pane | undefined = pane; around; around = around.parent) if (around.scrolls) return true
  return false
}

interface Windows {
  readonly found: readonly { readonly pane: Pane; readonly box: Box }[]
  readonly cursor: Rows | undefined
}

/** The scrolled views around a pane, and in it around its cursor, the innermost first. */
function windowsAround(pane: Pane, glyphs: GlyphTable): Windows {
  const found: { pane: Pane; box: Box }[] = []
  let cursor: Rows | undefined
  const walk = (box: Box, within: Pane, isWanted: (box: Box) => boolean): boolean => {
    const isFound = isWanted(box) || box.children.some((child) => walk(child, within, isWanted))
    if (isFound && box.window !== undefined) found.push({ pane: within, box })
    return isFound
  }
  const hasCursor = (box: Box): boolean => {
    const place = box.children.length === 0 ? box.kind.cursor(box, glyphs) : undefined
    if (place !== undefined) cursor = { top: place.y, bottom: place.y + 1 }
    return place !== undefined
  }
  if (pane.box !== undefined) walk(pane.box, pane, hasCursor)
  for (let inner = pane; inner.parent !== undefined; inner = inner.parent) {
    const around = inner.parent
    if (around.box !== undefined) walk(around.box, around, (box) => box.pane === inner)
  }
  return { found, cursor }
}

/** By how many rows a window has to move down, or up if that is negative. */
function distance({ y, height, children }: Box, { place, cursor }: Wanted): number {
  if (height === 0) return 0
  const rows = place.bottom - place.top <= height ? place : (cursor ?? place)
  const toTop = rows.top - y
  const toBottom = rows.bottom - (y + height)
  // What is higher than the window fills it.
  const isHigher = rows.bottom - rows.top > height
  const by = isHigher
    ? toTop > 0
      ? toTop
      : Math.min(0, toBottom)
    : toTop < 0
      ? toTop
      : Math.max(0, toBottom)
  const content = children[0]!
  const above = y - content.y
  return Math.max(0, Math.min(above + by, content.height - height)) - above
}

/** Where rows are after a window has moved: in it, as far as they can be seen. */
function shift(rows: Rows, by: number, { y, height }: Box): void {
  rows.top = Math.max(y, Math.min(rows.top - by, y + height))
  rows.bottom = Math.max(rows.top, Math.min(rows.bottom - by, y + height))
}
