import { createStore } from '@xstate/store'
import { column, component, modal, overlay, region, text, textInputView } from 'actty'
import { date, fetching } from 'actty/machines'
import { mount, replayTrace, TraceError, type Replay } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  assign,
  fromCallback,
  fromObservable,
  fromPromise,
  sendTo,
  setup,
  spawnChild,
  type AnyActorLogic,
  type Subscribable,
} from 'xstate'
import { scratch } from '../../support/scratch.ts'

/** A file with what an app has recorded. */
function fileOf(app: { trace(): string }): string {
  const file = scratch('run.actty')
  writeFileSync(file, app.trace())
  return file
}

function expectSame(replay: Replay): void {
  expect(replay.differences).toEqual([])
  expect(replay.frames.same).toBe(replay.frames.recorded)
}

const counter = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'more' } | { type: 'late' } },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  on: { more: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
})

const counterView = component({
  logic: counter,
  keys: { up: { type: 'more' } },
  view: ({ context }) => text(`Count: ${context.count}`),
})

test('an app is run again by its recording: the same keys, screens and states', async () => {
  const app = mount(counterView, { columns: 20, rows: 2, record: true })
  await app.press('up', 'up')
  await app.resize(12, 3)
  await app.press('up')
  expect(await app.unmount()).toEqual([])
  const replay = await replayTrace(counterView, fileOf(app))
  expectSame(replay)
  expect(replay.name).toBe('counter')
  expect(replay.end).toBe('the app ended')
  expect(replay.exactUntil).toBeUndefined()
  const numbers = Array.from({ length: replay.steps + 1 }, (_, number) => number)
  expect(new Set(numbers.map((number) => replay.screenAt(number)[0]))).toEqual(
    new Set(['Count: 0', 'Count: 1', 'Count: 2', 'Count: 3']),
  )
  expect(numbers.map((number) => replay.step(number).what)).toEqual(
    expect.arrayContaining(['the start', 'key up', 'a resize to 12x3', 'the end']),
  )
  expect(replay.screenAt(replay.steps)).toEqual(['Count: 3', '', ''])
  expect(() => replay.screenAt(99)).toThrow(RangeError)
})

test('without the option, nothing is recorded and nothing is replaced', async () => {
  const before = [Math.random, globalThis.Date]
  const app = mount(counterView)
  expect([Math.random, globalThis.Date]).toEqual(before)
  expect(() => app.trace()).toThrow('mount it with { record: true }')
  await app.unmount()
})

test('the globals are put back after a recording and a replay', async () => {
  const before = [Math.random, globalThis.Date]
  const app = mount(counterView, { record: true })
  expect(globalThis.Date).not.toBe(before[1])
  await app.unmount()
  expect([Math.random, globalThis.Date]).toEqual(before)
  await replayTrace(counterView, fileOf(app))
  expect([Math.random, globalThis.Date]).toEqual(before)
})

test('keys of a dialog are taken again, and not those that were typed before it was seen', async () => {
  const asking = setup({
    types: { context: {} as { said: string }, events: {} as { type: 'ask' } | { type: 'say'; text: string } },
  }).createMachine({
    id: 'asking',
    context: { said: '' },
    initial: 'idle',
    states: {
      idle: { on: { ask: 'open' } },
      open: {
        on: {
          say: {
            target: 'idle',
            actions: assign({ said: ({ context, event }) => context.said + event.text }),
          },
        },
      },
    },
  })
  const view = component({
    logic: asking,
    keys: { o: { type: 'ask' }, y: { type: 'say', text: 'yes ' }, n: { type: 'say', text: 'no ' } },
    view: ({ value, context }) => {
      const page = text(`said ${context.said}`)
      return value === 'open' ? overlay([page, modal(text('sure?'))]) : page
    },
  })
  const app = mount(view, { columns: 30, rows: 5, record: true })
  await app.press('o', 'y')
  await app.type('on') // at once, so nobody has seen the question
  expect(app.screen().join()).toContain('sure?')
  await app.press('y')
  expect(app.screen()[0]).toBe('said yes yes')
  await app.unmount()
  const replay = await replayTrace(view, fileOf(app))
  expectSame(replay)
  expect(replay.screenAt(replay.steps)[0]).toBe('said yes yes')
})

/** An observable of a number at once, and then by chance. */
const chances = {
  subscribe(observer: { next(value: number): void }) {
    observer.next(1)
    const timer = setInterval(() => observer.next(Math.random()), 5)
    return { unsubscribe: () => clearInterval(timer) }
  },
} as Subscribable<number>

/** What is hard to say again: chance, times, answers of every kind, at every moment. */
function edgeMachine() {
  const actors = {
    sync: fromCallback(({ sendBack, receive }) => {
      sendBack({ type: 'note', text: `hello ${Math.random()}` })
      receive(() => sendBack({ type: 'note', text: `pong ${Math.random()}` }))
    }),
    observable: fromObservable(() => chances),
    job: fromPromise(async () => {
      await new Promise((resolve) => setTimeout(resolve, 3 + Math.random() * 10))
      if (Math.random() < 0.5) throw Object.assign(new TypeError('bad'), { code: 'E' })
      return { when: new Date(), map: new Map([['a', 1n]]), set: [-0, NaN], bytes: Buffer.from('ä') }
    }),
    throws: fromCallback(() => {
      throw new RangeError('at the start')
    }),
  }
  type Note = { readonly type: 'note'; readonly text: string }
  return setup({
    types: { context: {} as { log: readonly string[]; seen: number }, events: {} as Note | { type: 'ping' } },
    actors,
    actions: {
      note: assign({ log: ({ context }, said: string) => [...context.log, said].slice(-6) }),
      ping: sendTo('sync', { type: 'ping' }),
    },
  }).createMachine({
    id: 'edge',
    context: { log: [], seen: 0 },
    invoke: [
      { src: 'sync', id: 'sync' },
      {
        src: 'observable',
        id: 'observable',
        onSnapshot: { actions: assign({ seen: ({ event }) => event.snapshot.context ?? 0 }) },
      },
    ],
    initial: 'a',
    states: {
      a: { after: { 20: 'b' } },
      b: {
        entry: [
          {
            type: 'note',
            params: () =>
              `chance ${Math.random()} ${Date.now()} ${new Date().toISOString()} ${Date().length}`,
          },
          spawnChild('job'),
          ({ self }) => {
            setTimeout(() => self.send({ type: 'note', text: `late ${Math.random()}` }), 4)
          },
        ],
        after: { 15: 'c' },
      },
      c: {
        invoke: {
          src: 'throws',
          id: 'throws',
          onError: { actions: { type: 'note', params: ({ event }) => String(event.error) } },
        },
        after: { 10: 'a' },
      },
    },
    on: {
      note: { actions: { type: 'note', params: ({ event }) => event.text } },
      ping: { actions: 'ping' },
      'xstate.done.actor.*': {
        actions: { type: 'note', params: (step: { readonly event: unknown }) => doneText(step.event) },
      },
      'xstate.error.actor.*': {
        actions: { type: 'note', params: (step: { readonly event: unknown }) => failedText(step.event) },
      },
    },
  })
}

function doneText(event: unknown): string {
  const { output } = event as {
    output: { when: Date; map: Map<string, bigint>; set: readonly number[]; bytes: Buffer }
  }
  const { when, map, set, bytes } = output
  return `done ${when.getTime()} ${map.get('a')} ${set.map((n) => Object.is(n, -0)).join()} ${bytes.toString()}`
}

function failedText(event: unknown): string {
  const { error } = event as { error: Error & { code: string } }
  return `failed ${error.name} ${error.code} ${error instanceof TypeError} ${error.message}`
}

test('chance, the time of day, and answers of every kind and moment are the same again', async () => {
  const edge = () =>
    component({
      logic: edgeMachine(),
      keys: { p: { type: 'ping' } },
      view: ({ context, value }) =>
        column([
          text(`${value} ${context.seen} ${Math.random()} ${Date.now()}`),
          ...context.log.map((line) => text(line)),
        ]),
    })
  const app = mount(edge(), { columns: 90, rows: 8, record: true })
  const expected = [
    /pong 0\./,
    /late 0\./,
    /at the start/,
    /done \d+ 1 true,false ä/,
    /failed TypeError E true bad/,
  ]
  const seen = () => app.frames.map(({ screen }) => screen.join('\n')).join('\n')
  for (let turn = 0; turn % 20 > 0 || expected.some((line) => !line.test(seen())); turn++) {
    await app.advance(5)
    if (turn % 7 === 0) await app.press('p')
  }
  await app.unmount()
  const replay = await replayTrace(edge(), fileOf(app))
  expectSame(replay)
  // How many there are depends on how busy the machine is.
  expect(replay.frames.recorded).toBeGreaterThan(5)
  const screens = Array.from({ length: replay.steps }, (_, index) => replay.screenAt(index).join('\n'))
  for (const line of expected) expect(screens.join('\n')).toMatch(line)
})

test('work is not done again in a replay', async () => {
  let loads = 0
  const loading = () =>
    fetching(
      fromPromise(() => {
        loads++
        return Promise.resolve(`load ${loads}`)
      }),
    )
  const make = () =>
    component({
      logic: loading(),
      keys: { r: { type: 'refresh' } },
      view: ({ context }) => text(String(context.data)),
    })
  const app = mount(make(), { columns: 20, rows: 1, record: true })
  await app.until('load 1')
  await app.press('r')
  await app.until('load 2')
  await app.unmount()
  expect(loads).toBe(2)
  expectSame(await replayTrace(make(), fileOf(app)))
  expect(loads).toBe(2)
})

test('a clock that is set, and a terminal that takes no output, are as they were', async () => {
  const clock = setup({ types: { context: {} as { at: number } } }).createMachine({
    id: 'clock',
    context: { at: 0 },
    initial: 'on',
    states: {
      on: {
        entry: assign({ at: ({ self }) => date(self) }),
        after: { 1_000: { target: 'on', reenter: true } },
      },
    },
  })
  const view = component({ logic: clock, view: ({ context }) => text(new Date(context.at).toISOString()) })
  const app = mount(view, { columns: 30, rows: 1, record: true })
  await app.advance(2_500)
  app.clock.set(3_600_000)
  await app.press('x')
  await app.advance(3_000)
  app.terminal.stall()
  await app.advance(2_000)
  app.terminal.resume()
  await app.advance(1_000)
  await app.unmount()
  const replay = await replayTrace(view, fileOf(app))
  expectSame(replay)
  expect(replay.screenAt(replay.steps)[0]).toMatch(/T01:00:0\d/)
})

test('keys into a masked field, and pastes, are bullets in the file, and the screens are the same', async () => {
  const make = () => textInputView({ masked: true, keepOpen: true })
  const app = mount(make(), { columns: 20, rows: 1, record: true })
  await app.type('hünter2')
  await app.paste('sesame')
  await app.press('backspace')
  await app.unmount()
  for (const secret of ['"h"', '"ü"', '"2"', 'sesame']) expect(app.trace()).not.toContain(secret)
  expect(app.trace()).toContain('backspace')
  const replay = await replayTrace(make(), fileOf(app))
  expectSame(replay)
  expect(replay.exactUntil).toBeGreaterThan(0)
})

test('what is redacted is in no answer, no input and no screen of the file', async () => {
  const { recorded } = await recordSecret({ redact: ['token'] })
  expect(recorded).not.toContain('s3cr3t-token')
  expect(recorded).toContain('public')
  const { recorded: all } = await recordSecret({})
  expect(all).toContain('s3cr3t-token')
})

async function recordSecret({ redact }: { readonly redact?: readonly string[] }) {
  const { Recorder } = await import('../../../src/app/trace/recorder.ts')
  const { TerminalApp } = await import('../../../src/app/lifecycle/terminal-app.ts')
  const { MemoryTerminal, VirtualClock } = await import('actty/testing')
  const logic = fetching(fromPromise(() => Promise.resolve({ token: 's3cr3t-token', name: 'public' })))
  const view = component({
    logic,
    view: ({ context }) => text(`${context.data?.name} ${context.data?.token}`),
  })
  const lines: string[] = []
  const clock = new VirtualClock(0)
  const options = { terminal: new MemoryTerminal(40, 2), clock, input: { token: 's3cr3t-token' } }
  const sink = { write: (line: Buffer) => void lines.push(String(line)), close() {} }
  const recorder = new Recorder({ component: view as never, options, sink, redact })
  const app = recorder.start(() =>
    new TerminalApp(view, { ...options, clock: recorder.clock }, undefined, recorder).start(),
  )
  await clock.advance(100)
  const stopped = app.stop()
  await clock.advance(1_000)
  await stopped
  recorder.close()
  return { recorded: lines.join('') }
}

test('the recording ends where it has its size or its time, and says so', async () => {
  const { Recorder } = await import('../../../src/app/trace/recorder.ts')
  const { TerminalApp } = await import('../../../src/app/lifecycle/terminal-app.ts')
  const { MemoryTerminal, VirtualClock } = await import('actty/testing')
  for (const limit of [{ maxBytes: 3_000 }, { maxTime: 1_000 }]) {
    const lines: string[] = []
    const clock = new VirtualClock(0)
    const terminal = new MemoryTerminal(20, 2)
    const sink = { write: (line: Buffer) => void lines.push(String(line)), close() {} }
    const recorder = new Recorder({
      component: counterView as never,
      options: { terminal, clock },
      sink,
      ...limit,
    })
    const app = recorder.start(() =>
      new TerminalApp(counterView, { terminal, clock: recorder.clock }, undefined, recorder).start(),
    )
    for (let press = 0; press < 100; press++) {
      terminal.press('up')
      await clock.advance(100)
    }
    const stopped = app.stop()
    await clock.advance(1_000)
    await stopped
    recorder.close()
    const [name] = Object.keys(limit)
    expect(lines.at(-1)).toContain(`"${name}"`)
    expect(lines.join('').length).toBeLessThan(3_100)
    const file = scratch('cut.actty')
    writeFileSync(file, lines.join(''))
    const replay = await replayTrace(counterView, file)
    expectSame(replay)
    expect(replay.end).toBe(name)
  }
})

test('a recording whose last line is cut, as after kill -9, is replayed as far as it goes', async () => {
  const app = mount(counterView, { columns: 20, rows: 1, record: true })
  for (let press = 0; press < 5; press++) await app.press('up')
  const trace = app.trace()
  await app.unmount()
  for (let cut = trace.indexOf('\n') + 1; cut < trace.length; cut += 17) {
    const file = scratch('killed.actty')
    writeFileSync(file, trace.slice(0, cut))
    const replay = await replayTrace(counterView, file)
    expectSame(replay)
    expect(replay.end).toBeUndefined()
  }
})

test.each([
  ['', "it isn't a recording"],
  ['{"type":"@xstate.actor"}\n', "it isn't a recording"],
  ['["trace",99,{}]\n', 'version 99'],
  ['["trace",1,{}]\nnot json\n["end",1,1,""]\n', 'line 2'],
])('a file that is no recording is refused: %j', async (content, message) => {
  const file = scratch('bad.actty')
  writeFileSync(file, content)
  const error: unknown = await replayTrace(counterView, file).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(TraceError)
  expect((error as Error).message).toContain(message)
  expect((error as Error).message).toContain(file)
})

test('a store that changes by itself ends the replay with an error that names it', async () => {
  const store = createStore({ context: { n: 0 }, on: { more: ({ n }) => ({ n: n + 1 }) } })
  const storeView = component({
    logic: store,
    name: 'numbers',
    view: ({ context }) => text(`n ${context.n}`),
  })
  const view = component({ logic: counter, view: () => column([region(store, storeView)]) })
  const app = mount(view, { columns: 20, rows: 1, record: true })
  await app.advance(100)
  store.send({ type: 'more' })
  await app.advance(100)
  await app.unmount()
  await expect(replayTrace(view, fileOf(app))).rejects.toThrow(/from step \d+ on: numbers shows a store/)
})

test('logic of another kind ends the replay with an error that names the actor', async () => {
  const other = {
    transition: (snapshot: object) => snapshot,
    getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
    getPersistedSnapshot: (snapshot: object) => snapshot,
    start: () => {},
  } as unknown as AnyActorLogic
  const machine = setup({ actors: { other } }).createMachine({
    id: 'm',
    invoke: { src: 'other', id: 'strange' },
  })
  const view = component({ logic: machine, view: () => text('x') })
  const app = mount(view, { columns: 20, rows: 1, record: true })
  await app.unmount()
  await expect(replayTrace(view, fileOf(app))).rejects.toThrow(
    /actor m\/strange can't be replayed: its logic/,
  )
})

test('a value that is not in the file may be passed on, and says so where it is used', async () => {
  class Handle {
    read() {
      return 'content'
    }
  }
  const make = (isUsed: boolean) =>
    component({
      logic: fetching(fromPromise(() => Promise.resolve(new Handle()))),
      view: ({ context }) =>
        text(context.data === undefined ? 'none' : isUsed ? context.data.read() : 'some'),
    })
  const record = async (isUsed: boolean) => {
    const app = mount(make(isUsed), { columns: 20, rows: 1, record: true })
    await app.until(isUsed ? 'content' : 'some')
    await app.unmount()
    return fileOf(app)
  }
  expectSame(await replayTrace(make(false), await record(false)))
  const file = await record(true)
  await expect(replayTrace(make(true), file)).rejects.toThrow(
    /from step \d+ on: the code uses the Handle from an event of fetching\/work/,
  )
})
