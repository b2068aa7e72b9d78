import { assign, fromPromise, log, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { AppError, component, createApp, InterruptedError, lines, run, ShutdownError, text } from 'actty'
import { holdWork } from 'actty/machines'
import { MemoryTerminal, mount } from 'actty/testing'
import { Judge } from '../../support/judge.ts'

type Event = { type: 'finish' } | { type: 'throw' } | { type: 'spin' } | { type: 'log' }

const machine = setup({
  types: {
    context: {} as { name: string; spins: number },
    events: {} as Event,
    input: {} as { name: string } | undefined,
  },
}).createMachine({
  id: 'app',
  context: ({ input }) => ({ name: input?.name ?? 'nobody', spins: 0 }),
  initial: 'on',
  states: {
    on: {
      on: {
        finish: 'off',
        throw: {
          actions: () => {
            throw new Error('boom')
          },
        },
        spin: 'spinning',
        log: { actions: log('a line') },
      },
    },
    spinning: {
      always: {
        target: 'spinning',
        reenter: true,
        actions: assign({ spins: ({ context }) => context.spins + 1 }),
      },
    },
    off: { type: 'final' },
  },
  output: ({ context }) => `bye ${context.name}`,
})

const app = component({
  logic: machine,
  keys: { q: { type: 'finish' }, t: { type: 'throw' }, s: { type: 'spin' }, l: { type: 'log' } },
  view: ({ context }) => text(`hello ${context.name}`),
})

const leaving = '\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l'

describe('run', () => {
  test('resolves with the output of the machine, and restores the terminal', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(app, { terminal, input: { name: 'Ada' } })
    terminal.send('q')
    expect(await output).toBe('bye Ada')
    expect(terminal.written).toContain('hello Ada')
    expect(terminal.written.endsWith(leaving)).toBe(true)
  })

  test('rejects with an error that says where and why', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(app, { terminal })
    terminal.send('t')
    const error = await output.catch((error: unknown) => error)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      actor: 'app',
      state: 'on',
      message: "the actor app failed in state 'on': boom",
      cause: { message: 'boom' },
    })
    expect(terminal.written.endsWith(leaving)).toBe(true)
  })

  test("rejects after ctrl+c that the app doesn't bind", async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(app, { terminal })
    terminal.send('\x03')
    await expect(output).rejects.toBeInstanceOf(InterruptedError)
    await expect(output).rejects.toMatchObject({ signal: 'SIGINT' })
  })

  test('leaves ctrl+c to an app that binds it', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(component({ ...app, keys: { 'ctrl+c': { type: 'finish' } } }), { terminal })
    terminal.send('\x03')
    expect(await output).toBe('bye nobody')
  })

  test('rejects with the reason of its signal', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const abort = new AbortController()
    const output = run(app, { terminal, signal: abort.signal })
    abort.abort(new Error('too late'))
    await expect(output).rejects.toThrow('too late')
    await expect(run(app, { terminal, signal: abort.signal })).rejects.toThrow('too late')
  })

  test('rejects when the line is cut', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(app, { terminal })
    terminal.hangUp()
    await expect(output).rejects.toMatchObject({ signal: 'SIGHUP' })
  })

  test('fails a machine that goes round in circles', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(app, { terminal })
    terminal.send('s')
    await expect(output).rejects.toThrow(/Infinite loop/)
  })

  test('sends everything to an observer', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const types = new Set<string>()
    const output = run(app, { terminal, inspect: (event) => types.add(event.type) })
    terminal.send('q')
    await output
    expect([...types]).toEqual(expect.arrayContaining(['@xstate.actor', '@xstate.event', '@xstate.snapshot']))
  })

  test('logs to its logger, and not on the screen', async () => {
    const app_ = mount(app, { columns: 20, rows: 1 })
    await app_.press('l')
    expect(app_.log).toEqual([['a line']])
    expect(app_.screen()).toEqual(['hello nobody'])
  })
})

test('logic without a view is refused, with what to do', async () => {
  const terminal = new MemoryTerminal(20, 2)
  await expect(run(machine as never, { terminal })).rejects.toThrow(
    'run: this is logic without a view: use component({ logic, view }), or the view of its pattern',
  )
  expect(terminal.written).toBe('')
})

describe('a view that throws', () => {
  const broken = component({
    ...app,
    view: ({ value }) => {
      if (value === 'on') throw new TypeError('no such thing')
      return text('never')
    },
  })

  test('ends the app with an error that names the component and its state', async () => {
    const terminal = new MemoryTerminal(20, 2)
    await expect(run(broken, { terminal })).rejects.toMatchObject({
      name: 'AppError',
      message: "the view of app failed in state 'on': no such thing",
    })
    expect(terminal.written.endsWith(leaving)).toBe(true)
  })

  test.each([
    [
      'a key function',
      {
        ...app,
        keys: () => {
          throw new Error('keys')
        },
      },
      /the keys of app failed in state 'on': keys/,
    ],
    ['a view that gives no node', { ...app, view: () => 5 as never }, /the view of app failed .* not 5/],
  ])('so does %s', async (_, options, message) => {
    const terminal = new MemoryTerminal(20, 2)
    const output = run(component(options), { terminal })
    terminal.send('x')
    await expect(output).rejects.toThrow(message)
  })
})

describe('a failure further in', () => {
  const failing = fromPromise(() => Promise.reject(new Error('refused')))

  test('names the actor it began in', async () => {
    const middle = setup({ actors: { failing } }).createMachine({
      id: 'middle',
      invoke: { src: 'failing', id: 'load' },
    })
    const outer = setup({ actors: { middle } }).createMachine({
      id: 'outer',
      invoke: { src: 'middle', id: 'middle' },
    })
    const output = run(component({ logic: outer, view: () => text('') }), {
      terminal: new MemoryTerminal(9, 1),
    })
    await expect(output).rejects.toMatchObject({ actor: 'outer/middle/load', cause: { message: 'refused' } })
  })

  test.each([['a string'], [undefined], [7]])('is explained when the reason is %s', async (reason) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what others do
    const failing = fromPromise(() => Promise.reject(reason))
    const outer = setup({ actors: { failing } }).createMachine({
      id: 'outer',
      invoke: { src: 'failing', id: 'load' },
    })
    const output = run(component({ logic: outer, view: () => text('') }), {
      terminal: new MemoryTerminal(9, 1),
    })
    await expect(output).rejects.toMatchObject({
      message: `the actor outer/load failed in state 'active': ${reason}`,
      cause: reason,
    })
  })

  test('in what is drawn says where', async () => {
    const source = {
      length: 3,
      at: (): never => {
        throw new Error('no such line')
      },
    }
    const output = run(component({ ...app, view: () => lines(source) }), {
      terminal: new MemoryTerminal(9, 1),
    })
    await expect(output).rejects.toThrow("drawing app failed in state 'on': no such line")
  })

  test('leaves no orphans', async () => {
    const child = setup({}).createMachine({ id: 'child', after: { 10_000: {} } })
    const throws = setup({ actors: { child }, types: { events: {} as { type: 'go' } } }).createMachine({
      id: 'throws',
      invoke: { src: 'child', id: 'child' },
      on: {
        go: {
          actions: () => {
            throw new Error('boom')
          },
        },
      },
    })
    const mounted = mount(component({ logic: throws, keys: { g: { type: 'go' } }, view: () => text('') }))
    const { result } = mounted
    await mounted.press('g')
    await expect(result).rejects.toThrow('boom')
    expect(await mounted.unmount()).toEqual([])
  })
})

describe('mount', () => {
  test('throws a failure from whatever is called next, and lists it at the end', async () => {
    const mounted = mount(app)
    await expect(mounted.press('t')).rejects.toThrow('boom')
    expect(() => mounted.screen()).toThrow('boom')
    expect(await mounted.unmount()).toEqual(["failure: the actor app failed in state 'on': boom"])
  })

  test('takes ctrl+c for no failure', async () => {
    const mounted = mount(app)
    await mounted.press('ctrl+c')
    expect(await mounted.unmount()).toEqual([])
  })
})

describe('an app', () => {
  test('may be called as its own parts are', async () => {
    for (const name of ['terminal', 'barrier']) {
      const terminal = new MemoryTerminal(20, 2)
      const output = run(component({ ...app, name }), { terminal })
      terminal.send('q')
      expect(await output).toBe('bye nobody')
      expect(terminal.written.endsWith(leaving)).toBe(true)
    }
  })

  test('starts once', async () => {
    const created = await createApp(app, { terminal: new MemoryTerminal(20, 2) })
    created.start()
    expect(() => created.start()).toThrow('app cannot start again')
    await created.stop()
    expect(() => created.start()).toThrow('app cannot start again')
  })

  test('can be stopped before it starts, and again after it has ended', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const created = await createApp(app, { terminal })
    await created.stop()
    await created.stop()
    expect(await created.result).toBeUndefined()
    expect(terminal.written).toBe('')
  })
})

describe('work that is under way when the app ends', () => {
  function holding(work: Promise<unknown>, shown = '') {
    const holder = fromPromise(({ self, signal }) => {
      holdWork(self, 'a file', work)
      return new Promise((resolve) => signal.addEventListener('abort', resolve))
    })
    const machine = setup({ actors: { holder }, types: { events: {} as { type: 'quit' } } }).createMachine({
      id: 'holding',
      invoke: { src: 'holder', id: 'holder' },
      initial: 'on',
      states: { on: { on: { quit: 'off' } }, off: { type: 'final' } },
    })
    return component({ logic: machine, keys: { q: { type: 'quit' } }, view: () => text(shown) })
  }

  const promising = (create: (signal: AbortSignal) => Promise<unknown>) => {
    const work = fromPromise(({ signal }: { signal: AbortSignal }) => create(signal))
    const machine = setup({ actors: { work }, types: { events: {} as { type: 'quit' } } }).createMachine({
      id: 'promising',
      invoke: { src: 'work', id: 'work' },
      initial: 'on',
      states: { on: { on: { quit: 'off' } }, off: { type: 'final' } },
      output: 'done',
    })
    return component({ logic: machine, keys: { q: { type: 'quit' } }, view: () => text('') })
  }

  test('is also what a promise does after it was aborted', async () => {
    const log: string[] = []
    let tidied = () => {}
    const create = async (signal: AbortSignal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      log.push('aborted')
      await new Promise<void>((resolve) => (tidied = resolve))
      log.push('tidied up')
    }
    const app = mount(promising(create))
    const ended = app.result.then((output) => log.push(output === 'done' ? 'ended: done' : 'ended otherwise'))
    await app.press('q')
    await app.advance(1_000)
    expect(log).toEqual(['aborted'])
    tidied()
    await ended
    expect(log).toEqual(['aborted', 'tidied up', 'ended: done'])
    expect(await app.unmount()).toEqual([])
  })

  test('is named, if it is a promise that ignores its signal', async () => {
    const app = mount(promising(() => new Promise(() => {})))
    const { result } = app
    await app.press('q')
    await app.advance(5_000)
    await expect(result).rejects.toThrow('promising/work: a promise')
    await app.unmount()
  })

  test('is waited for', async () => {
    let finish = () => {}
    const app = mount(holding(new Promise<void>((resolve) => (finish = resolve))))
    let ended = false
    void app.result.then(() => (ended = true))
    await app.press('q')
    await app.advance(1_000)
    expect(ended).toBe(false)
    finish()
    await app.advance(0)
    expect(ended).toBe(true)
    expect(app.takeBytes().endsWith(leaving)).toBe(true)
  })

  test('is on the screen after 300 ms, until it has ended', async () => {
    let finish = () => {}
    const app = mount(holding(new Promise<void>((resolve) => (finish = resolve))), { columns: 20, rows: 2 })
    const { result } = app
    await app.press('q')
    await app.advance(299)
    expect(app.screen()).toEqual(['', ''])
    await app.advance(1)
    expect(app.screen()).toEqual(['', 'stopping 1 file, 1 s'])
    await app.advance(3_000)
    expect(app.screen()).toEqual(['', 'stopping 1 file, 3 s'])
    finish()
    await result
    expect(app.screen()).toEqual(['', ''])
    expect(await app.unmount()).toEqual([])
  })

  test('is below an inline app, and disappears at the end', async () => {
    let finish = () => {}
    const held = holding(new Promise<void>((resolve) => (finish = resolve)), 'the frame')
    const app = mount(held, { columns: 20, rows: 4, screen: 'inline' })
    const { result } = app
    await app.press('q')
    await app.advance(300)
    expect(app.screen()).toEqual(['the frame', 'stopping 1 file, 1 s'])
    finish()
    await result
    const judge = new Judge(20, 4)
    await judge.write(app.terminal.written)
    expect(judge.lines().join('\n').trim()).toBe('the frame')
  })

  test('is waited for no longer after a second ctrl+c', async () => {
    const app = mount(holding(new Promise(() => {})))
    const result = app.result.catch((error: unknown) => error)
    await app.press('ctrl+c')
    await app.advance(1_000)
    expect(app.terminal.isOpen).toBe(true)
    await app.press('a', 'ctrl+c')
    expect(await result).toBeInstanceOf(InterruptedError)
    expect(app.terminal.isOpen).toBe(false)
    expect(app.clock.pending).toBe(0)
  })

  test('is waited for as long as `maxShutdownTime`, and then named', async () => {
    const app = mount(holding(new Promise(() => {})))
    const result = app.result.catch((error: unknown) => error)
    await app.press('q')
    await app.advance(5_000)
    expect(await result).toBeInstanceOf(ShutdownError)
    expect(await result).toMatchObject({ unfinished: [{ actor: 'holding/holder', what: 'a file' }] })
  })
})

describe('createApp', () => {
  test('hands out the parts', async () => {
    const terminal = new MemoryTerminal(20, 1)
    const parts = (await createApp(app, { terminal })).start()
    expect(parts.actor.getSnapshot().context.name).toBe('nobody')
    expect(parts.root.getSnapshot()).toMatchObject({ value: { running: 'app' } })
    parts.actor.send({ type: 'finish' })
    expect(await parts.result).toBe('bye nobody')
  })

  test('can be stopped, whatever the state', async () => {
    const terminal = new MemoryTerminal(20, 1)
    const parts = (await createApp(app, { terminal })).start()
    await parts.stop()
    expect(await parts.result).toBeUndefined()
    expect(terminal.written.endsWith(leaving)).toBe(true)
  })
})

test('a component says what is wrong with its keys when it is made', () => {
  expect(() => component({ ...app, keys: { 'ctl+x': { type: 'finish' } } })).toThrow(
    "component app, keys: 'ctl+x' is not a key",
  )
})

test.each([
  [{ 'ctrl+shift+a': 1, 'shift+ctrl+a': 1 }, "'ctrl+shift+a' and 'shift+ctrl+a' are the same key"],
  [{ Esc: 1, escape: 1 }, "'Esc' and 'escape' are the same key"],
  [{ A: 1, 'shift+a': 1 }, "'A' and 'shift+a' are the same key"],
  [{ 'alt+<': 1, 'alt+shift+,': 1 }, "'alt+<' and 'alt+shift+,' are the same key"],
  [{ ' ': 1, space: 1 }, "' ' and 'space' are the same key"],
])('a component refuses two names of one key: %j', (table, message) => {
  const keys = Object.fromEntries(Object.keys(table).map((key) => [key, { type: 'finish' } as const]))
  const help = Object.fromEntries(Object.keys(table).map((key) => [key, 'Finish']))
  expect(() => component({ ...app, keys })).toThrow(`component app, keys: ${message}: leave one of them out`)
  expect(() => component({ ...app, help })).toThrow(`component app, help: ${message}: leave one of them out`)
})
