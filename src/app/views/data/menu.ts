import type { SnapshotFrom } from 'xstate'
import { menu, type Menu, type MenuOptions } from '../../../machines/data/menu.ts'
import type { MenuEvent } from '../../../machines/data/menu-context.ts'
import {
  entriesAt,
  innermost,
  itemOf,
  menuTop,
  type MenuEntry,
  type MenuId,
} from '../../../machines/data/menu-items.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import type { MouseEvent } from '../../input/events.ts'
import { isLogic } from '../logic-or-options.ts'
import { wheelRows } from '../controls/wheel.ts'
import { menuBox, menusIn, rowsIn } from './menu-box.ts'
import { menuLines } from './menu-lines.ts'

/** The look of a `menuView`. */
export interface MenuLook {
  /**
   * The component's name, for errors.
   *
   * @defaultValue 'menu'
   */
  readonly name?: string | undefined
}

type AnyMenu = Menu<string, unknown>
type Snapshot = SnapshotFrom<AnyMenu>

/**
 * A menu: the view of `menu`, with its keys and its mouse. Its actor is a child that runs while it's open. It's shown by
 * `modal(region(children.menu), { at: { x, y } })` in an `overlay`, below that cell, or above it if there is no room.
 *
 * ```ts
 * const file = menuView({
 *   items: [
 *     { id: 'open', title: 'Open…', key: 'o' },
 *     { id: 'save', title: 'Save', disabled: 'nothing has changed' },
 *     'separator',
 *     { id: 'export', title: 'Export', items: [{ id: 'pdf', title: 'PDF' }, { id: 'svg', title: 'SVG' }] },
 *   ],
 * })
 * ```
 *
 * @throws TypeError if two items have the same id.
 */
export function menuView<const Entry extends MenuEntry, Data = undefined>(
  options: MenuOptions<Entry, Data> & MenuLook,
): Component<Menu<MenuId<Entry>, Data>, never>
/**
 * The view of a `menu`.
 *
 * ```ts
 * const file = menuView(menu({ items: [{ id: 'open', title: 'Open' }] }), { name: 'file' })
 * ```
 */
export function menuView<Id extends string, Data>(
  logic: Menu<Id, Data>,
  look?: MenuLook,
): Component<Menu<Id, Data>, never>
export function menuView(
  logicOrOptions: AnyMenu | (MenuOptions<MenuEntry, unknown> & MenuLook),
  given: MenuLook = {},
): Component<AnyMenu, never> {
  const [logic, look] = isLogic<AnyMenu>(logicOrOptions)
    ? [logicOrOptions, given]
    : [menu(logicOrOptions) as AnyMenu, logicOrOptions]
  return component<AnyMenu>({
    logic,
    name: look.name ?? 'menu',
    keys,
    help: { up: 'Select', down: 'Select' },
    mouse: onMouse,
    lines: menuLines,
    view: ({ context }, { rows, focused }) => menuBox(context, rows, focused),
  })
}

const move =
  (by: 1 | -1) =>
  ({ context }: Snapshot, _: unknown, place: Place) =>
    ({ type: 'move', by, rows: rowsIn(context, place.rows) }) as const
const jump =
  (type: 'first' | 'last') =>
  ({ context }: Snapshot, _: unknown, place: Place) =>
    ({ type, rows: rowsIn(context, place.rows) }) as const

const keys: KeyTable<Snapshot, MenuEvent> = {
  up: move(-1),
  down: move(1),
  home: jump('first'),
  end: jump('last'),
  right: { type: 'open' },
  left: { type: 'back' },
  enter: { type: 'choose' },
  space: { type: 'choose' },
  escape: ({ context }) => ({ type: context.path.length > 1 ? 'back' : 'leave' }),
  /** The key of an item, or letters of its title. */
  text: ({ context }, { text }, place) => {
    const found = innermost(context).entries.find((entry) => itemOf(entry)?.key === text)
    const id = itemOf(found)?.id
    return id === undefined
      ? { type: 'type', text, rows: rowsIn(context, place.rows) }
      : { type: 'choose', id }
  },
}

/** The pointer selects, a press does what Enter does, and the wheel scrolls. */
function onMouse({ context }: Snapshot, mouse: MouseEvent, place: Place): MenuEvent | undefined {
  const rows = rowsIn(context, place.rows)
  const by = wheelRows(mouse)
  if (by !== undefined) return { type: 'scroll', by, rows }
  const { action, button, x, y } = mouse
  const { levels, isFramed } = menusIn(context, place)
  const frame = isFramed ? 1 : 0
  const level = levels.find(({ start, width }) => x >= start && x < start + width)
  const row = y - frame
  if (level === undefined || row < 0 || row >= rows) return undefined
  const { depth } = level
  const entries = entriesAt(context, depth)
  const item = itemOf(entries[row + menuTop(entries, context.path[depth]!, rows)])
  if (item === undefined) return undefined
  if (action === 'press' && button === 'left') return { type: 'choose', id: item.id }
  return action === 'move' && button === 'none' ? { type: 'point', id: item.id } : undefined
}
