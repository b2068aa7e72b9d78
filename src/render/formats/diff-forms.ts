import { fitting } from '../nodes/fitting.ts'
import type { Node, TextNode } from '../nodes/index.ts'
import { column, row } from '../nodes/stack.ts'
import { text } from '../nodes/text.ts'
import type { ColorRole } from '../theme/roles.ts'
import type { Span } from '../text/shape.ts'
import { withSpans } from './code.ts'
import { runOf, type ChangedLine } from './line-changes.ts'

/** A line of a difference, with the look of its parts. */
export interface Row {
  readonly line: ChangedLine
  readonly spans: readonly Span[]
}

/** Rows that follow each other, or what is said between them. */
export type Part = readonly Row[] | TextNode

/** In fewer columns, lines aren't side by side; in fewer than `NUMBERS`, they have no numbers. */
const SPLIT = 80
const NUMBERS = 40

/** The forms of a difference, by the room that there is. */
export function diffForms(parts: readonly Part[], mode: 'unified' | 'split'): Node {
  const last = Math.max(...parts.map((part) => (isRows(part) ? largestIn(part) : 0)))
  const digits = String(last).length
  const form = (rowsOf: (rows: readonly Row[]) => readonly Node[]) =>
    column(parts.flatMap((part) => (isRows(part) ? rowsOf(part) : [part])))
  return fitting([
    ...(mode === 'split' ? [{ minWidth: SPLIT, node: form((rows) => sideBySide(rows, digits)) }] : []),
    { minWidth: NUMBERS, node: form((rows) => rows.map((shown) => unified(shown, digits))) },
    { minWidth: 0, node: form((rows) => rows.map((shown) => unified(shown, 0))) },
  ])
}

function largestIn(rows: readonly Row[]): number {
  const { before = 0, after = 0 } = rows.at(-1)?.line ?? {}
  return Math.max(before, after)
}

/** Whether a part is of rows. */
export function isRows(part: Part): part is readonly Row[] {
  return Array.isArray(part)
}

const kinds: Readonly<
  Record<
    ChangedLine['kind'],
    { readonly sign: string; readonly color: ColorRole; readonly ground: ColorRole | undefined }
  >
> = {
  same: { sign: ' ', color: 'faint', ground: undefined },
  removed: { sign: '-', color: 'danger', ground: 'removed' },
  added: { sign: '+', color: 'success', ground: 'added' },
}

function unified({ line, spans }: Row, digits: number): Node {
  const numbers = digits === 0 ? [] : [line.before, line.after]
  return row({ background: kinds[line.kind].ground }, [
    beginning(line, numbers, digits),
    content(line, spans),
  ])
}

/** The numbers and the sign of a line. */
function beginning(line: ChangedLine, numbers: readonly (number | undefined)[], digits: number): TextNode {
  const { sign, color } = kinds[line.kind]
  const columns = numbers.map((number) => String(number ?? '').padStart(digits)).join('  ')
  const shown = numbers.length === 0 ? '' : ` ${columns} `
  return text(
    [
      text(shown, { color: line.kind === 'same' ? 'faint' : 'muted' }),
      text(`${sign} `, { color, bold: true }),
    ],
    { width: shown.length + 2, overflow: 'clip', select: false },
  )
}

function content(line: ChangedLine, spans: readonly Span[]): TextNode {
  const isNoted = line.isUnended && line.kind !== 'same'
  const note: Span = { text: ' (no line end)', style: { color: 'muted', italic: true } }
  return withSpans(isNoted ? [...spans, note] : spans, { grow: 1 })
}

/** Removed lines at the left of those that replaced them. */
function sideBySide(rows: readonly Row[], digits: number): readonly Node[] {
  const lines = rows.map(({ line }) => line)
  const shown: Node[] = []
  for (let at = 0; at < rows.length;) {
    const removed = runOf(lines, at, 'removed')
    const added = runOf(lines, at + removed, 'added')
    if (removed + added === 0) {
      shown.push(pair(rows[at], rows[at], digits))
      at++
      continue
    }
    for (let index = 0; index < Math.max(removed, added); index++)
      shown.push(
        pair(
          index < removed ? rows[at + index] : undefined,
          index < added ? rows[at + removed + index] : undefined,
          digits,
        ),
      )
    at += removed + added
  }
  return shown
}

function pair(left: Row | undefined, right: Row | undefined, digits: number): Node {
  return row([half(left, left?.line.before, digits), half(right, right?.line.after, digits)])
}

/** Both halves are of the same width, whatever is in them. */
function half(shown: Row | undefined, number: number | undefined, digits: number): Node {
  if (shown === undefined) return row({ width: '50%' }, [])
  const { line, spans } = shown
  return row({ width: '50%', background: kinds[line.kind].ground }, [
    beginning(line, [number], digits),
    content(line, spans),
  ])
}
