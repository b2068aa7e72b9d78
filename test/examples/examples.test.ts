import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, setup, type AnyActorRef, type AnyStateMachine } from 'xstate'
import { describe, expect, onTestFinished, test } from 'vitest'
import { all, column, component, keyHelp, region, text, themeNames, type Component } from 'actty'
import { mount as mountApp, type MountOptions } from 'actty/testing'
import type { Example } from '../../examples/example.ts'
import { galleryOf } from '../../examples/gallery.ts'
import { examples } from '../../examples/index.ts'
import { readPatternDocs } from '../../examples/pattern-docs.ts'
import { get, loopback, type Listening } from '../../examples/loopback.ts'

/** The examples run real processes: a test that fails halfway must not leave them. */
const mount = ((component: Component<AnyStateMachine>, options?: MountOptions) => {
  const app = mountApp(component, options)
  onTestFinished(async () => {
    await app.unmount()
  })
  return app
}) as typeof mountApp

/** The keys that leave an example. Where a text field has the focus, it is left first; one asks before it ends. */
const leaving = ({ name }: Example) =>
  name === 'questions' || name === 'deploy' || name === 'form'
    ? ['ctrl+q']
    : name === 'search' || name === 'composer'
      ? ['escape', 'q']
      : name === 'cleanup'
        ? ['q', 'y']
        : name === 'terminal'
          ? ['ctrl+a', 'q']
          : ['q']

const exampleOf = (name: string) => examples.find((example) => example.name === name)!

describe.each(examples.map((example) => [example.name, example] as const))('the example %s', (_, example) => {
  test.each([
    [80, 24],
    [200, 60],
    [20, 5],
  ])('does what it says at %i x %i, is left by q, and leaves nothing behind', async (columns, rows) => {
    // Other tests write into node_modules meanwhile, which progress reads otherwise.
    const words = example.name === 'progress' ? ['src'] : []
    const app = mount(example.component, { columns, rows, input: example.input?.(words) })
    await (columns >= 80 ? example.play(app) : app.press(...leaving(example)))
    await app.until((snapshot) => snapshot.status !== 'active')
    expect(await app.unmount()).toEqual([])
    expect(await app.result).toBeUndefined()
  })
})

test('the store draws a counter when it changes, and no other', async () => {
  const app = mount(exampleOf('store').component, { columns: 80, rows: 20 })
  await app.advance(500)
  await app.press('p')
  const counts = () =>
    app
      .screen()
      .join('\n')
      .match(/[A-X] +\d+/g)!
  const before = counts()
  const total = () => Number(/(\d+) in all/.exec(app.screen().join('\n'))![1])
  const was = total()
  await app.press('p')
  const drawn = app.frames.length
  await app.advance(20)
  await app.press('p')
  expect(total()).toBe(was + 1)
  expect(counts().filter((count, index) => count !== before[index])).toHaveLength(1)
  expect(app.frames.length - drawn).toBeLessThanOrEqual(3)
  await app.press('u')
  expect(counts()).toEqual(before)
  await app.press('r')
  expect(total()).toBe(was + 1)
  expect(await app.unmount()).toEqual([])
})

test.each(['retry', 'store'])('%s is a program of its own', (name) => {
  const { stdout, status } = spawnSync(process.execPath, ['--import=tsx', `examples/${name}.ts`], {
    encoding: 'utf8',
  })
  expect(stdout).toMatch(new RegExp(`^== ${name}: `))
  expect(status).toBe(0)
})

describe('in few rows', () => {
  test.each([
    [80, 18],
    [80, 14],
    [20, 5],
  ])(
    'recovery has no empty rows while requests are hidden at %i x %i, and scrolls',
    async (columns, rows) => {
      const app = mount(exampleOf('recovery').component, { columns, rows })
      await app.until(/answer 1/)
      const inside = () =>
        app
          .screen()
          .slice(1, -2)
          .map((line) => line.replaceAll(/[│ ]/g, ''))
      await app.until(() =>
        inside()
          .slice(0, 10)
          .every((line) => line !== ''),
      )
      await app.press('end')
      expect(inside().filter((line) => line === '')).toHaveLength(Math.max(0, rows - 3 - 10))
      if (rows < 13) expect(app.screen().join('\n')).not.toMatch(/answer 1 to .1\b/)
      await app.press('home')
      await app.press('q')
      expect(await app.unmount()).toEqual([])
    },
  )
})

describe('what fails is a state, with what to do:', () => {
  test('a folder that progress cannot read', async () => {
    const { component, input } = exampleOf('progress')
    const app = mount(component, { input: input!(['/no/such/folder']) })
    await app.press('s')
    await app.until(/\/no\/such\/folder can't be read: .*ENOENT/)
    await app.press('s')
    await app.until(/can't be read/)
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('the project that fetching cannot read, until it can', async () => {
    const { component } = exampleOf('fetching')
    const original = globalThis.fetch
    const app = mount(component)
    globalThis.fetch = () => Promise.reject(new Error('no network'))
    try {
      await app.until('no network')
      expect(app.screen().join('\n')).toContain(' r  Try again')
    } finally {
      globalThis.fetch = original
    }
    await app.press('r')
    await app.until('answer')
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('a server that cannot listen, until it can', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const server = loopback(() => (_, response) => response.end('an answer'), port)
    const page = setup({
      types: { context: {} as { url: string }, events: {} as Listening },
      actors: { server },
    }).createMachine({
      context: { url: '' },
      invoke: all({ server }),
      on: { listening: { actions: assign({ url: ({ event }) => event.url }) } },
    })
    const app = mount(
      component({
        logic: page,
        quit: 'q',
        view: ({ context, children }) =>
          column([context.url === '' ? region(children.server) : text(context.url), keyHelp()]),
      }),
    )
    await app.until('No server: listen EADDRINUSE')
    expect(app.screen().slice(1, 3).join('\n')).toContain('press r')
    await app.press('r')
    await app.until('No server: listen EADDRINUSE')
    await new Promise((resolve) => other.close(resolve))
    await app.press('r')
    await app.until(`http://127.0.0.1:${port}`)
    expect(await get(app.screen()[0]!, AbortSignal.timeout(5_000))).toBe('an answer')
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('a command that ignores that it was asked to end', async () => {
    const { component, input } = exampleOf('subprocess')
    const script = 'trap "" TERM; echo ready; while :; do sleep 0.1; done'
    const app = mount(component, { input: input!(['sh', '-c', script]) })
    await app.until('ready', { step: 16 })
    await app.press('k')
    expect(app.screen().join('\n')).toContain('Asked to end.')
    await app.press('k')
    await app.until('ended by SIGKILL', { step: 16 })
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('a writer that dies, and a file that is gone and comes back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'actty-'))
    const path = join(folder, 'log')
    writeFileSync(path, 'one\n')
    const { component, input } = exampleOf('stream')
    const app = mount(component, { input: input!([path]) })
    await app.until('one', { step: 16 })
    rmSync(path)
    await app.until('Waiting until it is there again', { step: 100 })
    writeFileSync(path, 'again\n')
    await app.until('again', { step: 16 })
    await app.press('q')
    expect(await app.unmount()).toEqual([])
    rmSync(folder, { recursive: true })

    const own = mount(component, { input: input!([]) })
    await own.until('line 1000', { step: 16 })
    const { writer } = own.snapshot().children as Readonly<Record<string, AnyActorRef>>
    const { pid } = (writer!.getSnapshot() as { context: { pid: number } }).context
    process.kill(pid, 'SIGKILL')
    await own.until('The writer has ended (SIGKILL)', { step: 16 })
    await own.press('q')
    expect(await own.unmount()).toEqual([])
  })
})

test('cleanup asks before it ends, and goes on behind the question', async () => {
  const app = mount(exampleOf('cleanup').component, { columns: 60, rows: 14 })
  await app.until('the first answer')
  await app.press('q')
  const asked = app.screen().join('\n')
  expect(asked).toContain('─ End all? ─')
  expect(app.screen().at(-1)).toMatch(/y .*End all +.*n .*Stay/)
  const time = () => /timer +(each second, \d+)/.exec(app.screen().join('\n'))![1]
  const before = time()
  await app.press('q', 'x')
  await app.advance(2_000)
  expect(time()).not.toBe(before)
  await app.press('escape')
  expect(app.screen().join('\n')).not.toContain('End all?')
  await app.press('q', 'y')
  await app.until((snapshot) => snapshot.status === 'done')
  expect(await app.unmount()).toEqual([])
})

describe('the gallery', () => {
  const gallery = (columns = 80, rows = 24) => mount(galleryOf(examples), { columns, rows })
  /** The name over the example that is shown. */
  const shown = (app: ReturnType<typeof gallery>) => /^.{18}  (\S+)/.exec(app.screen()[2]!)?.[1]

  test('shows each example live, opens it, and comes back', async () => {
    const app = gallery()
    for (const { name, shows } of examples) {
      await app.until(shows.slice(0, 40))
      expect(shown(app)).toBe(name)
      await app.press('enter')
      expect(app.screen()[0]).not.toContain('Terminal apps as actors')
      // Out of the field, the form, or the pane.
      if (name === 'terminal') await app.press('ctrl+a')
      if (['search', 'composer', 'form', 'deploy'].includes(name)) await app.press('escape')
      await app.press('escape')
      // One of them gives something back first.
      await app.until('Terminal apps as actors')
      await app.press('down')
    }
    await app.press('q')
    expect(await app.unmount()).toEqual([])
  })

  test('has one help line: the keys of the example stand beside it', async () => {
    const app = gallery()
    await app.until('answer 2')
    expect(app.screen().join('\n')).toMatch(/ Keys +.*r {2}Refresh {2}…$/m)
    expect(app.screen()[23]).toContain(' /  Filter   Enter  Open')
    await app.unmount()
  })

  test('shows what the docs say of the pattern, and copies its code', async () => {
    const app = gallery(110, 32)
    await app.until('const load = fromPromise(')
    expect(app.screen().join('\n')).toContain('Instead of  three variables (loading, error, data)')
    await app.press('c')
    const docs = readFileSync('docs/patterns.md', 'utf8')
    expect(app.clipboard).toHaveLength(1)
    expect(docs).toContain(app.clipboard[0])
    await app.unmount()
  })

  test.each(examples.map((example) => [example.name, example] as const))(
    'finds what %s is about in the docs, in at most two rows',
    async (_, { pattern }) => {
      const { insteadOf, code } = (await readPatternDocs()).get(pattern!)!
      expect(insteadOf).not.toBe('')
      expect(insteadOf.length).toBeLessThanOrEqual(94)
      expect(code).not.toBe('')
    },
  )

  test('goes through the themes', async () => {
    const app = gallery()
    const seen = [app.theme]
    for (const name of themeNames.slice(1)) {
      await app.press('t')
      expect(app.theme).toBe(name)
      seen.push(app.theme)
    }
    await app.press('t')
    expect(app.theme).toBe(seen[0])
    await app.unmount()
  })

  test('puts names into groups if there is room, and takes clicks', async () => {
    const wide = gallery(110, 44)
    expect(wide.screen().slice(2, 5)).toEqual([
      expect.stringMatching(/^ {2}Asking +fetching +● /),
      expect.stringMatching(/^▌ fetching +load and reload +Loads, and loads again/),
      expect.stringMatching(/^ {2}search +while you type/),
    ])
    await wide.mouse('press', 4, 4)
    expect(wide.screen()[4]).toMatch(/^▌ search/)
    await wide.mouse('press', 4, 2) // a heading
    expect(wide.screen()[4]).toMatch(/^▌ search/)
    await wide.unmount()
    const narrow = gallery(20, 5)
    await narrow.press('down')
    expect(narrow.screen()).toEqual([
      '  fetching         █',
      '▌ search',
      '  retry',
      '  timeout',
      '  q  Quit   ?  Keys',
    ])
    await narrow.unmount()
  })

  test('finds an example by its name; q is text until Escape leaves the field', async () => {
    const app = gallery()
    await app.press('/')
    await app.type('clo')
    expect(shown(app)).toBe('clock')
    await app.press('q')
    expect(app.screen()[2]).toContain('nothing')
    expect(app.screen()[2]).toContain('  clock ')
    await app.press('backspace')
    await app.press('escape')
    expect(shown(app)).toBe('clock')
    await app.press('q')
    expect(await app.result).toBeUndefined()
    expect(app.snapshot().status).toBe('stopped')
    expect(await app.unmount()).toEqual([])
  })

  test('starts an example again that was left', async () => {
    const app = gallery()
    const { live } = app.snapshot().context
    await app.press('enter', 'q')
    expect(app.screen()[0]).toContain('Terminal apps as actors')
    expect(app.snapshot().context.live).not.toBe(live)
    await app.until('answer 2')
    expect(await app.unmount()).toEqual([])
  })
})
