import type { GlyphTable } from './glyphs.ts'
import type { Grid } from './grid.ts'
import type { StyleTable } from './style.ts'

/** What there is to paint on and with. */
export interface Canvas {
  readonly grid: Grid
  readonly glyphs: GlyphTable
  readonly styles: StyleTable
}
