import type { TableContext } from '../../../machines/data/table-context.ts'
import { rowAt } from '../../../machines/data/table-rows.ts'
import type { HeightOf, RowHeights } from '../../../machines/data/table-window.ts'
import { nodeHeight } from '../../../render/layout/node-height.ts'
import { cellOf } from './table-cells.ts'
import { layoutIn, type Layout, type Look } from './table-look.ts'

/** The heights of rows: those of their highest cells. They are measured once for each change of the table. */
export function heightsOf(look: Look): RowHeights {
  const known = new WeakMap<TableContext<unknown>, { readonly room: number; readonly heightOf: HeightOf }>()
  return (context, room) => {
    if (room === undefined) return undefined
    const before = known.get(context)
    if (before?.room === room) return before.heightOf
    const layout = layoutIn(look, context, room)
    const heights = new Map<number, number>()
    const heightOf = (position: number): number => {
      const height = heights.get(position) ?? heightIn(look, layout, rowAt(context.listed, position))
      heights.set(position, height)
      return height
    }
    known.set(context, { room, heightOf })
    return heightOf
  }
}

function heightIn(look: Look, { placed }: Layout, data: unknown): number {
  if (data === undefined) return 1
  const height = placed.reduce((most, { column, width, align }) => {
    if (column.cell === undefined && column.overflow !== 'wrap') return most
    const cell = { columns: width, selected: false, focused: false }
    return Math.max(most, nodeHeight(cellOf(look, column, data, cell, align, {}, ''), width))
  }, 1)
  return Math.min(height, look.maxRowHeight)
}
