import type { Place } from './selection.ts'
import { sourceRow, textOfLine, type SourceRow } from './source-rows.ts'
import type { Range } from './text-row.ts'
import type { TextSource } from './text-sources.ts'

/** The place at a cell of the screen, or that of the nearest text; undefined if there is no text in view. */
export function placeAt(sources: readonly TextSource[], x: number, y: number): Place | undefined {
  const source = nearest(sources, x, y)
  if (source === undefined) return undefined
  const { pane, index, clip } = source
  const row = Math.max(clip[1], source.box.y, Math.min(y, clip[3] - 1, bottomOf(source) - 1))
  const shown = sourceRow(source, row)
  if (shown === undefined) return { pane, index, ...endOf(source) }
  // Above or below its text, all of the row is before the pointer or after it.
  const part = y < row ? startOf(shown) : y > row ? endOfRow(shown) : partAt(shown, x)
  return { pane, index, line: shown.line, ...part }
}

/** More columns or rows than a screen has. */
const FAR = 0x10000

/** Of the texts, the one that a cell is in, or the one that is fewest rows away, and then fewest columns. */
function nearest(sources: readonly TextSource[], x: number, y: number): TextSource | undefined {
  let best: TextSource | undefined
  let least = Infinity
  for (const source of sources) {
    const { box, clip, covers } = source
    const [left, top] = [Math.max(clip[0], box.x), Math.max(clip[1], box.y)]
    const [right, bottom] = [Math.min(clip[2], box.x + box.width), Math.min(clip[3], bottomOf(source))]
    if (right <= left || bottom <= top) continue
    const across = Math.max(left - x, 0, x - right + 1)
    const down = Math.max(top - y, 0, y - bottom + 1)
    const away = down * FAR + across + (isCovered(covers, x, y) ? FAR * FAR : 0)
    if (away <= least) [best, least] = [source, away]
  }
  return best
}

export function isCovered(covers: TextSource['covers'], x: number, y: number): boolean {
  return covers.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
}

function bottomOf({ box }: TextSource): number {
  return box.y + Math.max(1, box.height)
}

/** The end of a source: what is below its last line. */
function endOf(source: TextSource): Range & { readonly line: number } {
  const line = Math.max(source.first, source.end - 1)
  const { length } = source.end > source.first ? textOfLine(source, line) : ''
  return { line, from: length, to: length }
}

function partAt({ x: start, cells, range }: SourceRow, x: number): Range {
  if (x < start) return { from: range.from, to: range.from }
  const cell = cells.find(({ x: left, width }) => x - start < left + width)
  return cell ?? { from: range.to, to: range.to }
}

function startOf({ range: { from } }: SourceRow): Range {
  return { from, to: from }
}

function endOfRow({ range: { to } }: SourceRow): Range {
  return { from: to, to }
}
