import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastBoundary, nextBoundary } from '../../../src/machines/kit/boundaries.ts'
import { fc } from '../../support/property.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The beginnings of periods from one time to another, in UTC. */
function boundaries(period: number, from: string, until: string): string[] {
  const found: string[] = []
  for (let time = nextBoundary(Date.parse(from) - 1, period); time <= Date.parse(until);) {
    expect(lastBoundary(time, period)).toBe(time)
    found.push(new Date(time).toISOString().slice(5, 16))
    time = nextBoundary(time, period)
  }
  return found
}

describe.each([
  // India: half past in UTC
  ['Asia/Kolkata', HOUR, '2026-01-10T00:00Z', '2026-01-10T02:00Z', ['01-10T00:30', '01-10T01:30']],
  ['Asia/Kolkata', DAY, '2026-01-10T00:00Z', '2026-01-12T00:00Z', ['01-10T18:30', '01-11T18:30']],
  // Nepal: a quarter past
  ['Asia/Kathmandu', HOUR, '2026-01-10T00:00Z', '2026-01-10T02:00Z', ['01-10T00:15', '01-10T01:15']],
  ['UTC', DAY, '2026-01-10T00:00Z', '2026-01-11T00:00Z', ['01-10T00:00', '01-11T00:00']],
  // New York, in spring: 02:00 is 03:00
  [
    'America/New_York',
    HOUR,
    '2026-03-08T06:00Z',
    '2026-03-08T08:00Z',
    ['03-08T06:00', '03-08T07:00', '03-08T08:00'],
  ],
  [
    'America/New_York',
    DAY,
    '2026-03-07T00:00Z',
    '2026-03-10T00:00Z',
    ['03-07T05:00', '03-08T05:00', '03-09T04:00'],
  ],
  [
    'America/New_York',
    2 * HOUR,
    '2026-03-08T05:00Z',
    '2026-03-08T11:00Z',
    ['03-08T05:00', '03-08T07:00', '03-08T08:00', '03-08T10:00'],
  ],
  // and in autumn: 02:00 is 01:00 again
  [
    'America/New_York',
    HOUR,
    '2026-11-01T05:00Z',
    '2026-11-01T07:00Z',
    ['11-01T05:00', '11-01T06:00', '11-01T07:00'],
  ],
  ['America/New_York', DAY, '2026-11-01T00:00Z', '2026-11-03T00:00Z', ['11-01T04:00', '11-02T05:00']],
  [
    'America/New_York',
    2 * HOUR,
    '2026-11-01T04:00Z',
    '2026-11-01T09:00Z',
    ['11-01T04:00', '11-01T07:00', '11-01T09:00'],
  ],
  // Lord Howe: by half an hour
  [
    'Australia/Lord_Howe',
    HOUR,
    '2026-04-04T14:00Z',
    '2026-04-04T16:30Z',
    ['04-04T14:00', '04-04T15:30', '04-04T16:30'],
  ],
  // Beirut: the midnight that is left out
  [
    'Asia/Beirut',
    DAY,
    '2026-03-27T00:00Z',
    '2026-03-30T00:00Z',
    ['03-27T22:00', '03-28T22:00', '03-29T21:00'],
  ],
])('in %s, every %d ms', (zone, period, from, until, expected) => {
  inZone(zone)
  test(`from ${from}`, () => expect(boundaries(period, from, until)).toEqual(expected))
})

describe.each([
  'UTC',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Apia',
])('whenever it is in %s', (zone) => {
  inZone(zone)
  test('the last one is not after it, the next one is, and nothing is between', () => {
    const time = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2030, 0, 1) })
    const period = fc.constantFrom(250, 1_000, 60_000, 15 * 60_000, HOUR, 6 * HOUR, DAY)
    fc.assert(
      fc.property(time, period, (time, period) => {
        const last = lastBoundary(time, period)
        const next = nextBoundary(time, period)
        expect(last).toBeLessThanOrEqual(time)
        expect(next).toBeGreaterThan(time)
        expect(lastBoundary(last, period)).toBe(last)
        expect(lastBoundary(next, period)).toBe(next)
        expect(lastBoundary(next - 1, period)).toBe(last)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe.each(['America/New_York', 'America/Sao_Paulo', 'Europe/Berlin'])(
  'a period that no hour is made of, in %s',
  (zone) => {
    inZone(zone)
    test('begins before its time, and ends after it, also where clocks are set', () => {
      for (const day of [
        Date.UTC(2018, 1, 17),
        Date.UTC(2018, 10, 3),
        Date.UTC(2024, 2, 9),
        Date.UTC(2024, 9, 26),
      ])
        for (const period of [100 * 60_000, 5 * HOUR, 7 * HOUR])
          for (let time = day; time < day + 3 * DAY; time += 10 * 60_000) {
            expect(lastBoundary(time, period)).toBeLessThanOrEqual(time)
            expect(nextBoundary(time, period)).toBeGreaterThan(time)
          }
    })
  },
)

/** Node looks at TZ again when it is set. */
function inZone(zone: string): void {
  const { TZ } = process.env
  beforeAll(() => {
    process.env['TZ'] = zone
  })
  afterAll(() => {
    if (TZ === undefined) delete process.env['TZ']
    else process.env['TZ'] = TZ
  })
}
