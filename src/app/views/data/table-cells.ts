import { isUnknown, textIn, valueIn } from '../../../machines/data/table-column.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineRow, Node } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import { withHits } from '../controls/hits.ts'
import { GAP, oneLine, SORT_MARK } from './table-layout.ts'
import {
  CHECK,
  type Layout,
  type Look,
  type Snapshot,
  type TableCell,
  type TableViewColumn,
} from './table-look.ts'

/** The titles of the columns, and how many don't fit. */
export function headerOf(
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

export function rowOf(
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

export function cellOf(
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
