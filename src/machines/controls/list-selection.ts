import type { ListSource } from './list-source.ts'
import { positionIn, type Matches } from './matching.ts'

/** What is listed, and what of it is selected. */
export interface Listed<Item> {
  readonly items: ListSource<Item>
  /** What the filter lets through; undefined without one. */
  readonly matches: Matches | undefined
  /** The item that is selected, by its index; where the filter does not let it through, the first that it does is. */
  readonly current: number
  /** The position at the top of the window. */
  readonly top: number
}

/** An item of a list, and its index in all items. */
export interface ListItem<Item> {
  readonly item: Item
  readonly index: number
}

/** How many items are listed. */
export function listedLength({ items, matches }: Listed<unknown>): number {
  return matches === undefined ? items.length : matches.found.length
}

/** The item at a position of the list. */
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
 * The selected item of a list, or undefined where the list is empty.
 *
 * ```ts
 * keys: { enter: ({ children }) => ({ type: 'open', user: selectedItem(children.users!.getSnapshot())!.item }) }
 * ```
 */
export function selectedItem<Item>(snapshot: { readonly context: Listed<Item> }): ListItem<Item> | undefined {
  return listedAt(snapshot.context, selectedPosition(snapshot.context))
}

/** The position at the top of a window of so many rows: where it was, but for what brings the selection into view. */
export function windowTop(listed: Listed<unknown>, rows: number): number {
  const position = selectedPosition(listed)
  const most = Math.max(0, listedLength(listed) - rows)
  const lowest = Math.max(0, position - Math.max(1, rows) + 1)
  return Math.max(lowest, Math.min(listed.top, position, most))
}

/** Selects a position, and moves a window of so many rows no further than it has to. */
export function selectPosition(
  listed: Listed<unknown>,
  position: number,
  rows?: number,
): Partial<Listed<never>> {
  const within = Math.max(0, Math.min(position, listedLength(listed) - 1))
  const current = listed.matches === undefined ? within : (listed.matches.found.at(within) ?? listed.current)
  if (rows === undefined) return { current }
  // From where the window is, which a change of the list may have moved.
  const top = windowTop(listed, rows)
  return { current, top: windowTop({ ...listed, current, top }, rows) }
}

/** Moves a window of so many rows; the selection stays where it is, or at the window's edge. */
export function scrollWindow(listed: Listed<unknown>, by: number, rows: number): Partial<Listed<never>> {
  const most = Math.max(0, listedLength(listed) - rows)
  const top = Math.max(0, Math.min(windowTop(listed, rows) + by, most))
  const position = Math.max(top, Math.min(selectedPosition(listed), top + Math.max(1, rows) - 1))
  return { ...selectPosition(listed, position), top }
}
