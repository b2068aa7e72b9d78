import { fromTransition, type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode } from 'xstate'
import type { Press, Sent, Sizing } from '../../render/layout/sizing.ts'
import { mark } from '../../render/nodes/mark.ts'
import { slot, type SlotNode } from '../../render/nodes/slot.ts'
import { text, type TextNode } from '../../render/nodes/text.ts'
import { width } from '../../render/text/width.ts'
import { component, type AnyComponent } from '../component.ts'
import { isMachineSnapshot, valuePath } from '../state-path.ts'
import { RegionContent, type AnyRef } from '../region.ts'

/** A state, and how it is joined with the one before it. */
interface Chip {
  readonly word: string
  readonly isLit: boolean
  readonly join: Join | undefined
}

type Join = 'forth' | 'back' | 'both'

/** How many cells a join takes, with the blanks around it. That of two chips without one is their distance. */
const JOIN = 3
const APART = 2

/** An ellipsis and a blank. */
const MORE = 2

/**
 * The states of an actor's chart in a row, the current one lit. It's drawn again when the actor moves. It shows the chart's states at the
 * top level, in the order of the chart, with arrows for transitions between neighbors. If the chart is parallel, each region has a chip with
 * its current state. If there isn't enough room, the states around the current one are shown.
 *
 * If there is no actor (a child that doesn't run now), it returns undefined, which shows nothing.
 *
 * ```ts
 * view: ({ children }) => column([region(children.users, { grow: 1 }), stateChips(children.users)])
 * ```
 *
 * @throws TypeError if the actor has no chart: it runs a promise, a callback or other logic, or is a store.
 */
export function stateChips<const E extends Press = never>(ref: AnyRef, options?: Sizing<E>): SlotNode<Sent<E>>
/**
 * The same for a child that may not run now.
 *
 * ```ts
 * view: ({ children }) => column([region(children.users, { grow: 1 }), stateChips(children.users, { width: 40 })])
 * ```
 *
 * @throws TypeError if the actor has no chart.
 */
export function stateChips<const E extends Press = never>(
  ref: AnyRef | undefined,
  options?: Sizing<E>,
): SlotNode<Sent<E>> | undefined
export function stateChips(ref: AnyRef | undefined, options: Sizing = {}): SlotNode | undefined {
  if (ref === undefined) return undefined
  if (!isMachineSnapshot(ref.getSnapshot()))
    throw new TypeError(
      `stateChips: ${ref.id === undefined ? 'a store' : `the actor '${ref.id}'`} has no states to show. Use it for actors that run a machine or a pattern`,
    )
  return slot(new RegionContent(ref, chips, undefined), { height: 1, ...options })
}

/** Shows any actor that has a chart. */
const chips: AnyComponent = component({
  name: 'stateChips',
  logic: fromTransition((state: object) => state, {}),
  view: (snapshot: unknown, { columns }) => {
    const all = chipsOf(snapshot as AnyMachineSnapshot)
    const [first, last] = around(all, columns)
    const hasRoom = widthOf(all, first, last) <= columns
    return text(contentOf(all, first, last, hasRoom), { height: 1, overflow: 'truncate' })
  },
})

function chipsOf(snapshot: AnyMachineSnapshot): Chip[] {
  const value: unknown = snapshot.value
  const root: AnyStateNode = (snapshot.machine as AnyStateMachine).root
  const states = Object.values(root.states).filter(({ type }) => type !== 'history')
  if (root.type === 'parallel')
    return states.map(({ key }) => ({
      word: `${key} ${valuePath((value as Readonly<Record<string, unknown>>)[key])}`.trimEnd(),
      isLit: true,
      join: undefined,
    }))
  const current = typeof value === 'string' ? value : Object.keys(value as object)[0]
  return states.map((state, index) => ({
    word: state.key,
    isLit: state.key === current,
    join: index === 0 ? undefined : joinOf(states[index - 1]!, state),
  }))
}

function joinOf(before: AnyStateNode, after: AnyStateNode): Join | undefined {
  const isForth = leadsTo(before, after)
  if (leadsTo(after, before)) return isForth ? 'both' : 'back'
  return isForth ? 'forth' : undefined
}

/** Whether a transition from a state, or from one inside it, leads to another or into it. */
function leadsTo(from: AnyStateNode, to: AnyStateNode): boolean {
  const transitions = [...from.transitions.values(), from.always ?? []].flat()
  const isDirect = transitions.some(({ target }) => target?.some((node) => node.path[0] === to.key))
  return isDirect || Object.values(from.states).some((inner) => leadsTo(inner, to))
}

/** The chips that fit, by their indexes: the lit one, and then those after and before it, in turn. */
function around(all: readonly Chip[], columns: number): readonly [first: number, last: number] {
  const lit = Math.max(
    0,
    all.findIndex(({ isLit }) => isLit),
  )
  let [first, last] = [lit, lit]
  const fits = (from: number, to: number) => widthOf(all, from, to) <= columns
  for (let isMoved = true; isMoved;) {
    isMoved = false
    if (last + 1 < all.length && fits(first, last + 1)) isMoved = (last++, true)
    if (first > 0 && fits(first - 1, last)) isMoved = (first--, true)
  }
  return [first, last]
}

function widthOf(all: readonly Chip[], first: number, last: number): number {
  const hidden = (first > 0 ? MORE : 0) + (last < all.length - 1 ? MORE : 0)
  return all.slice(first, last + 1).reduce((sum, chip, index) => {
    const before = index === 0 ? 0 : chip.join === undefined ? APART : chip.join === 'both' ? JOIN + 1 : JOIN
    return sum + before + width(chip.word) + 2
  }, hidden)
}

/** Without room for ellipses, the current state is all there is. */
function contentOf(
  all: readonly Chip[],
  first: number,
  last: number,
  hasRoom: boolean,
): (string | TextNode | false)[] {
  const shown = all.slice(first, last + 1)
  return [
    hasRoom && first > 0 && more('', ' '),
    ...shown.flatMap(({ word, isLit, join }, index) => [
      index > 0 && (join === undefined ? '  ' : arrow(join)),
      text(
        ` ${word} `,
        isLit ? { background: 'accent', bold: true } : { background: 'raised', color: 'muted' },
      ),
    ]),
    hasRoom && last < all.length - 1 && more(' ', ''),
  ]
}

function more(before: string, after: string): TextNode {
  return text([before, mark('more', { color: 'faint' }), after])
}

const arrows: Readonly<Record<Join, readonly [unicode: string, ascii: string]>> = {
  forth: ['→', '>'],
  back: ['←', '<'],
  both: ['⇄', '<>'],
}

function arrow(join: Join): TextNode {
  return text([' ', mark(arrows[join], { color: 'faint' }), ' '])
}
