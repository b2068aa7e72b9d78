import { describe, expect, test } from 'vitest'
import { deadline, TimeoutError } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'

const charts = new Charts(deadline(controlled().logic, 1_000))

function started() {
  const work = controlled<string>()
  const running = charts.start(deadline(work.logic, 5_000), 'the input')
  return { ...running, ...work, isIdle: () => work.runs.every(({ aborted }) => aborted) }
}

describe('deadline', () => {
  test('passes input and output on', async () => {
    const { actor, last, states, clock } = started()
    expect(last().input).toBe('the input')
    await last().answer('the output')
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 'the output' })
    expect(states).toEqual(['running', 'done'])
    expect(clock.pending).toBe(0)
  })

  test('fails as the work does', async () => {
    const { last, states, error, clock } = started()
    await last().fail(new Error('refused'))
    expect(error()).toEqual(new Error('refused'))
    expect(states).toEqual(['running', 'failed'])
    expect(clock.pending).toBe(0)
  })

  test('aborts work that takes too long, and says so', async () => {
    const { last, states, error, clock } = started()
    await clock.advance(4_999)
    expect(last().aborted).toBe(false)
    await clock.advance(1)
    expect(last().aborted).toBe(true)
    expect(states).toEqual(['running', 'timedOut'])
    expect(error()).toBeInstanceOf(TimeoutError)
    expect(error()).toMatchObject({ maxTime: 5_000, message: 'timed out after 5000 ms' })
  })

  test('has one outcome, when the answer comes too late', async () => {
    const { last, states, error, clock } = started()
    await clock.advance(5_000)
    await last().answer('late')
    expect(states).toEqual(['running', 'timedOut'])
    expect(error()).toBeInstanceOf(TimeoutError)
  })
})

interruptedEverywhere(started, { running: () => {} })
