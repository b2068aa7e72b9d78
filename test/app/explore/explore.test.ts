import { column, component, keyHelp, text, type Component } from 'actty'
import { explore, ExploreError, mount, replayTrace } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assign, fromCallback, fromPromise, setup, type AnyActorLogic } from 'xstate'
import { scratch } from '../../support/scratch.ts'

/** What exploring finds. */
async function found(
  component: Component<AnyActorLogic>,
  options: Parameters<typeof explore>[1] = {},
): Promise<ExploreError> {
  const file = scratch('found.actty')
  const error: unknown = await explore(component, { seeds: 10, steps: 15, file, ...options }).catch(
    (error: unknown) => error,
  )
  if (!(error instanceof ExploreError)) throw new Error(`nothing was found: ${JSON.stringify(error)}`)
  return error
}

type Event = { readonly type: 'open' | 'close' | 'more' | 'gone' }

/** A chart with a state that is one key away, and a place for a fault. */
function planted({
  view = (isOpen) => (isOpen ? 'open' : 'closed'),
  more = ({ count }) => ({ count: count + 1 }),
  onOpen = () => {},
  ...actors
}: {
  readonly view?: (isOpen: boolean, columns: number, count: number) => string
  readonly more?: (context: { count: number }) => { count: number }
  readonly onOpen?: () => void
  readonly work?: AnyActorLogic
  readonly keys?: Readonly<Record<string, Event>>
} = {}) {
  const machine = setup({
    types: { context: {} as { count: number }, events: {} as Event },
    actors: { work: (actors.work ?? fromPromise(() => Promise.resolve(1))) as never },
    guards: { isFew: ({ context }) => context.count < 100 },
    actions: { onOpen },
  }).createMachine({
    id: 'planted',
    context: { count: 0 },
    initial: 'closed',
    states: {
      closed: { on: { open: { target: 'open', description: 'Open' } } },
      open: {
        entry: 'onOpen',
        invoke: { src: 'work', id: 'work', onDone: {}, onError: {}, input: undefined as never },
        on: {
          close: { target: 'closed', description: 'Close' },
          more: {
            guard: 'isFew',
            actions: assign(({ context }) => more(context)),
            description: 'More',
          },
        },
      },
    },
  })
  return component({
    name: 'planted',
    logic: machine,
    keys: { o: { type: 'open' }, c: { type: 'close' }, m: { type: 'more' }, ...actors.keys },
    view: ({ value, context }, { columns }) => {
      const said = view(value === 'open', columns, context.count)
      return column([text(said), said !== '' && keyHelp()])
    },
  })
}

test('a sound app: nothing is found, and its states are told', async () => {
  const explored = await explore(planted(), { seeds: 3 })
  expect(explored.runs).toBe(3)
  expect(explored.states).toEqual(['planted closed', 'planted open'])
})

describe('planted faults', () => {
  test('a view that throws in one state', async () => {
    const error = await found(
      planted({
        view: (isOpen) => {
          if (isOpen) throw new Error('a bug in the view')
          return 'closed'
        },
      }),
    )
    expect(error).toMatchObject({ kind: 'exception', moves: [{ press: 'o' }] })
    expect(error.fault).toContain('a bug in the view')
  })

  test('a key function that throws in one state', async () => {
    const { logic, view } = planted()
    const keys = ({ value }: { value: unknown }, { name }: { name: string }) => {
      if (value === 'open') throw new Error('a bug in the keys')
      return name === 'o' ? { type: 'open' } : undefined
    }
    const help = { o: 'Open' }
    const loud = { name: 'planted', logic, keys, help, view }
    const error = await found(component(loud as never) as Component<AnyActorLogic>)
    expect(error).toMatchObject({ kind: 'exception', moves: [{ press: 'o' }] })
    const silent = { name: 'planted', logic, keys, help, view: () => text('x') }
    expect((await found(component(silent as never) as Component<AnyActorLogic>)).fault).toContain(
      'a bug in the keys',
    )
  })

  test('an empty screen at one size, in one state', async () => {
    const error = await found(
      planted({ view: (isOpen, columns) => (isOpen && columns === 20 ? '' : 'text') }),
    )
    expect(error).toMatchObject({ kind: 'empty', fault: 'the screen is empty at 20x5' })
    expect(error.moves).toHaveLength(2)
    expect(error.moves).toContainEqual({ resize: [20, 5] })
  })

  test('a key whose event no state takes', async () => {
    const error = await found(planted({ keys: { x: { type: 'gone' } } }))
    expect(error).toMatchObject({
      kind: 'keys',
      moves: [],
      fault: "the key x of planted sends 'gone', which no state of its chart takes",
    })
  })

  test('a key that help shows, and whose event the chart lets pass', async () => {
    const { logic, keys, view } = planted()
    const deaf = Object.create(logic, {
      transition: {
        value: (snapshot: unknown, event: Event, scope: never) =>
          event.type === 'more' ? snapshot : logic.transition(snapshot as never, event, scope),
      },
    }) as typeof logic
    const error = await found(component({ name: 'planted', logic: deaf, keys, view } as never))
    expect(error).toMatchObject({ kind: 'keys', moves: [{ press: 'o' }, { press: 'm' }] })
    expect(error.fault).toBe(
      "the key m of planted is said to send 'more', and no state of its chart took that",
    )
  })

  test('a guard that says something else when it is asked again', async () => {
    let asked = 0
    const fickle = setup({
      types: { events: {} as { type: 'go' } },
      guards: { atTimes: () => asked++ % 3 > 0 },
    }).createMachine({ on: { go: { guard: 'atTimes', actions: () => {}, description: 'Go' } } })
    const error = await found(
      component({ logic: fickle, keys: { g: { type: 'go' } }, view: () => column([text('x'), keyHelp()]) }),
    )
    expect(error.kind).toBe('keys')
  })

  test('a screen that depends on more than the snapshot', async () => {
    let opened = 0
    const error = await found(
      planted({ view: () => `opened ${opened} times`, onOpen: () => void setTimeout(() => opened++, 500) }),
    )
    expect(error.kind).toBe('stale')
    expect(error.fault).toMatch(/row 1 .* shows 'opened \d+ times', and would show 'opened \d+ times'/)
    expect(error.moves[0]).toEqual({ press: 'o' })
    expect(error.moves).toHaveLength(2)
  })

  test('a context that is changed in its place, by an actor that has it from its parent', async () => {
    const error = await found(mutating())
    expect(error).toMatchObject({ kind: 'stale' })
  })

  test('an interval that an action sets and nothing clears', async () => {
    const error = await found(planted({ onOpen: () => void setInterval(() => {}, 1_000) }))
    expect(error).toMatchObject({ kind: 'left', moves: [{ press: 'o' }] })
    expect(error.fault).toMatch(/left setInterval\(\) at .*explore\.test\.ts/)
  })

  test('an interval of a callback that calls nothing but timers', async () => {
    const work = fromCallback(({ sendBack }) => {
      setInterval(() => sendBack({ type: 'more' }), 1_000)
    })
    const error = await found(planted({ work }))
    expect(error).toMatchObject({ kind: 'left', moves: [{ press: 'o' }] })
  })

  test('an interval of a callback that really runs', async () => {
    const begun: string[] = []
    const work = (isCleared: boolean) =>
      fromCallback(({ self }) => {
        begun.splice(0, 1, self.id.toLowerCase())
        const timer = setInterval(() => {}, 1_000)
        return () => isCleared && clearInterval(timer)
      })
    expect((await explore(planted({ work: work(false) }), { seeds: 3 })).runs).toBe(3)
    expect(begun).toEqual([])
    const error = await found(planted({ work: work(false) }), { real: ['work'] })
    expect(error).toMatchObject({ kind: 'left', moves: [{ press: 'o' }] })
    expect((await explore(planted({ work: work(true) }), { seeds: 3, real: ['work'] })).runs).toBe(3)
  })

  test('a listener of the process', async () => {
    const listener = () => {}
    const error = await found(planted({ onOpen: () => process.on('SIGUSR2', listener) }), {
      seeds: 1,
      steps: 5,
    })
    process.removeAllListeners('SIGUSR2')
    expect(error.fault).toContain("process.on('SIGUSR2')")
  })

  test('a failure of work that nothing takes, unless it may end the app', async () => {
    const work = fromPromise(() => Promise.resolve(1))
    const machine = setup({ actors: { work } }).createMachine({ invoke: { src: 'work', id: 'work' } })
    const app = component({ name: 'app', logic: machine, view: () => text('x') })
    const error = await found(app)
    expect(error).toMatchObject({
      moves: [{ fail: 'app/work' }],
      fault: 'the app ends if app/work fails: no onError takes that',
    })
    expect((await explore(app, { seeds: 5, mayEnd: ['work'] })).runs).toBe(5)
  })

  test('what the caller says must hold', async () => {
    const error = await found(planted({ view: (_, __, count) => `count ${count}` }), {
      invariant: ({ screen }) => expect(screen[0]).not.toBe('count 2'),
    })
    expect(error).toMatchObject({
      kind: 'invariant',
      moves: [{ press: 'o' }, { press: 'm' }, { press: 'm' }],
    })
  })
})

/** A parent that shows a list, and a child that has it as its input and adds to it. */
function mutating(): Component<AnyActorLogic> {
  const child = setup({ types: { input: {} as string[], context: {} as { list: string[] } } }).createMachine({
    context: ({ input }) => ({ list: input }),
    after: { 100: { actions: ({ context }) => void context.list.push('more') } },
  })
  const machine = setup({
    types: { context: {} as { list: string[] } },
    actors: { child },
  }).createMachine({
    context: { list: ['one'] },
    invoke: { src: 'child', id: 'child', input: ({ context }) => context.list },
  })
  return component({ name: 'mutating', logic: machine, view: ({ context }) => text(context.list.join()) })
}

describe('a failure', () => {
  const broken = planted({
    view: (isOpen, _, count) => {
      if (count === 2) throw new Error('two')
      return isOpen ? `count ${count}` : 'closed'
    },
  })

  test('is told with its shortest moves as a test, which finds it again', async () => {
    const error = await found(broken)
    expect(error.moves).toEqual([{ press: 'o' }, { press: 'm' }, { press: 'm' }])
    expect(error.message).toContain(
      [
        '  await explore(app, {',
        '    sizes: [[80, 24]],',
        '    moves: [',
        "      { press: 'o' },",
        "      { press: 'm' },",
        "      { press: 'm' },",
        '    ],',
        '  })',
      ].join('\n'),
    )
    const again = await found(broken, { moves: error.moves, sizes: [[80, 24]] })
    expect(again).toMatchObject({ kind: 'exception', fault: error.fault, moves: error.moves })
  })

  test('is kept as a recording, which can be replayed', async () => {
    const { file } = await found(broken)
    const replay = await replayTrace(broken, file!)
    expect(replay.differences).toEqual([])
    expect(replay.frames.same).toBe(replay.frames.recorded)
    expect(replay.screenAt(replay.steps)[0]).toBe('count 1')
    expect((await replayTrace(planted(), file!)).differences).not.toEqual([])
  })

  test('is found by the same seed again', async () => {
    const { seed } = await found(broken)
    for (let time = 0; time < 2; time++)
      expect((await found(broken, { seeds: [seed!] })).moves).toHaveLength(3)
  })
})

describe('work', () => {
  const load = fromPromise(() => Promise.reject<readonly string[]>(new Error('it ran')))
  const machine = setup({
    types: { context: {} as { names: readonly string[]; failure: string } },
    actors: { load },
  }).createMachine({
    id: 'people',
    context: { names: [], failure: '' },
    initial: 'loading',
    states: {
      loading: {
        invoke: {
          src: 'load',
          id: 'load',
          onDone: { target: 'shown', actions: assign({ names: ({ event }) => event.output }) },
          onError: { target: 'failed', actions: assign({ failure: ({ event }) => String(event.error) }) },
        },
      },
      shown: {},
      failed: {},
    },
  })
  const people = component({
    name: 'people',
    logic: machine,
    view: ({ value, context }) => text(`${value} ${context.failure} ${context.names.join()}`),
  })

  async function screens(options: Parameters<typeof explore>[1]): Promise<ReadonlySet<string>> {
    const seen = new Set<string>()
    await explore(people, {
      seeds: 20,
      steps: 8,
      sizes: [[80, 4]],
      invariant: ({ screen }) => void seen.add(screen[0]!),
      ...options,
    })
    return seen
  }

  test('answers with samples, or fails, and never runs', async () => {
    const seen = await screens({ samples: { load: [['Ada', 'Grace'], new Error('busy')] } })
    expect(seen).toEqual(
      new Set([
        'loading',
        'shown  Ada,Grace',
        'failed Error: busy',
        'failed MadeUpError: people/load fails (made up)',
      ]),
    )
  })

  test('without samples, it answers with a value that has every property', async () => {
    const seen = await screens({})
    expect(seen).toContain('shown')
  })

  test('answers what it answered in a recording', async () => {
    const app = mount(people, { record: true })
    await app.until('failed')
    const file = scratch('people.actty')
    writeFileSync(file, app.trace())
    await app.unmount()
    expect(await screens({ samples: file })).toContain('failed Error: it ran')
  })

  test('events of a callback come in their order, and no more of them than there are', async () => {
    const told = fromCallback(() => {})
    const taking = setup({
      types: { context: {} as { said: string }, events: {} as { type: 'a' | 'b' | 'c' } },
      actors: { told },
    }).createMachine({
      context: { said: '' },
      invoke: { src: 'told', id: 'told' },
      on: { '*': { actions: assign({ said: ({ context, event }) => context.said + event.type }) } },
    })
    const seen = new Set<string>()
    await explore(component({ logic: taking, view: ({ context }) => text(`said ${context.said}`) }), {
      seeds: 5,
      samples: { told: [{ type: 'a' }, { type: 'b' }, { type: 'c' }] },
      invariant: ({ screen }) => void seen.add(screen[0]!),
    })
    expect(seen).toEqual(new Set(['said', 'said a', 'said ab', 'said abc']))
  })
})

test('timers and globals are the real ones afterwards', async () => {
  const before = [setTimeout, setInterval, clearTimeout, clearInterval, Date, Math.random]
  await explore(planted(), { seeds: 1, steps: 3 })
  await found(planted({ keys: { x: { type: 'gone' } } }))
  expect([setTimeout, setInterval, clearTimeout, clearInterval, Date, Math.random]).toEqual(before)
})
