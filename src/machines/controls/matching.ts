import { fromCallback, type EventObject } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { foldCase } from './fold-case.ts'
import type { ListSource } from './list-source.ts'

/** What a search has found so far: indices of items, in their order. It is filled in place. */
export interface Matches {
  readonly text: string
  readonly found: number[]
  /** Whether all items were looked at. */
  isComplete: boolean
  /** Only these are looked at: what was found for the beginning of the text. */
  within: readonly number[] | undefined
}

export interface MatchingInput {
  readonly items: ListSource<unknown>
  readonly label: (item: unknown) => string
  readonly into: Matches
}

/** A search for a text that begins. What has the text also has the beginning of it: that is not looked for again. */
export function matchesFor(text: string, before?: Matches): Matches {
  const isMore = before?.isComplete && foldCase(text).startsWith(foldCase(before.text))
  return { text, found: [], isComplete: false, within: isMore ? before.found : undefined }
}

/** Items looked at without a pause, at the most, and how long that may take, in ms. */
const SLICE = 10_000
const SLICE_TIME = 4
const LOOK_AT_CLOCK = 256

/** Looks for a text in the labels of items, in slices: between two of them keys come in and frames go out. */
export const matching = fromCallback<EventObject, MatchingInput>(
  ({ input: { items, label, into }, sendBack, self }) => {
    const { within } = into
    const clock = clockOf(self)
    const wanted = foldCase(into.text)
    const length = within?.length ?? items.length
    let at = 0
    let timer: unknown
    const slice = () => {
      const end = Math.min(length, at + SLICE)
      const until = clock.now() + SLICE_TIME
      while (at < end) {
        const index = within === undefined ? at : within[at]!
        const item = items.at(index)
        if (item !== undefined && foldCase(label(item)).includes(wanted)) into.found.push(index)
        at++
        if (at % LOOK_AT_CLOCK === 0 && clock.now() >= until) break
      }
      into.isComplete = at === length
      if (into.isComplete) into.within = undefined
      sendBack({ type: into.isComplete ? 'matching.done' : 'matching.progress' })
      if (!into.isComplete) timer = clock.setTimeout(slice, 0)
    }
    slice()
    return () => clock.clearTimeout(timer)
  },
)

/** Where an index is among those found, or -1. */
export function positionIn(found: readonly number[], index: number): number {
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (found[middle]! < index) low = middle + 1
    else high = middle
  }
  return found[low] === index ? low : -1
}
