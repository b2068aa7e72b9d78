import { describe, expect, test } from 'vitest'
import { createActor, setup } from 'xstate'
import { CancelledError, heldWork, resource } from 'actty/machines'
import { settle } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { controlled } from '../../support/work.ts'
import { fc } from '../../support/property.ts'

/** Something to acquire, whose answers come when the test says so. */
function pool(name = 'a thing', log: string[] = []) {
  let acquired: (thing: string) => void
  let refused: (error: Error) => void
  let released: () => void = () => {}
  let stuck: (error: Error) => void = () => {}
  const signals: AbortSignal[] = []
  const use = controlled<string>()
  const options = {
    name,
    acquire: ({ signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise<string>((resolve, reject) => {
        acquired = resolve
        refused = reject
      })
    },
    release: (thing: string) => {
      log.push(`release ${thing}`)
      return new Promise<void>((resolve, reject) => {
        released = resolve
        stuck = reject
      })
    },
  }
  return {
    ...{ options, use, log, signals },
    acquired: (thing = name) => (acquired(thing), settle()),
    refused: (message: string) => (refused(new Error(message)), settle()),
    released: () => (released(), settle()),
    stuck: (message: string) => (stuck(new Error(message)), settle()),
  }
}

const charts = new Charts(resource(pool().options))

function started() {
  const things = pool()
  return { ...charts.start(resource({ ...things.options, use: things.use.logic })), ...things }
}

function unused() {
  const things = pool()
  return { ...charts.start(resource(things.options)), ...things }
}

type Started = ReturnType<typeof started>

describe('resource', () => {
  test('is acquired, used and released, and returns the output of the use', async () => {
    const { actor, acquired, use, released, states, log } = started()
    await acquired()
    expect(use.last().input).toBe('a thing')
    await use.last().answer('the output')
    expect([actor.getSnapshot().value, log]).toEqual(['releasing', ['release a thing']])
    await released()
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: 'the output' })
    expect(states).toEqual(['acquiring', 'using', 'releasing', 'released'])
  })

  test('is released when the use fails, and then fails', async () => {
    const { acquired, use, released, error, log } = started()
    await acquired()
    await use.last().fail(new Error('refused'))
    expect([error(), log]).toEqual([undefined, ['release a thing']])
    await released()
    expect(error()).toEqual(new Error('refused'))
  })

  test('fails when it cannot be acquired: there is nothing to release', async () => {
    const { actor, refused, error, log } = started()
    await refused('no such thing')
    expect([error(), log]).toEqual([new Error('no such thing'), []])
    expect(heldWork(actor)).toEqual([])
  })

  test('fails when it cannot be released, with both errors if there were two', async () => {
    const one = started()
    await one.acquired()
    await one.use.last().answer('the output')
    await one.stuck('stuck')
    expect(one.error()).toEqual(new Error('stuck'))
    const two = started()
    await two.acquired()
    await two.use.last().fail(new Error('refused'))
    await two.stuck('stuck')
    expect(two.error()).toMatchObject({ errors: [new Error('refused'), new Error('stuck')] })
    expect(two.error()).toMatchObject({ message: 'refused; and then: stuck' })
  })

  test('without a use, is held until `release`', async () => {
    const { actor, acquired, released, states } = unused()
    await acquired()
    expect(actor.getSnapshot()).toMatchObject({ value: 'acquired', context: { resource: 'a thing' } })
    actor.send({ type: 'release' })
    await settle()
    await released()
    expect(states).toEqual(['acquiring', 'acquired', 'releasing', 'released'])
    expect(actor.getSnapshot().context.resource).toBeUndefined()
  })

  test('is given up while it is used: the use is aborted first', async () => {
    const { actor, acquired, use, log } = started()
    await acquired()
    actor.send({ type: 'release' })
    expect(use.last().aborted).toBe(true)
    await settle()
    expect(log).toEqual(['release a thing'])
  })

  test('is released when it comes after it was given up, or stopped', async () => {
    for (const giveUp of [
      ({ actor }: Started) => actor.send({ type: 'release' }),
      ({ actor }: Started) => actor.stop(),
    ]) {
      const running = started()
      giveUp(running)
      expect(running.signals[0]!.aborted).toBe(true)
      await running.acquired('a late thing')
      expect(running.log).toEqual(['release a late thing'])
      await running.released()
      expect(heldWork(running.actor)).toEqual([])
    }
  })

  test('released before it is acquired: only a use fails, as cancelled', async () => {
    const plain = unused()
    plain.actor.send({ type: 'release' })
    await plain.refused('aborted')
    expect(plain.error()).toBeUndefined()
    expect(plain.actor.getSnapshot().value).toBe('released')
    const used = started()
    used.actor.send({ type: 'release' })
    await used.refused('aborted')
    expect(used.error()).toBeInstanceOf(CancelledError)
  })

  test('is work that is held until it is released', async () => {
    const { actor, acquired, released } = started()
    await acquired()
    actor.stop()
    await settle()
    expect(heldWork(actor)).toMatchObject([{ what: 'the release of a thing' }])
    await released()
    expect(heldWork(actor)).toEqual([])
  })

  test('is released in the reverse order, one after the other, when several are stopped together', async () => {
    const log: string[] = []
    const things = ['first', 'second', 'third'].map((name) => pool(name, log))
    const actors = Object.fromEntries(things.map(({ options }) => [options.name, resource(options)]))
    const machine = setup({ actors }).createMachine({
      invoke: things.map(({ options: { name } }) => ({ src: name, id: name })),
    })
    const actor = createActor(machine).start()
    for (const thing of things) await thing.acquired()
    actor.stop()
    await settle()
    expect(log).toEqual(['release third'])
    await things[2]!.released()
    expect(log).toEqual(['release third', 'release second'])
    await things[1]!.released()
    await things[0]!.released()
    expect(log).toEqual(['release third', 'release second', 'release first'])
    expect(heldWork(actor)).toEqual([])
  })

  test('is released once for each time it was acquired, whatever happens', async () => {
    const steps = fc.array(
      fc.constantFrom('acquired', 'refused', 'use', 'fail', 'release', 'released', 'stop'),
    )
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const running = started()
        const { actor, use, log, states } = running
        let isAcquired = false
        let isSettled = false
        for (const step of [...steps, 'stop' as const]) {
          const isActive = actor.getSnapshot().status === 'active'
          if (step === 'acquired') {
            await running.acquired()
            isAcquired ||= !isSettled
            isSettled = true
          } else if (step === 'refused') {
            await running.refused('refused')
            isSettled = true
          } else if (step === 'use') await use.runs.at(-1)?.answer('done')
          else if (step === 'fail') await use.runs.at(-1)?.fail(new Error('failed'))
          else if (step === 'released') await running.released()
          else if (step === 'stop') actor.stop()
          else if (isActive) actor.send({ type: 'release' })
          await settle()
        }
        expect(log).toEqual(isAcquired ? ['release a thing'] : [])
        expect(
          states.filter((state) => state === 'released' || state === 'failed').length,
        ).toBeLessThanOrEqual(1)
      }),
    )
  })
})

interruptedEverywhere(started, {
  acquiring: () => {},
  using: (running) => running.acquired(),
  releasing: async (running) => {
    const { acquired, use } = running
    await acquired()
    await use.last().answer('done')
  },
})
interruptedEverywhere(unused, { acquired: (running) => running.acquired() })
