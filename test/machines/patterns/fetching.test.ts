import { fromPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { fetching } from 'actty/machines'
import { settle } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { fc } from '../../support/property.ts'

const lazy = { lazy: true }
const charts = new Charts(
  fetching(
    fromPromise(() => Promise.resolve(1)),
    lazy,
  ),
)

/** A source whose answers come when the test says so, in any order. */
function source() {
  const requests: {
    input: unknown
    aborted: boolean
    answer: (value: string) => void
    fail: (error: Error) => void
  }[] = []
  const logic = fromPromise<string, string>(
    ({ input, signal }) =>
      new Promise((resolve, reject) => {
        const request = { input, aborted: false, answer: resolve, fail: reject }
        requests.push(request)
        signal.addEventListener('abort', () => (request.aborted = true))
      }),
  )
  return { requests, logic }
}

function started(options?: { lazy: boolean }) {
  const { requests, logic } = source()
  const { actor, clock } = charts.start(fetching(logic, options), 'the url')
  const state = () => [actor.getSnapshot().value, actor.getSnapshot().context.data]
  return { requests, actor, clock, state }
}

describe('fetching', () => {
  test('loads at once, and shows what came', async () => {
    const { requests, state } = started()
    expect(state()).toEqual(['loading', undefined])
    expect(requests[0]!.input).toBe('the url')
    requests[0]!.answer('one')
    await settle()
    expect(state()).toEqual(['loaded', 'one'])
  })

  test('waits to be asked, when it is lazy', () => {
    const { requests, actor, state } = started({ lazy: true })
    expect([state(), requests.length]).toEqual([['idle', undefined], 0])
    actor.send({ type: 'refresh' })
    expect(state()).toEqual(['loading', undefined])
  })

  test('keeps old data while it refreshes, and when that fails', async () => {
    const { requests, actor, state } = started()
    requests[0]!.answer('one')
    await settle()
    actor.send({ type: 'refresh' })
    expect(state()).toEqual(['refreshing', 'one'])
    requests[1]!.fail(new Error('refused'))
    await settle()
    expect(state()).toEqual(['failed', 'one'])
    expect(actor.getSnapshot().context.error).toMatchObject({ message: 'refused' })
    actor.send({ type: 'refresh' })
    expect(state()).toEqual(['refreshing', 'one'])
    requests[2]!.answer('two')
    await settle()
    expect(state()).toEqual(['loaded', 'two'])
    expect(actor.getSnapshot().context.error).toBeUndefined()
  })

  test('aborts the request when it is cancelled, refreshed or stopped', async () => {
    const { requests, actor, state } = started()
    actor.send({ type: 'refresh' })
    expect(requests.map(({ aborted }) => aborted)).toEqual([true, false])
    actor.send({ type: 'cancel' })
    expect(state()).toEqual(['cancelled', undefined])
    expect(requests[1]!.aborted).toBe(true)
    actor.send({ type: 'refresh' })
    actor.stop()
    expect(requests[2]!.aborted).toBe(true)
    await settle()
  })

  test('keeps its data if a refresh is cancelled, and refreshes again', async () => {
    const { requests, actor, state } = started()
    requests[0]!.answer('one')
    await settle()
    actor.send({ type: 'refresh' })
    actor.send({ type: 'cancel' })
    expect(state()).toEqual(['cancelled', 'one'])
    actor.send({ type: 'refresh' })
    expect(state()).toEqual(['refreshing', 'one'])
    requests[2]!.answer('two')
    await settle()
    expect(state()).toEqual(['loaded', 'two'])
  })

  test('fails without data, and loads again', async () => {
    const { requests, actor, state } = started()
    requests[0]!.fail(new Error('refused'))
    await settle()
    expect(state()).toEqual(['failed', undefined])
    actor.send({ type: 'refresh' })
    expect(state()).toEqual(['loading', undefined])
  })

  test('never shows an older answer, in whatever order they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constant('refresh' as const),
            fc.constant('cancel' as const),
            fc.record({ request: fc.nat(8), ok: fc.boolean() }),
          ),
          {
            maxLength: 20,
          },
        ),
        async (steps) => {
          const { requests, actor } = started()
          for (const step of steps) {
            if (typeof step === 'string') actor.send({ type: step })
            else {
              const request = requests[step.request % requests.length]!
              if (step.ok) request.answer(`answer ${step.request % requests.length}`)
              else request.fail(new Error('refused'))
              await settle()
            }
            const { value, context } = actor.getSnapshot()
            expect(requests.at(-1)!.aborted).toBe(value === 'cancelled')
            if (value === 'loaded') expect(context.data).toBe(`answer ${requests.length - 1}`)
          }
          actor.stop()
        },
      ),
    )
  })
})

type Started = ReturnType<typeof started>

/** Brings it to where its first request was answered. */
async function answered({ requests }: Started) {
  requests[0]!.answer('one')
  await settle()
}

interruptedEverywhere(started, {
  loading: () => {},
  loaded: answered,
  refreshing: async (running) => {
    await answered(running)
    running.actor.send({ type: 'refresh' })
  },
  failed: async ({ requests }) => {
    requests[0]!.fail(new Error('refused'))
    await settle()
  },
  cancelled: ({ actor }) => actor.send({ type: 'cancel' }),
})
interruptedEverywhere(() => started(lazy), { idle: () => {} })
