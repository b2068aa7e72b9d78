import type { Sizing } from '../layout/sizing.ts'
import { marked } from '../nodes/mark.ts'
import { cells, oneOf, sizing } from '../nodes/options.ts'
import { column, type StackNode } from '../nodes/stack.ts'
import { text, type TextNode } from '../nodes/text.ts'
import type { Span } from '../text/shape.ts'
import { stringOf } from './ansi.ts'
import { diffForms, isRows, type Part, type Row } from './diff-forms.ts'
import { highlight } from './highlight.ts'
import { lineChanges, withWords, type ChangedLine } from './line-changes.ts'
import { readPatch } from './read-patch.ts'
import { spanLines } from './span-lines.ts'

/** What a difference looks like. */
export interface DiffOptions extends Sizing {
  /**
   * Whether removed and added lines are below each other, or side by side. In fewer than 80 columns they are below each
   * other in any case.
   *
   * @defaultValue 'unified'
   */
  readonly mode?: 'unified' | 'split' | undefined
  /**
   * How many lines around a change are shown.
   *
   * @defaultValue 3
   */
  readonly context?: number | undefined
  /**
   * The language of the texts, as for `code`.
   *
   * @defaultValue none
   */
  readonly language?: string | undefined
  /**
   * What was changed, such as a path. It's shown above, with the number of lines that were added and removed.
   *
   * @defaultValue none
   */
  readonly title?: string | undefined
}

/**
 * The difference of two texts, by lines: their numbers, a sign, and the words that were changed in bold.
 *
 * ```ts
 * diff('const a = 1\n', 'const a = 2\n', { language: 'ts', title: 'src/a.ts' })
 * ```
 *
 * If there are very many changes, all between the first and the last counts as changed.
 *
 * @throws TypeError if an option is invalid.
 */
export function diff(before: string, after: string, options: DiffOptions = {}): StackNode {
  const { language, context = 3 } = options
  const [old, next] = [stringOf(before), stringOf(after)]
  const lines = lineChanges(old, next)
  const [oldLooks, nextLooks] = [old, next].map((side) => looksOf(side, language)) as [Looks, Looks]
  const rows = lines.map((line) => {
    const look = line.after === undefined ? oldLooks[line.before! - 1] : nextLooks[line.after - 1]
    return { line, spans: changedSpans(line, look) }
  })
  const around = cells(context, 'context')
  return framed(lines.some(({ kind }) => kind !== 'same') ? hunks(rows, around) : [], options)
}

/**
 * A difference that is a text already, as `git diff` and `diff -u` write it. What isn't a part of one is shown as it is.
 *
 * ```ts
 * patch('@@ -1 +1 @@\n-const a = 1\n+const a = 2\n', { language: 'ts' })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function patch(source: string, options: Omit<DiffOptions, 'context'> = {}): StackNode {
  const parts = readPatch(stringOf(source)).flatMap((part, index, all): Part[] => {
    if (!('lines' in part)) return [text(part.text, { bold: part.isFile })]
    const isNext = index > 0 && 'lines' in all[index - 1]!
    return [...(isNext ? [cut('')] : []), rowsOf(withWords(part.lines), options.language)]
  })
  return framed(parts, options)
}

/** Rows of a hunk of a patch: only its own lines are known, so only these have colors. */
function rowsOf(lines: readonly ChangedLine[], language: string | undefined): Row[] {
  const [old, next] = (['added', 'removed'] as const).map((other) =>
    looksOf(lines.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('\n'), language),
  ) as [Looks, Looks]
  let [before, after] = [0, 0]
  return lines.map((line) => {
    const look = line.kind === 'removed' ? old[before] : next[after]
    if (line.kind !== 'added') before++
    if (line.kind !== 'removed') after++
    return { line, spans: changedSpans(line, look) }
  })
}

/** The parts of each line of a text. */
type Looks = readonly (readonly Span[])[]

function looksOf(source: string, language: string | undefined): Looks {
  return language === undefined ? [] : spanLines(highlight(source, language))
}

/** The parts of a line, with what was changed in bold. */
function changedSpans(line: ChangedLine, look: readonly Span[] | undefined): readonly Span[] {
  // A line end that was split elsewhere is a part of this one.
  const isSame = look?.map(({ text }) => text).join('') === line.text
  const spans = isSame ? look : [{ text: line.text, style: undefined }]
  if (line.changed.length === 0) return spans
  const ends = line.changed.flat()
  let at = 0
  return spans.flatMap((span) => {
    const start = at
    at += span.text.length
    const cuts = [start, ...ends.filter((end) => end > start && end < at), at]
    return cuts.slice(1).map((end, index) => {
      const from = cuts[index]!
      const isChanged = line.changed.some(([first, last]) => from >= first && end <= last)
      const part = span.text.slice(from - start, end - start)
      return { text: part, style: isChanged ? { ...span.style, bold: true } : span.style }
    })
  })
}

/** The rows around changes, and in place of the others, how many there are. */
function hunks(rows: readonly Row[], context: number): Part[] {
  const isShown = new Uint8Array(rows.length)
  let shownTo = 0
  rows.forEach(({ line: { kind } }, at) => {
    if (kind === 'same') return
    isShown.fill(1, Math.max(shownTo, at - context), at + context + 1)
    shownTo = at + context + 1
  })
  const parts: Part[] = []
  for (let start = 0, end; start < rows.length; start = end) {
    end = start + 1
    while (end < rows.length && isShown[end] === isShown[start]) end++
    parts.push(isShown[start] === 1 ? rows.slice(start, end) : cut(sameLines(end - start)))
  }
  return parts
}

function sameLines(count: number): string {
  return count === 1 ? ' 1 line that is the same' : ` ${count.toLocaleString('en')} lines that are the same`
}

function cut(note: string): TextNode {
  return text([marked('⋯', '...'), note], { color: 'faint' })
}

function framed(parts: readonly Part[], { mode = 'unified', title, ...options }: DiffOptions): StackNode {
  oneOf(['unified', 'split'] as const, mode, 'mode')
  const rows = parts.flatMap((part) => (isRows(part) ? part : []))
  const shown = parts.length === 0 ? text('no difference', { color: 'muted' }) : diffForms(parts, mode)
  return {
    ...column([title !== undefined && header(title, rows), shown]),
    sizing: sizing(options),
  }
}

function header(title: string, rows: readonly Row[]): TextNode {
  const count = (wanted: ChangedLine['kind']) => rows.filter(({ line: { kind } }) => kind === wanted).length
  return text([
    text(title, { bold: true }),
    '  ',
    text(`+${count('added')}`, { color: 'success' }),
    ' ',
    text(`-${count('removed')}`, { color: 'danger' }),
  ])
}
