import type { Pane } from '../layout/box.ts'
import type { Range } from './text-row.ts'
import type { TextSource } from './text-sources.ts'

/** A part of a line of a text on the screen: a character, a word, or all of it. */
export interface Place extends Range {
  readonly pane: Pane
  /** The number of the text among those of its pane. */
  readonly index: number
  /** The number of the line in its source. */
  readonly line: number
}

/** From where its first place starts to where its last one ends, in the order of the views. */
export interface Selection {
  readonly start: Place
  readonly end: Place
  /** The texts from one place to the other. */
  readonly sources: readonly TextSource[]
}

/** What is selected from one place to another, whichever comes first; undefined if that is nothing, or a text is gone. */
export function selectionOf(sources: readonly TextSource[], a: Place, b: Place): Selection | undefined {
  const [first, second] = [numberOf(sources, a), numberOf(sources, b)]
  if (first < 0 || second < 0) return undefined
  if (first === second && a.line === b.line) {
    const [from, to] = [Math.min(a.from, b.from), Math.max(a.to, b.to)]
    const both = { ...a, from, to }
    return from < to ? { start: both, end: both, sources: [sources[first]!] } : undefined
  }
  const isForward = first < second || (first === second && a.line < b.line)
  const between = sources.slice(Math.min(first, second), Math.max(first, second) + 1)
  return isForward ? { start: a, end: b, sources: between } : { start: b, end: a, sources: between }
}

/** The lines of a source that are selected, the last one included. */
export function selectedLines({ start, end }: Selection, source: TextSource): readonly [number, number] {
  return [
    isIn(source, start) ? Math.max(source.first, start.line) : source.first,
    isIn(source, end) ? Math.min(source.end - 1, end.line) : source.end - 1,
  ]
}

/** The part of a line that is selected; undefined if none is. */
export function selectedPart(selection: Selection, source: TextSource, line: number): Range | undefined {
  const { start, end } = selection
  const [first, last] = selectedLines(selection, source)
  if (line < first || line > last) return undefined
  return {
    from: isIn(source, start) && line === start.line ? start.from : 0,
    to: isIn(source, end) && line === end.line ? end.to : Infinity,
  }
}

/** The source that a place is in; undefined if it's gone. */
export function sourceOf(sources: readonly TextSource[], place: Place): TextSource | undefined {
  return sources[numberOf(sources, place)]
}

function numberOf(sources: readonly TextSource[], place: Place): number {
  return sources.findIndex((source) => isIn(source, place))
}

function isIn({ pane, index }: TextSource, place: Place): boolean {
  return pane === place.pane && index === place.index
}
