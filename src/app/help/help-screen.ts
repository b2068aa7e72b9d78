import type { Node } from '../../render/nodes/index.ts'
import { grid } from '../../render/nodes/grid.ts'
import { marked } from '../../render/nodes/mark.ts'
import { box } from '../../render/nodes/box.ts'
import { column, row } from '../../render/nodes/stack.ts'
import { text } from '../../render/nodes/text.ts'
import { asciiKeys } from '../../render/nodes/hint-lines.ts'
import { width as cellsOf } from '../../render/text/width.ts'
import { keyLists, type KeyList } from './key-lists.ts'
import type { KeysNow } from './keys-now.ts'

/** With fewer columns, there is no border. */
const BORDERED = 60

/** With fewer columns, no rows are left blank, and keys that do the same aren't all there. */
const SPACED = 40

/** Cells between a key and what it does, and between two lists. */
const KEY_GAP = 2
const LIST_GAP = 4

/** The frame around all keys. */
export function frame(content: Node, columns: number): Node {
  if (columns < BORDERED) return column({ background: 'surface', padding: [0, 1] }, [content])
  return box(
    {
      title: text('Keys', { color: 'focus', bold: true }),
      border: 'round',
      borderColor: 'focus',
      background: 'surface',
      padding: [0, 1],
    },
    [content],
  )
}

/** All keys in lists, side by side as far as there is room. */
export function allKeys(now: KeysNow, columns: number): Node {
  const lists = columns < SPACED ? keyLists(now).map(shortened) : keyLists(now)
  const room = columns - (columns < BORDERED ? 2 : 4)
  const widths = widthsIn(lists, room)
  const rows = Array.from({ length: Math.ceil(lists.length / widths.length) }, (_, index) =>
    lists.slice(index * widths.length, (index + 1) * widths.length),
  )
  return column(
    { gap: columns < SPACED ? 0 : 1 },
    rows.map((beside) =>
      row(
        { gap: LIST_GAP },
        beside.map((list, index) => nodeOf(list, widths[index]!)),
      ),
    ),
  )
}

function shortened({ entries, ...list }: KeyList): KeyList {
  return { ...list, entries: entries.map((entry) => ({ ...entry, keys: entry.label })) }
}

/** The widths of as many lists side by side as fit. */
function widthsIn(lists: readonly KeyList[], room: number): number[] {
  for (let count = lists.length; count > 1; count--) {
    const widths = Array.from({ length: count }, (_, column) =>
      Math.max(...lists.filter((_, index) => index % count === column).map(widthOf)),
    )
    if (widths.reduce((sum, width) => sum + width, LIST_GAP * (count - 1)) <= room) return widths
  }
  return [room]
}

function widthOf({ title, entries }: KeyList): number {
  const keys = Math.max(...entries.map(({ keys }) => keys.length))
  return Math.max(title.length, ...entries.map(({ description }) => keys + KEY_GAP + cellsOf(description)))
}

function nodeOf({ title, entries, isOff }: KeyList, width: number): Node {
  return column({ width }, [
    text(title, { color: 'muted', bold: true }),
    grid(
      { columnGap: KEY_GAP, columns: [{}, { grow: 1 }] },
      entries.map(({ keys, description }) => [
        marked(keys, asciiKeys(keys), isOff ? { color: 'faint' } : { color: 'accent', bold: true }),
        text(description, isOff ? { color: 'faint' } : {}),
      ]),
    ),
  ])
}
