import { diffArrays, diffWordsWithSpace } from 'diff'

/** A line of a difference. */
export interface ChangedLine {
  readonly kind: 'same' | 'removed' | 'added'
  /** Its numbers in the two texts. The text that doesn't have it has none. */
  readonly before: number | undefined
  readonly after: number | undefined
  readonly text: string
  /** What has changed within it: starts and ends, in UTF-16 units. */
  readonly changed: readonly (readonly [start: number, end: number])[]
  /** Whether it is the last line, and has no line end. */
  readonly isUnended: boolean
}

/**
 * Finding the fewest changes takes the time of as many lines as there are, times this. If there are more changes, all
 * between the first and the last of them counts as changed: right, but coarse.
 */
const MAX_CHANGES = 500

/** The lines of two texts, with what changed. */
export function lineChanges(before: string, after: string): readonly ChangedLine[] {
  const old = linesOf(before, after)
  const next = linesOf(after, before)
  const start = commonStart(old, next)
  const end = commonEnd(old, next, start)
  const changes = new Changes()
  for (const line of old.slice(0, start)) changes.add('same', line)
  const [oldPart, newPart] = [old.slice(start, old.length - end), next.slice(start, next.length - end)]
  for (const { added, removed, value } of diffArrays(oldPart, newPart, { maxEditLength: MAX_CHANGES }) ?? [
    { removed: true, added: false, value: oldPart },
    { removed: false, added: true, value: newPart },
  ])
    for (const line of value) changes.add(added ? 'added' : removed ? 'removed' : 'same', line)
  for (const line of old.slice(old.length - end)) changes.add('same', line)
  return withWords(changes.lines)
}

/** Lines with their ends, of which CR counts only if the other text has none. */
function linesOf(text: string, other: string): string[] {
  const shown = text.includes('\r\n') && other.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text
  return shown === '' ? [] : shown.split(/(?<=\n)/)
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count]) count++
  return count
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start
  let count = 0
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++
  return count
}

/** Lines with their numbers. */
export class Changes {
  readonly lines: ChangedLine[] = []
  #before: number
  #after: number

  /** @param before - The number of the first line in the text before; `after`, in the text after. */
  constructor(before = 1, after = 1) {
    this.#before = before
    this.#after = after
  }

  add(kind: ChangedLine['kind'], line: string): void {
    const isUnended = !line.endsWith('\n')
    this.lines.push({
      kind,
      before: kind === 'added' ? undefined : this.#before++,
      after: kind === 'removed' ? undefined : this.#after++,
      text: isUnended ? line : line.slice(0, -1),
      changed: [],
      isUnended,
    })
  }
}

/** Lines that are removed and added in the same place, one for one. */
const MAX_PAIRS = 500
const MAX_LINE_LENGTH = 1_000
const MAX_WORDS = 100

/** The lines, with the changed words of those that were replaced by similar ones. */
export function withWords(lines: readonly ChangedLine[]): readonly ChangedLine[] {
  const marked = [...lines]
  let pairs = 0
  for (let at = 0; at < lines.length && pairs < MAX_PAIRS; at++) {
    const removed = runOf(lines, at, 'removed')
    const added = runOf(lines, at + removed, 'added')
    const count = Math.min(removed, added, MAX_PAIRS - pairs)
    for (let pair = at; pair < at + count; pair++)
      [marked[pair], marked[pair + removed]] = withWordsOf(lines[pair]!, lines[pair + removed]!)
    pairs += count
    at += Math.max(0, removed + added - 1)
  }
  return marked
}

/** How many lines of a kind there are from a line on. */
export function runOf(lines: readonly ChangedLine[], from: number, kind: ChangedLine['kind']): number {
  let end = from
  while (lines[end]?.kind === kind) end++
  return end - from
}

function withWordsOf(removed: ChangedLine, added: ChangedLine): [ChangedLine, ChangedLine] {
  if (removed.text.length > MAX_LINE_LENGTH || added.text.length > MAX_LINE_LENGTH) return [removed, added]
  const words = diffWordsWithSpace(removed.text, added.text, { maxEditLength: MAX_WORDS }) ?? []
  const marks = { removed: [] as [number, number][], added: [] as [number, number][] }
  const at = { removed: 0, added: 0 }
  let same = 0
  for (const word of words) {
    const { length } = word.value
    for (const side of ['removed', 'added'] as const) {
      if (word[side === 'removed' ? 'added' : 'removed']) continue
      if (word[side]) marks[side].push([at[side], at[side] + length])
      at[side] += length
    }
    if (!word.added && !word.removed) same += word.value.trim().length
  }
  // If little has stayed, it's another line, and marks would only be noise.
  if (same * 3 < Math.max(removed.text.trim().length, added.text.trim().length)) return [removed, added]
  return [
    { ...removed, changed: marks.removed },
    { ...added, changed: marks.added },
  ]
}
