import type { EventObject } from 'xstate'

/** What can be chosen in a `menu`, or opens a menu of its own. */
export interface MenuItem<Id extends string = string> {
  /** Its name in the answer. No two items of a menu have the same. */
  readonly id: Id
  /** Its words. */
  readonly title: string
  /** An event that its choice sends to the parent of the menu, before the menu ends. */
  readonly event?: EventObject | undefined
  /** The name of a key that does the same. It stands at the right; one that types a character chooses the item while the menu is open. */
  readonly key?: string | undefined
  /** Why it can't be chosen now. */
  readonly disabled?: string | undefined
  /** Whether it has the mark of what is on. If one item of a menu says so, there is room for the mark before all of them. */
  readonly checked?: boolean | undefined
  /** The menu that it opens, instead of being chosen. */
  readonly items?: readonly MenuEntry<Id>[] | undefined
}

/** A row of a menu: an item, a heading, or a line between items. */
export type MenuEntry<Id extends string = string> = MenuItem<Id> | { readonly heading: string } | 'separator'

/** The ids of what can be chosen in entries of a menu. */
export type MenuId<Entry> = Entry extends { readonly items: readonly (infer Inner)[] }
  ? MenuId<Inner>
  : Entry extends { readonly id: infer Id extends string }
    ? Id
    : never

/** A menu that is open: the first one, or one that an item has opened. */
export interface MenuLevel {
  /** The index of the selected entry, or -1 if there is no item that can be chosen. */
  readonly at: number
  /** The index of the entry at the top of its window. */
  readonly top: number
}

/** The menus that are open, and what is in them. */
export interface OpenMenus {
  /** The entries of the first menu. */
  readonly items: readonly MenuEntry[]
  /** The menus that are open, each opened by the selected item of the one before. */
  readonly path: readonly MenuLevel[]
}

/** An item, or undefined for another row. */
export function itemOf(entry: MenuEntry | undefined): MenuItem | undefined {
  return typeof entry === 'object' && 'id' in entry ? entry : undefined
}

/** The entries of the menu that is so many menus deep. */
export function entriesAt({ items, path }: OpenMenus, depth: number): readonly MenuEntry[] {
  const opener = depth === 0 ? undefined : itemOf(entriesAt({ items, path }, depth - 1)[path[depth - 1]!.at])
  return depth === 0 ? items : (opener?.items ?? [])
}

/** The innermost menu that is open. */
export function innermost(menus: OpenMenus): MenuLevel & { readonly entries: readonly MenuEntry[] } {
  const depth = menus.path.length - 1
  return { ...menus.path[depth]!, entries: entriesAt(menus, depth) }
}

/** The selected item of the innermost menu. */
export function selectedIn(menus: OpenMenus): MenuItem | undefined {
  const { entries, at } = innermost(menus)
  return itemOf(entries[at])
}

/** The first item that can be chosen, from an index on and round again. -1 if there is none. */
export function nextFree(entries: readonly MenuEntry[], from: number, step: 1 | -1): number {
  const { length } = entries
  for (let count = 0; count < length; count++) {
    const index = (((from + count * step) % length) + length) % length
    const item = itemOf(entries[index])
    if (item !== undefined && item.disabled === undefined) return index
  }
  return -1
}

/** The indexes that lead to the item with an id, or undefined if there is none. */
export function pathTo(entries: readonly MenuEntry[], id: string): readonly number[] | undefined {
  for (const [index, entry] of entries.entries()) {
    const item = itemOf(entry)
    if (item?.id === id) return [index]
    const inner = item?.items && pathTo(item.items, id)
    if (inner !== undefined) return [index, ...inner]
  }
  return undefined
}

/** The item with an id. */
export function itemWith(entries: readonly MenuEntry[], id: string): MenuItem | undefined {
  for (const entry of entries) {
    const item = itemOf(entry)
    const found = item?.id === id ? item : item?.items && itemWith(item.items, id)
    if (found !== undefined) return found
  }
  return undefined
}

/** The top of a window of so many rows, which moves only if it has to. */
export function menuTop({ length }: readonly MenuEntry[], { at, top }: MenuLevel, rows: number): number {
  const selected = Math.max(0, at)
  return Math.max(selected - Math.max(1, rows) + 1, Math.min(top, selected, Math.max(0, length - rows)))
}

/** @throws TypeError if two items have the same id. */
export function requireIds(entries: readonly MenuEntry[], seen = new Set<string>()): void {
  for (const entry of entries) {
    const item = itemOf(entry)
    if (item === undefined) continue
    if (seen.has(item.id))
      throw new TypeError(`menu: two items have the id '${item.id}'. Give one of them another`)
    seen.add(item.id)
    requireIds(item.items ?? [], seen)
  }
}
