import { nextCluster } from '../controls/boundaries.ts'
import { compare, type TextPlace } from './edited-text.ts'
import { moveTo, replace, type Edited } from './editing-state.ts'
import { firstNonBlank, motionOf } from './vi-motions.ts'
import { countOf, idle, changed, inserting, viSelection, type Vi, type ViState } from './vi-state.ts'

/** A count repeats a text at most so often. */
export const MAX_COPIES = 1_000

/** Deletes, changes or yanks a part, or the lines of it. */
export function operated(
  edited: Edited,
  vi: Vi,
  key: string,
  [from, to]: readonly [TextPlace, TextPlace],
  isLines: boolean,
): ViState {
  const { text } = edited
  const [start, end] = isLines
    ? [
        { line: from.line, at: 0 },
        { line: to.line, at: text.lineText(to.line).length },
      ]
    : [from, to]
  const register = { text: text.slice(start, end), isLines }
  const kept = { ...vi, register }
  if (key === 'y')
    return idle(
      { ...moveTo(edited, isLines ? edited.cursor : start), anchor: undefined },
      { ...kept, mode: 'normal' },
    )
  const since = edited.done.length
  if (key === 'c') return inserting(removed(edited, start, end), kept, since)
  if (!isLines) return changed(removed(edited, start, end), kept)
  const [first, last] =
    end.line + 1 < text.lineCount ? [start, { line: end.line + 1, at: 0 }] : [beforeFeed(edited, start), end]
  const next = removed(edited, first, last)
  const { line } = next.cursor
  return changed({ ...next, cursor: { line, at: firstNonBlank(next.text.lineText(line)) } }, kept)
}

/** The text without a part. */
export function removed(edited: Edited, from: TextPlace, to: TextPlace): Edited {
  return compare(from, to) === 0 ? moveTo(edited, from) : replace(edited, from, to, '')
}

/** The place before the line feed before a line. */
function beforeFeed({ text }: Edited, { line, at }: TextPlace): TextPlace {
  return line === 0 ? { line, at } : { line: line - 1, at: text.lineText(line - 1).length }
}

export function replaced(edited: Edited, vi: Vi, key: string): ViState {
  if (vi.mode !== 'normal') {
    const selection = viSelection(edited, vi.mode)
    if (selection === undefined) return idle(edited, vi)
    const filled = edited.text.slice(...selection).replace(/[^\n]/gu, key)
    return changed(moveTo(replace(edited, ...selection, filled), selection[0]), vi)
  }
  const times = countOf(vi) ?? 1
  const { line, at } = edited.cursor
  const to = motionOf(edited, 'l', times)!.to
  // It replaces as many as it was told to, or none.
  const isEnough = times === 1 || motionOf(edited, 'l', times - 1)!.to.at < to.at
  if (to.at === at || !isEnough) return idle(edited, vi)
  const next = replace(edited, { line, at }, to, key.repeat(times))
  return changed({ ...next, cursor: motionOf(next, 'h', 1)!.to }, vi)
}

/** Puts what was yanked or deleted after the cursor, or in its place. */
export function put(edited: Edited, vi: Vi, inPlace: boolean): ViState {
  const { register } = vi
  const { cursor, text } = edited
  const copies = register.text.repeat(Math.min(countOf(vi) ?? 1, MAX_COPIES))
  if (copies === '') return idle(edited, vi)
  if (register.isLines) {
    const end = { line: cursor.line, at: text.lineText(cursor.line).length }
    const lines = `\n${Array.from({ length: Math.min(countOf(vi) ?? 1, MAX_COPIES) }, () => register.text).join('\n')}`
    const next = replace(edited, end, end, lines)
    const first = cursor.line + 1
    return changed({ ...next, cursor: { line: first, at: firstNonBlank(next.text.lineText(first)) } }, vi)
  }
  const at = inPlace ? cursor : past(edited, cursor)
  const next = replace(edited, at, at, copies)
  return changed({ ...next, cursor: motionOf(next, 'h', 1)!.to }, vi)
}

/** Joins so many lines, at least two, with a blank between them. */
export function joined(edited: Edited, vi: Vi, times: number): ViState {
  let next = edited
  for (let left = Math.max(1, times - 1); left > 0; left--) {
    const { line } = next.cursor
    if (line + 1 >= next.text.lineCount) break
    const [before, after] = [next.text.lineText(line), next.text.lineText(line + 1)]
    const indent = /^\s*/.exec(after)![0].length
    const glue =
      before === '' || /\s$/.test(before) || after.length === indent || after[indent] === ')' ? '' : ' '
    const from = { line, at: before.length }
    next = moveTo(replace(next, from, { line: line + 1, at: indent }, glue, undefined, next !== edited), from)
  }
  return changed(next, vi)
}

/** The place after the character at a place. */
export function past({ text }: Edited, { line, at }: TextPlace): TextPlace {
  const content = text.lineText(line)
  return { line, at: at < content.length ? nextCluster(content, at) : at }
}
