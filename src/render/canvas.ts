import type { GlyphTable } from './glyphs.ts'
import type { Grid } from './grid.ts'
import type { PictureTable } from './pictures.ts'
import type { StyleTable } from './style.ts'

/** What there is to paint on and with. */
export interface Canvas {
  readonly grid: Grid
  readonly glyphs: GlyphTable
  readonly styles: StyleTable
  /** Where the terminal shows pictures itself. */
  readonly pictures: PictureTable | undefined
}
