import { selectedPart, sourceOf, type Place, type Selection } from '../../render/selection/selection.ts'
import { textOfLine } from '../../render/selection/source-rows.ts'
import type { Range } from '../../render/selection/text-row.ts'
import type { TextSource } from '../../render/selection/text-sources.ts'

/** A place that stays on its text while the text moves in its source. */
export interface HeldPlace extends Place {
  /** The text of its line. */
  readonly text: string
  /** The part of the line that must stay as it is. */
  readonly kept: Range
}

/** How many lines away from where it was a line is looked for. */
const MAX_AWAY = 2_000

/** As long as nothing is selected, all of its line must stay. */
const all: Range = { from: 0, to: Infinity }

/** A place with what has to stay for it to be the same: what is selected of its line. */
export function heldPlace(place: Place, sources: readonly TextSource[], selection?: Selection): HeldPlace {
  const source = sourceOf(sources, place)!
  const text = source.end > source.first ? textOfLine(source, place.line) : ''
  return { ...place, text, kept: (selection && selectedPart(selection, source, place.line)) ?? all }
}

/** The place where its text is now; undefined if that has left its source. */
export function moved(place: HeldPlace, sources: readonly TextSource[]): HeldPlace | undefined {
  const source = sourceOf(sources, place)
  if (source !== undefined && isStill(place, source)) return place
  if (place.text === '') return undefined
  if (source?.box.node.kind === 'lines') return movedInLines(place, source)
  const inPane = sources.filter((other) => other.pane === place.pane && other.box.node.kind === 'text')
  const near = inPane.toSorted((a, b) => Math.abs(a.index - place.index) - Math.abs(b.index - place.index))
  const found = near.find((other) => textOfLine(other, 0) === place.text)
  return found && { ...place, index: found.index }
}

function isStill({ line, text, kept }: HeldPlace, source: TextSource): boolean {
  if (line < source.first || line >= source.end) return false
  return textOfLine(source, line).startsWith(text.slice(kept.from, kept.to), kept.from)
}

/** A source that counts the lines that it has dropped doesn't move the others. */
function movedInLines(place: HeldPlace, source: TextSource): HeldPlace | undefined {
  const { node } = source.box
  if (node.kind !== 'lines' || node.source.dropped !== undefined) return undefined
  const isAt = (line: number) =>
    line >= source.first && line < source.end && textOfLine(source, line) === place.text
  for (let away = 1; away <= MAX_AWAY; away++)
    for (const line of [place.line - away, place.line + away]) if (isAt(line)) return { ...place, line }
  return undefined
}
