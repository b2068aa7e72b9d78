import { assign, fromPromise, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { AppError, component, createApp, fetchingView, text } from 'actty'
import { fetching, retrying, supervising } from 'actty/machines'
import { MemoryTerminal, mount } from 'actty/testing'
import { hostile } from '../support/hostile.ts'
import { checked, restored } from '../support/fixture-app.ts'
import { hasPty, node, Pty } from '../support/pty.ts'

/** An app that fails with a reason in each possible way. */
function failing(reason: unknown) {
  const reject = fromPromise<never>(async () => {
    await Promise.resolve()
    throw reason
  })
  const fail = () => {
    throw reason
  }
  return component({
    name: 'failing',
    logic: setup({
      actors: { reject, restarted: supervising(retrying(reject, { delay: 0 })) },
    }).createMachine({
      context: { fails: false },
      initial: 'idle',
      states: {
        idle: {
          on: {
            REJECT: 'rejecting',
            RESTART: 'restarting',
            ACT: { actions: fail },
            VIEW: { actions: assign({ fails: true }) },
          },
        },
        rejecting: { invoke: { src: 'reject', id: 'reject' } },
        restarting: { invoke: { src: 'restarted' } },
      },
    }),
    keys: {
      r: { type: 'REJECT' },
      s: { type: 'RESTART' },
      a: { type: 'ACT' },
      v: { type: 'VIEW' },
      k: () => fail(),
    },
    view: ({ context }) => (context.fails ? fail() : text('ready')),
  })
}

describe.each(Object.entries(hostile))('67. %s', (_, make) => {
  test.each([
    ['a promise', 'r'],
    ['an actor that is restarted', 's'],
    ['an action', 'a'],
    ['a view', 'v'],
    ['a key', 'k'],
  ])('ends an app, by %s, with an error that says where', async (_, key) => {
    const app = mount(failing(make()))
    const { result } = app
    const ended = result.catch((error: unknown) => error)
    app.terminal.press(key)
    for (let i = 0; i < 10; i++) await app.advance(0)
    const error = await ended
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).message).toMatch(/failed in state '\w+': ./)
    expect((error as AppError).message.length).toBeLessThan(11_000)
    expect((error as AppError).message).not.toContain('\x1b')
    expect(await app.unmount()).toEqual([])
  })

  test('is the reason of a signal that aborts an app', async () => {
    const reason = make()
    const controller = new AbortController()
    const app = await createApp(failing(undefined), {
      terminal: new MemoryTerminal(80, 24),
      signal: controller.signal,
    })
    app.start()
    controller.abort(reason)
    const told = await app.result.catch((error: unknown) => [error])
    expect(Object.is((told as unknown[])[0], controller.signal.reason)).toBe(true)
  })

  test('is shown by a view', async () => {
    const app = mount(
      fetchingView(fetching(fromPromise<string>(() => Promise.reject(make() as Error))), text),
    )
    await app.advance(0)
    expect(app.screen()[0]).toMatch(/^✗ failed  ./)
    expect(await app.unmount()).toEqual([])
  })
})

describe('67. the error of an app has the messages', () => {
  test.each<[string, unknown, string]>([
    ['of what was rejected with a code', { code: 'E1', message: 'refused' }, 'refused'],
    [
      'of all that failed',
      new AggregateError([new Error('no A'), new Error('no B')], 'all'),
      'all: no A; no B',
    ],
  ])('%s', async (_, reason, message) => {
    const app = mount(failing(reason))
    const { result } = app
    const ended = result.catch((error: unknown) => error)
    await app.press('r')
    expect(await ended).toMatchObject({
      message: `the actor failing/reject failed in state 'active': ${message}`,
    })
    await app.unmount()
  })
})

describe.skipIf(!hasPty)('67. on a terminal', () => {
  test.each(['actor', 'outside'])(
    'whatever fails (%s) is told, and everything is restored',
    async (where) => {
      const names = ['an object whose toString throws', 'a revoked proxy']
      for (const name of names) {
        const command = node('test/faults/fixtures/fails.ts', `'${name}'`, where)
        const pty = new Pty(checked(command))
        const screen = await restored(pty)
        expect(screen).toMatch(/status [1-9]/)
      }
    },
  )
})
