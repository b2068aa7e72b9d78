import type { MenuContext, MenuEvent } from './menu-context.ts'
import {
  innermost,
  itemOf,
  itemWith,
  menuTop,
  nextFree,
  pathTo,
  selectedIn,
  type MenuEntry,
  type MenuLevel,
  type OpenMenus,
} from './menu-items.ts'

/** What an event changes that selects another item, or opens or closes a menu; undefined if it changes nothing. */
export function afterMove(context: MenuContext, event: MenuEvent): Partial<MenuContext> | undefined {
  switch (event.type) {
    case 'move':
    case 'first':
    case 'last':
      return selecting(context, indexFor(context, event), event.rows)
    case 'type':
      return typing(context, event.text, event.rows)
    case 'point':
      return pointing(context, event.id)
    case 'scroll':
      return scrolling(context, event.by, event.rows)
    case 'open':
      return opening(context, selectedIn(context)?.id)
    case 'choose':
      return opening(context, event.id ?? selectedIn(context)?.id)
    case 'back':
      return context.path.length > 1 ? { path: context.path.slice(0, -1) } : undefined
    case 'leave':
      return undefined
  }
}

type Selecting =
  Extract<MenuEvent, { readonly type: 'move' }> | Extract<MenuEvent, { readonly type: 'first' | 'last' }>

function indexFor(menus: OpenMenus, event: Selecting): number {
  const { entries, at } = innermost(menus)
  if (event.type === 'move') return nextFree(entries, at < 0 && event.by < 0 ? -1 : at + event.by, event.by)
  return event.type === 'first' ? nextFree(entries, 0, 1) : nextFree(entries, -1, -1)
}

/** Selects an entry of the innermost menu. What stands before its first item, such as a heading, comes into view with that. */
function selecting(menus: OpenMenus, index: number, rows?: number): Partial<MenuContext> | undefined {
  const around = menus.path.slice(0, -1)
  const { entries, top } = innermost(menus)
  const kept = index === nextFree(entries, 0, 1) ? 0 : top
  const path = [
    ...around,
    { at: index, top: rows === undefined ? kept : menuTop(entries, { at: index, top: kept }, rows) },
  ]
  return isSame(path, menus.path) ? undefined : { path }
}

/** Letters go on with those before, or else begin again. One letter again and again goes through the items that begin with it. */
function typing(context: MenuContext, text: string, rows?: number): Partial<MenuContext> | undefined {
  const { entries, at } = innermost(context)
  for (const typed of new Set([context.typed + text, text])) {
    const from = typed === text ? at + 1 : at
    const found = beginning(entries, typed, Math.max(0, from))
    if (found >= 0) return { ...selecting(context, found, rows), typed }
  }
  return undefined
}

/** The first item from an index on, and round again, that begins with some letters. */
function beginning(entries: readonly MenuEntry[], letters: string, from: number): number {
  const begins = (entry: MenuEntry | undefined) =>
    itemOf(entry)?.title.toLowerCase().startsWith(letters.toLowerCase()) === true
  const order = entries.map((_, index) => (from + index) % entries.length)
  return order.find((index) => begins(entries[index]) && itemOf(entries[index])?.disabled === undefined) ?? -1
}

/** What an item has opened stays open while the pointer is on the item. */
function pointing(menus: OpenMenus, id: string): Partial<MenuContext> | undefined {
  const indexes = pathTo(menus.items, id)
  if (indexes === undefined || indexes.length > menus.path.length) return undefined
  const isFree = itemWith(menus.items, id)?.disabled === undefined
  const isOpen = indexes.every((index, depth) => menus.path[depth]?.at === index)
  return isFree && !isOpen ? { path: leading(menus, indexes) } : undefined
}

/** The selected item stays where it is, or goes to the edge of the window. */
function scrolling(menus: OpenMenus, by: number, rows: number): Partial<MenuContext> | undefined {
  const { entries, at, top } = innermost(menus)
  const max = Math.max(0, entries.length - rows)
  const next = Math.max(0, Math.min(menuTop(entries, { at, top }, rows) + by, max))
  const inView = (index: number) => index >= next && index < next + rows
  const edge = at < next ? nextFree(entries, next, 1) : nextFree(entries, next + rows - 1, -1)
  const selected = inView(at) || !inView(edge) ? at : edge
  const path = [...menus.path.slice(0, -1), { at: selected, top: next }]
  return isSame(path, menus.path) ? undefined : { path }
}

/** Opens the menu of an item. */
function opening(menus: OpenMenus, id: string | undefined): Partial<MenuContext> | undefined {
  const item = id === undefined ? undefined : itemWith(menus.items, id)
  if (item?.items === undefined || item.disabled !== undefined) return undefined
  return { path: leading(menus, [...pathTo(menus.items, item.id)!, nextFree(item.items, 0, 1)]) }
}

/** The menus that lead to indexes. Those that are open already stay as they are. */
function leading({ path }: OpenMenus, indexes: readonly number[]): readonly MenuLevel[] {
  return indexes.map((at, depth) => {
    const isOpen = indexes.slice(0, depth).every((index, before) => path[before]?.at === index)
    return { at, top: (isOpen ? path[depth]?.top : undefined) ?? 0 }
  })
}

function isSame(a: readonly MenuLevel[], b: readonly MenuLevel[]): boolean {
  return (
    a.length === b.length && a.every(({ at, top }, depth) => at === b[depth]!.at && top === b[depth]!.top)
  )
}
