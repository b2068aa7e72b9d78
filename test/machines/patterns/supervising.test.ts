import { assign, createActor, fromTransition, setup, type AnyActorLogic } from 'xstate'
import { describe, expect, test, vi } from 'vitest'
import {
  deadline,
  LineRing,
  RestartError,
  retrying,
  subprocess,
  supervising,
  type RestartPolicy,
} from 'actty/machines'
import { VirtualClock } from 'actty/testing'
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
  test('starts it again, with the same input', async () => {
    const { actor, runs, fail, last, clock } = started()
    await fail()
    await clock.advance(0)
    expect(runs.map(({ input }) => input)).toEqual(['the input', 'the input'])
    expect(actor.getSnapshot().context).toMatchObject({ restarts: 1, error: new Error('failure 1') })
    await last().answer('done at last')
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 'done at last' })
  })

  test('gives up if it fails too often in a period', async () => {
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

  test('waits before it starts again', async () => {
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

  test('restarts when told to: the old actor is aborted, and that counts as no failure', () => {
    const { actor, runs } = started({ maxRestarts: 0 })
    actor.send({ type: 'restart' })
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, false])
    expect(actor.getSnapshot().context.restarts).toBe(1)
  })
})

describe('the waits of supervising', () => {
  const waits = async (policy: RestartPolicy, failures: number, healthy: (failure: number) => number) => {
    const { actor, clock, runs, fail } = started({ maxRestarts: Infinity, ...policy })
    const found: number[] = []
    for (let failure = 1; failure <= failures; failure++) {
      await clock.advance(healthy(failure))
      await fail()
      const before = clock.now()
      while (runs.length === failure) await clock.advance(50)
      found.push(clock.now() - before)
    }
    actor.stop()
    return found
  }

  test('are as long as the delay', async () =>
    expect(await waits({ delay: 500 }, 4, () => 0)).toEqual([500, 500, 500, 500]))

  test('grow by the factor, up to a limit', async () =>
    expect(await waits({ delay: 500, factor: 2, maxDelay: 3_000 }, 5, () => 0)).toEqual([
      500, 1_000, 2_000, 3_000, 3_000,
    ]))

  test('begin again when it was healthy', async () => {
    const policy = { delay: 500, factor: 2, healthyAfter: 10_000 }
    expect(await waits(policy, 5, (failure) => (failure === 4 ? 10_000 : 9_999))).toEqual([
      500, 1_000, 2_000, 500, 1_000,
    ])
  })

  test('are in part left to chance', async () =>
    expect(await waits({ delay: 1_000, jitter: 0.5, random: () => 0.5 }, 2, () => 0)).toEqual([750, 750]))

  test('of one that was healthy do not add up to giving up', async () => {
    const { actor, clock, fail } = started({ maxRestarts: 1, period: 3_600_000, healthyAfter: 5_000 })
    for (let failures = 0; failures < 5; failures++) {
      await clock.advance(5_000)
      await fail()
      await clock.advance(0)
    }
    expect(actor.getSnapshot().value).toBe('running')
    actor.stop()
  })
})

describe('the lines of a supervised process', () => {
  const crashing = subprocess({
    command: 'sh',
    args: ['-c', 'echo begins; echo fails >&2; exit 3'],
    check: true,
  })

  test.each<[string, AnyActorLogic, number]>([
    ['by itself', crashing, 1],
    ['in a deadline', deadline(crashing, 60_000), 1],
    ['tried twice in a deadline', deadline(retrying(crashing, { maxAttempts: 2, delay: 0 }), 60_000), 2],
    ['with deadlines, tried twice', retrying(deadline(crashing, 60_000), { maxAttempts: 2, delay: 0 }), 2],
  ])('stay when it is started again, and parents see them: %s', async (_, logic, attempts) => {
    const parent = setup({
      types: { context: {} as { seen: readonly string[] } },
      actors: { runner: supervising(logic, { maxRestarts: 1 }) },
    }).createMachine({
      context: { seen: [] },
      invoke: {
        src: 'runner',
        onSnapshot: {
          actions: assign({ seen: ({ event }) => [...event.snapshot.context.lines].map(({ text }) => text) }),
        },
        onError: { actions: () => {} },
      },
    })
    const { actor } = charts.start(parent, undefined, new VirtualClock(0))
    const seen = () => actor.getSnapshot().context.seen
    await vi.waitUntil(
      () => (advance(), seen().filter((line) => line.startsWith('failed')).length === 2),
      5_000,
    )
    const marks = seen().filter((line) => line.startsWith('failed: '))
    expect(marks[0]).toContain('ended with exit code 3: sh -c echo begins; echo fails >&2; exit 3')
    const between = seen().slice(0, seen().indexOf(marks[0]!))
    for (const line of ['begins', 'fails']) {
      expect(seen().filter((said) => said === line)).toHaveLength(2 * attempts)
      expect(between.filter((said) => said === line)).toHaveLength(attempts)
    }
    actor.stop()

    function advance(): void {
      void (actor as unknown as { clock: VirtualClock }).clock.advance(16)
    }
  })

  test('stay when it is restarted by hand; only the last are kept', () => {
    const talking = fromTransition(
      (
        lines: { lines: LineRing<'stdout'> },
        event: { type: 'say'; texts: readonly string[] } | { type: 'other' },
      ) => ({
        lines:
          event.type === 'say'
            ? lines.lines.concat(event.texts.map((text) => ({ text, source: 'stdout' as const })))
            : lines.lines,
      }),
      () => ({ lines: new LineRing<'stdout'>(5) }),
    )
    const { actor } = charts.start(supervising(talking, { maxLines: 4 }))
    const say = (texts: readonly string[]) => actor.getSnapshot().children.work!.send({ type: 'say', texts })
    const texts = () => [...actor.getSnapshot().context.lines].map(({ text }) => text)
    say(['a', 'b'])
    say(['c'])
    expect(texts()).toEqual(['a', 'b', 'c'])
    actor.send({ type: 'restart' })
    say(['d'])
    expect(texts()).toEqual(['b', 'c', 'restarted', 'd'])
    say(Array.from({ length: 20 }, (_, index) => String(index)))
    expect(texts()).toEqual(['16', '17', '18', '19'])
    expect(actor.getSnapshot().context.lines.dropped).toBe(21)
    expect(JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))).toMatchObject({
      context: { lines: { items: [{ text: '16' }, {}, {}, {}] } },
    })
    actor.stop()
  })

  test('are not heard twice by one that is restored', () => {
    const counting = setup({
      types: { context: {} as { lines: LineRing }, events: {} as { type: 'say'; text: string } },
    }).createMachine({
      context: { lines: new LineRing(5) },
      on: {
        say: {
          actions: assign(({ context, event }) => ({
            lines: context.lines.concat([{ text: event.text, source: 'stdout' }]),
          })),
        },
      },
    })
    const logic = supervising(counting)
    const { actor } = charts.start(logic)
    actor.getSnapshot().children.work!.send({ type: 'say', text: 'before' })
    const restored = createActor(logic, { snapshot: actor.getPersistedSnapshot(), input: undefined }).start()
    actor.stop()
    restored.getSnapshot().children.work!.send({ type: 'say', text: 'after' })
    expect([...restored.getSnapshot().context.lines].map(({ text }) => text)).toEqual(['before', 'after'])
    restored.stop()
  })
})

interruptedEverywhere(() => started({ delay: 500 }), {
  running: () => {},
  restarting: (running) => running.fail(),
})
