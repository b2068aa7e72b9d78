import { describe, expect, test } from 'vitest'
import { EditedText, type TextPlace } from '../../../../src/machines/editor/edited-text.ts'
import { columnAt, placeAtColumn, TextRows } from '../../../../src/app/views/forms/text-rows.ts'
import { fc } from '../../../support/property.ts'

const none = {}

/** The rows of a text in so many columns, each in bars. */
function rows(text: string, columns: number, shown = new TextRows()): string[] {
  const edited = EditedText.from(text)
  const count = shown.count(edited, columns, none)
  return Array.from({ length: count }, (_, index) => {
    const row = shown.at(edited, index, columns, none)!
    return row.text.slice(row.start, row.end)
  })
}

describe('rows', () => {
  test.each([
    ['words', 'one two three', 8, ['one two ', 'three']],
    ['a blank may stand in the column of the cursor', 'one two', 3, ['one ', 'two']],
    ['the cursor after such a blank has a row of its own', 'one ', 3, ['one ', '']],
    ['a word that is too long', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['wide characters', '漢字漢字', 5, ['漢字', '漢字']],
    ['no comma at the beginning', '漢字、漢', 4, ['漢', '字、', '漢']],
    ['a character that is wider than the row', '漢字', 1, ['漢', '字']],
    ['tabs', 'a\tb', 8, ['a\t', 'b']],
    ['letters with marks', 'e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
    ['lines', 'a\n\nb', 5, ['a', '', 'b']],
  ])('%s', (_, text, columns, expected) => {
    expect(rows(text, columns)).toEqual(expected)
  })

  const part = fc.constantFrom('word', ' ', 'x', '漢', '、', 'e\u0301', '\t', '👨‍👩‍👧', '-', 'looooooong')
  const parts = (maxLength: number) => fc.array(part, { maxLength }).map((all) => all.join(''))

  test('are the whole text, in order, and no cluster is divided', () => {
    fc.assert(
      fc.property(parts(40), fc.integer({ min: 1, max: 12 }), (text, columns) => {
        expect(rows(text, columns).join('')).toBe(text)
        for (const row of rows(text, columns)) expect(row).not.toMatch(/^\u0301/)
      }),
    )
  })

  test('of a long line are those of another one like it, however they were found', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2_000), fc.nat(30), parts(12)), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 3, max: 40 }),
        fc.constantFrom('some words and 漢字 ', 'only letters '),
        (changes, columns, repeated) => {
          let text = repeated.repeat(100)
          const kept = new TextRows()
          rows(text, columns, kept)
          for (const [at, removed, inserted] of changes) {
            text = text.slice(0, at) + inserted + text.slice(at + removed)
            expect(rows(text, columns, kept)).toEqual(rows(text, columns))
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  const words = Array.from({ length: 20_000 }, (_, index) => 'abcdefghijk'.slice((index * 7919) % 9)).join(
    ' ',
  )

  test.each([
    ['many lines', 'a line of forty characters, more or less\n'.repeat(2_500), 1_250],
    ['one line', words, 0],
    ['one line of other letters', words.replaceAll('j', 'é'), 0],
  ])('a key in 100,000 characters in %s wraps a few rows again', (_, text, line) => {
    let edited = EditedText.from(text)
    const shown = new TextRows()
    shown.count(edited, 80, none)
    for (let key = 0; key < 5; key++) {
      const at: TextPlace = { line, at: Math.min(20, edited.lineText(line).length >> 1) + key }
      const before = shown.wrapped
      edited = edited.replace(at, at, 'x')
      shown.count(edited, 80, none)
      shown.indexOf(edited, at, 80, none)
      expect(shown.wrapped - before).toBeLessThan(1_500)
    }
  })
})

describe('columns', () => {
  test('a place and its column are the same', () => {
    const edited = EditedText.from('a漢\te\u0301👨‍👩‍👧b')
    const row = new TextRows().at(edited, 0, 80, none)!
    for (const at of [0, 1, 2, 3, 5]) {
      expect(placeAtColumn(row, columnAt(row, at, none), none)).toEqual({ line: 0, at })
    }
    expect(placeAtColumn(row, 2, none).at).toBe(1)
    expect(placeAtColumn(row, 99, none).at).toBe(row.end)
  })
})
