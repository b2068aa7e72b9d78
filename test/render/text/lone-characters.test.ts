import { expect, test } from 'vitest'
import { cellsOfCodePoint, isAgreed } from '../../../src/render/text/cell-width.ts'
import { standsAlone } from '../../../src/render/text/lone-characters.ts'

test('a character that stands alone has the cells that all terminals give it', () => {
  const units = Array.from(standsAlone.keys()).filter((unit) => standsAlone[unit]! > 0)
  expect(units.length).toBeGreaterThan(30_000)
  const wrong = units.filter((unit) => cellsOfCodePoint(unit) !== standsAlone[unit] || !isAgreed(unit))
  expect(wrong).toEqual([])
})
