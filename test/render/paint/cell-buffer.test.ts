import { describe, expect, test } from 'vitest'
import { BLANK, glyphOf, TAIL } from '../../../src/render/text/glyphs.ts'
import { CellBuffer } from '../../../src/render/paint/cell-buffer.ts'

const KANJI = glyphOf('漢'.codePointAt(0)!)

/** A row of wide glyphs, after something was written over it. */
function rowAfter(write: (buffer: CellBuffer) => void): string {
  const buffer = new CellBuffer(6, 1)
  for (const x of [0, 2, 4]) buffer.writeGlyph(x, 0, KANJI, 0)
  write(buffer)
  return Array.from(buffer.glyphs, (glyph) =>
    glyph === KANJI ? 'K' : glyph === TAIL ? '-' : glyph === BLANK ? ' ' : String.fromCodePoint(glyph),
  ).join('')
}

describe('half of a wide glyph is never left alone', () => {
  test.each<[string, (buffer: CellBuffer) => void, string]>([
    ['its second half is written over', (buffer) => buffer.writePlain(1, 0, 'a', 1, 0, 0), ' aK-K-'],
    ['its first half is written over', (buffer) => buffer.writePlain(2, 0, 'a', 1, 0, 0), 'K-a K-'],
    ['both ends of a run fall into one', (buffer) => buffer.writePlain(1, 0, 'ab', 2, 0, 0), ' ab K-'],
    ['a wide glyph is written across two', (buffer) => buffer.writeGlyph(1, 0, KANJI, 0), ' K- K-'],
    ['a blank is', (buffer) => buffer.fill(3, 0, 2, 1, 0), 'K-    '],
    ['a whole one is', (buffer) => buffer.writePlain(2, 0, 'ab', 2, 0, 0), 'K-abK-'],
  ])('when %s', (_, write, expected) => {
    expect(rowAfter(write)).toBe(expected)
  })
})

test('damage is what was written, row by row, and no more', () => {
  const buffer = new CellBuffer(10, 3)
  buffer.writePlain(2, 1, 'abc', 3, 0, 0)
  buffer.fill(7, 1, 2, 1, 0)
  expect([...buffer.damageFrom]).toEqual([10, 2, 10])
  expect([...buffer.damageTo]).toEqual([0, 9, 0])
  expect(buffer.written).toBe(5)
  buffer.clearDamage()
  expect([...buffer.damageTo]).toEqual([0, 0, 0])
})
