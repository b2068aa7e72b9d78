import { graphemeSegments } from 'unicode-segmenter/grapheme'

/*
 * Where clusters and words begin and end near a place of a line, in UTF-16 units. Only the text around the place is looked at,
 * however long the line is.
 */

/** The end of the cluster that begins at a boundary. */
export function nextCluster(line: string, at: number): number {
  for (const { segment } of graphemeSegments(line.slice(at))) return at + segment.length
  return line.length
}

/** The beginning of the cluster that ends at a boundary. */
export function previousCluster(line: string, at: number): number {
  return boundaryAround(line, at, (start, end) => (end >= at ? start : undefined)) ?? 0
}

/** The boundary at a place, or the next one if the place is inside a cluster. */
export function boundaryAt(line: string, at: number): number {
  if (at <= 0) return 0
  if (at >= line.length) return line.length
  return boundaryAround(line, at, (_, end) => (end >= at ? end : undefined)) ?? line.length
}

/** Which words there are: of letters and digits, as in Unicode TR 29 (`a_b`, `don't`), or whatever stands between blanks. */
export type WordKind = 'word' | 'unicodeWord' | 'blankWord'

/** The beginning of the word that begins before a place; -1 if there is none in the line. */
export function wordLeft(line: string, at: number, kind: WordKind = 'word'): number {
  let end = at
  while (end > 0) {
    while (end > 0 && isBlank(line, end - 1)) end--
    const start = runStart(line, end)
    if (start < end && kind === 'blankWord') return start
    let found = -1
    for (const word of wordsIn(line, start, runEnd(line, end), kind)) if (word.start < at) found = word.start
    if (found !== -1) return found
    end = Math.min(start, end - 1)
  }
  return -1
}

/** The end of the word that ends after a place; -1 if there is none in the line. */
export function wordRight(line: string, at: number, kind: WordKind = 'word'): number {
  let start = at
  while (start < line.length) {
    while (start < line.length && isBlank(line, start)) start++
    if (start === line.length) return -1
    const end = runEnd(line, start)
    if (kind === 'blankWord') return end
    for (const word of wordsIn(line, runStart(line, start), end, kind)) if (word.end > at) return word.end
    start = end
  }
  return -1
}

/** The longest run without a blank that is looked at as a whole. */
const MAX_RUN = 1_000

function runStart(line: string, at: number): number {
  let start = at
  while (start > 0 && !isBlank(line, start - 1) && at - start < MAX_RUN) start--
  return start === 0 ? 0 : boundaryAt(line, start)
}

function runEnd(line: string, at: number): number {
  let end = at
  while (end < line.length && !isBlank(line, end) && end - at < MAX_RUN) end++
  return boundaryAt(line, end)
}

let byWord: Intl.Segmenter | undefined

function* wordsIn(
  line: string,
  from: number,
  to: number,
  kind: WordKind,
): Generator<{ start: number; end: number }> {
  byWord ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  for (const { index, segment, isWordLike } of byWord.segment(line.slice(from, to))) {
    if (isWordLike !== true) continue
    const parts =
      kind === 'word' ? segment.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}]+/gu) : [{ index: 0, 0: segment }]
    for (const part of parts) {
      const start = from + index + part.index
      yield { start, end: boundaryAt(line, start + part[0].length) }
    }
  }
}

function isBlank(line: string, at: number): boolean {
  const unit = line.charCodeAt(at)
  return unit === 0x20 || unit === 0x09 || unit === 0xa0 || unit === 0x3000
}

/** Goes through the clusters around a place until `take` has an answer. */
function boundaryAround(
  line: string,
  at: number,
  take: (start: number, end: number) => number | undefined,
): number | undefined {
  let start = at - 1
  while (start > 0 && !(isSimple(line.charCodeAt(start - 1)) && isSimple(line.charCodeAt(start)))) start--
  if (start < 0) return undefined
  for (const { segment } of graphemeSegments(line.slice(start))) {
    const answer = take(start, start + segment.length)
    if (answer !== undefined) return answer
    start += segment.length
  }
  return undefined
}

/**
 * Whether there is a boundary between a character and another one of these, whatever is around them: characters without a rule
 * of their own in Unicode TR 29 (letters, ideographs), and whole Hangul syllables.
 */
function isSimple(unit: number): boolean {
  if (unit < 0x7f) return unit >= 0x20
  return (
    (unit >= 0xc0 && unit < 0x300) ||
    (unit >= 0x400 && unit <= 0x482) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  )
}
