import type { GlyphTable } from '../text/glyphs.ts'
import type { CellBuffer } from './cell-buffer.ts'
import type { PictureTable } from '../pictures/pictures.ts'
import type { StyleTable } from './style.ts'

/** What there is to paint on and with. */
export interface Canvas {
  readonly buffer: CellBuffer
  readonly glyphs: GlyphTable
  readonly styles: StyleTable
  /** Where the terminal shows pictures itself. */
  readonly pictures: PictureTable | undefined
}
