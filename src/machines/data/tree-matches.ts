import {
  matchesFor,
  matchesWith,
  restoredMatches,
  type Matches,
  type MatchingEvent,
  type MatchingInput,
} from '../controls/matching.ts'
import { Ring } from '../streams/ring.ts'
import { positionOf, rowAt, type Branch, type FoundRow } from './tree-branch.ts'

/** What the filter of a tree has found. */
export interface TreeMatches<Node> {
  /** The tree with all nodes open that are there. */
  readonly all: Branch<Node>
  /** Which of its rows have the text. */
  readonly found: Matches
  /** The positions of these rows and of the nodes around them; undefined if there is no text. */
  readonly listed: Ring<number> | undefined
}

/** A search in a tree in which everything is open. With `before`, it may go on from what that one has found. */
export function treeMatches<Node>(
  text: string,
  all: Branch<Node>,
  before?: TreeMatches<Node>,
): TreeMatches<Node> {
  const found = matchesFor(text, before?.all === all && before.found.text !== '' ? before.found : undefined)
  return { all, found, listed: text === '' ? undefined : new Ring<number>(Infinity) }
}

/** The same search after an event of its actor. Nodes around what was found are listed, too. */
export function treeMatchesWith<Node>(matches: TreeMatches<Node>, event: MatchingEvent): TreeMatches<Node> {
  const { all, listed = new Ring<number>(Infinity) } = matches
  const more: number[] = []
  // All rows up to here that are around a later one are listed already: they are around this one, too, or are it.
  let last = listed.at(-1) ?? -1
  for (const position of event.found) {
    const path = rowAt(all, position)!.path
    for (let length = 1; length < path.length; length++) {
      const around = positionOf(all, path.slice(0, length))
      if (around <= last) continue
      more.push(around)
      last = around
    }
    if (position > last) more.push(position)
    last = Math.max(last, position)
  }
  return { all, found: matchesWith(matches.found, event), listed: listed.concat(more) }
}

/** What the search actor searches: the rows of a tree, one after the other. */
export function searchIn<Node>({ all, found }: TreeMatches<Node>): MatchingInput {
  const items = { length: all.rows, at: (position: number) => rowAt(all, position) }
  return { items, text: found.text, candidates: found.candidates }
}

/** The text of a row that is searched. */
export function textOfRow(row: FoundRow<unknown>, label: (node: unknown) => string): string {
  return row.kind === 'node' ? label(row.node) : ''
}

/** A search restored from JSON. */
export function restoredTreeMatches<Node>({ all, found, listed }: TreeMatches<Node>): TreeMatches<Node> {
  const restored = restoredMatches(found)
  const again = listed && (restored.isComplete ? Ring.from<number>(listed) : new Ring<number>(Infinity))
  return { all, found: restored, listed: again }
}
