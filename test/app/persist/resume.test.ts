/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- one helper for charts of all shapes */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromCallback, fromPromise, sendTo, setup, type AnyActorLogic } from 'xstate'
import { afterEach, describe, expect, test } from 'vitest'
import { form, textInput as textQuestion, tasks } from '../../../src/app/forms/index.ts'
import { component, text, type Component } from '../../../src/app/index.ts'
import { mount, type Mounted } from '../../../src/app/testing/index.ts'
import {
  debouncing,
  deadline,
  fetching,
  gathering,
  handoff,
  list,
  polling,
  processing,
  resource,
  retrying,
  Ring,
  streaming,
  subprocess,
  supervising,
  tailing,
  textInput,
  throttling,
  ticking,
} from '../../../src/machines/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'actty-persist-'))
const file = join(folder, 'state.json')
const copy = join(folder, 'killed.json')
const mounted: Mounted<never>[] = []

afterEach(async () => {
  for (const app of mounted.splice(0)) await app.unmount().catch(() => {})
  for (const path of [file, copy]) rmSync(path, { force: true })
})

const shown = (logic: AnyActorLogic) =>
  component({
    name: 'app',
    logic,
    view: (snapshot: { value?: unknown }) => text(JSON.stringify(snapshot.value ?? 'on')),
  })

/** Runs a component as if its process was killed, and again from what it left. `move` is what happens before that. */
async function killed(
  logic: AnyActorLogic,
  {
    input,
    move = async () => {},
    later = 0,
    now = Date.UTC(2026, 0, 1),
  }: {
    input?: unknown
    move?: (app: Mounted<any>) => Promise<unknown>
    later?: number
    now?: number
  } = {},
): Promise<Mounted<any>> {
  for (const path of [file, copy]) rmSync(path, { force: true })
  const first = mount(shown(logic) as Component<any>, { persist: file, input, now })
  await move(first)
  await first.advance(100)
  copyFileSync(file, copy)
  const at = first.clock.now()
  await first.unmount()
  const again = mount(shown(logic) as Component<any>, { persist: copy, input, now: at + later })
  mounted.push(again as never)
  await again.advance(0)
  return again
}

/** Work that ends only when it's stopped. */
const endless = fromPromise(({ signal }) => untilAbort(signal))

function untilAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
}

const context = (app: Mounted<any>) => app.snapshot().context

describe('what goes on', () => {
  test('the context of a chart, with values that JSON does not have', async () => {
    const values = {
      ring: new Ring<string>(2).concat(['a', 'b', 'c']),
      error: Object.assign(new RangeError('too far', { cause: new Error('why') }), { code: 'EFAR' }),
      map: new Map([['k', new Date(5)]]),
      set: new Set([1n]),
      low: -Infinity,
      $key: 'dollar',
      missing: undefined,
    }
    const app = await killed(setup({}).createMachine({ context: values, initial: 'on', states: { on: {} } }))
    expect([...context(app).ring]).toEqual(['b', 'c'])
    expect(context(app).ring.dropped).toBe(1)
    expect(context(app).error).toBeInstanceOf(RangeError)
    expect(context(app).error).toMatchObject({ message: 'too far', code: 'EFAR', cause: { message: 'why' } })
    const rest = { ...context(app), ring: undefined, error: undefined }
    expect(rest).toEqual({ ...values, ring: undefined, error: undefined })
  })

  test('a delay, by when it is due: what is left of it', async () => {
    const chart = setup({}).createMachine({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b: {} } })
    const app = await killed(chart, { move: (app) => app.advance(300), later: 200 })
    await app.advance(399)
    expect(app.snapshot().value).toBe('a')
    await app.advance(2)
    expect(app.snapshot().value).toBe('b')
  })

  test('delays that were due meanwhile, in their order', async () => {
    const chart = setup({ types: { context: {} as { seen: string[] } } }).createMachine({
      context: { seen: [] },
      entry: [
        sendTo(({ self }) => self, { type: 'late' }, { delay: 3_000, id: 'late' }),
        sendTo(({ self }) => self, { type: 'early' }, { delay: 2_000, id: 'early' }),
        sendTo(({ self }) => self, { type: 'unnamed' }, { delay: 2_500 }),
      ],
      on: { '*': { actions: assign({ seen: ({ context, event }) => [...context.seen, event.type] }) } },
    })
    const app = await killed(chart, { later: 60_000 })
    expect(context(app).seen).toEqual(['early', 'unnamed', 'late'])
    await app.advance(5_000)
    expect(context(app).seen).toHaveLength(3)
  })

  test('a delayed event to a child, and one that the child was to get but its state has left', async () => {
    const kid = setup({ types: { context: {} as { got: number } } }).createMachine({
      context: { got: 0 },
      on: { hello: { actions: assign({ got: ({ context }) => context.got + 1 }) } },
    })
    const chart = setup({ actors: { kid } }).createMachine({
      invoke: { src: 'kid', id: 'kid' },
      entry: sendTo('kid', { type: 'hello' }, { delay: 1_000 }),
    })
    const app = await killed(chart)
    await app.advance(1_000)
    expect(app.snapshot().children.kid!.getSnapshot().context.got).toBe(1)
  })

  test('work under way is asked again with input from the context; what is done is not', async () => {
    const asked: unknown[] = []
    const work = fromPromise(({ input, signal }: { input: string; signal: AbortSignal }) => {
      asked.push(input)
      return input === 'quick' ? Promise.resolve('answer') : untilAbort(signal)
    })
    const chart = setup({ actors: { work }, types: { context: {} as { n: number } } }).createMachine({
      context: { n: 0 },
      initial: 'first',
      states: {
        first: { invoke: { src: 'work', id: 'work', input: 'quick', onDone: 'second' } },
        second: {
          entry: assign({ n: 7 }),
          invoke: { src: 'work', id: 'work', input: ({ context }) => `slow ${context.n}` },
        },
      },
    })
    await killed(chart)
    expect(asked).toEqual(['quick', 'slow 7', 'slow 7'])
  })

  test('a spawned child with its saved input, a ref to another actor, and a child without an id', async () => {
    const began: unknown[] = []
    const leaf = fromCallback(({ input }) => void began.push(input))
    const kid = setup({ types: { context: {} as { log: any } } }).createMachine({
      context: ({ input }) => ({ log: (input as any).log }),
      on: { tell: { actions: ({ context }) => context.log.send({ type: 'told' }) } },
    })
    const log = setup({ types: { context: {} as { told: number } } }).createMachine({
      context: { told: 0 },
      on: { told: { actions: assign({ told: ({ context }) => context.told + 1 }) } },
    })
    const chart = setup({ actors: { leaf, kid, log }, types: { context: {} as any } }).createMachine({
      context: ({ spawn }: { spawn: any }) => {
        const log = spawn('log', { id: 'log' })
        spawn('leaf', { input: 'from spawn' })
        return { log, kid: spawn('kid', { id: 'kid', input: { log } as never }) }
      },
      on: { tell: { actions: sendTo('kid', { type: 'tell' }) } },
    })
    const app = await killed(chart)
    app.actor.send({ type: 'tell' })
    expect(context(app).log).toBe(app.snapshot().children.log)
    expect(context(app).log.getSnapshot().context.told).toBe(1)
    expect(began).toEqual(['from spawn', 'from spawn'])
  })

  test('a parent is not told again of snapshots that it had', async () => {
    const counter = setup({}).createMachine({ context: { n: 1 } })
    const chart = setup({ actors: { counter }, types: { context: {} as { seen: number } } }).createMachine({
      context: { seen: 0 },
      invoke: {
        src: 'counter',
        id: 'counter',
        onSnapshot: { actions: assign({ seen: ({ context }) => context.seen + 1 }) },
      },
    })
    const app = await killed(chart)
    expect(context(app).seen).toBe(1)
  })

  test('a child’s snapshot in the context of its parent, as the present one of the child', async () => {
    const counter = setup({ types: { context: {} as { n: number } } }).createMachine({
      context: { n: 1 },
      on: { more: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
    })
    const chart = setup({ actors: { counter }, types: { context: {} as { seen: any } } }).createMachine({
      context: { seen: undefined },
      invoke: {
        src: 'counter',
        id: 'counter',
        onSnapshot: { actions: assign({ seen: ({ event }) => ({ all: [event.snapshot] }) }) },
      },
    })
    const app = await killed(chart, {
      move: async (app) => app.snapshot().children.counter.send({ type: 'more' }),
    })
    const { counter: child } = app.snapshot().children
    expect(context(app).seen.all).toEqual([child.getSnapshot()])
    expect(context(app).seen.all[0].context.n).toBe(2)
    child.send({ type: 'more' })
    expect(context(app).seen.all[0].context.n).toBe(3)
  })
})

describe('the rules of patterns', () => {
  const failing = fromPromise(() => Promise.reject(new Error('no')))

  test('processing: items in flight again, and none that is done', async () => {
    const began: number[] = []
    const work = fromPromise(({ input, signal }: { input: number; signal: AbortSignal }) => {
      began.push(input)
      return input < 3 ? Promise.resolve(input * 2) : untilAbort(signal)
    })
    const app = await killed(processing(work, { concurrency: 1 }), {
      input: { items: [1, 2, 3, 4, 5] },
      move: (app) => app.advance(900),
      later: 3_600_000,
    })
    expect(began).toEqual([1, 2, 3, 3])
    expect(context(app)).toMatchObject({ done: 2, begun: 3, total: 5, runningSince: app.clock.now() })
  })

  test('retrying: the attempt is kept, and the wait goes on', async () => {
    const app = await killed(retrying(failing, { delay: 1_000, jitter: 0, maxAttempts: 5 }), {
      move: (app) => app.advance(500),
    })
    expect(context(app)).toMatchObject({ attempt: 1, error: { message: 'no' } })
    await app.advance(401)
    expect(context(app).attempt).toBe(2)
  })

  test('deadline: the time that was down counts', async () => {
    const logic = deadline(endless, 1_000)
    const chart = setup({ actors: { logic } }).createMachine({
      initial: 'on',
      states: { on: { invoke: { src: 'logic', id: 'logic', onError: 'late' } }, late: {} },
    })
    const app = await killed(chart, { later: 2_000 })
    expect(app.snapshot().value).toBe('late')
  })

  test('throttling: a value that waits is delivered when it is time', async () => {
    const app = await killed(throttling<number>(1_000), {
      move: async (app) => {
        app.actor.send({ type: 'push', value: 1 })
        app.actor.send({ type: 'push', value: 2 })
        return app.advance(100)
      },
    })
    expect(context(app).lastValue).toBe(1)
    await app.advance(1_000)
    expect(context(app)).toMatchObject({ lastValue: 2, delivered: 2 })
  })

  test('debouncing: goes on waiting', async () => {
    const work = fromPromise(({ input }: { input: string }) => Promise.resolve(`found ${input}`))
    const app = await killed(debouncing(work, 500), {
      move: async (app) => app.actor.send({ type: 'type', input: 'a' }),
    })
    await app.advance(1_000)
    expect(app.snapshot().status).toBe('active')
  })

  test('polling, fetching, gathering: go on', async () => {
    const work = fromPromise(() => Promise.resolve('data'))
    for (const logic of [
      polling(work, 1_000),
      fetching(work),
      gathering({ a: work, b: fetching(endless) }),
    ]) {
      const app = await killed(logic)
      expect(app.snapshot().status).toBe('active')
    }
  })

  test('ticking: missed ticks are one', async () => {
    const app = await killed(ticking(1_000), { move: (app) => app.advance(2_500), later: 10_000 })
    expect(context(app).ticks).toBe(3)
  })

  test('textInput: what was typed is kept', async () => {
    const app = await killed(textInput(), {
      move: async (app) => app.actor.send({ type: 'insert', text: 'half a na' }),
    })
    expect(context(app).value).toBe('half a na')
  })

  test('a masked textInput is asked again, and its text is not in the file', async () => {
    const chart = setup({ actors: { secret: textInput({ masked: true }) } }).createMachine({
      invoke: { src: 'secret', id: 'secret' },
      on: { type: { actions: sendTo('secret', { type: 'insert', text: 'hunter2' }) } },
    })
    const app = await killed(chart, { move: async (app) => app.actor.send({ type: 'type' }) })
    expect(app.snapshot().children.secret!.getSnapshot().context.value).toBe('')
    expect(readFileSync(copy, 'utf8')).not.toContain('hunter2')
  })

  test('list: its place and its filter', async () => {
    const app = await killed(list<string>({ label: (item) => item }), {
      input: { items: ['ada', 'bob', 'carol'] },
      move: async (app) => app.actor.send({ type: 'move', by: 1 }),
    })
    expect(context(app).current).toBe(1)
    expect(context(app).label('x')).toBe('x')
  })

  test('tasks: tasks 1 and 2 of 5 are not repeated, and their results are kept', async () => {
    const ran: string[] = []
    const step = (name: string) => ({
      run: ({ signal }: { signal: AbortSignal }) => {
        ran.push(name)
        return name === 'three' && ran.length < 4 ? untilAbort(signal) : Promise.resolve(name.length)
      },
    })
    const logic = tasks(
      {
        one: step('one'),
        two: { ...step('two'), needs: ['one'] },
        three: { ...step('three'), needs: ['two'] },
        four: { ...step('four'), needs: ['three'] },
        five: { ...step('five'), needs: ['four'] },
      } as never,
      { log: false, name: 'app' },
    )
    const chart = setup({ actors: { logic }, types: { context: {} as { output: unknown } } }).createMachine({
      context: { output: undefined },
      invoke: {
        src: 'logic',
        id: 'logic',
        onDone: { actions: assign({ output: ({ event }) => event.output }) },
      },
    })
    const app = await killed(chart)
    await app.until((snapshot: { context: { output: unknown } }) => snapshot.context.output !== undefined)
    expect(ran).toEqual(['one', 'two', 'three', 'three', 'four', 'five'])
    expect(context(app).output).toEqual({ one: 3, two: 3, three: 5, four: 4, five: 4 })
  })

  test('form: answers are kept, and a secret is asked again and is not in the file', async () => {
    const logic = form({
      steps: {
        name: textQuestion({ question: 'Name' }),
        token: textQuestion({ question: 'Token', masked: true }),
        place: textQuestion({ question: 'Place' }),
      },
    })
    const chart = setup({ actors: { logic } }).createMachine({ invoke: { src: 'logic', id: 'logic' } })
    const formOf = (app: Mounted<any>) => app.snapshot().children.logic
    const answer = async (app: Mounted<any>, field: string, value: string) => {
      formOf(app).send({ type: 'answer', field, value })
      await app.advance(0)
    }
    const app = await killed(chart, {
      move: async (app) => {
        await app.advance(0)
        await answer(app, 'name', 'ada')
        await answer(app, 'token', 'hunter2')
      },
    })
    expect(readFileSync(copy, 'utf8')).toContain('ada')
    expect(readFileSync(copy, 'utf8')).not.toContain('hunter2')
    await app.advance(0)
    expect(formOf(app).getSnapshot().value).toMatchObject({ asking: { token: 'asking' } })
    expect(formOf(app).getSnapshot().context.entries.name.answer).toBe('ada')
  })

  test('handoff and what uses a resource for it: as cancelled', async () => {
    for (const logic of [
      handoff({ command: 'sleep', args: ['30'] }),
      resource({
        name: 'it',
        acquire: () => () => {},
        release: () => {},
        use: handoff({ command: 'sleep', args: ['30'] }),
      }),
    ]) {
      const chart = setup({ actors: { logic }, types: { context: {} as { error: any } } }).createMachine({
        context: { error: undefined },
        initial: 'on',
        states: {
          on: {
            invoke: {
              src: 'logic',
              id: 'logic',
              onError: { target: 'failed', actions: assign({ error: ({ event }) => event.error }) },
              onDone: 'done',
            },
          },
          done: {},
          failed: {},
        },
      })
      rmSync(file, { force: true })
      const app = mount(shown(chart) as Component<any>, { persist: file })
      await app.advance(0)
      copyFileSync(file, copy)
      const again = mount(shown(chart) as Component<any>, { persist: copy })
      mounted.push(app as never, again as never)
      await again.advance(1)
      expect(again.snapshot().value).toBe('failed')
      expect(context(again).error.name).toBe('CancelledError')
    }
  })

  test('subprocess, streaming, supervising, tailing, resource: begin again as a whole', async () => {
    const begun = subprocess({ command: 'sleep', args: ['10'] })
    for (const logic of [
      begun,
      supervising(begun),
      streaming(async function* () {
        yield 1
        await new Promise(() => {})
      } as never),
      tailing(),
      resource({ name: 'it', acquire: () => () => {}, release: () => {} }),
    ]) {
      const chart = setup({ actors: { logic: logic as AnyActorLogic } }).createMachine({
        invoke: { src: 'logic', id: 'logic', input: { lines: new Ring(5) } },
      })
      const app = await killed(chart)
      expect(app.snapshot().children.logic!.getSnapshot().status).toBe('active')
    }
  })
})

describe('the file', () => {
  const chart = setup({ types: { context: {} as { n: number } } }).createMachine({
    context: { n: 0 },
    on: { more: { actions: assign({ n: ({ context }) => context.n + 1 }) }, end: '.end' },
    initial: 'on',
    states: { on: {}, end: { type: 'final' } },
  })

  test('only its owner may read it, and it is gone when the app is done', async () => {
    const app = mount(shown(chart) as Component<any>, { persist: file })
    await app.advance(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    app.actor.send({ type: 'end' })
    await app.result
    expect(existsSync(file)).toBe(false)
  })

  test('it is kept when the app is interrupted or left, with the last that happened', async () => {
    const app = mount(shown(chart) as Component<any>, { persist: file, quit: 'q' })
    app.actor.send({ type: 'more' })
    await app.press('q')
    const again = mount(shown(chart) as Component<any>, { persist: file })
    mounted.push(again as never)
    expect(context(again).n).toBe(1)
  })

  test('another chart is refused, and says what to do; migrate makes it fit', async () => {
    const app = mount(shown(chart) as Component<any>, { persist: file })
    app.actor.send({ type: 'more' })
    await app.advance(100)
    await app.unmount()
    const other = setup({ types: { context: {} as { count: number } } }).createMachine({
      context: { count: 0 },
      initial: 'open',
      states: { open: {} },
    })
    expect(() => mount(shown(other) as Component<any>, { persist: file })).toThrow(
      /another version of app.*migrate/s,
    )
    const again = mount(shown(other) as Component<any>, {
      persist: {
        file,
        migrate: (state) => ({
          ...state,
          value: 'open',
          context: { count: (state.context as { n: number }).n },
        }),
      },
    })
    mounted.push(again as never)
    expect(context(again).count).toBe(1)
  })

  test.each([
    ['', /can't be used to go on/],
    ['{"actty":1', /can't be used to go on/],
    ['[]', /something else in it/],
    ['{"actty":99}', /newer version/],
    ['{"actty":1,"name":"app"}', /missing/],
  ])('a broken file is refused: %s', (text, message) => {
    writeFileSync(file, text)
    expect(() => mount(shown(chart) as Component<any>, { persist: file })).toThrow(message)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('what cannot be kept is named with its actor and its key', async () => {
    const kid = setup({}).createMachine({ context: { open: () => {}, list: [new URL('x:y')] } })
    const bad = setup({ actors: { kid } }).createMachine({ invoke: { src: 'kid', id: 'kid' } })
    const app = mount(shown(bad) as Component<any>, { persist: file })
    await expect(app.result).rejects.toThrow(
      'app/kid: context.open is a function, app/kid: context.list.0 is a URL',
    )
  })

  test('what leads to itself, and what holds something of the system, is named, too', async () => {
    class Session {
      readonly user = 'ann'
    }
    const loop: { inner?: unknown } = {}
    loop.inner = { loop }
    const bad = setup({}).createMachine({ context: { loop, session: new Session(), socket: new Socket() } })
    const app = mount(shown(bad) as Component<any>, { persist: file })
    await expect(app.result).rejects.toThrow(
      'app: context.loop.inner.loop is a circular object, app: context.session is a Session, app: context.socket is a Socket',
    )
  })

  test('a folder that vanishes is told, and the app goes on; what comes later is written when it is back', async () => {
    const place = mkdtempSync(join(tmpdir(), 'actty-gone-'))
    const path = join(place, 'state.json')
    const app = mount(shown(chart) as Component<any>, { persist: path })
    await app.advance(0)
    rmSync(place, { recursive: true })
    app.actor.send({ type: 'more' })
    await app.advance(100)
    expect(app.screen().join(' ')).toMatch(/isn't written any more/)
    expect(context(app).n).toBe(1)
    mkdirSync(place)
    app.actor.send({ type: 'more' })
    await app.advance(100)
    expect(readFileSync(path, 'utf8')).toContain('"n":2')
    await app.unmount()
    rmSync(place, { recursive: true })
  })

  test('a clock that has jumped a day ahead: what was due meanwhile comes at once, and once', async () => {
    const waiting = setup({}).createMachine({
      initial: 'a',
      states: { a: { after: { 1000: 'b' } }, b: { after: { 1000: 'c' } }, c: {} },
    })
    const app = await killed(waiting, { later: 86_400_000 })
    await app.advance(1)
    expect(app.snapshot().value).toBe('b')
    await app.advance(1_000)
    expect(app.snapshot().value).toBe('c')
  })

  test('a clock that was set back: time does not go back', async () => {
    const app = await killed(chart, { later: -3_600_000 })
    expect(app.snapshot().status).toBe('active')
    const waiting = setup({}).createMachine({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b: {} } })
    const late = await killed(waiting, { later: -3_600_000 })
    await late.advance(1_000)
    expect(late.snapshot().value).toBe('b')
  })
})
