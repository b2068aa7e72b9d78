import type { SnapshotFrom } from 'xstate'
import { column, component, lines, region, row, text, textInputView, type LineSource } from 'actty'
import { list } from 'actty/machines'
import type { Example } from './example.ts'

const logic = list<Example>({ label: ({ name }) => name, keepOpen: true })
type Snapshot = SnapshotFrom<typeof logic>

const filter = textInputView({ name: 'filter' })

/** The names of the examples. If all of them fit, they are in groups, and apart if there is room. */
export const menu = component({
  name: 'menu',
  logic,
  keys: {
    up: { type: 'move', by: -1 },
    down: { type: 'move', by: 1 },
    home: { type: 'first' },
    end: { type: 'last' },
    '/': { type: 'filter' },
    escape: { type: 'clear' },
  },
  help: { up: 'Choose', down: 'Choose' },
  mouse: (snapshot, { action, button, y }, { above, rows }) => {
    if (action === 'wheel') return { type: 'move', by: button === 'up' ? -1 : 1 }
    const { example } = entriesOf(snapshot, rows)[y + above] ?? {}
    const position = example && listed(snapshot).indexOf(example)
    return action === 'press' && position !== undefined ? { type: 'select', position } : undefined
  },
  view: (snapshot, { rows, focused }) => {
    const { context, children } = snapshot
    const entries = entriesOf(snapshot, rows)
    const selected = entries.findIndex(({ example }) => example === context.value)
    return column([
      entries.length === 0
        ? text('  nothing', { color: 'muted', grow: 1 })
        : lines(entriesAsLines(entries), { selected, show: selected, focused, scrollbar: true }),
      snapshot.matches('filtering') &&
        row({ height: 1 }, [
          text('/ ', { color: 'focus' }),
          region(children.filter, filter, { grow: 1, focus: true }),
        ]),
    ])
  },
})

/** A row of the menu: an example, the heading of a group, or the blank before it. */
interface Entry {
  readonly example?: Example
  readonly heading?: string
}

function entriesOf(snapshot: Snapshot, rows: number): readonly Entry[] {
  const shown = listed(snapshot)
  const grouped = shown.flatMap((example, index): Entry[] => {
    const isFirst = shown[index - 1]?.group !== example.group
    return isFirst ? [{}, { heading: example.group }, { example }] : [{ example }]
  })
  const close = grouped.filter(({ example, heading }) => example !== undefined || heading !== undefined)
  const ways = [grouped.slice(1), close, shown.map((example) => ({ example }))]
  return ways.find(({ length }) => length <= rows) ?? ways.at(-1)!
}

/** The examples that the filter has found, or all. */
function listed({ context: { items, matches } }: Snapshot): readonly Example[] {
  const { length } = matches?.found ?? items
  return Array.from({ length }, (_, at) => items.at(matches?.found.at(at) ?? at)!)
}

function entriesAsLines(entries: readonly Entry[]): LineSource {
  return {
    length: entries.length,
    at(index, { columns }) {
      const { example, heading = '' } = entries[index]!
      if (example === undefined) return text(heading, { color: 'muted', bold: true })
      const name = text(example.name, { width: 12, overflow: 'truncate' })
      return columns < 24 ? name : row([name, text(example.brief, { color: 'muted', overflow: 'truncate' })])
    },
  }
}
