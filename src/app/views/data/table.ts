import type { SnapshotFrom } from 'xstate'
import { table, type Table, type TableEvent, type TableOptions } from '../../../machines/data/table.ts'
import { ownKey, tableTop } from '../../../machines/data/table-changes.ts'
import { isUnknown, textIn, valueIn, type TableColumn } from '../../../machines/data/table-column.ts'
import { rowAt, rowCount } from '../../../machines/data/table-rows.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineRow, LineSource, Node } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import type { TextOverflow } from '../../../render/text/text-lines.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { withHits } from '../controls/hits.ts'
import { onScrollbar } from '../controls/scrollbar.ts'
import { textInputView } from '../controls/text-input.ts'
import { wheelRows } from '../controls/wheel.ts'
import { GAP, layoutOf, oneLine, SORT_MARK, type ColumnSizing, type TableLayout } from './table-layout.ts'

/** The place of a cell, for views in it. */
export interface TableCell {
  /** How many cells it has on the screen. */
  readonly columns: number
  /** Whether the cursor is on its row. */
  readonly selected: boolean
  /** Whether the table has the keyboard. */
  readonly focused: boolean
}

/** A column of a `tableView`: also how wide it is, and what its cells look like. */
export interface TableViewColumn<Row> extends TableColumn<Row>, ColumnSizing {
  /**
   * What happens to a text that is too wide.
   *
   * @defaultValue 'truncate'
   */
  readonly overflow?: Exclude<TextOverflow, 'wrap'> | undefined
  /**
   * Returns what is shown in a cell: any view of one row, without regions in it.
   *
   * @defaultValue the text of the value
   */
  readonly cell?: ((row: Row, cell: TableCell) => string | Node) | undefined
}

/** The columns and the look of a `tableView`. */
export interface TableViewOptions<Row> extends Omit<TableOptions<Row>, 'columns'> {
  /** The columns, in their order. */
  readonly columns: readonly TableViewColumn<Row>[]
  /**
   * How many columns at the left stay while the others scroll.
   *
   * @defaultValue 0
   */
  readonly frozen?: number | undefined
  /**
   * What is shown if there are no rows.
   *
   * @defaultValue 'nothing'
   */
  readonly empty?: string | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

type Snapshot<Row> = SnapshotFrom<Table<Row>>

/** What a table is made of, whatever its state. */
interface Look {
  readonly columns: readonly TableViewColumn<unknown>[]
  readonly key: (row: unknown) => unknown
  readonly frozen: number
  readonly isOnCells: boolean
  readonly multiple: boolean
  readonly empty: string
}

/** Rows above those of data. */
const HEADER = 1
/** Cells of a row besides its columns: the mark of the cursor and a blank, a free one at the right, and the scroll bar. */
const BEFORE = 2
const SIDES = 4
/** Cells for the mark of a selected row. */
const CHECK = 2

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
    logic: table<unknown>(options as unknown as TableOptions<unknown>),
    name: options.name ?? 'table',
    keys: keysOf(look),
    help: { up: 'Select', down: 'Select', s: 'Sort', S: 'Reverse' },
    mouse: (snapshot, mouse, place) => onMouse(look, snapshot, mouse, place),
    view: (snapshot, { columns, rows, focused }) => {
      const { context } = snapshot
      const layout = layoutIn(look, snapshot, columns)
      const shown: LineSource = {
        length: rowCount(context.listed),
        at: (position, line) => {
          const data = rowAt(context.listed, position)
          return data === undefined ? undefined : rowOf(look, snapshot, layout, data, line)
        },
      }
      return column([
        lines([headerOf(look, snapshot, layout)], { selected: -1, height: 1 }),
        shown.length === 0
          ? faceOf(look, snapshot)
          : lines(shown, {
              from: tableTop(context, rowsIn(snapshot, rows)),
              selected: context.position,
              scrollbar: true,
              focused,
            }),
        shown.length > 0 && troubleOf(snapshot),
        filterRow(snapshot, filterField),
      ])
    },
  })
  return view as unknown as Component<Table<Row>, never>
}

function lookOf(options: TableViewOptions<unknown>): Look {
  const { columns, key = ownKey, frozen = 0, cursor = 'row', multiple = false, empty = 'nothing' } = options
  return { columns, key, frozen, isOnCells: cursor === 'cell', multiple, empty }
}

function layoutIn(
  { columns, frozen, isOnCells, multiple }: Look,
  { context }: Snapshot<unknown>,
  room: number,
): TableLayout<TableViewColumn<unknown>> {
  const shown = context.shown.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  const { left, column, listed } = context
  const inner = Math.max(1, room - SIDES - (multiple ? CHECK : 0))
  return layoutOf(shown, listed.rows, inner, { frozen, left, show: isOnCells ? column : undefined })
}

/** The rows for data: the header, a problem and the filter have one each. */
function rowsIn(snapshot: Snapshot<unknown>, rows: number): number {
  const isFiltering = snapshot.matches({ open: { search: 'filtering' } })
  const hasTrouble = snapshot.matches({ open: { data: 'failed' } }) && rowCount(snapshot.context.listed) > 0
  return Math.max(0, rows - HEADER - (isFiltering ? 1 : 0) - (hasTrouble ? 1 : 0))
}

function headerOf(
  { multiple }: Look,
  { context: { sort } }: Snapshot<unknown>,
  { placed, note }: TableLayout<TableViewColumn<unknown>>,
): Node {
  const titles = placed.map(({ column: { name, title = name }, width, align }) => {
    const place = sort.findIndex((by) => by.column === name)
    const style: Style = place < 0 ? { color: 'muted' } : { color: 'accent', bold: true }
    const room = { width: Math.max(0, width - SORT_MARK), overflow: 'truncate' } as const
    const sorted = mark(sort[place]?.descending === true ? SORTED_DOWN : SORTED_UP, style)
    if (place < 0) return text(oneLine(title), { ...style, width, align, overflow: 'truncate' })
    const own = text(oneLine(title), { ...style, ...room, align })
    return align === 'right'
      ? row({ width }, [own, text(' '), sorted])
      : row({ width }, [
          text(oneLine(title), { ...style, maxWidth: room.width, overflow: 'truncate' }),
          text(' '),
          sorted,
        ])
  })
  return row({ height: 1, gap: GAP, padding: [0, 0, 0, multiple ? CHECK : 0] }, [
    ...titles,
    note !== '' && text(note, { color: 'muted', grow: 1, align: 'right', overflow: 'truncate' }),
  ])
}

const SORTED_UP = ['▴', '^'] as const
const SORTED_DOWN = ['▾', 'v'] as const

function rowOf(
  look: Look,
  { context: { selection, column: current, filter } }: Snapshot<unknown>,
  { placed }: TableLayout<TableViewColumn<unknown>>,
  data: unknown,
  { selected, focused }: LineRow,
): Node {
  const cells = placed.map(({ column, width, align }) => {
    const isHere = look.isOnCells && selected && column.name === current
    const style: Style = isHere ? (focused ? here : hereElsewhere) : {}
    return cellOf(column, data, { columns: width, selected, focused }, align, style, filter)
  })
  const cellsOfRow = row({ height: 1, gap: GAP }, cells)
  if (!look.multiple) return cellsOfRow
  const isPicked = selection.has(look.key(data))
  return row({ height: 1 }, [
    row({ width: CHECK }, [isPicked && mark(PICKED, { color: 'accent' })]),
    cellsOfRow,
  ])
}

const here: Style = { background: 'focus', color: 'onAccent' }
const hereElsewhere: Style = { underline: true }
const PICKED = ['■', '*'] as const
const hit: Style = { color: 'accent', bold: true, underline: true }

function cellOf(
  column: TableViewColumn<unknown>,
  data: unknown,
  cell: TableCell,
  align: 'left' | 'right',
  style: Style,
  filter: string,
): Node {
  const options = {
    ...style,
    width: cell.columns,
    height: 1,
    align,
    overflow: column.overflow ?? 'truncate',
  } as const
  if (column.cell === undefined) {
    const isQuiet = style.color === undefined && column.text === undefined && isUnknown(valueIn(column, data))
    const shown = oneLine(textIn(column, data))
    if (isQuiet) return text(shown, { ...options, color: 'muted' })
    const marked = filter === '' ? shown : withHits(shown, filter, hit)
    return typeof marked === 'string' ? text(marked, options) : text([marked], options)
  }
  const shown = column.cell(data, cell)
  if (typeof shown === 'string') return text(oneLine(shown), options)
  if (shown.kind === 'text') return text([shown], options)
  return row({ ...style, width: cell.columns, height: 1, justify: align === 'right' ? 'end' : 'start' }, [
    shown,
  ])
}

/** What stands in place of rows. */
function faceOf({ empty }: Look, snapshot: Snapshot<unknown>): Node {
  const { problem, filter } = snapshot.context
  const face = (content: Parameters<typeof text>[0], style: Style) =>
    lines([text(content, { ...style, overflow: 'truncate' })], { selected: -1, grow: 1 })
  if (snapshot.matches({ open: { data: 'failed' } }))
    return face([mark('failed'), ` ${problem ?? 'failed'}`], { color: 'danger' })
  if (snapshot.matches({ open: { data: 'loading' } }))
    return face([spinner(), ' loading …'], { color: 'muted' })
  if (snapshot.hasTag('busy')) return face('', {})
  return face(filter === '' ? empty : 'nothing found', { color: 'muted' })
}

/** What went wrong, below older rows. */
function troubleOf(snapshot: Snapshot<unknown>): Node | false {
  if (!snapshot.matches({ open: { data: 'failed' } })) return false
  const content = [mark('failed', { color: 'danger' }), ` ${snapshot.context.problem ?? 'failed'}`]
  return lines([text(content, { color: 'danger', overflow: 'truncate' })], { selected: -1, height: 1 })
}

function filterRow(snapshot: Snapshot<unknown>, field: ReturnType<typeof textInputView>): Node | false {
  if (!snapshot.matches({ open: { search: 'filtering' } })) return false
  const { context, children } = snapshot
  return row({ height: 1, background: 'raised', padding: [0, 1, 0, 0] }, [
    region(children.filter, field, { grow: 1, focus: true }),
    context.filter !== '' && text(` ${rowCount(context.listed)}`, { color: 'muted' }),
  ])
}

type Mouse = Parameters<typeof onScrollbar>[0]

function onMouse(
  look: Look,
  snapshot: Snapshot<unknown>,
  mouse: Mouse,
  place: Place,
): TableEvent<unknown> | undefined {
  const { context } = snapshot
  const rows = rowsIn(snapshot, place.rows)
  const layout = layoutIn(look, snapshot, place.columns)
  const by = wheelRows(mouse)
  if (by !== undefined && mouse.shift)
    return { type: 'scrollColumns', by: Math.sign(by), max: layout.maxLeft }
  if (by !== undefined) return { type: 'scroll', by, rows }
  const above = tableTop(context, rows)
  const overflow = Math.max(0, rowCount(context.listed) - rows)
  const inBody = { ...mouse, y: mouse.y - HEADER }
  const bar = onScrollbar(inBody, { columns: place.columns, rows, overflow, above }, context.held)
  if (bar !== undefined) return bar.type === 'scroll' ? { ...bar, rows } : bar
  if (mouse.action !== 'press' || mouse.button !== 'left') return undefined
  const x = mouse.x - BEFORE - (look.multiple ? CHECK : 0)
  const name = layout.placed.findLast((column) => x >= column.x && x < column.x + column.width + 1)?.column
    .name
  if (mouse.y === 0) return name === undefined ? undefined : { type: 'sort', column: name, add: mouse.shift }
  if (inBody.y >= rows) return undefined
  return {
    type: 'select',
    position: above + inBody.y,
    rows,
    extend: mouse.shift,
    ...(name !== undefined && { column: name }),
  }
}

function keysOf(look: Look): KeyTable<Snapshot<unknown>, TableEvent<unknown>> {
  const move =
    (by: number, extend = false) =>
    (snapshot: Snapshot<unknown>, _: unknown, place: Place) =>
      ({ type: 'move', by, rows: rowsIn(snapshot, place.rows), extend }) as const
  const page = (direction: number) => (snapshot: Snapshot<unknown>, _: unknown, place: Place) => {
    const rows = rowsIn(snapshot, place.rows)
    return { type: 'move', by: direction * Math.max(1, rows), rows } as const
  }
  const jump =
    (type: 'first' | 'last', extend = false) =>
    (snapshot: Snapshot<unknown>, _: unknown, place: Place) =>
      ({ type, rows: rowsIn(snapshot, place.rows), extend }) as const
  const across =
    (by: number) =>
    (snapshot: Snapshot<unknown>, _: unknown, { columns }: Place) =>
      look.isOnCells
        ? ({ type: 'across', by } as const)
        : ({ type: 'scrollColumns', by, max: layoutIn(look, snapshot, columns).maxLeft } as const)
  return {
    up: move(-1),
    down: move(1),
    k: move(-1),
    j: move(1),
    pageup: page(-1),
    pagedown: page(1),
    home: jump('first'),
    end: jump('last'),
    left: across(-1),
    right: across(1),
    s: (snapshot) => ({ type: 'sort', column: nextToSort(look, snapshot) }),
    S: ({ context: { sort } }) =>
      sort[0] === undefined ? undefined : { type: 'sort', column: sort[0].column },
    '/': { type: 'filter' },
    y: { type: 'copy' },
    ...(look.multiple && {
      space: { type: 'pick' } as const,
      'shift+up': move(-1, true),
      'shift+down': move(1, true),
      'shift+home': jump('first', true),
      'shift+end': jump('last', true),
      'ctrl+a': { type: 'pickAll' } as const,
    }),
    // A table that stays open never takes these two: they are keys of the region around it.
    enter: (snapshot) => (snapshot.can({ type: 'choose' }) ? { type: 'choose' } : undefined),
    escape: (snapshot) =>
      snapshot.matches({ open: { search: 'filtering' } })
        ? { type: 'clear' }
        : snapshot.can({ type: 'pickNone' })
          ? { type: 'pickNone' }
          : snapshot.can({ type: 'leave' })
            ? { type: 'leave' }
            : undefined,
  }
}

/** The column at the cursor; without one, the column after the one that counts now. */
function nextToSort({ isOnCells }: Look, { context: { shown, column, sort } }: Snapshot<unknown>): string {
  if (isOnCells && column !== undefined) return column
  const now = sort[0] === undefined ? -1 : shown.indexOf(sort[0].column)
  return shown[(now + 1) % shown.length] ?? ''
}
