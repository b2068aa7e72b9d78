import { describe, expect, test } from 'vitest'
import { debouncing } from 'actty/machines'
import { settle } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'
import { fc } from '../../support/property.ts'

const charts = new Charts(debouncing(controlled<string>().logic, 200))

function started(input?: string) {
  const work = controlled<string>()
  const running = charts.start(debouncing(work.logic, 200), input)
  const change = (value: string) => running.actor.send({ type: 'change', value })
  const shown = () => {
    const { value: state, context } = running.actor.getSnapshot()
    return [state, context.input, context.data, context.error]
  }
  return { ...running, ...work, change, shown, isIdle: () => work.runs.every(({ aborted }) => aborted) }
}

type Started = ReturnType<typeof started>

async function asked(running: Started, value = 'a'): Promise<Started> {
  running.change(value)
  await running.clock.advance(200)
  return running
}

describe('debouncing', () => {
  test('asks once, when it has been quiet', async () => {
    const { change, clock, runs, shown, last } = started()
    for (const value of ['a', 'ac', 'act']) {
      change(value)
      await clock.advance(199)
    }
    expect([runs.length, shown()]).toEqual([0, ['waiting', 'act', undefined, undefined]])
    await clock.advance(1)
    expect(runs.map(({ input }) => input)).toEqual(['act'])
    await last().answer('found')
    expect(shown()).toEqual(['answered', 'act', 'found', undefined])
  })

  test('aborts the question when the value changes, and shows nothing that is not its answer', async () => {
    const { actor, change, runs, shown, last } = await asked(started())
    await last().answer('found a')
    change('ab')
    expect(shown()).toEqual(['waiting', 'ab', undefined, undefined])
    expect(actor.getSnapshot().context.previous).toBe('found a')
    actor.send({ type: 'flush' })
    change('abc')
    expect(runs[1]!.aborted).toBe(true)
    await runs[1]!.answer('stale')
    expect(shown()).toEqual(['waiting', 'abc', undefined, undefined])
  })

  test('asks nothing about nothing', async () => {
    const { actor, change, clock, runs, shown, last } = await asked(started())
    await last().answer('found')
    change('')
    expect(shown()).toEqual(['empty', '', undefined, undefined])
    expect(actor.getSnapshot().context.previous).toBeUndefined()
    await clock.advance(1_000)
    expect(runs).toHaveLength(1)
  })

  test('keeps its answer if the value is the same', async () => {
    const { change, shown, last } = await asked(started())
    await last().answer('found')
    change('a')
    expect(shown()).toEqual(['answered', 'a', 'found', undefined])
  })

  test('asks at once on flush, and again after a failure', async () => {
    const { actor, change, runs, shown, last } = started()
    change('a')
    actor.send({ type: 'flush' })
    await last().fail(new Error('refused'))
    expect(shown()).toEqual(['failed', 'a', undefined, new Error('refused')])
    actor.send({ type: 'flush' })
    expect(runs).toHaveLength(2)
  })

  test('may have a value from the start', async () => {
    const { clock, runs, shown } = started('from the start')
    expect(shown()[0]).toBe('waiting')
    await clock.advance(200)
    expect(runs[0]!.input).toBe('from the start')
  })

  test('never shows the answer to another value, whatever the order', async () => {
    const step = fc.oneof(
      fc.record({ change: fc.constantFrom('', 'a', 'b', 'c') }),
      fc.record({ wait: fc.constantFrom(50, 150, 250) }),
      fc.record({ answer: fc.nat(5) }),
      fc.record({ fail: fc.nat(5) }),
      fc.constant({ flush: true }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { actor, change, clock, runs, shown } = started()
        for (const step of steps) {
          if ('change' in step) change(step.change)
          else if ('wait' in step) await clock.advance(step.wait)
          else if ('flush' in step) actor.send({ type: 'flush' })
          else if ('answer' in step) await answer(step.answer)
          else await runs[step.fail % runs.length]?.fail(new Error('refused'))
          const [state, value, data] = shown()
          if (data !== undefined) expect(data).toBe(`answer to ${String(value)}`)
          expect(state === 'empty').toBe(value === undefined || value === '')
        }
        actor.stop()
        await settle()
        expect(clock.pending).toBe(0)

        async function answer(pick: number) {
          const run = runs[pick % runs.length]
          await run?.answer(`answer to ${run.input}`)
        }
      }),
    )
  })
})

interruptedEverywhere(started, {
  empty: () => {},
  waiting: (running) => running.change('a'),
  asking: (running) => asked(running),
})

interruptedEverywhere(() => ({ ...started(), isIdle: () => true }), {
  answered: async (running) => (await asked(running)).last().answer('found'),
  failed: async (running) => (await asked(running)).last().fail('refused'),
})
