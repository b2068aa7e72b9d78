import { createActor } from 'xstate'
import { describe, expect, test } from 'vitest'
import { ticking } from 'actty/machines'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'

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

  test('leaves no timer behind', () => {
    const { clock, actor } = ticks(0)
    actor.stop()
    expect(clock.pending).toBe(0)
  })
})

interruptedEverywhere(() => ticks(0), { ticking: () => {} })
