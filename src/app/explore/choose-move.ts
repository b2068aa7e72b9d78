import { nextStop, tabRoot } from '../input/focus.ts'
import { helpKey } from '../input/help-key.ts'
import type { ExploredApp } from './explored-app.ts'
import type { HeldLeaf } from './held-leaves.ts'
import { legalKeys } from './legal-keys.ts'
import { eventsFor } from './made-up.ts'
import type { Move } from './move.ts'
import { samplesOf } from './samples.ts'

export interface Choosing {
  readonly random: () => number
  readonly sizes: readonly (readonly [columns: number, rows: number])[]
  /** Keys that leave the app. */
  readonly quitKeys: readonly string[]
}

/** Texts that are typed and pasted: of one character and many, wide ones, and such as have several code points. */
const texts = ['a', 'x', ' ', '0', '-1', 'two words', 'é', '漢字', '👩‍👩‍👧', 'a'.repeat(100), '~/a.b:c?']
const pastes = ['pasted', 'two\nlines', '\t', '', '漢字\n'.repeat(40)]

/** Keys that a text field takes, and that mean something in most apps. */
const fieldKeys = [
  'left',
  'right',
  'home',
  'end',
  'backspace',
  'delete',
  'enter',
  'escape',
  'ctrl+w',
  'ctrl+z',
]
const anyKeys = [
  'enter',
  'escape',
  'space',
  'up',
  'down',
  'tab',
  'shift+tab',
  'f1',
  'a',
  'Z',
  '0',
  'ctrl+a',
  'pagedown',
]

const times = [1, 16, 100, 1_000, 5_000, 60_000]

/** Of all that could happen to an app now, one move. */
export function chooseMove(explored: ExploredApp, { random, sizes, quitKeys }: Choosing): Move {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const [columns, rows] = explored.size
  const place = () => [Math.floor(random() * columns), Math.floor(random() * rows)] as const
  const { regions } = explored.app.frames
  const keys = legalKeys(regions).map(({ key }) => key)
  const waiting = explored.leaves.waiting.filter(([name, leaf]) => canAnswer(name, leaf, explored))
  const ways: (readonly [weight: number, move: () => Move])[] = [
    [10, () => ({ advance: pick(times) })],
    [6, () => ({ resize: pick(sizes) })],
    [2, () => ({ focusWindow: random() < 0.5 })],
    [2, () => ({ press: pick(anyKeys) })],
  ]
  if (keys.length > 0) ways.push([40, () => ({ press: pick(keys) })])
  if (waiting.length > 0) ways.push([28, () => answerOf(...pick(waiting), explored, random)])
  if (regions.takesText)
    ways.push(
      [12, () => ({ type: pick(texts) })],
      [4, () => ({ paste: pick(pastes) })],
      [8, () => ({ press: pick(fieldKeys) })],
    )
  if (regions.usesMouse)
    ways.push(
      [8, () => ({ click: place() })],
      [3, () => ({ wheel: pick(['up', 'down'] as const), at: place() })],
    )
  if (nextStop(tabRoot(regions), 1) !== undefined)
    ways.push([5, () => ({ press: pick(['tab', 'shift+tab']) })])
  const help = helpKey(regions)
  if (help !== undefined) ways.push([2, () => ({ press: help })])
  if (quitKeys.length > 0) ways.push([1, () => ({ press: pick(quitKeys) })])
  return weighted(ways, random)()
}

function weighted<Item>(
  ways: readonly (readonly [weight: number, item: Item])[],
  random: () => number,
): Item {
  let at = random() * ways.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, item] of ways) {
    at -= weight
    if (at < 0) return item
  }
  return ways[0]![1]
}

/** In so many of the cases, work fails. */
const FAILING = 0.3

function answerOf(name: string, leaf: HeldLeaf, { samples }: ExploredApp, random: () => number): Move {
  const given = samplesOf(samples, name)
  if (leaf.fail !== undefined && random() < FAILING) return { fail: name }
  if (leaf.complete !== undefined && random() < FAILING) return { complete: name }
  const isEvent = leaf.kind === 'callback' || leaf.kind === 'eventObservable'
  // Events are told one after the other: what comes later may follow from what came before.
  if (given.length > 0)
    return { answer: name, sample: isEvent ? leaf.answered : Math.floor(random() * given.length) }
  if (!isEvent) return { answer: name }
  const types = eventsFor(leaf.actor)
  return { answer: name, event: types[Math.floor(random() * types.length)]! }
}

/** Whether there is something that it could answer. */
function canAnswer(name: string, leaf: HeldLeaf, { samples }: ExploredApp): boolean {
  if (leaf.kind !== 'callback' && leaf.kind !== 'eventObservable') return true
  const given = samplesOf(samples, name)
  return given.length > 0 ? leaf.answered < given.length : eventsFor(leaf.actor).length > 0
}
