import { describe, expect, test } from 'vitest'
import { RestartError, supervising, type RestartPolicy } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'

const charts = new Charts(supervising(controlled().logic))

function started(policy: RestartPolicy = {}) {
  const work = controlled<string>()
  const running = charts.start(supervising(work.logic, policy), 'the input')
  const fail = () => work.last().fail(new Error(`failure ${work.runs.length}`))
  return { ...running, ...work, fail }
}

describe('supervising', () => {
  test('starts it anew, with the same input', async () => {
    const { actor, runs, fail, last, clock } = started()
    await fail()
    await clock.advance(0)
    expect(runs.map(({ input }) => input)).toEqual(['the input', 'the input'])
    expect(actor.getSnapshot().context).toMatchObject({ restarts: 1, error: new Error('failure 1') })
    await last().answer('done at last')
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 'done at last' })
  })

  test('gives up when it fails too often in a time', async () => {
    const { runs, fail, error, clock, states } = started({ maxRestarts: 2, period: 1_000 })
    for (let failures = 0; failures < 3; failures++) {
      await fail()
      await clock.advance(100)
    }
    expect(runs).toHaveLength(3)
    expect(states.at(-1)).toBe('failed')
    expect(error()).toBeInstanceOf(RestartError)
    expect(error()).toMatchObject({
      message: 'failed again after 2 restarts within 1000 ms: failure 3',
      cause: new Error('failure 3'),
    })
  })

  test('does not count what was long ago', async () => {
    const { actor, fail, clock } = started({ maxRestarts: 1, period: 1_000 })
    for (let failures = 0; failures < 10; failures++) {
      await fail()
      await clock.advance(1_000)
    }
    expect(actor.getSnapshot()).toMatchObject({ value: 'running', context: { restarts: 10 } })
  })

  test('waits before it starts anew', async () => {
    const { actor, runs, fail, clock, states } = started({ delay: 500 })
    await fail()
    await clock.advance(499)
    expect(runs).toHaveLength(1)
    await clock.advance(1)
    expect(runs).toHaveLength(2)
    await fail()
    actor.send({ type: 'restart' })
    expect(runs).toHaveLength(3)
    expect(states).toEqual(['running', 'restarting', 'running', 'restarting', 'running'])
  })

  test('is told to start anew: the old one is aborted, and that is no failure', () => {
    const { actor, runs } = started({ maxRestarts: 0 })
    actor.send({ type: 'restart' })
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, false])
    expect(actor.getSnapshot().context.restarts).toBe(1)
  })
})

interruptedEverywhere(() => started({ delay: 500 }), {
  running: () => {},
  restarting: (running) => running.fail(),
})
