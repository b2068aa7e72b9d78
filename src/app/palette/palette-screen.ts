import fuzzysort from 'fuzzysort'
import { box } from '../../render/nodes/box.ts'
import type { Child } from '../../render/nodes/children.ts'
import { lines } from '../../render/nodes/lines.ts'
import { mark } from '../../render/nodes/mark.ts'
import type { Node, TextNode } from '../../render/nodes/index.ts'
import { rule } from '../../render/nodes/rule.ts'
import { column, row } from '../../render/nodes/stack.ts'
import { text } from '../../render/nodes/text.ts'
import type { Regions } from '../frames/regions.ts'
import { keyLabel } from '../input/key-label.ts'
import { commandsIn, type Command } from './commands.ts'

/** A command that was found, and where its description matches. */
export interface Found {
  readonly command: Command
  readonly hits: readonly number[]
}

/** What is drawn of a palette. */
interface Shown {
  readonly query: string
  readonly position: number
  readonly columns: number
}

/** The row of the first command: below the query, or also a frame and a rule. */
export function firstRow(regions: Regions): number {
  return regions.root.pane.height < WITH_FRAME ? 1 : 3
}

/** Commands in view at once, at most. */
const MAX_ROWS = 12

/** With fewer rows on the screen, nothing is said of the selected command. */
const WITH_FOOT = 18

/** With fewer, it has no frame. */
const WITH_FRAME = 10

/** The commands that match, the best first. Without a query, all of them. */
export function found(regions: Regions, query: string): readonly Found[] {
  const all = commandsIn(regions)
  const wanted = query.trim()
  if (wanted === '') return all.map((command) => ({ command, hits: [] }))
  return fuzzysort.go(wanted, all, { keys: ['description', 'name'], threshold: 0.2 }).map((result) => ({
    command: result.obj,
    hits: result[0]?.score === 0 ? [] : (result[0]?.indexes ?? []),
  }))
}

export function drawn(regions: Regions, { query, position, columns }: Shown): Node {
  const all = found(regions, query)
  const total = query.trim() === '' ? all.length : commandsIn(regions).length
  const at = Math.max(0, Math.min(all.length - 1, position))
  const selected = all[at]
  const isLow = regions.root.pane.height < WITH_FRAME
  const hasFoot = regions.root.pane.height >= WITH_FOOT
  const content = [
    row({ height: 1, padding: [0, 1] }, [
      mark('prompt', { color: 'focus' }),
      text([' ', query], { grow: 1, overflow: 'truncate-start' }),
      text(`${all.length} of ${total}`, { color: 'muted' }),
    ]),
    !isLow && rule({ height: 1 }),
    all.length === 0
      ? text('  nothing can be done by that name', { color: 'muted', height: 1, overflow: 'truncate' })
      : lines(
          // Not asked for one by one: a list that is drawn again is compared with what it was.
          all.map((one) => rowOf(one, columns)),
          {
            selected: at,
            show: at,
            focused: true,
            scrollbar: true,
            height: Math.min(MAX_ROWS, all.length),
          },
        ),
    hasFoot && selected !== undefined && footOf(selected.command),
  ]
  if (isLow) return column({ background: 'surface' }, content)
  return box(
    {
      title: text('Commands', { color: 'focus', bold: true }),
      border: 'round',
      borderColor: 'focus',
      background: 'surface',
    },
    content,
  )
}

function rowOf({ command: { description, name, keys }, hits }: Found, columns: number): Node {
  const chips = keys
    .slice(0, 2)
    .map((key) => text(` ${keyLabel(key)} `, { color: 'accent', bold: true, background: 'raised' }))
  return row({ height: 1, gap: 2 }, [
    text(withMarks(description, hits), { grow: 1, overflow: 'truncate' }),
    columns >= 40 && text(name, { color: 'muted', overflow: 'truncate' }),
    row({ gap: 1 }, chips),
  ])
}

/** A text in which what was matched is marked. */
function withMarks(words: string, hits: readonly number[]): (string | TextNode)[] {
  const parts: (string | TextNode)[] = []
  let from = 0
  for (const at of hits) {
    const letter = String.fromCodePoint(words.codePointAt(at)!)
    parts.push(words.slice(from, at), text(letter, { color: 'accent', bold: true, underline: true }))
    from = at + letter.length
  }
  return [...parts, words.slice(from)]
}

function footOf({ name, path, event }: Command): Child {
  const words = path === undefined ? event.type : `${event.type}: ${path}`
  return column([
    rule({ height: 1 }),
    text(`${name}  ${words}`, { color: 'muted', height: 1, overflow: 'truncate' }),
  ])
}
