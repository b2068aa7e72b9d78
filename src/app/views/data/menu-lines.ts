import type { SnapshotFrom } from 'xstate'
import type { Menu } from '../../../machines/data/menu.ts'
import type { MenuEvent } from '../../../machines/data/menu-context.ts'
import {
  entriesAt,
  innermost,
  itemOf,
  type MenuEntry,
  type MenuItem,
} from '../../../machines/data/menu-items.ts'
import type { LineFace } from '../../lines/line-face.ts'

type Snapshot = SnapshotFrom<Menu<string, unknown>>

/** In lines, a menu is a question that is answered by the number of an item, its title, its id or its key. An empty line goes back. */
export const menuLines: LineFace<Snapshot, MenuEvent> = {
  // Not the lines of the question: those are said once only, and each submenu has others.
  say: ({ status, context }) => (status === 'active' ? numbered(innermost(context).entries) : []),
  ask: ({ status, context }) => {
    if (status !== 'active') return undefined
    const depth = context.path.length - 1
    const opener = depth > 0 ? itemOf(entriesAt(context, depth - 1)[context.path[depth - 1]!.at]) : undefined
    const question = opener?.title ?? context.title ?? 'Menu'
    const { entries } = innermost(context)
    const count = itemsIn(entries).length
    return {
      question,
      lines: [],
      prompt: `${question} (a number from 1 to ${count}, Enter to go back): `,
    }
  },
  read: (line, { context }) => {
    const typed = line.trim().toLowerCase()
    if (typed === '') return { type: context.path.length > 1 ? 'back' : 'leave' }
    const items = itemsIn(innermost(context).entries)
    const found = items.find(
      ({ id, title, key }, index) =>
        String(index + 1) === typed || [id, title, key].some((one) => one?.toLowerCase() === typed),
    )
    if (found === undefined) return `${JSON.stringify(line.trim())} isn't one of these`
    if (found.disabled !== undefined) return `${found.title} can't be chosen: ${found.disabled}`
    return { type: 'choose', id: found.id }
  },
}

function itemsIn(entries: readonly MenuEntry[]): MenuItem[] {
  return entries.flatMap((entry) => itemOf(entry) ?? [])
}

function numbered(entries: readonly MenuEntry[]): string[] {
  let number = 0
  return entries.flatMap((entry) => {
    if (entry === 'separator') return []
    if ('heading' in entry) return [`${entry.heading}:`]
    const { title, disabled, checked, items } = entry
    const notes = [
      checked === true && 'on',
      items !== undefined && 'more',
      disabled !== undefined && `not now: ${disabled}`,
    ].filter((note) => note !== false)
    return [`${++number}. ${title}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`]
  })
}
