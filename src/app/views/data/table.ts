import { tableWith, type Table } from '../../../machines/data/table.ts'
import type { TableOptions } from '../../../machines/data/table-options.ts'
import { ownKey } from '../../../machines/data/table-changes.ts'
import { rowAt, rowCount } from '../../../machines/data/table-rows.ts'
import { oneLineEach, tableTop } from '../../../machines/data/table-window.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { tallLines } from '../../../render/nodes/tall-lines.ts'
import type { LineSource } from '../../../render/nodes/index.ts'
import { component, type Component } from '../../component.ts'
import { textInputView } from '../controls/text-input.ts'
import { headerOf, rowOf } from './table-cells.ts'
import { faceOf, filterRow, troubleOf } from './table-faces.ts'
import { heightsOf } from './table-heights.ts'
import { keysOf, onMouse } from './table-keys.ts'
import { layoutIn, rowsIn, type Look, type TableViewOptions } from './table-look.ts'

/**
 * A table: the view of `table`, with its keys and its mouse. The header stays while rows scroll. A click on a title sorts by it; with
 * Shift, after the columns that count already.
 *
 * ```ts
 * const services = tableView<Service>({
 *   columns: [
 *     { name: 'name', title: 'Service', grow: 1 },
 *     { name: 'cpu', title: 'CPU', text: ({ cpu }) => `${Math.round(cpu * 100)} %` },
 *   ],
 * })
 * await run(services, { input: { rows, sort: [{ column: 'cpu', descending: true }] } })
 * ```
 *
 * @throws TypeError if two columns have the same name.
 */
export function tableView<Row>(options: TableViewOptions<Row>): Component<Table<Row>, never> {
  const look = lookOf(options as unknown as TableViewOptions<unknown>)
  const filterField = textInputView({ name: 'filter', placeholder: 'filter' })
  const view = component<Table<unknown>>({
    logic: tableWith(options as unknown as TableOptions<unknown>, look.heights),
    name: options.name ?? 'table',
    keys: keysOf(look),
    help: { up: 'Select', down: 'Select', s: 'Sort', S: 'Reverse' },
    mouse: (snapshot, mouse, place) => onMouse(look, snapshot, mouse, place),
    view: (snapshot, { columns, rows, focused }) => {
      const { context } = snapshot
      const layout = layoutIn(look, context, columns)
      const heightOf = look.heights(context, columns)
      const shown: LineSource = {
        length: rowCount(context.listed),
        at: (position, line) => {
          const data = rowAt(context.listed, position)
          return data === undefined ? undefined : rowOf(look, snapshot, layout, data, line)
        },
      }
      const window = {
        from: tableTop(context, rowsIn(snapshot, rows), heightOf),
        selected: context.position,
        focused,
      }
      return column([
        lines([headerOf(look, snapshot, layout)], { selected: -1, height: 1 }),
        shown.length === 0
          ? faceOf(look, snapshot)
          : look.zebra || heightOf !== undefined
            ? tallLines({ ...shown, height: heightOf ?? oneRow }, { ...window, zebra: look.zebra })
            : lines(shown, { ...window, scrollbar: true }),
        shown.length > 0 && troubleOf(snapshot),
        filterRow(snapshot, filterField),
      ])
    },
  })
  return view as unknown as Component<Table<Row>, never>
}

const oneRow = () => 1

function lookOf(options: TableViewOptions<unknown>): Look {
  const { columns, key = ownKey, frozen = 0, cursor = 'row', multiple = false, empty = 'nothing' } = options
  const { maxRowHeight = 1, zebra = false } = options
  const look = {
    ...{ columns, key, frozen, isOnCells: cursor === 'cell', multiple, empty, maxRowHeight, zebra },
    heights: oneLineEach,
  }
  return maxRowHeight > 1 ? { ...look, heights: heightsOf(look) } : look
}
