import { sanitize } from '../text/sanitize.ts'
import { selectedLines, selectedPart, type Selection } from './selection.ts'
import { isContinued, sourceRow, textOfLine } from './source-rows.ts'
import type { TextSource } from './text-sources.ts'

/**
 * The text of a selection as its sources have it: a wrapped text is one line, an ellipsis is what it hides, and there are no borders and no
 * padding. Control characters are what the screen shows for them. Undefined if it is longer than `maxLength`.
 */
export function selectedText(selection: Selection, maxLength: number): string | undefined {
  let text = ''
  let before: TextSource | undefined
  for (const source of selection.sources) {
    if (before !== undefined) text += separator(before, source)
    const [first, last] = selectedLines(selection, source)
    for (let line = first; line <= last; line++) {
      const { from, to } = selectedPart(selection, source, line)!
      text +=
        (line > first && !isContinued(source, line) ? '\n' : '') + textOfLine(source, line).slice(from, to)
      if (text.length > maxLength) return undefined
    }
    before = source
  }
  return sanitize(text)
}

/** What is between two texts: a line feed, unless they are in one row. There a blank stands for any number of free cells. */
function separator(a: TextSource, b: TextSource): string {
  if (a.box.node.kind !== 'text' || b.box.node.kind !== 'text' || a.box.y !== b.box.y) return '\n'
  const [left, right] = [sourceRow(a, a.box.y), sourceRow(b, b.box.y)]
  if (left === undefined || right === undefined || right.x < left.x) return '\n'
  if (sourceRow(a, a.box.y + 1) !== undefined) return '\n'
  const last = left.cells.at(-1)
  const end = left.x + (last === undefined ? 0 : last.x + last.width)
  return right.x > end ? ' ' : ''
}
