import { describe, expect, expectTypeOf, test } from 'vitest'
import { createActor, fromPromise, toPromise, type OutputFrom } from 'xstate'
import { debouncing, fetching, gathering, type GatheringOptions } from 'actty/machines'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'
import { fc } from '../../support/property.ts'

const charts = new Charts(gathering({ a: controlled().logic }))

function started(options: GatheringOptions = {}) {
  const works = { a: controlled<string>(), b: controlled<string>(), c: controlled<string>() }
  const machine = gathering({ a: works.a.logic, b: works.b.logic, c: works.c.logic }, options)
  const running = charts.start(machine, { a: 'input a' })
  const { actor } = running
  const states_ = () => Object.values(actor.getSnapshot().context.parts).map(({ state }) => state)
  const begun = () => Object.values(works).filter(({ runs }) => runs.length > 0).length
  return { ...running, works, parts: states_, begun }
}

describe('gathering', () => {
  test('asks for the inputs of those parts that need one', async () => {
    const needy = fromPromise(({ input }: { input: string }) => Promise.resolve(input.length))
    const machine = gathering({ needy, other: fromPromise(() => Promise.resolve(1)) })
    // @ts-expect-error -- `needy` has an input
    createActor(machine)
    // @ts-expect-error -- which is a text
    createActor(machine, { input: { needy: 1 } })
    const output = await toPromise(createActor(machine, { input: { needy: 'four' } }).start())
    expect(output.needy.data).toBe(4)
  })

  test('shows each part as it lands, and the failure of one does not hide the others', async () => {
    const { actor, works, parts, states } = started()
    expect(works.a.last().input).toBe('input a')
    expect(parts()).toEqual(['running', 'running', 'running'])
    await works.b.last().fail(new Error('refused'))
    expect(parts()).toEqual(['running', 'failed', 'running'])
    await works.a.last().answer('A')
    await works.c.last().answer('C')
    expect(actor.getSnapshot().output).toMatchObject({
      a: { state: 'done', data: 'A' },
      b: { state: 'failed', error: new Error('refused') },
      c: { state: 'done', data: 'C' },
    })
    expect(states).toEqual(['gathering', 'done'])
  })

  test('returns all outputs by name, or fails with the first error and aborts the others', async () => {
    const well = started({ until: 'all' })
    for (const [name, work] of Object.entries(well.works)) await work.last().answer(name.toUpperCase())
    expect(well.actor.getSnapshot().output).toEqual({ a: 'A', b: 'B', c: 'C' })
    const badly = started({ until: 'all' })
    await badly.works.a.last().answer('A')
    await badly.works.b.last().fail(new Error('refused'))
    expect(badly.works.c.last().aborted).toBe(true)
    expect(badly.error()).toEqual(new Error('refused'))
    expect(badly.actor.getSnapshot().context.parts.a).toMatchObject({ state: 'done', data: 'A' })
  })

  test('returns the first that is done, and aborts the others', async () => {
    const { actor, works } = started({ until: 'first' })
    await works.a.last().fail(new Error('refused'))
    await works.c.last().answer('C')
    expect(actor.getSnapshot().output).toEqual({ name: 'c', data: 'C' })
    expect(works.b.last().aborted).toBe(true)
  })

  test('fails if all fail', async () => {
    const { works, error } = started({ until: 'first' })
    for (const [name, work] of Object.entries(works)) await work.last().fail(new Error(name))
    expect(error()).toBeInstanceOf(AggregateError)
    expect((error() as AggregateError).errors).toEqual([new Error('a'), new Error('b'), new Error('c')])
  })

  test('runs no more at a time than it may', async () => {
    const { works, parts, begun } = started({ concurrency: 1 })
    expect([begun(), parts()]).toEqual([1, ['running', 'waiting', 'waiting']])
    await works.a.last().answer('A')
    expect([begun(), parts()]).toEqual([2, ['done', 'running', 'waiting']])
  })

  test('keeps parts alive that live on, and takes their new answers', async () => {
    const [users, orders] = [controlled<string>(), controlled<string>()]
    const machine = gathering(
      { users: debouncing(users.logic, 100), orders: fetching(orders.logic) },
      { until: 'all' },
    )
    const { actor, clock, states } = charts.start(machine, { users: 'ada' })
    const shown = () => [actor.getSnapshot().value, actor.getSnapshot().context.data]
    await orders.last().answer('orders')
    expect(shown()).toEqual(['gathering', undefined])
    await clock.advance(100)
    await users.last().answer('found ada')
    expect(shown()).toEqual(['gathered', { users: 'found ada', orders: 'orders' }])
    actor.getSnapshot().children['users']!.send({ type: 'change', value: 'grace' })
    expect(actor.getSnapshot().value).toBe('gathering')
    await clock.advance(100)
    await users.last().answer('found grace')
    expect(shown()).toEqual(['gathered', { users: 'found grace', orders: 'orders' }])
    expect(states).toEqual(['gathering', 'gathered', 'gathering', 'gathered'])
    actor.send({ type: 'refresh' })
    expect(orders.runs).toHaveLength(2)
    await orders.last().answer('new orders')
    expect(shown()).toEqual(['gathered', { users: 'found grace', orders: 'new orders' }])
    actor.stop()
  })

  test('has no parts, and is done', () => {
    const { actor } = charts.start(gathering({}, { until: 'all' }))
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: {} })
  })

  test('is typed by name', () => {
    const parts = { count: fromPromise(() => Promise.resolve(1)), name: fetching(controlled().logic) }
    const all = gathering(parts, { until: 'all' })
    expect(all.id).toBe('gathering')
    expectTypeOf<OutputFrom<typeof all>>().toEqualTypeOf<{ readonly count: number; readonly name: string }>()
    const first = gathering(parts, { until: 'first' })
    expect(first.id).toBe('gathering')
    expectTypeOf<OutputFrom<typeof first>['name']>().toEqualTypeOf<'count' | 'name'>()
  })

  test('loses no part and has one outcome, whatever the order', async () => {
    const landing = fc.record({ part: fc.constantFrom('a', 'b', 'c'), ok: fc.boolean() })
    const until = fc.constantFrom('settled', 'all', 'first' as const)
    await fc.assert(
      fc.asyncProperty(
        fc.array(landing, { maxLength: 12 }),
        until,
        fc.integer({ min: 1, max: 3 }),
        async (landings, until, concurrency) => {
          const { actor, works, states, parts } = started({ until, concurrency })
          const landed = new Map<string, boolean>()
          for (const { part, ok } of landings) {
            const run = works[part].runs.at(-1)
            if (run === undefined || run.aborted) continue
            if (!landed.has(part)) landed.set(part, ok)
            await (ok ? run.answer(part) : run.fail(new Error(part)))
          }
          expect(states.filter((state) => state === 'done' || state === 'failed').length).toBeLessThanOrEqual(
            1,
          )
          const running = parts().filter((state) => state === 'running').length
          expect(running).toBeLessThanOrEqual(concurrency)
          for (const [part, ok] of landed)
            expect(actor.getSnapshot().context.parts[part as 'a'].state).toBe(ok ? 'done' : 'failed')
          actor.stop()
        },
      ),
    )
  })
})

interruptedEverywhere(() => started({ concurrency: 2 }), {
  gathering: (running) => running.works.a.last().answer('A'),
})
