import type { SnapshotFrom } from 'xstate'
import {
  list,
  type List,
  type ListContext,
  type ListEvent,
  type ListOptions,
} from '../../../machines/controls/list.ts'
import {
  listedAt,
  listedLength,
  selectedPosition,
  windowTop,
} from '../../../machines/controls/list-selection.ts'
import type { TextInput } from '../../../machines/controls/text-input.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineRow, LineSource, Node, TextNode } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import { plainWidth } from '../../../render/text/shape.ts'
import { component, type Component, type KeyTable } from '../../component.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { withHits } from './hits.ts'
import { onScrollbar } from './scrollbar.ts'
import { textInputView } from './text-input.ts'
import { cursorKeys } from './row-keys.ts'
import { selects } from './selects.ts'
import { wheelRows } from './wheel.ts'

/** What a function `row` may read besides its item. */
export interface ListRow extends LineRow {
  /** The index of the item. */
  readonly index: number
}

/** The look of a `listView`. */
export interface ListViewOptions<Item> {
  /**
   * Returns the row of an item: any view of one row, without regions in it. The list draws the bar and the mark of the selected one.
   *
   * @defaultValue its label, in which what the filter has found is underlined
   */
  readonly row?: ((item: Item, row: ListRow) => string | Node) | undefined
  /**
   * The text of an empty list.
   *
   * @defaultValue 'nothing'
   */
  readonly empty?: string | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/**
 * A list that scrolls with the selected item: the view of `list`, with its keys and its mouse. It takes the logic, or the options to
 * make it. It asks only for the rows in view. The selected row is a bar; at the right there is a scroll bar, if not all items fit.
 *
 * ```ts
 * const users = listView<User>({ label: (user) => user.name })
 * const chosen = await run(users, { input: { items } }) // { item, index }, or undefined if the user left it
 * ```
 */
export function listView<Item>(
  logicOrOptions: List<Item> | (ListOptions<Item> & ListViewOptions<Item>) = {},
  options?: ListViewOptions<Item>,
): Component<List<Item>, never> {
  const [logic, look] = isLogic<List<Item>>(logicOrOptions)
    ? [logicOrOptions, options ?? {}]
    : [list<Item>(logicOrOptions), logicOrOptions]
  const { row: rowOf, empty = 'nothing', name = 'list' } = look
  const filterField = textInputView({ name: 'filter', placeholder: 'filter' })
  return component<List<Item>>({
    logic,
    name,
    keys: keysOf<Item>(),
    help: { up: 'Select', down: 'Select' },
    mouse: (snapshot, mouse, place) => {
      const { context } = snapshot
      const rows = rowsOf(snapshot, place.rows)
      const by = wheelRows(mouse)
      if (by !== undefined) return { type: 'scroll', by, rows }
      const overflow = Math.max(0, listedLength(context) - rows)
      const window = { columns: place.columns, rows, overflow, above: windowTop(context, rows) }
      const bar = onScrollbar(mouse, window, context.held)
      if (bar !== undefined) return bar.type === 'scroll' ? { ...bar, rows } : bar
      const { action, button, y } = mouse
      if (action !== 'press' || !selects(button) || y >= rows) return undefined
      return { type: 'select', position: window.above + y, rows }
    },
    view: (snapshot, { rows, focused }) => {
      const { context } = snapshot
      const shown: LineSource = {
        length: listedLength(context),
        at(position, row) {
          const listed = listedAt(context, position)
          if (listed === undefined) return undefined
          return rowOf === undefined
            ? plainRow(context, listed.item, row)
            : rowOf(listed.item, { ...row, index: listed.index })
        },
      }
      return column([
        shown.length === 0 && !snapshot.hasTag('busy')
          ? nothingOf(empty)
          : lines(shown, {
              from: windowTop(context, rowsOf(snapshot, rows)),
              selected: selectedPosition(context),
              scrollbar: true,
              focused,
            }),
        filterRow(snapshot, filterField),
      ])
    },
  })
}

function keysOf<Item>(): KeyTable<SnapshotFrom<List<Item>>, ListEvent<Item>> {
  return {
    ...cursorKeys((snapshot: SnapshotFrom<List<Item>>, { rows }) => ({ rows: rowsOf(snapshot, rows) })),
    '/': { type: 'filter' },
    // A list that stays open never takes these two: they are keys of the region around it.
    enter: (snapshot) => (snapshot.can({ type: 'choose' }) ? { type: 'choose' } : undefined),
    escape: (snapshot) =>
      snapshot.matches('filtering')
        ? { type: 'clear' }
        : snapshot.can({ type: 'leave' })
          ? { type: 'leave' }
          : undefined,
  }
}

/** The rows for items: while the filter is open, it has the last row. */
function rowsOf(snapshot: { matches(state: 'filtering'): boolean }, rows: number): number {
  return Math.max(0, rows - (snapshot.matches('filtering') ? 1 : 0))
}

const found: Style = { color: 'accent', bold: true, underline: true }

/** The label of an item, cut with an ellipsis if it is too long. */
function plainRow<Item>(
  { label, matches }: Pick<ListContext<Item>, 'label' | 'matches'>,
  item: Item,
  { columns }: LineRow,
): string | TextNode {
  const named: unknown = label(item) // which may come from data, and be no text at all
  const line = withHits(String(named), matches?.text ?? '', found)
  if (typeof line === 'string') return isShort(line, columns) ? line : text(line, { overflow: 'truncate' })
  return { ...line, overflow: 'truncate' }
}

function isShort(line: string, columns: number): boolean {
  const plain = plainWidth(line)
  return plain >= 0 && plain <= columns
}

/** It stands where labels stand. */
function nothingOf(empty: string): Node {
  return lines([text(empty, { color: 'muted', overflow: 'truncate' })], { selected: -1 })
}

/** The field of the filter, with how many items it has found. */
function filterRow<Item>(
  snapshot: SnapshotFrom<List<Item>>,
  field: Component<TextInput, never>,
): Node | false {
  if (!snapshot.matches('filtering')) return false
  const { context, children } = snapshot
  return row({ height: 1, background: 'raised', padding: [0, 1, 0, 0] }, [
    region(children.filter, field, { grow: 1, focus: true }),
    context.matches && text(` ${listedLength(context)}`, { color: 'muted' }),
  ])
}
