import { createActor, fromPromise, setup, type OutputFrom, type SnapshotFrom } from 'xstate'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  deadline,
  debouncing,
  fetching,
  gathering,
  heldWork,
  polling,
  processing,
  RestartError,
  resource,
  retrying,
  streaming,
  subprocess,
  supervising,
  systemClock,
  TimeoutError,
  type SubprocessOutput,
} from 'actty/machines'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'

const charts = new Charts()

const sh = (script: string) => ({ command: 'sh', args: ['-c', script], check: true })

describe('patterns in patterns', () => {
  test('fetching(retrying(deadline)): late answers and failures are attempts, the last error is shown', async () => {
    const { logic, runs, last } = controlled<string>()
    const machine = fetching(retrying(deadline(logic, 5_000), { maxAttempts: 2, delay: 1_000, jitter: 0 }))
    const { actor, clock } = charts.start(machine, 'the input')
    expect(last().input).toBe('the input')
    await clock.advance(5_000) // too late
    await clock.advance(1_000)
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, false])
    await last().fail(new Error('refused'))
    await clock.advance(0)
    expect(actor.getSnapshot()).toMatchObject({ value: 'failed', context: { error: new Error('refused') } })
    actor.send({ type: 'refresh' })
    await last().answer('data')
    expect(actor.getSnapshot()).toMatchObject({ value: 'loaded', context: { data: 'data' } })
    expect(clock.pending).toBe(0)
    expectTypeOf<SnapshotFrom<typeof machine>['context']['data']>().toEqualTypeOf<string | undefined>()
  })

  test('fetching(retrying(deadline)): cancelled, it aborts the innermost work', async () => {
    const { logic, last } = controlled()
    const { actor, clock } = charts.start(fetching(retrying(deadline(logic, 5_000))))
    actor.send({ type: 'cancel' })
    expect(last().aborted).toBe(true)
    await settle()
    expect(clock.pending).toBe(0)
  })

  test('polling(fetching): each question ends with the first answer of what lives on', async () => {
    const { logic, runs, last } = controlled<string>()
    const { actor, clock } = charts.start(polling(fetching(logic), 1_000), 'the url')
    await last().answer('one')
    expect(actor.getSnapshot()).toMatchObject({ value: 'answered', context: { data: 'one' } })
    await clock.advance(1_000)
    await last().fail(new Error('refused'))
    expect(actor.getSnapshot()).toMatchObject({ value: 'failed', context: { data: 'one' } })
    expect(runs).toHaveLength(2)
    actor.stop()
    expect(clock.pending).toBe(0)
  })

  test('retrying(gathering): a part that lives on is stopped with the answer', async () => {
    const { logic, last } = controlled<string>()
    const machine = retrying(gathering({ poll: polling(logic, 1_000) }, { until: 'all' }))
    const { actor, clock } = charts.start(machine)
    await last().answer('one')
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: { poll: 'one' } })
    expect(clock.pending).toBe(0)
    expectTypeOf<OutputFrom<typeof machine>>().toEqualTypeOf<{ readonly poll: string }>()
  })

  test('supervising(retrying(deadline(subprocess))): each process is gone before the next', async () => {
    const clock = new VirtualClock(0)
    const command = subprocess(sh('exit 3'))
    const machine = supervising(retrying(deadline(command, 60_000), { maxAttempts: 2, delay: 10 }), {
      maxRestarts: 1,
    })
    const actor = createActor(machine, { clock })
    let error: unknown
    actor.subscribe({ error: (reason) => (error = reason) })
    actor.start()
    while (error === undefined) {
      await settle()
      await clock.advance(1)
    }
    expect(error).toBeInstanceOf(RestartError)
    expect((error as RestartError).message).toContain('ended with exit code 3')
    while (heldWork(actor).length > 0) await clock.advance(1)
    expectTypeOf<OutputFrom<typeof machine>>().toEqualTypeOf<SubprocessOutput>()
  })

  test('deadline(subprocess): the process is ended, not only ignored', async () => {
    const { actor, clock, error } = charts.start(deadline(subprocess(sh('sleep 100')), 1_000))
    await settle()
    await clock.advance(1_000)
    expect(error()).toBeInstanceOf(TimeoutError)
    while (heldWork(actor).length > 0) await clock.advance(1)
  })

  test('processing(retrying): items are tried again one by one', async () => {
    const tries = new Map<number, number>()
    const flaky = fromPromise(({ input }: { input: number }) => {
      tries.set(input, (tries.get(input) ?? 0) + 1)
      return tries.get(input)! <= input
        ? Promise.reject(new Error(`try ${tries.get(input)}`))
        : Promise.resolve(input)
    })
    const machine = processing(retrying(flaky, { maxAttempts: 3, delay: 10 }), { concurrency: 2 })
    const { actor, clock } = charts.start(machine, { items: [0, 1, 2, 3] })
    await clock.advance(1_000)
    expect(actor.getSnapshot().output).toMatchObject({ done: 4, failed: 1, results: [0, 1, 2, undefined] })
    expect(clock.pending).toBe(0)
  })

  test('resource(use: fetching): is released with the first answer', async () => {
    const log: string[] = []
    const { logic, last } = controlled<string>()
    const machine = resource({
      name: 'it',
      acquire: () => 'it',
      release: (it: string) => log.push(`release ${it}`),
      use: fetching(logic),
    })
    const { actor } = charts.start(machine)
    await settle()
    await last().answer('used')
    await settle()
    expect([log, actor.getSnapshot().output]).toEqual([['release it'], 'used'])
  })

  test('debouncing(retrying(deadline)): a new value aborts the retries of the old', async () => {
    const { logic, runs, last } = controlled<string>()
    const { actor, clock } = charts.start(debouncing(retrying(deadline(logic, 1_000)), 100))
    actor.send({ type: 'change', value: 'a' })
    await clock.advance(100)
    await last().fail(new Error('refused'))
    actor.send({ type: 'change', value: 'b' })
    await clock.advance(100)
    expect(runs.map(({ input }) => input)).toEqual(['a', 'b'])
    await last().answer('found b')
    expect(actor.getSnapshot().context).toMatchObject({ input: 'b', data: 'found b' })
    expect(clock.pending).toBe(0)
  })

  test('any of them, five deep, stops without a trace', async () => {
    const { logic, last } = controlled<string>()
    const deep = supervising(
      polling(retrying(deadline(gathering({ a: fetching(logic) }, { until: 'all' }), 1_000)), 10),
    )
    const { actor, clock } = charts.start(deep)
    expect(last().aborted).toBe(false)
    actor.stop()
    expect(last().aborted).toBe(true)
    expect(clock.pending).toBe(0)
    await settle()
  })
})

describe('a machine that throws', () => {
  test('takes what it has started with it', async () => {
    const { logic, runs } = controlled()
    const throws = setup({
      actors: { poll: polling(logic, 10) },
      types: { events: {} as { type: 'go' } },
    }).createMachine({
      id: 'throws',
      invoke: { src: 'poll', id: 'poll' },
      after: {
        100: {
          actions: () => {
            throw new Error('boom')
          },
        },
      },
    })
    const { clock, error } = charts.start(supervising(throws, { maxRestarts: 1 }))
    await clock.advance(1_000)
    expect(error()).toBeInstanceOf(RestartError)
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, true])
    expect(clock.pending).toBe(0)
  })

  test('unsubscribes from a source that has failed', async () => {
    let subscribed = 0
    const source = () => (_: (item: string) => void, end: (error: unknown) => void) => {
      subscribed++
      setImmediate(() => end(new Error('cut')))
      return () => {
        subscribed--
      }
    }
    const { clock, error } = charts.start(supervising(streaming(source), { maxRestarts: 2 }))
    for (let turn = 0; turn < 10; turn++) await clock.advance(1)
    expect(error()).toBeInstanceOf(RestartError)
    expect(subscribed).toBe(0)
  })
})

describe('parts that live on', () => {
  test('end with their first answer as items', async () => {
    const { logic, runs } = controlled<string>()
    const { actor } = charts.start(processing(fetching(logic)), { items: ['a', 'b'] })
    for (const run of runs) await run.answer(`answer ${run.input}`)
    expect(actor.getSnapshot().output).toMatchObject({ done: 2, results: ['answer a', 'answer b'] })
  })

  test('make no room for others by asking again, and keep their data while they do', async () => {
    const works = { a: controlled<string>(), b: controlled<string>(), c: controlled<string>() }
    const machine = gathering(
      { a: polling(works.a.logic, 10), b: works.b.logic, c: works.c.logic },
      { concurrency: 1 },
    )
    const { actor, clock } = charts.start(machine)
    await works.a.last().answer('A')
    await clock.advance(10)
    expect(actor.getSnapshot().context.parts.a).toMatchObject({ state: 'running', data: 'A' })
    expect([works.b.runs.length, works.c.runs.length]).toEqual([1, 0])
    actor.stop()
  })

  test('win once if the first is wanted', async () => {
    const [slow, fast] = [controlled<string>(), controlled<string>()]
    const machine = gathering({ slow: fetching(slow.logic), fast: fetching(fast.logic) }, { until: 'first' })
    const { actor } = charts.start(machine)
    await fast.last().answer('fast')
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: { name: 'fast' } })
    expect(slow.last().aborted).toBe(true)
  })

  test('answer at once if they have an answer from the start', () => {
    const ready = setup({}).createMachine({
      id: 'ready',
      context: { data: 'here', error: null },
      initial: 'on',
      states: { on: { tags: 'settled' } },
    })
    const { actor } = charts.start(deadline(ready, 1_000))
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 'here' })
  })
})

test('a resource that is stuck does not keep others from being released', async () => {
  const log: string[] = []
  const held = resource({ name: 'a', acquire: () => 'a', release: (it: string) => log.push(it) })
  const stuck = resource({ name: 'b', acquire: () => new Promise<string>(() => {}), release: () => {} })
  const { actor, clock } = charts.start(gathering({ held, stuck }))
  await settle()
  actor.stop()
  await clock.advance(999)
  expect(log).toEqual([])
  await clock.advance(1)
  expect(log).toEqual(['a'])
})

test('waits longer than a timer can be do not end at once', async () => {
  const { logic, last } = controlled()
  const actors = [30 * 86_400_000, Number.MAX_VALUE].map((limit) =>
    createActor(deadline(logic, limit), { clock: systemClock }).start(),
  )
  // Node's timers take what is too long for them for 1 ms: such a one would be over before one of 1 ms that is set now.
  await new Promise((resolve) => systemClock.setTimeout(() => resolve(undefined), 1))
  expect(actors.map((actor) => actor.getSnapshot().value)).toEqual(['running', 'running'])
  for (const actor of actors) actor.stop()
  expect(last().aborted).toBe(true)
})
