import type { SnapshotFrom } from 'xstate'
import { tableWith, type Table, type TableEvent, type TableOptions } from '../../../machines/data/table.ts'
import { ownKey } from '../../../machines/data/table-changes.ts'
import { isUnknown, textIn, valueIn, type TableColumn } from '../../../machines/data/table-column.ts'
import type { TableContext } from '../../../machines/data/table-context.ts'
import { rowAt, rowCount } from '../../../machines/data/table-rows.ts'
import {
  firstWith,
  lastTop,
  oneLineEach,
  positionAtLine,
  rowsFrom,
  tableTop,
  type HeightOf,
  type RowHeights,
} from '../../../machines/data/table-window.ts'
import { nodeHeight } from '../../../render/layout/node-height.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { tallLines } from '../../../render/nodes/tall-lines.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineRow, LineSource, Node } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import type { TextOverflow } from '../../../render/text/text-lines.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { withHits } from '../controls/hits.ts'
import { onScrollbar } from '../controls/scrollbar.ts'
import { textInputView } from '../controls/text-input.ts'
import { cursorKeys } from '../controls/row-keys.ts'
import { selects } from '../controls/selects.ts'
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
   * What happens to a text that is too wide. 'wrap' breaks it into lines, if rows may have several (`maxRowHeight`).
   *
   * @defaultValue 'truncate'
   */
  readonly overflow?: TextOverflow | undefined
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
  /**
   * How many lines a row has at the most. A row is as high as the highest of its cells: a text of a column with `overflow: 'wrap'`, or a view.
   *
   * @defaultValue 1
   */
  readonly maxRowHeight?: number | undefined
  /**
   * Whether each second row has the background `surface`.
   *
   * @defaultValue false
   */
  readonly zebra?: boolean | undefined
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
  readonly maxRowHeight: number
  readonly zebra: boolean
  readonly heights: RowHeights
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

/** The heights of rows: those of their highest cells. They are measured once for each change of the table. */
function heightsOf(look: Look): RowHeights {
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

type Layout = TableLayout<TableViewColumn<unknown>>

function layoutIn(
  { columns, frozen, isOnCells, multiple }: Look,
  context: TableContext<unknown>,
  room: number,
): Layout {
  const shown = context.shown.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  const { left, column, listed } = context
  const inner = Math.max(1, room - SIDES - (multiple ? CHECK : 0))
  const show = isOnCells ? column : undefined
  return layoutOf(shown, listed.rows, inner, { frozen, left, show, since: context.shown })
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
  { placed, note }: Layout,
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
  { placed }: Layout,
  data: unknown,
  { selected, focused }: LineRow,
): Node {
  const cells = placed.map(({ column, width, align }) => {
    const isHere = look.isOnCells && selected && column.name === current
    const style: Style = isHere ? (focused ? here : hereElsewhere) : {}
    return cellOf(look, column, data, { columns: width, selected, focused }, align, style, filter)
  })
  const sizing = look.maxRowHeight > 1 ? ({ align: 'start' } as const) : { height: 1 }
  const cellsOfRow = row({ ...sizing, gap: GAP }, cells)
  if (!look.multiple) return cellsOfRow
  const isPicked = selection.has(look.key(data))
  return row(sizing, [row({ width: CHECK }, [isPicked && mark(PICKED, { color: 'accent' })]), cellsOfRow])
}

const here: Style = { background: 'focus', color: 'onAccent' }
const hereElsewhere: Style = { underline: true }
const PICKED = ['■', '*'] as const
const hit: Style = { color: 'accent', bold: true, underline: true }

function cellOf(
  { maxRowHeight }: Look,
  column: TableViewColumn<unknown>,
  data: unknown,
  cell: TableCell,
  align: 'left' | 'right',
  style: Style,
  filter: string,
): Node {
  const { overflow = 'truncate' } = column
  const isTall = maxRowHeight > 1
  const wraps = isTall && overflow === 'wrap'
  const inCell = (given: string) => (wraps ? given : oneLine(given))
  const options = {
    ...style,
    width: cell.columns,
    align,
    ...(wraps ? { maxHeight: maxRowHeight } : { height: 1 }),
    overflow: overflow === 'wrap' && !wraps ? 'truncate' : overflow,
  } as const
  if (column.cell === undefined) {
    const isQuiet = style.color === undefined && column.text === undefined && isUnknown(valueIn(column, data))
    const shown = inCell(textIn(column, data))
    if (isQuiet) return text(shown, { ...options, color: 'muted' })
    const marked = filter === '' ? shown : withHits(shown, filter, hit)
    return typeof marked === 'string' ? text(marked, options) : text([marked], options)
  }
  const shown = column.cell(data, cell)
  if (typeof shown === 'string') return text(inCell(shown), options)
  if (shown.kind === 'text' && (!isTall || wraps)) return text([shown], options)
  const sizing = isTall ? { maxHeight: maxRowHeight } : { height: 1 }
  return row({ ...style, ...sizing, width: cell.columns, justify: align === 'right' ? 'end' : 'start' }, [
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
  const window = windowIn(look, snapshot, place)
  const { rows } = window
  const heightOf = look.heights(context, place.columns)
  const layout = layoutIn(look, context, place.columns)
  const by = wheelRows(mouse)
  const across = wheelColumns(mouse)
  if (across !== undefined) return acrossBy(look, layout, across)
  const above = tableTop(context, rows, heightOf)
  if (by !== undefined) return { type: 'scroll', by: heightOf === undefined ? by : Math.sign(by), ...window }
  const overflow = lastTop(context, rows, heightOf)
  const inBody = { ...mouse, y: mouse.y - HEADER }
  const page = Math.max(1, rowsFrom(context, above, rows, heightOf))
  const bar = onScrollbar(inBody, { columns: place.columns, rows, overflow, above, page }, context.held)
  if (bar !== undefined) return bar.type === 'scroll' ? { ...bar, ...window } : bar
  if (mouse.action !== 'press' || !selects(mouse.button)) return undefined
  const x = mouse.x - BEFORE - (look.multiple ? CHECK : 0)
  const name = layout.placed.findLast((column) => x >= column.x && x < column.x + column.width + 1)?.column
    .name
  if (mouse.y === 0 && mouse.button === 'right') return undefined
  if (mouse.y === 0) return name === undefined ? undefined : { type: 'sort', column: name, add: mouse.shift }
  if (inBody.y >= rows) return undefined
  return {
    type: 'select',
    position: positionAtLine(above, inBody.y, heightOf),
    ...window,
    extend: mouse.shift,
    ...(name !== undefined && { column: name }),
  }
}

/** Whether the wheel goes to the left or the right: by itself, or with Shift. */
function wheelColumns({ action, button, shift }: Mouse): 1 | -1 | undefined {
  if (action !== 'wheel') return undefined
  if (button === 'left' || button === 'right') return button === 'left' ? -1 : 1
  return shift ? (button === 'up' ? -1 : 1) : undefined
}

/** The window on the rows. */
function windowIn(
  { maxRowHeight }: Look,
  snapshot: Snapshot<unknown>,
  { rows, columns }: Place,
): { readonly rows: number; readonly columns?: number } {
  const own = rowsIn(snapshot, rows)
  return maxRowHeight > 1 ? { rows: own, columns } : { rows: own }
}

function keysOf(look: Look): KeyTable<Snapshot<unknown>, TableEvent<unknown>> {
  const cursor = cursorKeys(
    (snapshot: Snapshot<unknown>, place) => windowIn(look, snapshot, place),
    (snapshot, place, direction) => pageFrom(look, snapshot, direction, place),
  )
  const extending =
    (name: keyof typeof cursor) => (snapshot: Snapshot<unknown>, input: unknown, place: Place) => ({
      ...cursor[name](snapshot, input, place),
      extend: true,
    })
  const across =
    (by: 1 | -1) =>
    (snapshot: Snapshot<unknown>, _: unknown, { columns }: Place) =>
      acrossBy(look, layoutIn(look, snapshot.context, columns), by)
  return {
    ...cursor,
    left: across(-1),
    right: across(1),
    s: (snapshot) => ({ type: 'sort', column: nextToSort(look, snapshot) }),
    S: ({ context: { sort } }) =>
      sort[0] === undefined ? undefined : { type: 'sort', column: sort[0].column, add: true },
    '/': { type: 'filter' },
    y: { type: 'copy' },
    ...(look.multiple && {
      space: { type: 'pick' } as const,
      'shift+up': extending('up'),
      'shift+down': extending('down'),
      'shift+pageup': extending('pageup'),
      'shift+pagedown': extending('pagedown'),
      'shift+home': extending('home'),
      'shift+end': extending('end'),
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

/** The cursor goes to the next cell, or the columns are scrolled. */
function acrossBy({ isOnCells }: Look, { maxLeft }: Layout, by: 1 | -1): TableEvent<unknown> {
  return isOnCells ? { type: 'across', by } : { type: 'scrollColumns', by, max: maxLeft }
}

/** How many rows a page from the cursor has. */
function pageFrom({ heights }: Look, snapshot: Snapshot<unknown>, direction: 1 | -1, place: Place): number {
  const { context } = snapshot
  const rows = rowsIn(snapshot, place.rows)
  const heightOf = heights(context, place.columns)
  if (heightOf === undefined) return Math.max(1, rows)
  const { position } = context
  return direction < 0
    ? Math.max(1, position - firstWith(position, rows, heightOf) + 1)
    : Math.max(1, rowsFrom(context, position, rows, heightOf))
}

/** The column at the cursor; without one, the column after the one that counts now. */
function nextToSort({ isOnCells }: Look, { context: { shown, column, sort } }: Snapshot<unknown>): string {
  if (isOnCells && column !== undefined) return column
  const now = sort[0] === undefined ? -1 : shown.indexOf(sort[0].column)
  return shown[(now + 1) % shown.length] ?? ''
}
