import { afterEach, beforeEach, expect, test } from 'vitest'
import { timeTicks } from '../../../src/render/charts/time-ticks.ts'

const HOUR = 3_600_000
let zone: string | undefined

beforeEach(() => {
  zone = process.env['TZ']
  process.env['TZ'] = 'Europe/Berlin'
})
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

const texts = (from: string, hours: number, least: number) => {
  const min = Date.parse(from)
  return timeTicks({ min, max: min + hours * HOUR }, least, 'time').map(({ text }) => text)
}

test('days begin at midnight, also after clocks were changed', () => {
  expect(texts('2026-10-23T22:00:00Z', 96, 20 * HOUR)).toEqual(['10-24', '10-25', '10-26', '10-27'])
  expect(texts('2026-03-27T23:00:00Z', 96, 20 * HOUR)).toEqual(['03-28', '03-29', '03-30', '03-31', '04-01'])
})

test('hours stay even, and one that is left out or comes twice is what clocks show', () => {
  expect(texts('2026-10-24T20:00:00Z', 12, 1.5 * HOUR)).toEqual([
    '22:00',
    '00:00',
    '02:00',
    '04:00',
    '06:00',
    '08:00',
  ])
  expect(texts('2026-03-28T21:00:00Z', 12, 1.5 * HOUR)).toEqual([
    '22:00',
    '00:00',
    '03:00',
    '04:00',
    '06:00',
    '08:00',
    '10:00',
  ])
  expect(texts('2026-10-24T22:00:00Z', 4, 0.8 * HOUR)).toEqual(['00:00', '01:00', '02:00', '02:00', '03:00'])
})
