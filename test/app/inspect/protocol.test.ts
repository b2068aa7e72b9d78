import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { createStore } from '@xstate/store'
import { WebSocket } from 'ws'
import { assign, createActor, fromPromise, setup } from 'xstate'
import { afterEach, describe, expect, test } from 'vitest'
import { column, component, createApp, region, text } from 'actty'
import { createInspector, inspector, type Inspector, type InspectOptions } from 'actty/inspect'
import { MemoryTerminal } from 'actty/testing'
import { Viewer } from '../../support/viewer.ts'

const counter = setup({
  types: {
    context: {} as { count: number; password: string },
    events: {} as { type: 'up' | 'quit' | 'spawn' },
  },
  actors: { child: setup({}).createMachine({ id: 'leaf', initial: 'idle', states: { idle: {} } }) },
}).createMachine({
  id: 'counter',
  context: { count: 0, password: 'hunter2' },
  initial: 'on',
  invoke: { src: 'child', id: 'kid' },
  states: {
    on: { on: { up: { actions: assign({ count: ({ context }) => context.count + 1 }) }, quit: 'off' } },
    off: { type: 'final' },
  },
})

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function inspected(options: InspectOptions = {}) {
  const inspector = createInspector({ port: 0, ...options })
  open.push(() => inspector.close())
  const actor = createActor(counter, { inspect: inspector.inspect }).start()
  return { inspector, actor, address: (await inspector.address)! }
}

function view(address: string, options = {}) {
  const viewer = new Viewer(address, options)
  open.push(() => viewer.close())
  return viewer
}

const count = (viewer: Viewer) => viewer.of('@xstate.snapshot').at(-1)?.snapshot.context

describe('a viewer', () => {
  test('that comes late gets every living actor, parents first, with its definition and present snapshot', async () => {
    const { actor, address } = await inspected()
    for (let i = 0; i < 500; i++) actor.send({ type: 'up' })
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    expect(viewer.names()).toEqual(['counter', 'kid'])
    const [root, kid] = viewer.of('@xstate.actor')
    expect(root).toMatchObject({ id: null, rootId: actor.sessionId, _version: expect.any(String) })
    expect(root!.snapshot).toMatchObject({ status: 'active', value: 'on', context: { count: 500 }, tags: [] })
    expect(JSON.parse(root!.definition)).toMatchObject({
      id: 'counter',
      states: { on: { on: { quit: 'off' } } },
    })
    expect(kid).toMatchObject({ parentId: root!.sessionId, name: 'kid', snapshot: { value: 'idle' } })
    expect(Number(root!.createdAt)).toBeGreaterThan(1e12)
  })

  test('then gets every event in order, and the last snapshot, at most 30 in a second', async () => {
    const { actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    const start = performance.now()
    for (let i = 0; i < 1_000; i++) actor.send({ type: 'up' })
    await viewer.until(() => (count(viewer) as { count?: number } | undefined)?.count === 1_000)
    expect(viewer.of('@xstate.event').filter(({ event }) => event.type === 'up')).toHaveLength(1_000)
    const most = 2 + ((performance.now() - start) / 1_000) * 30
    expect(viewer.of('@xstate.snapshot').length).toBeLessThanOrEqual(most)
  })

  test('sees who begins and who ends', async () => {
    const { actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    actor.send({ type: 'quit' })
    await viewer.until(() => viewer.of('@xstate.snapshot').some(({ snapshot }) => snapshot.status === 'done'))
    await viewer.until(() =>
      viewer.of('@xstate.snapshot').some(({ snapshot }) => snapshot.status === 'stopped'),
    )
    const later = view(address)
    await later.until(() => later.socket.readyState === WebSocket.OPEN)
    later.socket.ping()
    await once(later.socket, 'pong')
    expect(later.of('@xstate.actor')).toMatchObject([
      { name: 'counter', snapshot: { status: 'done' } },
      { name: 'kid', snapshot: { status: 'stopped' } },
    ])
  })

  test('and another see the same, each from when it comes', async () => {
    const { actor, address } = await inspected()
    const first = view(address)
    await first.until(() => first.messages.length >= 2)
    actor.send({ type: 'up' })
    const second = view(address)
    await second.until(() => second.messages.length >= 2)
    actor.send({ type: 'up' })
    const seesTwo = (viewer: Viewer) => () => (count(viewer) as { count?: number } | undefined)?.count === 2
    await Promise.all([first.until(seesTwo(first)), second.until(seesTwo(second))])
    const eventsOf = (viewer: Viewer) =>
      viewer.of('@xstate.event').map(({ event, isPast }) => `${isPast === true ? 'past ' : ''}${event.type}`)
    expect(eventsOf(first)).toEqual(['past xstate.init', 'past xstate.init', 'up', 'up'])
    expect(eventsOf(second)).toEqual(['past xstate.init', 'past xstate.init', 'past up', 'up'])
  })

  test('is told when the app has ended, after what it did last', async () => {
    const { inspector, actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    actor.send({ type: 'up' })
    actor.send({ type: 'quit' })
    inspector.close()
    await viewer.until(() => viewer.closed !== undefined)
    expect(viewer.closed).toBe(1001)
    expect(viewer.of('@xstate.snapshot').map(({ snapshot }) => snapshot.status)).toContain('done')
  })

  test('that is the published package’s receiver gets them too', async () => {
    const { actor, address } = await inspected()
    const script = 'test/pty/fixtures/stately-receiver.ts'
    const args = ['--import=tsx', script, address.replace('http', 'ws')]
    const receiver = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const got: string[] = []
    for await (const line of createInterface({ input: receiver.stdout })) {
      got.push(line)
      if (got.length === 4) actor.send({ type: 'up' })
    }
    const past = ['@xstate.event', '@xstate.event']
    expect(got).toEqual(['@xstate.actor', '@xstate.actor', ...past, '@xstate.event', '@xstate.snapshot'])
  })

  test('cannot say anything', async () => {
    const { actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    viewer.socket.send(JSON.stringify({ type: 'up' }))
    actor.send({ type: 'up' })
    await viewer.until(() => (count(viewer) as { count?: number } | undefined)?.count === 1)
    viewer.socket.send('x'.repeat(100_000))
    await viewer.until(() => viewer.closed !== undefined)
    expect(actor.getSnapshot().context.count).toBe(1)
  })

  const asks = (viewer: Viewer, sessionId: string, event: unknown) =>
    viewer.socket.send(JSON.stringify({ type: '@actty.send', sessionId, event }))

  test('cannot send events, unless that is allowed', async () => {
    const { actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    expect(await (await fetch(address)).text()).not.toContain('data-control')
    asks(viewer, actor.sessionId, { type: 'up' })
    viewer.socket.send(JSON.stringify({ type: '@actty.key', key: 'q' }))
    viewer.socket.ping()
    await new Promise((resolve) => viewer.socket.once('pong', resolve)) // it has read all that came before
    expect(actor.getSnapshot().context.count).toBe(0)
  })

  test('sends events to living actors if that is allowed, but no events of XState, and no rubbish', async () => {
    const { actor, address } = await inspected({ control: true })
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    expect(await (await fetch(address)).text()).toContain('data-control')
    const rubbish = [null, 1, 'up', {}, { type: 1 }, { type: 'xstate.stop' }, { type: 'xstate.error' }, []]
    for (const event of rubbish) asks(viewer, actor.sessionId, event)
    for (const text of ['', '{', 'null', '[]', '{"type":"@actty.send"}', '{"type":"@actty.key","key":1}'])
      viewer.socket.send(text)
    asks(viewer, 'nobody', { type: 'up' })
    asks(viewer, actor.sessionId, { type: 'up' })
    await viewer.until(() => (count(viewer) as { count?: number } | undefined)?.count === 1)
    expect(actor.getSnapshot().status).toBe('active')
    const came = viewer.of('@xstate.event').filter(({ isPast }) => isPast !== true)
    expect(came.map(({ event }) => event.type)).toEqual(['up'])
  })

  test('that does not read is dropped, and costs no memory', async () => {
    const { actor, address } = await inspected()
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    viewer.socket.pause()
    const good = view(address)
    await good.until(() => good.messages.length >= 2)
    const payload = 'x'.repeat(10_000)
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < 50; j++) actor.send({ type: 'up', payload } as never)
      const sent = (i + 1) * 50
      await good.until(() => good.of('@xstate.event').length === sent)
    }
    viewer.socket.resume()
    await viewer.until(() => viewer.closed !== undefined)
    expect(viewer.of('@xstate.event').length).toBeLessThan(2_000)
  })
})

describe('the address', () => {
  const status = async (url: string, headers: Record<string, string> = {}) => {
    const { request } = await import('node:http')
    return new Promise<number>((resolve, reject) => {
      request(url, { headers, agent: false }, (response) => {
        response.resume()
        resolve(response.statusCode!)
      })
        .on('error', reject)
        .end()
    })
  }

  test('is on the loopback, and has a secret in it', async () => {
    const { address } = await inspected()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/)
    expect(await status(address)).toBe(200)
    const { origin, host } = new URL(address)
    for (const wrong of [
      `${origin}/`,
      `${origin}/wrong/`,
      `${origin}/viewer/main.js`,
      `${address.slice(0, -2)}/`,
    ])
      expect(await status(wrong), wrong).toBe(403)
    expect(await status(address, { host: `evil.example:${host.split(':')[1]}` })).toBe(403)
    expect(await status(`${address}viewer/..%2f..%2fpackage.json`)).toBe(404)
  })

  test('is asked of the socket, and so is where the page is from', async () => {
    const { address } = await inspected()
    const { origin } = new URL(address)
    const refused = async (url: string, options: object) => {
      const viewer = view(url, options)
      await viewer.until(() => viewer.refused !== undefined || viewer.messages.length > 0)
      return viewer.refused
    }
    expect(await refused(`${origin}/`, {})).toBe(403)
    expect(await refused(`${origin}/wrong/`, {})).toBe(403)
    expect(await refused(address, { origin: 'https://evil.example' })).toBe(403)
    expect(await refused(address, { origin: 'http://127.0.0.1:1' })).toBe(403)
    expect(await refused(address, { origin: 'null' })).toBe(403)
    expect(await refused(address, { headers: { host: 'evil.example' }, origin: 'http://evil.example' })).toBe(
      403,
    )
    expect(await refused(address, { origin })).toBe(undefined)
  })

  test('has the next free port where the wanted one is taken', async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)),
    )
    open.push(() => taken.close())
    const { address } = await inspected({ port })
    const got = Number(new URL(address).port)
    expect(got).toBeGreaterThan(port)
  })

  test('does not mind rubbish', async () => {
    const { address, actor } = await inspected()
    const { port } = new URL(address)
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('\x00\xff GET nothing\r\n\r\n'))
    await new Promise((resolve) => socket.on('error', resolve).on('close', resolve).resume())
    actor.send({ type: 'up' })
    expect(await status(address)).toBe(200)
  })

  test.each([{ port: -1 }, { port: 1.5 }, { stately: 'file:///etc/passwd' }, { file: '' }])(
    'is not made of %o',
    (options) => {
      expect(() => createInspector(options)).toThrow(TypeError)
    },
  )
})

describe('what is sent', () => {
  test('has no secret in it, in any message', async () => {
    const { actor, address } = await inspected({ redact: ['password'] })
    const viewer = view(address)
    await viewer.until(() => viewer.messages.length >= 2)
    actor.send({ type: 'up', password: 'hunter2' } as never)
    await viewer.until(() => viewer.of('@xstate.snapshot').length > 0)
    expect(viewer.texts.join('')).toContain('[redacted]')
    expect(viewer.texts.join('')).not.toContain('hunter2')
  })

  test('has the errors of those that fail', async () => {
    const failing = setup({
      actors: { work: fromPromise(() => Promise.reject(new Error('no luck'))) },
    }).createMachine({
      id: 'tries',
      initial: 'trying',
      states: { trying: { invoke: { src: 'work', id: 'work', onError: 'failed' } }, failed: {} },
    })
    const inspector = createInspector({ port: 0 })
    open.push(() => inspector.close())
    const address = (await inspector.address)!
    const viewer = view(address)
    await viewer.until(() => viewer.socket.readyState === WebSocket.OPEN)
    createActor(failing, { inspect: inspector.inspect }).start()
    await viewer.until(() =>
      viewer.of('@xstate.snapshot').some(({ snapshot }) => snapshot.status === 'error'),
    )
    const { snapshot } = viewer.of('@xstate.snapshot').find(({ snapshot }) => snapshot.status === 'error')!
    expect(snapshot.error).toMatchObject({ name: 'Error', message: 'no luck', stack: expect.any(String) })
  })

  test('is every actor of an app by its name: its own, the terminal, its stores', async () => {
    const store = createStore({ context: { size: 1 }, on: { grow: ({ size }) => ({ size: size + 1 }) } })
    const gauge = component({
      name: 'gauge',
      logic: store,
      view: ({ context }) => text(`size ${context.size}`),
    })
    const app = component({
      logic: counter,
      view: ({ context }) => column([text(`count ${context.count}`), region(store, gauge)]),
    })
    const addresses: string[] = []
    const running = await createApp(app, {
      terminal: new MemoryTerminal(40, 5),
      inspect: inspector({ port: 0, onAddress: (address) => addresses.push(address) }),
    })
    running.start()
    await expect.poll(() => addresses.length).toBe(1)
    const viewer = view(addresses[0]!)
    await viewer.until(() => viewer.messages.length >= 5)
    expect(viewer.names()).toEqual(['actty', 'terminal', 'counter', 'kid', 'gauge'])
    store.send({ type: 'grow' })
    await viewer.until(
      () =>
        count(viewer) !== undefined &&
        viewer
          .of('@xstate.snapshot')
          .some(({ snapshot }) => (snapshot.context as { size?: number } | undefined)?.size === 2),
    )
    expect(viewer.of('@xstate.event').some(({ event }) => event.type === 'grow')).toBe(true)
    await running.stop()
    await viewer.until(() => viewer.closed === 1001)
  })
})

test('an inspector that is closed before it listens, and closed twice, is closed', async () => {
  const inspector: Inspector = createInspector({ port: 0 })
  inspector.close()
  inspector.close()
  expect(await inspector.address).toBe(undefined)
})
