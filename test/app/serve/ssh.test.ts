import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { assign, createActor, setup } from 'xstate'
import { column, component, handoffView, keyHelp, region, text } from '../../../src/app/index.ts'
import { handoff } from '../../../src/machines/index.ts'
import { confirmView } from '../../../src/app/forms/index.ts'
import {
  serve,
  type Login,
  type Served,
  type ServeOptions,
  type Session,
} from '../../../src/app/serve/index.ts'
import { VirtualClock } from '../../../src/app/testing/index.ts'
import { Judge } from '../../support/judge.ts'

const folder = mkdtempSync(join(tmpdir(), 'actty-serve-'))
const hostKey = join(folder, 'host.key')
const { utils } = ssh2
const ann = utils.generateKeyPairSync('ed25519')
const eve = utils.generateKeyPairSync('ed25519')
const annsKey = (utils.parseKey(ann.public) as { getPublicSSH(): Buffer }).getPublicSSH().toString('base64')

const count = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'add' } },
}).createMachine({
  id: 'count',
  context: { count: 0 },
  on: { add: { description: 'Add', actions: assign({ count: ({ context }) => context.count + 1 }) } },
})

/** A visitor's page: who it is, a counter that all share, and a key that fails. */
function visitOf(shared = createActor(count).start()) {
  const counter = component({
    name: 'counter',
    logic: count,
    keys: { a: { type: 'add' } },
    view: ({ context }) => text(`shared ${context.count}`),
  })
  const logic = setup({
    types: {
      context: {} as { who: string },
      input: {} as { who: string },
      events: {} as { type: 'fail' } | { type: 'failLater' },
    },
    actions: {
      fail: () => {
        throw new Error('a secret of the server')
      },
      failLater: () => {
        setTimeout(() => {
          throw new Error('a late secret')
        }, 1)
      },
    },
  }).createMachine({
    id: 'visit',
    context: ({ input }) => input,
    on: { fail: { actions: 'fail' }, failLater: { actions: 'failLater' } },
  })
  return component({
    name: 'visit',
    logic,
    quit: 'q',
    keys: { f: { type: 'fail' }, l: { type: 'failLater' } },
    view: ({ context }) => column([text(context.who), region(shared, counter), keyHelp()]),
  })
}

const whoIs = ({ user, columns, rows, args }: Session) => ({
  who: `${user} ${columns}x${rows} ${args.join('|')}`,
})

const open: { served: Served[]; clients: Remote[] } = { served: [], clients: [] }

afterEach(async () => {
  for (const client of open.clients.splice(0)) client.end()
  await Promise.all(open.served.splice(0).map((served) => served.close()))
})

async function visited(
  options: Partial<ServeOptions<ReturnType<typeof visitOf>>> = {},
  ssh: Partial<ServeOptions<never>['ssh']> = {},
) {
  const served = await serve(visitOf(), {
    input: whoIs,
    signals: false,
    onError: () => {},
    ...options,
    ssh: { port: 0, hostKey, authenticate: 'anyone', ...ssh },
  })
  open.served.push(served)
  return served
}

/** Somebody with a terminal, far away. */
class Remote {
  readonly client = new ssh2.Client()
  readonly judge = new Judge(60, 10)
  output = ''
  errors = ''
  status: number | undefined
  closed = false
  #stream: ClientChannel | undefined

  constructor() {
    open.clients.push(this)
  }

  login(served: Served, config: ConnectConfig = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      this.client
        .once('ready', resolve)
        .once('error', reject)
        .once('close', () => reject(new Error('closed')))
      this.client.on('error', () => {})
      this.client.on('close', () => (this.closed = true))
      this.client.connect({ host: '127.0.0.1', port: served.ssh!.port, username: 'ann', ...config })
    })
  }

  async shell(served: Served): Promise<this> {
    await this.login(served)
    await new Promise<void>((resolve, reject) =>
      this.client.shell({ cols: 60, rows: 10, term: 'xterm-256color' }, (error, stream) => {
        if (error) return reject(error)
        this.#follow(stream)
        resolve()
      }),
    )
    return this
  }

  async command(served: Served, words: string): Promise<this> {
    await this.login(served)
    await new Promise<void>((resolve, reject) =>
      this.client.exec(words, (error, stream) => {
        if (error) return reject(error)
        this.#follow(stream)
        resolve()
      }),
    )
    return this
  }

  type(keys: string): void {
    this.#stream!.write(keys)
  }

  resize(columns: number, rows: number): void {
    this.judge.resize(columns, rows)
    this.#stream!.setWindow(rows, columns, 0, 0)
  }

  shows(what: string): Promise<void> {
    return vi.waitUntil(() => this.screen().includes(what) || undefined, {
      timeout: 10_000,
      interval: 5,
    }) as never
  }

  screen(): string {
    return this.judge.lines().join('\n')
  }

  ended(): Promise<void> {
    return vi.waitUntil(() => this.closed || undefined, { timeout: 10_000, interval: 5 }) as never
  }

  end(): void {
    this.client.end()
  }

  #follow(stream: ClientChannel): void {
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => {
      this.output += chunk.toString()
      void this.judge.write(chunk.toString())
    })
    stream.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()))
    stream.on('exit', (status: number) => (this.status = status))
    stream.on('close', () => {
      this.closed = true
      this.client.end()
    })
  }
}

describe('an app served by SSH', () => {
  test('shows itself, takes keys and another size, and gives the terminal back', async () => {
    const served = await visited()
    const remote = await new Remote().shell(served)
    await remote.shows('ann 60x10')
    expect(served.sessions.map(({ user, via }) => [user, via])).toEqual([['ann', 'ssh']])
    remote.type('a')
    await remote.shows('shared 1')
    remote.resize(30, 5)
    await remote.shows('ann 60x10')
    remote.type('q')
    await remote.ended()
    expect(remote.status).toBe(0)
    expect(remote.judge.isAlternate).toBe(false)
    expect(remote.output).toContain('\x1b[?1049l')
    await vi.waitUntil(() => served.sessions.length === 0)
  })

  test('is an app of its own for each, and what was started outside is shared', async () => {
    const served = await visited()
    const [one, two] = await Promise.all([new Remote().shell(served), new Remote().shell(served)])
    one.type('aa')
    await two.shows('shared 2')
    one.type('\x03')
    await one.ended()
    expect(one.status).toBe(130)
    two.type('a')
    await two.shows('shared 3')
  })

  test('prints its last state for a command, and has its words', async () => {
    const served = await visited()
    const remote = await new Remote().command(served, `deploy "to \\"here\\"" 'a b'`)
    await remote.ended()
    expect(remote.output).toBe('ann 0x0 deploy|to "here"|a b\nshared 0\n')
    expect(remote.status).toBe(0)
  })

  test('says what a command did not answer', async () => {
    const served = await serve(confirmView({ question: 'Deploy?' }), {
      ssh: { port: 0, hostKey, authenticate: 'anyone' },
      signals: false,
    })
    open.served.push(served)
    const remote = await new Remote().command(served, 'deploy')
    await remote.ended()
    expect(remote.errors).toContain('Deploy?')
    expect(remote.status).toBe(2)
  })

  test.each(['f', 'l'])('ends a session that fails, and no other: %s', async (key) => {
    const errors: unknown[] = []
    const served = await visited({ onError: (error) => errors.push((error as Error).message) })
    const [one, two] = await Promise.all([new Remote().shell(served), new Remote().shell(served)])
    await one.shows('shared')
    one.type(key)
    await one.ended()
    expect(one.judge.isAlternate).toBe(false)
    expect(one.output + one.errors).not.toContain('secret')
    expect(String(errors)).toContain('secret')
    two.type('a')
    await two.shows('shared 1')
  })

  test('ends all sessions in order when it is closed', async () => {
    const served = await visited()
    const remote = await new Remote().shell(served)
    await remote.shows('shared')
    await served.close()
    await remote.ended()
    expect(remote.judge.isAlternate).toBe(false)
    await expect(new Remote().login(served)).rejects.toThrow()
  })

  test('gives no program of the server a visitor’s terminal', async () => {
    const served = await serve(handoffView(handoff({ command: 'sh', args: ['-c', 'echo in; sleep 9'] })), {
      ssh: { port: 0, hostKey, authenticate: 'anyone' },
      signals: false,
      onError: () => {},
    })
    open.served.push(served)
    const remote = await new Remote().shell(served)
    await remote.ended()
    expect(remote.status).toBe(1)
  })
})

describe('who may come in', () => {
  const authenticate = ({ user, key, password }: Login) =>
    user === 'ann' && (key?.data === annsKey || password === 'right')

  test.each([
    ['with its key', { privateKey: ann.private }, true],
    ['with another’s key', { privateKey: eve.private }, false],
    ['with a password', { password: 'right' }, true],
    ['with a wrong password', { password: 'wrong' }, false],
    ['with nothing', {}, false],
    ['by another name', { username: 'eve', password: 'right' }, false],
  ])('somebody %s', async (_, config, isLetIn) => {
    const served = await visited({}, { authenticate })
    const login = new Remote().login(served, config)
    if (isLetIn) await login
    else await expect(login).rejects.toThrow()
    expect(served.sessions).toEqual([])
  })

  test('nobody, if the function fails', async () => {
    const errors: unknown[] = []
    const served = await visited(
      { onError: (error) => errors.push((error as Error).message) },
      { authenticate: () => Promise.reject(new Error('no database')) },
    )
    await expect(new Remote().login(served, { password: 'right' })).rejects.toThrow()
    expect(errors).toEqual(['no database'])
  })

  test('nobody who says nothing', async () => {
    const served = await visited({}, { maxLoginTime: 50 })
    const socket = connect(served.ssh!.port, '127.0.0.1')
    socket.resume()
    await new Promise((resolve) => socket.once('close', resolve))
  })

  test('not more than there is room for', async () => {
    const served = await visited({ maxSessions: 1 })
    const one = await new Remote().shell(served)
    await one.shows('shared')
    const two = await new Remote().shell(served)
    await two.ended()
    expect(two.errors).toContain('as many sessions as it takes')
    expect(two.status).toBe(1)
  })

  test('not more in a minute than told', async () => {
    const served = await visited({ maxStartRate: 2 })
    await new Remote().login(served)
    await new Remote().login(served)
    await expect(new Remote().login(served)).rejects.toThrow()
  })

  test('not longer than somebody types', async () => {
    const clock = new VirtualClock(0)
    const served = await visited({ maxIdleTime: 60_000, clock })
    const remote = await new Remote().shell(served)
    await vi.waitUntil(() => served.sessions.length === 1)
    await remote.shows('shared')
    await clock.advance(59_000)
    remote.type('a')
    await remote.shows('shared 1')
    await clock.advance(59_000)
    expect(remote.closed).toBe(false)
    await clock.advance(1_000)
    await remote.ended()
    expect(remote.judge.isAlternate).toBe(false)
  })
})

describe('its host key', () => {
  test('is made for its owner alone, and stays', async () => {
    const file = join(folder, 'new', 'host.key')
    const one = await visited({}, { hostKey: file })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const two = await visited({}, { hostKey: file })
    expect(two.ssh!.fingerprint).toBe(one.ssh!.fingerprint)
    expect(one.ssh!.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/)
  })

  test('is not another file', async () => {
    const file = join(folder, 'letter.txt')
    writeFileSync(file, 'Dear Ann')
    await expect(visited({}, { hostKey: file })).rejects.toThrow('letter.txt has no private key')
    expect(readFileSync(file, 'utf8')).toBe('Dear Ann')
  })
})

test.each<[string, object]>([
  ['there is no way in', {}],
  ["'anyone' for a server that is open to all", { ssh: { hostKey } }],
  ['ssh needs hostKey', { ssh: { authenticate: 'anyone' } }],
  ['ssh.port is a port', { ssh: { hostKey, authenticate: 'anyone', port: 70_000 } }],
  ['maxSessions', { ssh: { hostKey, authenticate: 'anyone' }, maxSessions: 0 }],
])('says what an option lacks: %s', async (message, options) => {
  await expect(serve(visitOf(), options as never)).rejects.toThrow(message)
})
