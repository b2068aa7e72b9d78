import { panesAt } from '../layout/locate.ts'
import type { Pane } from '../layout/box.ts'
import { MOVING, type GlyphTable } from '../text/glyphs.ts'
import type { CellBuffer } from './cell-buffer.ts'

/* The cells that time changes. What isn't in view is in no cell, and so it has no timer. */

/**
 * Damages the cells that show something else now, and calls back for each. Returns when the next of them changes: a time in ms, or
 * Infinity if none does.
 */
export function moveCells(buffer: CellBuffer, table: GlyphTable, changed: (at: number) => void): number {
  let next = Infinity
  const { glyphs, styles, columns } = buffer
  for (let at = 0; at < glyphs.length; at++) {
    const glyph = glyphs[at]!
    if ((glyph & MOVING) === 0) continue
    const shown = table.movingOf(glyph)
    shown.refresh(table.moment, table.set)
    next = Math.min(next, shown.next)
    const { moving, text, before } = shown
    const index = glyph - shown.first
    if (text[index] === before[index]) continue
    if ('part' in moving) styles[at] = text[index] === moving.part ? moving.partStyle : moving.trackStyle
    buffer.damageCells(at % columns, Math.floor(at / columns), 1)
    changed(at)
  }
  return next
}

/** Lays out again the pane of what needs another number of cells now, such as '9.9 s' before it is '10 s'. No view is called. */
export function resizeMoving(pane: Pane, { glyphs, columns }: CellBuffer, table: GlyphTable): void {
  for (let at = 0; at < glyphs.length; at++) {
    const glyph = glyphs[at]!
    if ((glyph & MOVING) === 0) continue
    const shown = table.movingOf(glyph)
    shown.refresh(table.moment, table.set)
    if (shown.isMisfit)
      panesAt(pane, at % columns, Math.floor(at / columns))
        .at(-1)!
        .redo()
  }
}
