import { describe, expect, test } from 'vitest'
import { throttling } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'
import { fc } from '../../support/property.ts'

const charts = new Charts(throttling(controlled<number>().logic, 1_000))

function started() {
  const work = controlled<number>()
  const running = charts.start(throttling(work.logic, 1_000))
  const push = (...values: number[]) => values.forEach((value) => running.actor.send({ type: 'push', value }))
  const delivered = () => work.runs.map(({ input }) => input)
  return { ...running, ...work, push, delivered }
}

/** Without work: the value in the snapshot is what is delivered. */
function bare() {
  const running = charts.start(throttling<number>(1_000))
  const push = (...values: number[]) => values.forEach((value) => running.actor.send({ type: 'push', value }))
  return { ...running, push, context: () => running.actor.getSnapshot().context }
}

describe('throttling', () => {
  test('delivers the first at once, then the last of each interval', async () => {
    const { push, clock, context } = bare()
    push(1)
    expect(context().lastValue).toBe(1)
    push(2, 3)
    await clock.advance(999)
    expect(context().lastValue).toBe(1)
    push(4)
    await clock.advance(1)
    expect(context()).toMatchObject({ lastValue: 4, delivered: 2, received: 4 })
    await clock.advance(1_000)
    push(5)
    expect(context()).toMatchObject({ lastValue: 5, delivered: 3, received: 5 })
  })

  test("doesn't change for values that it doesn't deliver", () => {
    const { actor, push } = bare()
    push(1)
    const snapshot = actor.getSnapshot()
    for (let value = 0; value < 10_000; value++) push(value)
    expect(actor.getSnapshot()).toBe(snapshot)
  })

  test('waits for the work, and then for the rest of the interval', async () => {
    const { push, clock, delivered, last, actor } = started()
    push(1, 2)
    await clock.advance(400)
    await last().answer('done 1')
    expect(actor.getSnapshot().context.data).toBe('done 1')
    await clock.advance(599)
    expect(delivered()).toEqual([1])
    await clock.advance(1)
    expect(delivered()).toEqual([1, 2])
    push(3)
    await clock.advance(5_000) // this one is slow
    expect(delivered()).toEqual([1, 2])
    await last().answer('done 2')
    await clock.advance(0)
    expect(delivered()).toEqual([1, 2, 3])
  })

  test('delivers the waiting value on `flush`', async () => {
    const { actor, push, context } = bare()
    push(1, 2)
    actor.send({ type: 'flush' })
    expect(context()).toMatchObject({ lastValue: 2, delivered: 2 })
    actor.send({ type: 'flush' })
    expect(context().delivered).toBe(2)
    actor.stop()
    await Promise.resolve()
  })

  test('goes on after a failure', async () => {
    const { push, clock, delivered, last, actor } = started()
    push(1)
    await last().fail(new Error('refused'))
    expect(actor.getSnapshot().context.error).toEqual(new Error('refused'))
    push(2)
    await clock.advance(1_000)
    await last().answer('done 2')
    expect(actor.getSnapshot().context).toMatchObject({ data: 'done 2', error: undefined })
    expect(delivered()).toEqual([1, 2])
    await clock.advance(1_000)
    expect(actor.getSnapshot().value).toBe('idle')
  })

  test('always delivers the last, never two in an interval, and none twice', async () => {
    const gaps = fc.array(fc.constantFrom(0, 1, 500, 999, 1_000, 1_500), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(gaps, async (gaps) => {
        const { push, clock, context, actor } = bare()
        const deliveries: { value: number; at: number }[] = []
        actor.subscribe(({ context: { lastValue } }) => {
          if (lastValue !== deliveries.at(-1)?.value) deliveries.push({ value: lastValue!, at: clock.now() })
        })
        for (const [value, gap] of gaps.entries()) {
          push(value)
          await clock.advance(gap)
        }
        await clock.advance(1_000)
        expect(deliveries.at(-1)!.value).toBe(gaps.length - 1)
        expect(deliveries).toHaveLength(context().delivered)
        for (const [index, { value, at }] of deliveries.entries()) {
          const before = deliveries[index - 1]
          if (before === undefined) continue
          expect(at - before.at).toBeGreaterThanOrEqual(1_000)
          expect(value).toBeGreaterThan(before.value)
        }
        actor.stop()
      }),
    )
  })
})

interruptedEverywhere(started, {
  idle: () => {},
  delivering: (running) => running.push(1),
  resting: async (running) => {
    const { push, last } = running
    push(1)
    await last().answer('done')
  },
})
