import type { SnapshotFrom } from 'xstate'
import { list, type List, type ListEvent, type ListOptions } from '../../../machines/controls/list.ts'
import {
  listedAt,
  listedLength,
  selectedPosition,
  windowTop,
} from '../../../machines/controls/list-selection.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineSource } from '../../../render/nodes/lines.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { textInputView } from './text-input.ts'
import { wheelRows } from './wheel.ts'

/** What a function `row` may read besides its item. */
export interface ListRow {
  /** The index of the item. */
  readonly index: number
  /** Whether the item is selected. */
  readonly selected: boolean
  /** Whether keys come to the list. */
  readonly focused: boolean
}

/** The look of a `listView`. */
export interface ListViewOptions<Item> {
  /**
   * Returns the row of an item.
   *
   * @defaultValue its label, marked if it is selected
   */
  readonly row?: ((item: Item, row: ListRow) => string | TextNode) | undefined
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
 * make it. It asks only for the rows in view.
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
  const filterField = textInputView({ name: 'filter' })
  return component<List<Item>>({
    logic,
    name,
    keys: keysOf<Item>(),
    mouse: (snapshot, mouse, { rows }) => {
      const height = rowsOf(snapshot, rows)
      const by = wheelRows(mouse)
      if (by !== undefined) return { type: 'scroll', by, rows: height }
      const { action, button, y } = mouse
      if (action !== 'press' || button !== 'left' || y >= height) return undefined
      return { type: 'select', position: windowTop(snapshot.context, height) + y, rows: height }
    },
    view: (snapshot, { rows, focused }) => {
      const { context, children } = snapshot
      const selected = selectedPosition(context)
      const shown: LineSource = {
        length: listedLength(context),
        at(position) {
          const listed = listedAt(context, position)
          if (listed === undefined) return undefined
          const here = { index: listed.index, selected: position === selected, focused }
          return rowOf?.(listed.item, here) ?? plainRow(context.label(listed.item), here)
        },
      }
      return column([
        shown.length === 0 && !snapshot.hasTag('busy')
          ? text(empty, { dim: true, grow: 1, overflow: 'truncate' })
          : lines(shown, { from: windowTop(context, rowsOf(snapshot, rows)) }),
        snapshot.matches('filtering') &&
          row({ height: 1 }, [
            text('/'),
            region(children.filter, filterField, { grow: 1, focus: true }),
            context.matches && text(` ${shown.length}`, { dim: true }),
          ]),
      ])
    },
  })
}

function keysOf<Item>(): KeyTable<SnapshotFrom<List<Item>>, ListEvent<Item>> {
  type Snapshot = SnapshotFrom<List<Item>>
  const move = (by: number) => (snapshot: Snapshot, _: unknown, place: Place) =>
    ({ type: 'move', by, rows: rowsOf(snapshot, place.rows) }) as const
  const page = (direction: number) => (snapshot: Snapshot, _: unknown, place: Place) => {
    const rows = rowsOf(snapshot, place.rows)
    return { type: 'move', by: direction * Math.max(1, rows), rows } as const
  }
  const jump = (type: 'first' | 'last') => (snapshot: Snapshot, _: unknown, place: Place) =>
    ({ type, rows: rowsOf(snapshot, place.rows) }) as const
  return {
    up: move(-1),
    down: move(1),
    k: move(-1),
    j: move(1),
    pageup: page(-1),
    pagedown: page(1),
    home: jump('first'),
    end: jump('last'),
    '/': { type: 'filter' },
    enter: { type: 'choose' },
    escape: (snapshot) => ({ type: snapshot.matches('filtering') ? 'clear' : 'leave' }),
  }
}

/** The rows for items: while the filter is open, it has the last row. */
function rowsOf(snapshot: { matches(state: 'filtering'): boolean }, rows: number): number {
  return Math.max(0, rows - (snapshot.matches('filtering') ? 1 : 0))
}

function plainRow(label: string, { selected, focused }: ListRow): string | TextNode {
  return selected
    ? text(label, focused ? { background: 'selection' } : { background: 'raised', bold: true })
    : label
}
