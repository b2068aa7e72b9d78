import { nextCluster, previousCluster, wordLeft, wordRight } from '../controls/boundaries.ts'
import { compare, ordered, type EditedText, type TextPlace } from './edited-text.ts'
import { replace, selectionOf, type Edited } from './editing-state.ts'

/** Where the cursor can go, and up to where text can be deleted, whatever the width of the screen. */
export type TextTarget =
  | 'left'
  | 'right'
  | 'wordLeft'
  | 'wordRight'
  | 'blankWordLeft'
  | 'lineStart'
  | 'lineEnd'
  | 'paragraphUp'
  | 'paragraphDown'
  | 'start'
  | 'end'

/** Where the cursor would go. */
export function targetOf({ text, cursor }: Pick<Edited, 'text' | 'cursor'>, to: TextTarget): TextPlace {
  const { line, at } = cursor
  switch (to) {
    case 'left':
      return at > 0 ? { line, at: previousCluster(text.lineText(line), at) } : endOfLine(text, line - 1)
    case 'right':
      return at < text.lineText(line).length
        ? { line, at: nextCluster(text.lineText(line), at) }
        : line + 1 < text.lineCount
          ? { line: line + 1, at: 0 }
          : cursor
    case 'wordLeft':
    case 'blankWordLeft':
      return wordBefore(text, cursor, to === 'wordLeft' ? 'word' : 'blankWord')
    case 'wordRight':
      return wordAfter(text, cursor)
    case 'lineStart':
      return { line, at: 0 }
    case 'lineEnd':
      return endOfLine(text, line)
    case 'paragraphUp':
      return { line: paragraph(text, line, -1), at: 0 }
    case 'paragraphDown': {
      const down = paragraph(text, line, 1)
      return down === line ? endOfLine(text, line) : { line: down, at: 0 }
    }
    case 'start':
      return { line: 0, at: 0 }
    case 'end':
      return text.end
  }
}

/** Puts text in the place of the selection. Text that is typed is undone by words, other text by itself. */
export function insert(edited: Edited, inserted: string, isTyped = false): Edited {
  const [from, to] = selectionOf(edited) ?? [edited.cursor, edited.cursor]
  if (!isTyped) return replace(edited, from, to, inserted)
  return replace(
    edited,
    from,
    to,
    inserted,
    'typing',
    edited.run === 'typing' && !beginsWord(edited, inserted),
  )
}

/** Deletes the selection, or else the text between the cursor and a place. */
export function deleteTo(edited: Edited, to: TextTarget): Edited {
  const isKeyed = to === 'left' || to === 'right'
  const selection = selectionOf(edited)
  const [from, until] = selection ?? ordered(edited.cursor, targetOf(edited, to))
  return replace(edited, from, until, '', isKeyed && selection === undefined ? 'deleting' : undefined)
}

const MAX_KILLS = 60

/** Deletes the selection, or else the text between the cursor and a place, and keeps it. Kills in a row are one. */
export function kill(edited: Edited, to: TextTarget): Edited {
  const selection = selectionOf(edited)
  const target = to === 'lineEnd' && isAtLineEnd(edited) ? targetOf(edited, 'right') : targetOf(edited, to)
  const [from, until] = selection ?? ordered(edited.cursor, target)
  const killed = edited.text.slice(from, until)
  if (killed === '') return edited
  const goesOn = edited.run === 'killing' && selection === undefined
  const last = goesOn ? (edited.kills.at(-1) ?? '') : ''
  const isForward = compare(from, edited.cursor) === 0
  const kept = goesOn ? edited.kills.slice(0, -1) : edited.kills.slice(-MAX_KILLS + 1)
  const kills = [...kept, isForward ? last + killed : killed + last]
  return { ...replace(edited, from, until, '', selection ? undefined : 'killing', false), kills }
}

/** Puts in what was killed last. */
export function yank(edited: Edited): Edited {
  const killed = edited.kills.at(-1)
  return killed === undefined ? edited : yanked(insert(edited, killed), 0, startOf(edited))
}

/** Puts in what was killed before, in the place of what was yanked. It does nothing but after a yank. */
export function yankOlder(edited: Edited): Edited {
  const { yanked: last, kills } = edited
  if (last === undefined || kills.length === 0) return edited
  const back = (last.back + 1) % kills.length
  return yanked(
    replace(edited, last.from, edited.cursor, kills.at(-1 - back)!, 'yanking', true),
    back,
    last.from,
  )
}

/** Exchanges the clusters around the cursor; at the end of a line, the last two. */
export function transpose(edited: Edited): Edited {
  const { text, cursor } = edited
  const line = text.lineText(cursor.line)
  const middle = cursor.at === line.length ? previousCluster(line, cursor.at) : cursor.at
  if (middle <= 0 || middle >= line.length) return edited
  const [start, end] = [previousCluster(line, middle), nextCluster(line, middle)]
  const swapped = line.slice(middle, end) + line.slice(start, middle)
  return replace(edited, { line: cursor.line, at: start }, { line: cursor.line, at: end }, swapped)
}

/** Exchanges the word before the cursor and the one after it; at the end of a line, the last two. */
export function transposeWords(edited: Edited): Edited {
  const { text, cursor } = edited
  const line = text.lineText(cursor.line)
  const rightEnd = wordRight(line, cursor.at)
  const end = rightEnd === -1 ? lastWordEnd(line) : rightEnd
  const rightStart = wordLeft(line, end)
  const leftStart = wordLeft(line, rightStart)
  if (leftStart < 0) return edited
  const leftEnd = wordRight(line, leftStart)
  const swapped =
    line.slice(rightStart, end) + line.slice(leftEnd, rightStart) + line.slice(leftStart, leftEnd)
  return replace(edited, { line: cursor.line, at: leftStart }, { line: cursor.line, at: end }, swapped)
}

/** Changes the case of the text up to the end of the word. */
export function changeCase(edited: Edited, to: 'upper' | 'lower' | 'capital'): Edited {
  const [from, until] = selectionOf(edited) ?? [edited.cursor, targetOf(edited, 'wordRight')]
  const part = edited.text.slice(from, until)
  return replace(edited, from, until, cased(part, to))
}

function cased(part: string, to: 'upper' | 'lower' | 'capital'): string {
  if (to === 'upper') return part.toUpperCase()
  if (to === 'lower') return part.toLowerCase()
  return part.toLowerCase().replace(/[\p{L}\p{N}]/u, (letter) => letter.toUpperCase())
}

function startOf(edited: Edited): TextPlace {
  return selectionOf(edited)?.[0] ?? edited.cursor
}

function yanked(edited: Edited, back: number, from: TextPlace): Edited {
  return { ...edited, run: 'yanking', yanked: { back, from } }
}

/** Whether typed text begins another word, so that it is undone by itself. */
function beginsWord({ text, cursor }: Edited, inserted: string): boolean {
  if (inserted === '\n') return true
  const before = text.lineText(cursor.line).slice(0, cursor.at)
  return !/^\s/.test(inserted) && (before === '' || /\s$/.test(before.slice(-1)))
}

function isAtLineEnd({ text, cursor }: Edited): boolean {
  return cursor.at === text.lineText(cursor.line).length
}

/** The end of a line; the beginning of the text if there is no such line. */
function endOfLine(text: EditedText, line: number): TextPlace {
  return line < 0 ? { line: 0, at: 0 } : { line, at: text.lineText(line).length }
}

function wordBefore(text: EditedText, { line, at }: TextPlace, kind: 'word' | 'blankWord'): TextPlace {
  for (let row = line; row >= 0; row--) {
    const content = text.lineText(row)
    const found = wordLeft(content, row === line ? at : content.length, kind)
    if (found !== -1) return { line: row, at: found }
  }
  return { line: 0, at: 0 }
}

function wordAfter(text: EditedText, { line, at }: TextPlace): TextPlace {
  for (let row = line; row < text.lineCount; row++) {
    const found = wordRight(text.lineText(row), row === line ? at : 0)
    if (found !== -1) return { line: row, at: found }
  }
  return text.end
}

function lastWordEnd(line: string): number {
  const start = wordLeft(line, line.length)
  return start === -1 ? 0 : Math.max(0, wordRight(line, start))
}

/** The next blank line in a direction, past the blank lines where the cursor is; else the first or the last line. */
function paragraph(text: EditedText, line: number, by: 1 | -1): number {
  let to = line
  while (isLine(text, to + by) && isBlankLine(text, to)) to += by
  while (isLine(text, to + by) && !isBlankLine(text, to)) to += by
  return to
}

function isLine(text: EditedText, line: number): boolean {
  return line >= 0 && line < text.lineCount
}

function isBlankLine(text: EditedText, line: number): boolean {
  return text.lineText(line).trim() === ''
}
