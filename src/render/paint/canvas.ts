import type { GlyphTable } from '../text/glyphs.ts'
import type { CellBuffer } from './cell-buffer.ts'
import type { PictureTable } from '../pictures/pictures.ts'
import type { StyleTable } from './style.ts'

/** What a node paints on, and with. */
export interface Canvas {
  readonly buffer: CellBuffer
  readonly glyphs: GlyphTable
  readonly styles: StyleTable
  /** The pictures, if the terminal can show them itself. */
  readonly pictures: PictureTable | undefined
}
