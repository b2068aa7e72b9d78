import { createActor, setup } from 'xstate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ticking } from 'actty/machines'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'

afterEach(() => vi.unstubAllEnvs())

const charts = new Charts(ticking())

function ticks(start: number, period = 1_000, clock = new VirtualClock(start)) {
  const times: number[] = []
  const actor = createActor(ticking(period), { clock, inspect: charts.observe })
  actor.subscribe((snapshot) => times.push(snapshot.context.time))
  actor.start()
  return { clock, times, actor }
}

describe('ticking', () => {
  test('ticks on the boundary', async () => {
    const { clock, times } = ticks(10_300)
    await clock.advance(699)
    expect(times).toEqual([10_000])
    await clock.advance(1)
    expect(times).toEqual([10_000, 11_000])
  })

  test('does not drift in an hour', async () => {
    const { clock, times } = ticks(123)
    await clock.advance(3_600_000)
    expect(times.slice(1)).toEqual(Array.from({ length: 3_600 }, (_, second) => (second + 1) * 1_000))
  })

  test('ticks once after a sleep, with the time that it is then', async () => {
    const { clock, times } = ticks(0)
    await clock.advance(1_000)
    clock.set(86_400_500)
    await clock.advance(1_500)
    expect(times).toEqual([0, 1_000, 86_402_000, 86_403_000])
  })

  test('ticks once for a timer that fires a little early', async () => {
    class Early extends VirtualClock {
      override setTimeout(callback: () => void, ms: number): unknown {
        return super.setTimeout(callback, ms - 1)
      }
    }
    const { clock, times } = ticks(0, 1_000, new Early(0))
    await clock.advance(5_000)
    expect(times).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000])
  })

  test('goes on within a period when the clock is set back', async () => {
    const { clock, times } = ticks(10_000_000)
    clock.set(-5_000_000)
    await clock.advance(1_000)
    expect(times.at(-1)).toBe(5_001_000)
  })

  test('has the time that was set within a minute, and ticks no sooner', async () => {
    const { clock, times } = ticks(36_000_000, 3_600_000)
    await clock.advance(1_800_000)
    clock.set(-7_200_000)
    await clock.advance(60_000)
    expect(times).toEqual([36_000_000, 28_800_000])
    clock.set(600_000)
    await clock.advance(60_000)
    expect(times).toEqual([36_000_000, 28_800_000])
    await clock.advance(1_080_000)
    expect(times).toEqual([36_000_000, 28_800_000, 32_400_000])
  })

  test.each([
    ['Asia/Kolkata', '2026-01-10T10:10:00+05:30', '2026-01-10T11:00:00+05:30'],
    ['Asia/Kathmandu', '2026-01-10T10:10:00+05:45', '2026-01-10T11:00:00+05:45'],
    ['America/New_York', '2026-11-01T01:10:00-04:00', '2026-11-01T01:00:00-05:00'],
    ['UTC', '2026-01-10T10:10:00Z', '2026-01-10T11:00:00Z'],
  ])('ticks on the hour in %s', async (zone, start, end) => {
    vi.stubEnv('TZ', zone)
    const { clock, times } = ticks(Date.parse(start), 3_600_000)
    await clock.advance(3_600_000)
    expect(times.slice(1)).toEqual([Date.parse(end)])
  })

  test('ticks at midnight, even if a day has 25 hours', async () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const { clock, times } = ticks(Date.parse('2026-10-24T12:00:00+02:00'), 86_400_000)
    await clock.advance(2 * 86_400_000)
    const midnights = ['24T00:00:00+02:00', '25T00:00:00+02:00', '26T00:00:00+01:00']
    expect(times).toEqual(midnights.map((day) => Date.parse(`2026-10-${day}`)))
  })

  test('has the time that it is when it is restored', async () => {
    const { clock, actor } = ticks(10_000)
    const snapshot = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as never
    actor.stop()
    await clock.advance(5_500)
    const restored = createActor(ticking(), { clock, snapshot }).start()
    await settle()
    expect(restored.getSnapshot().context).toEqual({ time: 15_000, ticks: 1 })
    restored.stop()
  })

  test('leaves no timer behind if its parent stops it at a tick', async () => {
    const clock = new VirtualClock(0)
    const counting = setup({ actors: { ticker: ticking() } }).createMachine({
      initial: 'on',
      states: {
        on: { invoke: { src: 'ticker', id: 'ticker', onSnapshot: 'off' } },
        off: { type: 'final' },
      },
    })
    const actor = createActor(counting, { clock }).start()
    await clock.advance(1_000)
    expect(actor.getSnapshot().status).toBe('done')
    expect(clock.pending).toBe(0)
  })

  test('leaves no timer behind', () => {
    const { clock, actor } = ticks(0)
    actor.stop()
    expect(clock.pending).toBe(0)
  })
})

interruptedEverywhere(() => ticks(0), { ticking: () => {} })
