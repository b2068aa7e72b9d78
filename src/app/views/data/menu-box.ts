import type { MenuContext } from '../../../machines/data/menu-context.ts'
import {
  entriesAt,
  itemOf,
  menuTop,
  type MenuEntry,
  type MenuItem,
} from '../../../machines/data/menu-items.ts'
import { box } from '../../../render/nodes/box.ts'
import { fitting } from '../../../render/nodes/fitting.ts'
import type { Node } from '../../../render/nodes/index.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { rule } from '../../../render/nodes/rule.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { width } from '../../../render/text/width.ts'
import type { Place } from '../../component.ts'
import { keyLabel } from '../../input/key-label.ts'

/** A menu that is on the screen. */
export interface ShownMenu {
  /** How many menus are open before it. */
  readonly depth: number
  /** Its first column, and how many it has. */
  readonly start: number
  readonly width: number
}

/** Cells of a row beside its words: a mark of the selection before it, and a free cell after it. */
const BESIDE = 3

/** Cells between the words and what stands at the right. */
const GAP = 2

/** In fewer columns, there is no mark of the selection. */
const MIN_COLUMNS = 8

/** With so few rows, there is no frame if without it all of them fit. */
const FEW_ROWS = 5

/** The menus that are open, side by side in one frame. If they don't all fit, the first ones aren't shown. */
export function menuBox(context: MenuContext, rows: number, focused: boolean): Node {
  const inRows = rowsIn(context, rows)
  const forms = context.path.map((_, first) => {
    const levels = placed(context, first, inRows)
    return {
      minWidth: first === context.path.length - 1 ? 0 : widthOf(levels) + (isFramed(context, rows) ? 2 : 0),
      node: framed(context, first, rows, [
        ...levels.flatMap((level, index) => [
          index > 0 && rule({ vertical: true, color: 'border' }),
          levelOf(context, level, inRows, focused),
        ]),
      ]),
    }
  })
  return fitting(forms)
}

/** The menus that are shown in a place, and whether they have a frame. */
export function menusIn(
  context: MenuContext,
  { columns, rows }: Place,
): { readonly levels: readonly ShownMenu[]; readonly isFramed: boolean } {
  const frame = isFramed(context, rows) ? 1 : 0
  const inRows = rowsIn(context, rows)
  const last = context.path.length - 1
  const first = context.path.findIndex(
    (_, index) => index === last || widthOf(placed(context, index, inRows)) + 2 * frame <= columns,
  )
  const levels = placed(context, first, inRows).map((level) => ({ ...level, start: level.start + frame }))
  return { levels, isFramed: frame > 0 }
}

/** How many rows of entries are in view in so many rows. */
export function rowsIn(context: MenuContext, rows: number): number {
  return Math.max(0, isFramed(context, rows) ? rows - 2 : rows)
}

function isFramed(context: MenuContext, rows: number): boolean {
  return rows > FEW_ROWS || mostRows(context) + 2 <= rows
}

function mostRows(context: MenuContext): number {
  return Math.max(...context.path.map((_, depth) => entriesAt(context, depth).length))
}

/** The open menus from one on, beside each other, with a line between two. */
function placed(context: MenuContext, first: number, rows: number): ShownMenu[] {
  let start = 0
  return context.path.slice(first).map((_, index) => {
    const depth = first + index
    const entries = entriesAt(context, depth)
    const words = entries.map((entry) => wordsWidth(entry, isMarked(context, depth)))
    const titled = index === 0 ? width(titleOf(context, first)) : 0
    const bar = entries.length > rows ? 1 : 0
    const level = { depth, start, width: Math.max(MIN_COLUMNS, BESIDE + bar + Math.max(titled, ...words)) }
    start += level.width + 1
    return level
  })
}

function widthOf(levels: readonly ShownMenu[]): number {
  const { start, width } = levels.at(-1)!
  return start + width
}

function framed(context: MenuContext, first: number, rows: number, content: readonly (Node | false)[]): Node {
  const background = 'surface' as const
  if (!isFramed(context, rows)) return row({ background }, content)
  const title = titleOf(context, first)
  return box(
    {
      ...(title !== '' && { title: text(title, { color: 'focus', bold: true }) }),
      border: 'round',
      borderColor: 'focus',
      background,
    },
    [row(content)],
  )
}

/** The title of the first menu that is shown: that of all, or of the item that has opened it. */
function titleOf(context: MenuContext, first: number): string {
  if (first === 0) return context.title ?? ''
  return itemOf(entriesAt(context, first - 1)[context.path[first - 1]!.at])!.title
}

function levelOf(context: MenuContext, { depth, width }: ShownMenu, rows: number, focused: boolean): Node {
  const entries = entriesAt(context, depth)
  const level = context.path[depth]!
  const hasMarks = isMarked(context, depth)
  return lines(
    entries.map((entry) => rowOf(entry, hasMarks)),
    {
      width,
      height: entries.length,
      from: menuTop(entries, level, rows),
      selected: level.at,
      focused: focused && depth === context.path.length - 1,
      scrollbar: true,
      // Motion is reported, so that the pointer selects.
      hover: {},
    },
  )
}

function isMarked(context: MenuContext, depth: number): boolean {
  return entriesAt(context, depth).some((entry) => itemOf(entry)?.checked !== undefined)
}

function rowOf(entry: MenuEntry, hasMarks: boolean): Node {
  if (entry === 'separator') return rule({ color: 'border' })
  if ('heading' in entry) return text(entry.heading, { color: 'muted', bold: true, overflow: 'truncate' })
  const { title, disabled, checked = false } = entry
  return row({ height: 1, gap: GAP }, [
    row({ height: 1, gap: 1, grow: 1 }, [
      hasMarks && (checked ? mark('done', { color: 'accent' }) : text(' ', { width: 1 })),
      text(title, { overflow: 'truncate', ...(disabled !== undefined && { color: 'faint' }) }),
    ]),
    atRight(entry),
  ])
}

/** What stands at the right of an item: why it can't be chosen, that it opens a menu, or its key. */
function atRight({ disabled, items, key }: MenuItem): Node | undefined {
  if (disabled !== undefined) return text(disabled, { color: 'faint', overflow: 'truncate' })
  if (items !== undefined) return mark('closed', { color: 'muted' })
  return key === undefined
    ? undefined
    : text(` ${keyLabel(key)} `, { color: 'accent', bold: true, background: 'raised' })
}

function wordsWidth(entry: MenuEntry, hasMarks: boolean): number {
  if (entry === 'separator') return 1
  if ('heading' in entry) return width(entry.heading)
  const { title, disabled, items, key } = entry
  const right = disabled !== undefined ? width(disabled) : items !== undefined ? 1 : keyWidth(key)
  return (hasMarks ? 2 : 0) + width(title) + (right > 0 ? GAP + right : 0)
}

function keyWidth(key: string | undefined): number {
  return key === undefined ? 0 : width(keyLabel(key)) + 2
}
