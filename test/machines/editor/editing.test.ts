import { describe, expect, test } from 'vitest'
import { applyEdit, type EditEvent } from '../../../src/machines/editor/apply-edit.ts'
import { compare, EditedText, type TextPlace } from '../../../src/machines/editor/edited-text.ts'
import { editedOf, moveTo, selectionOf, type Edited } from '../../../src/machines/editor/editing-state.ts'
import { fc } from '../../support/property.ts'

/** A text with a bar at the cursor, and another where the selection began. */
function shown({ text, cursor, anchor }: Edited): string {
  const offsets = [cursor, anchor].flatMap((place) => (place === undefined ? [] : [offsetOf(text, place)]))
  const whole = text.toString()
  const cuts = [...new Set(offsets)].sort((a, b) => b - a)
  return cuts.reduce((result, at) => `${result.slice(0, at)}|${result.slice(at)}`, whole)
}

function offsetOf(text: EditedText, { line, at }: TextPlace): number {
  return (
    text
      .toString()
      .split('\n')
      .slice(0, line)
      .reduce((sum, part) => sum + part.length + 1, 0) + at
  )
}

function placeAt(value: string, offset: number): TextPlace {
  const before = value.slice(0, offset).split('\n')
  return { line: before.length - 1, at: before.at(-1)!.length }
}

/** A text with a bar at the cursor. */
function edited(before: string): Edited {
  const value = before.replace('|', '')
  return moveTo(editedOf(value), placeAt(value, before.indexOf('|')))
}

function run(before: string, ...events: EditEvent[]): string {
  return shown(events.reduce(applyEdit, edited(before)))
}

const move = (to: (EditEvent & { type: 'move' })['to'], select?: boolean): EditEvent => ({
  type: 'move',
  to,
  select,
})
const type = (text: string): EditEvent[] => Array.from(text, (letter) => ({ type: 'insert', text: letter }))
const kill = (to: (EditEvent & { type: 'kill' })['to']): EditEvent => ({ type: 'kill', to })
const del = (to: (EditEvent & { type: 'delete' })['to']): EditEvent => ({ type: 'delete', to })
const [undo, redo]: EditEvent[] = [{ type: 'undo' }, { type: 'redo' }] as [EditEvent, EditEvent]
const [yank, yankOlder] = [{ type: 'yank' }, { type: 'yankOlder' }] as [EditEvent, EditEvent]

describe('moving', () => {
  test.each([
    ['left at the beginning of a line', 'a\n|b', move('left'), 'a|\nb'],
    ['right at the end of a line', 'a|\nb', move('right'), 'a\n|b'],
    ['left over a family', '👨‍👩‍👧‍👦|', move('left'), '|👨‍👩‍👧‍👦'],
    ['right over a letter with marks', '|e\u0301\u0323x', move('right'), 'e\u0301\u0323|x'],
    ['left over flags', '🇩🇪🇫🇷|', move('left'), '🇩🇪|🇫🇷'],
    ['a word to the left', 'one two-three|', move('wordLeft'), 'one two-|three'],
    ['a word to the left of punctuation', 'one, (|', move('wordLeft'), '|one, ('],
    ['a word to the left, over a line', 'one\n  |two', move('wordLeft'), '|one\n  two'],
    ['a word between blanks', 'one two-three|', move('blankWordLeft'), 'one |two-three'],
    ['a word to the right', '|one two', move('wordRight'), 'one| two'],
    ['a word to the right, over lines', 'one|\n\n two', move('wordRight'), 'one\n\n two|'],
    ['from inside a word', 'o|ne two', move('wordRight'), 'one| two'],
    ['a paragraph up', 'a\n\nb\nc|', move('paragraphUp'), 'a\n|\nb\nc'],
    ['a paragraph down', '|a\n\nb\nc', move('paragraphDown'), 'a\n|\nb\nc'],
    ['the last paragraph down', 'a\n\nb|b', move('paragraphDown'), 'a\n\nbb|'],
    ['to the start', 'a\nb|', move('start'), '|a\nb'],
    ['to the end of the line', '|ab\nc', move('lineEnd'), 'ab|\nc'],
  ])('%s', (_, before, event, after) => {
    expect(run(before, event)).toBe(after)
  })

  test('a selection grows and shrinks', () => {
    expect(run('ab|cd', move('right', true), move('right', true), move('left', true))).toBe('ab|c|d')
    expect(run('ab|cd', move('right', true), move('left'))).toBe('ab|cd')
  })
})

describe('deleting', () => {
  test.each([
    ['a letter with its marks', 'e\u0301|', [del('left')], '|'],
    ['a line feed', 'a\n|b', [del('left')], 'a|b'],
    ['forwards', 'a|\nb', [del('right')], 'a|b'],
    ['a selection', 'a|bc', [move('lineEnd', true), del('left')], 'a|'],
    ['what joins with what is before it', 'e|x\u0301', [del('right')], 'e|'],
  ] as [string, string, EditEvent[], string][])('%s', (_, before, events, after) => {
    expect(run(before, ...events)).toBe(after)
  })
})

describe('the kill ring', () => {
  test.each([
    ['to the end of the line, and then its line feed', 'a|b\nc', [kill('lineEnd'), kill('lineEnd')], 'a|c'],
    ['kills in a row are one', 'a|b\nc', [kill('lineEnd'), kill('lineEnd'), yank], 'ab\n|c'],
    ['backwards in a row, too', 'one two|', [kill('wordLeft'), kill('wordLeft'), yank], 'one two|'],
    [
      'a yank, and an older one',
      'one two|',
      [kill('wordLeft'), move('start'), kill('wordRight'), yank, yankOlder],
      'two| ',
    ],
    [
      'round the ring',
      'one two|',
      [kill('wordLeft'), move('start'), kill('wordRight'), yank, yankOlder, yankOlder],
      'one| ',
    ],
    ['no older one but after a yank', 'one|', [kill('wordLeft'), yank, move('start'), yankOlder], '|one'],
  ] as [string, string, EditEvent[], string][])('%s', (_, before, events, after) => {
    expect(run(before, ...events)).toBe(after)
  })
})

describe('words and characters', () => {
  test.each([
    ['transposes', 'ab|c', { type: 'transpose' }, 'acb|'],
    ['transposes at the end', 'abc|', { type: 'transpose' }, 'acb|'],
    ['transposes nothing at the beginning', '|ab', { type: 'transpose' }, '|ab'],
    ['transposes words', 'one, |two', { type: 'transposeWords' }, 'two, one|'],
    ['transposes words at the end', 'one two|', { type: 'transposeWords' }, 'two one|'],
    ['makes upper case', '|one two', { type: 'case', to: 'upper' }, 'ONE| two'],
    ['makes lower case', 'O|NE', { type: 'case', to: 'lower' }, 'One|'],
    ['capitalizes', '| élan', { type: 'case', to: 'capital' }, ' Élan|'],
  ] as [string, string, EditEvent, string][])('%s', (_, before, event, after) => {
    expect(run(before, event)).toBe(after)
  })
})

describe('undo', () => {
  test('takes back typing by words', () => {
    const typed = type('one two')
    expect(run('|', ...typed, undo)).toBe('one |')
    expect(run('|', ...typed, undo, undo)).toBe('|')
    expect(run('|', ...typed, undo, undo, redo, redo)).toBe('one two|')
  })

  test('takes back a paste as one, and what was selected is selected again', () => {
    const paste: EditEvent = { type: 'insert', text: 'a long pasted text\nof two lines' }
    expect(run('x|yz', move('lineEnd', true), paste)).toBe('xa long pasted text\nof two lines|')
    expect(run('x|yz', move('lineEnd', true), paste, undo)).toBe('x|yz|')
  })

  test('takes back letters that were deleted in a row', () => {
    expect(run('abc|', del('left'), del('left'), undo)).toBe('abc|')
    expect(run('abc|', del('left'), move('left'), del('left'), undo)).toBe('a|b')
  })

  test('has nothing to make again after another change', () => {
    expect(run('|', ...type('a'), undo, ...type('b'), redo)).toBe('b|')
  })
})

const cluster = fc.constantFrom(
  'a',
  'B',
  ' ',
  '\n',
  '-',
  '漢',
  'é',
  'e\u0301',
  '\u0301',
  '👨‍👩‍👧',
  '🇩🇪',
  '🇫',
  '\t',
  '한',
  'ि',
  '\u200d',
)
const textOf = (minLength: number) =>
  fc.array(cluster, { minLength, maxLength: 12 }).map((parts) => parts.join(''))
const text = textOf(0)
const target = fc.constantFrom(
  ...(['left', 'right', 'wordLeft', 'wordRight', 'blankWordLeft', 'lineStart', 'lineEnd'] as const),
  ...(['paragraphUp', 'paragraphDown', 'start', 'end'] as const),
)
const event: fc.Arbitrary<EditEvent> = fc.oneof(
  textOf(1).map((inserted): EditEvent => ({ type: 'insert', text: inserted })),
  fc.record({ type: fc.constant('move' as const), to: target, select: fc.boolean() }),
  fc.record({ type: fc.constantFrom('delete' as const, 'kill' as const), to: target }),
  fc.record({
    type: fc.constant('place' as const),
    at: fc.record({ line: fc.integer({ min: -1, max: 5 }), at: fc.integer({ min: -1, max: 9 }) }),
    select: fc.boolean(),
  }),
  fc.constantFrom<EditEvent>(
    ...([undo, redo, yank, yankOlder, { type: 'selectAll' }, { type: 'transpose' }] as const),
    ...([{ type: 'transposeWords' }, { type: 'case', to: 'upper' }] as const),
  ),
)

describe('whatever is done', () => {
  test('cursor and selection are at the boundaries of clusters', () => {
    fc.assert(
      fc.property(text, fc.array(event, { maxLength: 20 }), (first, events) => {
        let now = editedOf(first)
        for (const each of events) {
          now = applyEdit(now, each)
          for (const place of [now.cursor, now.anchor]) if (place !== undefined) expectBoundary(now, place)
        }
      }),
    )
  })

  test('undo takes back everything, and redo makes it again', () => {
    fc.assert(
      fc.property(text, fc.array(event, { maxLength: 20 }), (first, events) => {
        const done = events.reduce(applyEdit, editedOf(first))
        let now = done
        for (const { changes } of done.done) {
          expect(changes.length).toBeGreaterThan(0)
          now = applyEdit(now, undo)
        }
        expect(now.done).toEqual([])
        const begun = now.text.toString()
        while (now.undone.length > 0) now = applyEdit(now, redo)
        while (now.done.length > 0) now = applyEdit(now, undo)
        expect(now.text.toString()).toBe(begun)
      }),
    )
  })

  test('it does what the same edits do to a string', () => {
    fc.assert(
      fc.property(text, fc.array(event, { maxLength: 20 }), (first, events) => {
        let now = editedOf(first)
        for (const each of events) {
          const before = now
          now = applyEdit(now, each)
          if (each.type === 'insert' || each.type === 'delete' || each.type === 'kill')
            expect(now.text.toString()).toBe(modelled(before, now, each))
          if (each.type === 'move' || each.type === 'place') expect(now.text).toBe(before.text)
        }
      }),
    )
  })
})

/** The text as a string has it: the part between the two ends is replaced, and nothing else. */
function modelled(
  before: Edited,
  after: Edited,
  each: EditEvent & { type: 'insert' | 'delete' | 'kill' },
): string {
  const whole = before.text.toString()
  if (each.type !== 'insert') {
    const killed =
      each.type === 'kill' && after !== before ? after.done.at(-1)!.changes.at(-1)!.removed : undefined
    const removed = killed ?? whole.slice(...cutOf(before, each.to))
    const at = offsetOf(before.text, firstOf(before, each.to))
    return whole.slice(0, at) + whole.slice(at + removed.length)
  }
  const [from, to] = selectionOf(before) ?? [before.cursor, before.cursor]
  return whole.slice(0, offsetOf(before.text, from)) + each.text + whole.slice(offsetOf(before.text, to))
}

function cutOf(before: Edited, to: (EditEvent & { type: 'delete' })['to']): [from: number, to: number] {
  const selection = selectionOf(before)
  const ends = selection ?? [before.cursor, applyEdit(before, { type: 'move', to }).cursor]
  const [a, b] = ends.map((place) => offsetOf(before.text, place)) as [number, number]
  return [Math.min(a, b), Math.max(a, b)]
}

function firstOf(before: Edited, to: (EditEvent & { type: 'delete' })['to']): TextPlace {
  return placeAt(before.text.toString(), cutOf(before, to)[0])
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function expectBoundary({ text: whole }: Edited, { line, at }: TextPlace): void {
  const content = whole.lineText(line)
  expect(at).toBeLessThanOrEqual(content.length)
  const starts = [...segmenter.segment(content)].map(({ index }) => index)
  expect([...starts, content.length]).toContain(at)
}

describe('the text', () => {
  test('is the same however it was made', () => {
    const part = fc.integer({ min: 0, max: 400 })
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part), { maxLength: 30 }), (changes) => {
        let whole = Array.from({ length: 300 }, (_, index) => `line ${index}`).join('\n')
        let made = EditedText.from(whole)
        for (const [a, b, count] of changes) {
          const [from, to] = [a, b].map((at) => placeAt(whole, Math.min(at * 7, whole.length))) as [
            TextPlace,
            TextPlace,
          ]
          const [first, last] = compare(from, to) <= 0 ? [from, to] : [to, from]
          const inserted = 'x\n'.repeat(count)
          whole = whole.slice(0, offsetOf(made, first)) + inserted + whole.slice(offsetOf(made, last))
          made = made.replace(first, last, inserted)
          expect(made.length).toBe(whole.length)
          expect(made.toString()).toBe(whole)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('shares all chunks with the text before, but those of a change', () => {
    const before = EditedText.from('a line\n'.repeat(100_000))
    const after = before.replace({ line: 50_000, at: 1 }, { line: 50_000, at: 1 }, 'x')
    const kept = new Set(before.chunks)
    expect(after.chunks.filter((chunk) => !kept.has(chunk))).toHaveLength(1)
  })
})
