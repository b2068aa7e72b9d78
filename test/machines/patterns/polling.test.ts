import { describe, expect, test } from 'vitest'
import { polling } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'

const charts = new Charts(polling(controlled().logic, 1_000))

function started() {
  const work = controlled<string>()
  const running = charts.start(polling(work.logic, 1_000), 'the input')
  const shown = () => {
    const { value, context } = running.actor.getSnapshot()
    return [value, context.data, context.error]
  }
  return { ...running, ...work, shown }
}

describe('polling', () => {
  test('asks again when the time after an answer is over, however long that took', async () => {
    const { clock, runs, last, shown } = started()
    await clock.advance(10_000) // one question at a time
    expect([runs.length, shown()]).toEqual([1, ['asking', undefined, undefined]])
    await last().answer('one')
    await clock.advance(999)
    expect([runs.length, shown()]).toEqual([1, ['answered', 'one', undefined]])
    await clock.advance(1)
    expect([runs.length, shown()]).toEqual([2, ['asking', 'one', undefined]])
  })

  test('keeps what it has when a question fails, and asks again', async () => {
    const { actor, clock, last, shown } = started()
    await last().answer('one')
    await clock.advance(1_000)
    await last().fail(new Error('refused'))
    expect(shown()).toEqual(['failed', 'one', new Error('refused')])
    expect(actor.getSnapshot().context.answeredAt).toBe(0)
    await clock.advance(1_000)
    await last().answer('two')
    expect(shown()).toEqual(['answered', 'two', undefined])
    expect(actor.getSnapshot().context.answeredAt).toBe(2_000)
  })

  test('asks at once on refresh', async () => {
    const { actor, clock, runs, last } = started()
    actor.send({ type: 'refresh' }) // it does so already
    expect(runs).toHaveLength(1)
    await last().answer('one')
    actor.send({ type: 'refresh' })
    expect(runs).toHaveLength(2)
    await last().fail(new Error('refused'))
    actor.send({ type: 'refresh' })
    expect(runs).toHaveLength(3)
    await clock.advance(0)
  })

  test('pauses in every state, and resumes', async () => {
    const { actor, clock, runs, last, shown } = started()
    actor.send({ type: 'pause' })
    expect(last().aborted).toBe(true)
    await clock.advance(60_000)
    expect([runs.length, shown()[0]]).toEqual([1, 'paused'])
    actor.send({ type: 'resume' })
    await last().answer('one')
    actor.send({ type: 'pause' })
    actor.send({ type: 'resume' })
    await last().fail('refused')
    actor.send({ type: 'pause' })
    expect(shown()).toEqual(['paused', 'one', 'refused'])
  })

  test('polls for a day in no time', async () => {
    const { clock, runs, last } = started()
    for (let second = 0; second < 86_400; second += 60) {
      await last().answer(`answer ${second}`)
      await clock.advance(60_000)
    }
    expect(runs.length).toBe(86_400 / 60 + 1)
    expect(clock.pending).toBe(0)
  })
})

interruptedEverywhere(started, {
  asking: () => {},
  answered: (running) => running.last().answer('one'),
  failed: (running) => running.last().fail('refused'),
  paused: ({ actor }) => actor.send({ type: 'pause' }),
})
