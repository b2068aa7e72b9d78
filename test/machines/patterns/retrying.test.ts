import { describe, expect, test } from 'vitest'
import { CancelledError, retrying, type RetryPolicy } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'
import { fc } from '../../support/property.ts'

const charts = new Charts(retrying(controlled().logic))

/** Half of the jitter, always. */
const random = () => 0.5

function started(policy: RetryPolicy = {}) {
  const work = controlled<string>()
  const running = charts.start(retrying(work.logic, { random, ...policy }), 'the input')
  const fail = () => work.last().fail(new Error(`failure ${work.runs.length}`))
  return { ...running, ...work, fail, isIdle: () => work.runs.slice(1).every(({ aborted }) => aborted) }
}

describe('retrying', () => {
  test('returns the output of the attempt that succeeds', async () => {
    const { actor, clock, states, fail, last, runs } = started()
    await fail()
    await clock.advance(1_000)
    await last().answer('at last')
    expect(runs.map(({ input }) => input)).toEqual(['the input', 'the input'])
    expect(states).toEqual(['attempting', 'waiting', 'attempting', 'done'])
    expect(actor.getSnapshot()).toMatchObject({ output: 'at last', context: { attempt: 2 } })
    expect(clock.pending).toBe(0)
  })

  test('fails with the last error when its attempts are used up', async () => {
    const { clock, states, fail, error } = started({ maxAttempts: 2 })
    await fail()
    await clock.advance(1_000)
    await fail()
    expect(states).toEqual(['attempting', 'waiting', 'attempting', 'failed'])
    expect(error()).toEqual(new Error('failure 2'))
  })

  test('waits longer and longer, up to a limit', async () => {
    const { actor, clock, fail } = started({ maxAttempts: 8, delay: 1_000, maxDelay: 10_000, jitter: 0 })
    const waits: number[] = []
    for (let failures = 0; failures < 6; failures++) {
      await fail()
      const wait = actor.getSnapshot().context.retryAt! - clock.now()
      waits.push(wait)
      await clock.advance(wait)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })

  test('says when the next attempt is due, and has nothing to do until then', async () => {
    const { actor, clock, fail, runs } = started({ delay: 3_400, jitter: 0 })
    const start = clock.now()
    const { startedAt } = actor.getSnapshot().context
    await clock.advance(100)
    await fail()
    const waiting = actor.getSnapshot()
    expect([startedAt, waiting.context.retryAt]).toEqual([start, start + 3_500])
    await clock.advance(3_399)
    expect(actor.getSnapshot()).toBe(waiting)
    await clock.advance(1)
    expect([actor.getSnapshot().context.retryAt, runs.length]).toEqual([undefined, 2])
  })

  test('leaves a part of the wait to chance', async () => {
    for (const [number, wait] of [
      [0, 1_000],
      [0.5, 750],
      [1, 500],
    ] as const) {
      const { actor, clock, fail } = started({ random: () => number, jitter: 0.5 })
      await fail()
      expect(actor.getSnapshot().context.retryAt! - clock.now()).toBe(wait)
      actor.stop()
    }
  })

  test('tries at once on `retry`', async () => {
    const { actor, fail, runs, states } = started()
    await fail()
    actor.send({ type: 'retry' })
    expect(runs).toHaveLength(2)
    expect(states).toEqual(['attempting', 'waiting', 'attempting'])
    actor.stop()
  })

  test('gives up on `cancel`, while it waits and while it tries', async () => {
    const waiting = started()
    await waiting.fail()
    waiting.actor.send({ type: 'cancel' })
    expect(waiting.states).toEqual(['attempting', 'waiting', 'cancelled'])
    expect(waiting.error()).toBeInstanceOf(CancelledError)
    expect(waiting.error()).toMatchObject({ cause: new Error('failure 1') })
    const trying = started()
    trying.actor.send({ type: 'cancel' })
    expect(trying.last().aborted).toBe(true)
    expect(trying.error()).toBeInstanceOf(CancelledError)
  })

  test('retries only if it is worth it', async () => {
    const { error, fail, runs } = started({ retryIf: (reason) => (reason as Error).message !== 'failure 1' })
    await fail()
    expect(runs).toHaveLength(1)
    expect(error()).toEqual(new Error('failure 1'))
  })

  test.each([
    ['a controller of its own', () => AbortSignal.abort().reason as unknown],
    ['an error by that name', () => Object.assign(new Error('given up'), { name: 'AbortError' })],
  ])('work that was aborted by %s is a failure like others, but not worth another try', async (_, abort) => {
    const { error, last, runs, states } = started()
    const reason = abort()
    await last().fail(reason)
    expect([runs.length, states]).toEqual([1, ['attempting', 'failed']])
    expect(error()).toBe(reason)
  })

  test('retries after an abort or a timeout if that is worth it', async () => {
    const always = started({ retryIf: () => true })
    await always.last().fail(AbortSignal.abort().reason)
    expect(always.actor.getSnapshot().value).toBe('waiting')
    always.actor.stop()
    const late = started()
    await late.last().fail(new DOMException('too slow', 'TimeoutError'))
    expect(late.actor.getSnapshot().value).toBe('waiting')
    late.actor.stop()
  })

  test('tries for an hour in no time', async () => {
    const { clock, fail, runs, last } = started({ maxAttempts: Infinity, maxDelay: 10_000, jitter: 0 })
    const end = clock.now() + 3_600_000
    while (clock.now() < end) {
      await fail()
      await clock.advance(10_000)
    }
    expect(runs.length).toBe(361)
    await last().answer('after an hour')
    expect(clock.pending).toBe(0)
  })

  test('tries on without a wait, however often', async () => {
    const { fail, runs, clock } = started({ maxAttempts: Infinity, delay: 0 })
    for (let attempt = 1; attempt <= 1_100; attempt++) {
      await fail()
      await clock.advance(0)
    }
    expect(runs.length).toBe(1_101)
  })

  test('has one outcome, and never more attempts than it may, whatever happens', async () => {
    const steps = fc.array(fc.constantFrom('answer', 'fail', 'late', 'wait', 'retry', 'cancel'), {
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (steps, maxAttempts) => {
        const { actor, clock, runs, last, states, error } = started({ maxAttempts })
        for (const step of steps) {
          const isActive = actor.getSnapshot().status === 'active'
          if (step === 'answer') await last().answer(`answer ${runs.length}`)
          else if (step === 'fail') await last().fail(new Error('refused'))
          else if (step === 'late') await runs[0]!.answer('late')
          else if (step === 'wait') await clock.advance(60_000)
          else if (isActive) actor.send({ type: step })
        }
        const outcomes = states.filter((state) => ['done', 'failed', 'cancelled'].includes(state as string))
        expect(outcomes.length).toBeLessThanOrEqual(1)
        expect(runs.length).toBeLessThanOrEqual(maxAttempts)
        expect(error() !== undefined).toBe(outcomes[0] === 'failed' || outcomes[0] === 'cancelled')
        actor.stop()
        expect(clock.pending).toBe(0)
      }),
    )
  })
})

interruptedEverywhere(started, {
  attempting: () => {},
  waiting: (running) => running.fail(),
})
