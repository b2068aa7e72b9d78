import { fromCallback, type CallbackActorLogic, type EventObject } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { foldCase } from './fold-case.ts'
import { Ring } from '../streams/ring.ts'
import type { ListSource } from './list-source.ts'

/** What a search has found so far. */
export interface Matches {
  readonly text: string
  /** Indices of items, in their order. */
  readonly found: Ring<number>
  /** Whether all items were looked at. */
  readonly isComplete: boolean
  /** Only these are looked at: what was found for the beginning of the text. */
  readonly candidates: Ring<number> | undefined
}

export interface MatchingInput extends Pick<Matches, 'text' | 'candidates'> {
  readonly items: ListSource<unknown>
}

export interface MatchingEvent {
  readonly type: 'matching.progress' | 'matching.done'
  /** What was found since the last one. */
  readonly found: readonly number[]
}

/** A search for a text that begins. What has the text also has the beginning of it: that is not looked for again. */
export function matchesFor(text: string, before?: Matches): Matches {
  const isMore = before?.isComplete && foldCase(text).startsWith(foldCase(before.text))
  return {
    text,
    found: new Ring(Infinity),
    isComplete: false,
    candidates: isMore ? before.found : undefined,
  }
}

/** The same search, when it has found more. */
export function matchesWith(matches: Matches, { type, found }: MatchingEvent): Matches {
  const isComplete = type === 'matching.done'
  return {
    ...matches,
    found: matches.found.concat(found),
    isComplete,
    candidates: isComplete ? undefined : matches.candidates,
  }
}

/** A search that goes on after JSON. Where it was under way, its actor begins again. */
export function restoredMatches({ text, found, isComplete, candidates }: Matches): Matches {
  return {
    text,
    found: isComplete ? Ring.from(found) : new Ring(Infinity),
    isComplete,
    candidates: candidates && Ring.from(candidates),
  }
}

/** Items looked at without a pause, at the most, and how long that may take, in ms. */
const SLICE = 10_000
const SLICE_TIME = 4
const LOOK_AT_CLOCK = 256

/** Looks for a text in the labels of items, in slices: between two of them keys come in and frames go out. */
export function matching(label: (item: unknown) => string): CallbackActorLogic<EventObject, MatchingInput> {
  return fromCallback(({ input, sendBack, self }) => {
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
      sendBack({ type: isComplete ? 'matching.done' : 'matching.progress', found } satisfies MatchingEvent)
      if (!isComplete) timer = clock.setTimeout(slice, 0)
    }
    slice()
    return () => clock.clearTimeout(timer)
  })
}

/** Where an index is among those found, or -1. */
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
