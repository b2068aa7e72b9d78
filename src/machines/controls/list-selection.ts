import type { ListSource } from './list-source.ts'
import { positionIn, type Matches } from './matching.ts'

/** What is listed, and which of it is selected. */
export interface Listed<Item> {
  /** All items, the filtered ones included. */
  readonly items: ListSource<Item>
  /** The items that the filter has found, or undefined if there is no filter. */
  readonly matches: Matches | undefined
  /** The index of the selected item. If the filter hides that item, the first listed item is selected instead. */
  readonly current: number
  /** The position of the item at the top of the window. */
  readonly top: number
}

/** An item of a list, and its index among all items. */
export interface ListItem<Item> {
  /** The item. */
  readonly item: Item
  /** Its index among all items, from 0. */
  readonly index: number
}

/** How many items are listed. */
export function listedLength({ items, matches }: Listed<unknown>): number {
  return matches === undefined ? items.length : matches.found.length
}

/** The item at a position among the listed ones. */
export function listedAt<Item>(
  { items, matches }: Listed<Item>,
  position: number,
): ListItem<Item> | undefined {
  if (position < 0) return undefined // an array has an item at -1
  const index = matches === undefined ? position : matches.found.at(position)
  const item = index === undefined ? undefined : items.at(index)
  return index === undefined || item === undefined ? undefined : { item, index }
}

/** The position of the selected item. */
export function selectedPosition({ items, matches, current }: Listed<unknown>): number {
  if (matches === undefined) return Math.max(0, Math.min(current, items.length - 1))
  return Math.max(0, positionIn(matches.found, current))
}

/**
 * The selected item of a list, or undefined if the list is empty.
 *
 * ```ts
 * keys: { enter: ({ children }) => ({ type: 'open', user: selectedItem(children.users!.getSnapshot())!.item }) }
 * ```
 */
export function selectedItem<Item>(snapshot: { readonly context: Listed<Item> }): ListItem<Item> | undefined {
  return listedAt(snapshot.context, selectedPosition(snapshot.context))
}

/** The position at the top of a window of so many rows. The window moves only if it has to, to show the selection. */
export function windowTop(listed: Listed<unknown>, rows: number): number {
  const position = selectedPosition(listed)
  const max = Math.max(0, listedLength(listed) - rows)
  const min = Math.max(0, position - Math.max(1, rows) + 1)
  return Math.max(min, Math.min(listed.top, position, max))
}

/** Selects a position, and moves a window of so many rows only if it has to. */
export function selectPosition(
  listed: Listed<unknown>,
  position: number,
  rows?: number,
): Partial<Listed<never>> {
  const valid = Math.max(0, Math.min(position, listedLength(listed) - 1))
  const current = listed.matches === undefined ? valid : (listed.matches.found.at(valid) ?? listed.current)
  if (rows === undefined) return { current }
  // The list may have changed, and moved the window, since `top` was set.
  const top = windowTop(listed, rows)
  return { current, top: windowTop({ ...listed, current, top }, rows) }
}

/** Moves a window of so many rows. The selection stays where it is, or goes to the window's edge. */
export function scrollWindow(listed: Listed<unknown>, by: number, rows: number): Partial<Listed<never>> {
  const max = Math.max(0, listedLength(listed) - rows)
  const top = Math.max(0, Math.min(windowTop(listed, rows) + by, max))
  const position = Math.max(top, Math.min(selectedPosition(listed), top + Math.max(1, rows) - 1))
  return { ...selectPosition(listed, position), top }
}

/** Whether a change selects another item, or moves a window of so many rows. */
export function differs(
  listed: Listed<unknown>,
  change: Partial<Listed<unknown>>,
  rows: number | undefined,
): boolean {
  if (change.current !== listed.current) return true
  return rows !== undefined && windowTop({ ...listed, ...change }, rows) !== windowTop(listed, rows)
}
