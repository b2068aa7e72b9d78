import { fromCallback, type CallbackActorLogic, type EventObject } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { selfContained } from '../kit/self-contained.ts'
import { foldCase } from './fold-case.ts'
import { Ring } from '../streams/ring.ts'
import type { ListSource } from './list-source.ts'

/** What a filter has found so far. */
export interface Matches {
  /** The text that is searched for. */
  readonly text: string
  /** The indices of the items that contain it, in order. */
  readonly found: Ring<number>
  /** Whether all items have been searched. */
  readonly isComplete: boolean
  /** If set, only the items at these indices are searched: those that contain the beginning of the text. */
  readonly candidates: Ring<number> | undefined
}

/** What the search actor searches. */
export interface MatchingInput extends Pick<Matches, 'text' | 'candidates'> {
  readonly items: ListSource<unknown>
}

/** What the search actor has found since its last event. */
export interface MatchingEvent {
  readonly type: 'matching.progress' | 'matching.done'
  readonly found: readonly number[]
}

/** A new search. If the text goes on from the text before, only what that one found is searched. */
export function matchesFor(text: string, before?: Matches): Matches {
  const isMore = before?.isComplete && foldCase(text).startsWith(foldCase(before.text))
  return {
    text,
    found: new Ring(Infinity),
    isComplete: false,
    candidates: isMore ? before.found : undefined,
  }
}

/** The same search after an event of its actor. */
export function matchesWith(matches: Matches, { type, found }: MatchingEvent): Matches {
  const isComplete = type === 'matching.done'
  return {
    ...matches,
    found: matches.found.concat(found),
    isComplete,
    candidates: isComplete ? undefined : matches.candidates,
  }
}

/** A search restored from JSON. If it wasn't complete, its actor starts again from the beginning. */
export function restoredMatches({ text, found, isComplete, candidates }: Matches): Matches {
  return {
    text,
    found: isComplete ? Ring.from(found) : new Ring(Infinity),
    isComplete,
    candidates: candidates && Ring.from(candidates),
  }
}

/** How many items are searched without a pause, and for how many ms, whichever ends first. */
const SLICE = 10_000
const SLICE_TIME = 4
/** How many items are searched between two looks at the clock. */
const LOOK_AT_CLOCK = 256

/** Searches the labels of items for a text, in slices. Keys are read and frames are drawn between two slices. */
export function matching(label: (item: unknown) => string): CallbackActorLogic<EventObject, MatchingInput> {
  const search = fromCallback<EventObject, MatchingInput>(({ input, sendBack, self }) => {
    const { items } = input
    const candidates = input.candidates && Ring.from(input.candidates)
    const clock = clockOf(self)
    const wanted = foldCase(input.text)
    const length = candidates?.length ?? items.length
    let at = 0
    let timer: unknown
    const slice = () => {
      const found: number[] = []
      const end = Math.min(length, at + SLICE)
      const until = clock.now() + SLICE_TIME
      while (at < end) {
        const index = candidates === undefined ? at : candidates.at(at)!
        const item = items.at(index)
        if (item !== undefined && foldCase(label(item)).includes(wanted)) found.push(index)
        at++
        if (at % LOOK_AT_CLOCK === 0 && clock.now() >= until) break
      }
      const isComplete = at === length
      // Before the event: what takes it may stop the search.
      if (!isComplete) timer = clock.setTimeout(slice, 0)
      sendBack({ type: isComplete ? 'matching.done' : 'matching.progress', found } satisfies MatchingEvent)
    }
    slice()
    return () => clock.clearTimeout(timer)
  })
  return selfContained(search)
}

/** The position of an index among those found, or -1. */
export function positionIn(found: Ring<number>, index: number): number {
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (found.at(middle)! < index) low = middle + 1
    else high = middle
  }
  return found.at(low) === index ? low : -1
}
