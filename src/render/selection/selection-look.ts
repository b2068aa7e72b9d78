import type { Canvas } from '../paint/canvas.ts'
import type { CellLook } from '../screen.ts'
import type { CellBuffer } from '../paint/cell-buffer.ts'
import type { StyleTable } from '../paint/style.ts'
import { isCovered } from './place-at.ts'
import { selectedPart, type Selection } from './selection.ts'
import { sourceRow } from './source-rows.ts'
import type { TextSource } from './text-sources.ts'

/** Gives the cells of what is selected another look, after everything is painted, and takes it back before that is painted again. */
export class SelectionLook implements CellLook {
  selection: Selection | undefined
  #buffer: CellBuffer | undefined
  /** Cells that have another look, and the styles that they had. */
  #cells: number[] = []
  #styles: number[] = []

  /** The cells look as they were painted again, if they are still in the buffer. */
  takeBack(buffer: CellBuffer, fresh: boolean): void {
    if (this.#buffer === buffer && !fresh)
      this.#cells.forEach((at, i) => {
        buffer.styles[at] = this.#styles[i]!
        damage(buffer, at)
      })
    this.#cells = []
    this.#styles = []
  }

  layOn({ buffer, styles }: Canvas): void {
    if (this.selection === undefined) return
    this.#buffer = buffer
    for (const source of this.selection.sources) {
      const [, top, , bottom] = source.clip
      const end = Math.min(bottom, source.box.y + source.box.height)
      for (let y = Math.max(top, source.box.y); y < end; y++) {
        const row = sourceRow(source, y)
        const part = row && selectedPart(this.selection, source, row.line)
        if (row === undefined || part === undefined) continue
        for (const cell of row.cells)
          if (cell.from < part.to && cell.to > part.from)
            for (let x = row.x + cell.x; x < row.x + cell.x + cell.width; x++)
              this.#select(buffer, styles, source, x, y)
      }
    }
  }

  #select(buffer: CellBuffer, styles: StyleTable, { clip, covers }: TextSource, x: number, y: number): void {
    if (x < clip[0] || x >= clip[2] || isCovered(covers, x, y)) return
    const at = y * buffer.columns + x
    this.#cells.push(at)
    this.#styles.push(buffer.styles[at]!)
    buffer.styles[at] = selected(styles, buffer.styles[at]!)
    damage(buffer, at)
  }
}

function damage(buffer: CellBuffer, at: number): void {
  const row = Math.floor(at / buffer.columns)
  buffer.damageRows(row, row + 1)
}

/** On a row that is selected already, colors are swapped. */
function selected(styles: StyleTable, style: number): number {
  const { attributes, background } = styles.describe(style)
  return background === 'selection'
    ? styles.intern({ inverse: !attributes.includes('inverse') }, style)
    : styles.intern({ background: 'selection', color: 'onSelection', inverse: false, dim: false }, style)
}
