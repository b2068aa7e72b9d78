/* eslint-disable @typescript-eslint/no-unused-vars -- what is tested of a value here is its type */
import { createStore } from '@xstate/store'
import {
  createActor,
  fromPromise,
  fromTransition,
  setup,
  type ActorRefFrom,
  type AnyActorLogic,
  type EventFrom,
  type InputFrom,
  type OutputFrom,
  type SnapshotFrom,
} from 'xstate'
import { expectTypeOf, test } from 'vitest'
import * as actty from 'actty'
import {
  component,
  createApp,
  fetchingView,
  region,
  retryingView,
  run,
  text,
  type AppOptions,
  type Component,
  type KeyTable,
} from 'actty'
import {
  deadline,
  fetching,
  gathering,
  processing,
  resource,
  retrying,
  subprocess,
  supervising,
  type Deadline,
  type Debouncing,
  type Fetching,
  type Handoff,
  type List,
  type Polling,
  type Retrying,
  type Scrolling,
  type Streaming,
  type Subprocess,
  type Supervising,
  type Tailing,
  type TailSource,
  type TextInput,
  type Throttling,
  type Ticking,
} from 'actty/machines'
import { mount } from 'actty/testing'

/*
 * These are checked by the compiler (`npm run types`): where it should object and does not, the comment that expects it
 * to is itself an error.
 */

const machine = setup({
  types: {
    context: {} as { n: number },
    events: {} as { type: 'increase' } | { type: 'decrease'; by: number },
    output: {} as string,
  },
}).createMachine({ id: 'counter', context: { n: 1 }, output: 'done' })

const counter = component({
  logic: machine,
  keys: { up: { type: 'increase' }, down: { type: 'decrease', by: 2 } },
  view: ({ context }) => text(context.n),
})

test('a view has the snapshot of its logic', () => {
  component({
    logic: machine,
    view: (snapshot) => {
      expectTypeOf(snapshot.context).toEqualTypeOf<{ n: number }>()
      return text('')
    },
  })
  // @ts-expect-error -- there is no such property in the context
  component({ logic: machine, view: ({ context }) => text(String(context.m)) })
  // @ts-expect-error -- a number is no node
  component({ logic: machine, view: ({ context }) => context.n })
})

test('a key is an event that the logic has', () => {
  // @ts-expect-error -- there is no such event
  component({ logic: machine, keys: { up: { type: 'double' } }, view: () => text('') })
  // @ts-expect-error -- the event has a number with it
  component({ logic: machine, keys: { up: { type: 'decrease' } }, view: () => text('') })
  component({
    logic: machine,
    keys: ({ context }, input) => (input.type === 'key' ? { type: 'decrease', by: context.n } : undefined),
    view: () => text(''),
  })
  component({
    logic: machine,
    keys: { up: { type: 'increase' }, down: (_, __, { rows }) => ({ type: 'decrease', by: rows }) },
    view: () => text(''),
  })
  component({
    logic: machine,
    // @ts-expect-error -- there is no such event, beside one that exists
    keys: { up: { type: 'increase' }, down: () => ({ type: 'double' }) },
    view: () => text(''),
  })
  component({
    logic: machine,
    // @ts-expect-error -- there is no such event
    keys: () => ({ type: 'double' }),
    view: () => text(''),
  })
  component({
    logic: machine,
    // @ts-expect-error -- nor is it one of the mouse
    mouse: () => ({ type: 'double' }),
    view: () => text(''),
  })
})

test('a key may be a function, whatever the others give', () => {
  const logic = setup({
    types: {
      events: {} as
        { type: 'cancel' | 'next' } | { type: 'typed'; text: string } | { type: 'scroll'; by: number },
    },
  }).createMachine({})
  const view = () => text('')
  component({
    logic,
    view,
    keys: {
      escape: { type: 'cancel' },
      text: (snapshot, key) => ({ type: 'typed', text: key.text }),
      pagedown: (snapshot, key, place) => ({ type: 'scroll', by: place.rows }),
      tab: () => ({ type: 'next' }),
      enter: (snapshot, key) =>
        key.type === 'paste'
          ? { type: 'typed', text: key.text }
          : snapshot.can({ type: 'next' })
            ? { type: 'next' }
            : undefined,
    },
    mouse: (_, { y }) => (y > 0 ? { type: 'scroll', by: y } : undefined),
  })
  const table: KeyTable<SnapshotFrom<typeof logic>, EventFrom<typeof logic>> = { x: () => ({ type: 'next' }) }
  component({ logic, view, keys: { ...table, y: (snapshot) => ({ type: 'cancel' }) } })
  component({
    logic,
    view,
    keys: {
      x: (snapshot) => ({ type: 'next' }),
      // @ts-expect-error -- a text is missing
      y: (snapshot) => ({ type: 'typed' }),
      z: { type: 'cancel' },
    },
  })
})

test('a region shows an actor of the logic that its component has', () => {
  const parent = setup({
    types: { children: {} as { counter: 'machine' } },
    actors: { machine },
  }).createMachine({
    invoke: { src: 'machine', id: 'counter' },
  })
  component({ logic: parent, view: ({ children }) => region(children.counter, counter) })

  const other = fromTransition((state: { a: number }, event: { type: 'x' }) => state, { a: 1 })
  const otherComponent = component({
    logic: other,
    keys: { x: { type: 'x' } },
    view: ({ context }) => text(context.a),
  })
  region(createActor(other), otherComponent)
  // @ts-expect-error -- a component of other logic
  region(createActor(other), counter)
})

test('a store is shown by a component of its own', () => {
  const store = createStore({
    context: { n: 0 },
    on: { add: (context, event: { by: number }) => ({ n: context.n + event.by }) },
  })
  const shown = component({
    logic: store,
    keys: { up: { type: 'add', by: 1 } },
    view: ({ context }) => text(context.n),
  })
  region(store, shown)
  // @ts-expect-error -- the store has no such event
  component({ logic: store, keys: { up: { type: 'remove' } }, view: ({ context }) => text(context.n) })
})

test('only an app that can be left by `quit` may end without an output', () => {
  const quits = component({ ...counter, quit: 'q' })
  const outputOf = <Output>(_result: () => Promise<Output>) => expectTypeOf<Output>()
  outputOf(() => run(counter)).toEqualTypeOf<string>()
  outputOf(() => run(counter, {})).toEqualTypeOf<string>()
  outputOf(() => run(counter, { quit: undefined })).toEqualTypeOf<string>()
  outputOf(() => run(counter, { quit: [] })).toEqualTypeOf<string>()
  outputOf(() => run(quits, { quit: [] })).toEqualTypeOf<string>()
  outputOf(() => run(component({ ...counter, quit: undefined }))).toEqualTypeOf<string>()
  outputOf(() => run(component({ ...counter, quit: [] }))).toEqualTypeOf<string>()
  outputOf(async () => (await createApp(counter)).result).toEqualTypeOf<string>()
  outputOf(() => mount(counter).result).toEqualTypeOf<string>()

  outputOf(() => run(quits)).toEqualTypeOf<string | undefined>()
  outputOf(() => run(quits, { screen: 'inline' })).toEqualTypeOf<string | undefined>()
  outputOf(() => run(quits, { quit: undefined })).toEqualTypeOf<string | undefined>()
  outputOf(() => run(counter, { quit: 'q' })).toEqualTypeOf<string | undefined>()
  outputOf(() => run(counter, { quit: ['q', 'ctrl+c'] })).toEqualTypeOf<string | undefined>()
  outputOf(() => run(component({ ...counter, quit: ['q', 'ctrl+c'] }))).toEqualTypeOf<string | undefined>()
  outputOf(() => run(component({ ...quits, name: 'a copy' }))).toEqualTypeOf<string | undefined>()
  outputOf(async () => (await createApp(quits)).result).toEqualTypeOf<string | undefined>()
  outputOf(async () => (await createApp(counter, { quit: 'q' })).result).toEqualTypeOf<string | undefined>()
  outputOf(() => mount(quits).result).toEqualTypeOf<string | undefined>()
  outputOf(() => mount(counter, { quit: 'q' }).result).toEqualTypeOf<string | undefined>()

  // Options and components of which the compiler only knows that they may name a key.
  const options = (): AppOptions => ({})
  const shown: Component<typeof machine> = counter
  outputOf(() => run(counter, options())).toEqualTypeOf<string | undefined>()
  outputOf(() => run(shown)).toEqualTypeOf<string | undefined>()
})

test('no view of a control or a pattern quits by itself', () => {
  type Views = {
    [Name in keyof typeof actty as Name extends `${string}View` ? Name : never]: (typeof actty)[Name]
  }
  expectTypeOf<ReturnType<Views[keyof Views]>['quit']>().toEqualTypeOf<readonly never[]>()
})

test('the output and the input of run are those of the logic', () => {
  expectTypeOf(run(counter)).resolves.toEqualTypeOf<string>()
  const greeting = fromPromise(({ input }: { input: { name: string } }) => Promise.resolve(input.name.length))
  const greeter = component({ logic: greeting, view: () => text('') })
  expectTypeOf(
    run(greeter, { input: { name: 'Ada' }, signal: AbortSignal.abort() }).catch(() => 0),
  ).resolves.toEqualTypeOf<number>()
  // @ts-expect-error -- it asks for a name
  expectTypeOf(() => run(greeter)).toBeFunction()
  // @ts-expect-error -- which is a string
  expectTypeOf(() => run(greeter, { input: { name: 5 } })).toBeFunction()
  // @ts-expect-error -- for a test as well
  expectTypeOf(() => mount(greeter)).toBeFunction()
})

test('patterns know what they load, take and give', () => {
  const numbers = fetching(fromPromise(({ input }: { input: string }) => Promise.resolve([input.length])))
  expectTypeOf<SnapshotFrom<typeof numbers>['context']['data']>().toEqualTypeOf<number[] | undefined>()
  expectTypeOf<InputFrom<typeof numbers>>().toEqualTypeOf<string>()
  const isRefreshing = (snapshot: SnapshotFrom<typeof numbers>) => snapshot.matches('refreshing')
  // @ts-expect-error -- there is no such state
  const isReloading = (snapshot: SnapshotFrom<typeof numbers>) => snapshot.matches('reloading')
  expectTypeOf(isReloading).toEqualTypeOf(isRefreshing)

  const job = processing(fromPromise(({ input }: { input: string }) => Promise.resolve(input.length)))
  expectTypeOf<SnapshotFrom<typeof job>['context']['failures'][number]['item']>().toEqualTypeOf<string>()
  expectTypeOf<OutputFrom<typeof job>['results']>().toEqualTypeOf<readonly (number | undefined)[]>()
  const listing = subprocess((path: string) => ({ command: 'ls', args: [path] }))
  expectTypeOf<OutputFrom<typeof listing>['code']>().toEqualTypeOf<number | null>()
  expectTypeOf<InputFrom<typeof listing>>().toEqualTypeOf<string>()
})

test('a pattern knows the children that it has, however deep', () => {
  const nested = retrying(deadline(supervising(machine), 1_000))
  const inside = (snapshot: SnapshotFrom<typeof nested>) => {
    const limited = snapshot.children.work?.getSnapshot()
    const supervised = limited?.children.work?.getSnapshot()
    const innermost = supervised?.children.work
    expectTypeOf(innermost).toEqualTypeOf<ActorRefFrom<typeof machine> | undefined>()
    innermost?.send({ type: 'decrease', by: 1 })
    // @ts-expect-error -- there is no such event
    innermost?.send({ type: 'double' })
    // @ts-expect-error -- there is no such child
    const typo: unknown = supervised?.children.wrok
  }
  const innermostOf = ({ children }: SnapshotFrom<typeof nested>) =>
    children.work?.getSnapshot().children.work?.getSnapshot().children.work
  component({
    logic: nested,
    view: (snapshot) => {
      // @ts-expect-error -- a component of other logic
      region(snapshot.children.work, counter)
      return region(innermostOf(snapshot), counter)
    },
  })
})

const count = fromPromise(({ input }: { input: string }) => Promise.resolve(input.length))
type Count = typeof count
type Children<L extends AnyActorLogic> =
  SnapshotFrom<L> extends { readonly children: infer Children } ? Children : never

test('what a pattern runs is its child `work`', () => {
  type Wanted = { readonly work?: ActorRefFrom<Count> | undefined }
  expectTypeOf<Children<Fetching<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Polling<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Debouncing<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Throttling<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Retrying<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Deadline<Count>>>().toEqualTypeOf<Wanted>()
  expectTypeOf<Children<Supervising<Count>>>().toEqualTypeOf<Wanted>()
})

test('the children of other patterns and of controls have their names, and no others', () => {
  const board = gathering({ count, again: retrying(count) })
  expectTypeOf<keyof Children<typeof board>>().toEqualTypeOf<'count' | 'again'>()
  const ofBoard = ({ children }: SnapshotFrom<typeof board>) =>
    expectTypeOf(children.again?.getSnapshot().children.work).toEqualTypeOf<ActorRefFrom<Count> | undefined>()

  const job = processing(count)
  expectTypeOf<keyof Children<typeof job>>().toEqualTypeOf<'feeder' | `item ${number}`>()
  const ofJob = ({ children, context }: SnapshotFrom<typeof job>) =>
    expectTypeOf(children[context.active[0]!.id]).toEqualTypeOf<ActorRefFrom<Count> | undefined>()

  const held = resource({ name: 'it', acquire: () => '', release: () => {}, use: count })
  expectTypeOf<keyof Children<typeof held>>().toEqualTypeOf<'holder' | 'use'>()
  const ofHeld = ({ children }: SnapshotFrom<typeof held>) =>
    expectTypeOf(children.use).toEqualTypeOf<ActorRefFrom<Count> | undefined>()
  const unused = resource({ name: 'it', acquire: () => '', release: () => {} })
  expectTypeOf<keyof Children<typeof unused>>().toEqualTypeOf<'holder'>()

  expectTypeOf<Children<Scrolling<Count>>['content']>().toEqualTypeOf<ActorRefFrom<Count> | undefined>()
  expectTypeOf<keyof Children<List<string>>>().toEqualTypeOf<'filter' | 'matching'>()
  expectTypeOf<Children<List<string>>['filter']>().toEqualTypeOf<ActorRefFrom<TextInput> | undefined>()
  expectTypeOf<Children<Tailing<TailSource>>['search']>().toEqualTypeOf<ActorRefFrom<TextInput> | undefined>()
  expectTypeOf<keyof Children<Streaming<string, void>>>().toEqualTypeOf<'inlet'>()
  expectTypeOf<keyof Children<Subprocess>>().toEqualTypeOf<'process'>()
  expectTypeOf<keyof Children<Handoff>>().toEqualTypeOf<'command'>()
  const ofClock = ({ children }: SnapshotFrom<Ticking>) => {
    // @ts-expect-error -- it has no children
    const none: unknown = children.work
  }
})

test('a view of a pattern has the children of that', () => {
  const view = retryingView(retrying(fetchingView(fetching(count), (length) => text(length.toFixed()))))
  expectTypeOf<SnapshotFrom<typeof view>['children']['work']>()
    .exclude<undefined>()
    .toHaveProperty('getSnapshot')
    .returns.toHaveProperty('children')
    .toEqualTypeOf<{ readonly work?: ActorRefFrom<Count> | undefined }>()
})
