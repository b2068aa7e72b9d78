import type { Box } from '../layout/box.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CellBuffer } from '../paint/cell-buffer.ts'
import type { Style, StyleTable } from '../paint/style.ts'
import type { CellLook } from '../screen.ts'
import { isCovered } from './place-at.ts'
import { selectedPart, type Selection } from './selection.ts'
import { sourceRow } from './source-rows.ts'
import { meet, type Rectangle, type TextSource } from './text-sources.ts'

/** What has another look while the pointer is on it. */
export interface Hovered {
  readonly box: Box
  readonly style: Style
  /** The boxes that it is in, the outermost first, and itself. */
  readonly path: readonly Box[]
}

/**
 * Gives the cells of what is selected, and of what the pointer is on, another look: after everything is painted. It takes that back
 * before they are painted again.
 */
export class MouseLook implements CellLook {
  selection: Selection | undefined
  hovered: Hovered | undefined
  #buffer: CellBuffer | undefined
  /** Cells that have another look, and the styles that they had, in the order in which they got it. */
  #cells: number[] = []
  #styles: number[] = []

  /** The cells look as they were painted again, if they are still in the buffer. */
  takeBack(buffer: CellBuffer, fresh: boolean): void {
    if (this.#buffer === buffer && !fresh)
      for (let i = this.#cells.length - 1; i >= 0; i--) {
        buffer.styles[this.#cells[i]!] = this.#styles[i]!
        damage(buffer, this.#cells[i]!)
      }
    this.#cells = []
    this.#styles = []
  }

  layOn({ buffer, styles }: Canvas): void {
    this.#buffer = buffer
    if (this.hovered !== undefined) this.#layHover(buffer, styles, this.hovered)
    if (this.selection !== undefined) this.#laySelection(buffer, styles, this.selection)
  }

  #layHover(buffer: CellBuffer, styles: StyleTable, { path, style }: Hovered): void {
    const { clip, covers } = sightOf(path, [0, 0, buffer.columns, buffer.rows])
    const [left, top, right, bottom] = clip
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++)
        if (!isCovered(covers, x, y)) this.#restyle(buffer, x, y, (before) => styles.intern(style, before))
  }

  #laySelection(buffer: CellBuffer, styles: StyleTable, selection: Selection): void {
    for (const source of selection.sources) {
      const [, top, , bottom] = source.clip
      const end = Math.min(bottom, source.box.y + source.box.height)
      for (let y = Math.max(top, source.box.y); y < end; y++) {
        const row = sourceRow(source, y)
        const part = row && selectedPart(selection, source, row.line)
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
    this.#restyle(buffer, x, y, (before) => selected(styles, before))
  }

  #restyle(buffer: CellBuffer, x: number, y: number, look: (before: number) => number): void {
    const at = y * buffer.columns + x
    this.#cells.push(at)
    this.#styles.push(buffer.styles[at]!)
    buffer.styles[at] = look(buffer.styles[at]!)
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

/** The part of the screen in which the last box of a path can be seen, and what is above it. */
function sightOf(path: readonly Box[], screen: Rectangle): Pick<TextSource, 'clip' | 'covers'> {
  let clip = screen
  const covers: Box[] = []
  path.forEach((box, at) => {
    const next = path[at + 1]
    if (next === undefined || box.node.kind === 'scroll' || box.pane !== undefined) clip = meet(clip, box)
    if (box.node.kind === 'overlay' && next !== undefined)
      covers.push(...box.children.slice(box.children.indexOf(next) + 1))
  })
  return { clip, covers }
}
