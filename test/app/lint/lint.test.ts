import { assign, createMachine, fromCallback, fromObservable, fromPromise, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { all, component, fetchingView, lines, text, textInputView } from 'actty'
import { fetching, retrying, ticking } from 'actty/machines'
import { lint, type LintRule } from 'actty/testing'
import { galleryOf } from '../../../examples/gallery.ts'
import { examples } from '../../../examples/index.ts'

const found = (...args: Parameters<typeof lint>) =>
  lint(...args).map(({ rule, place }) => `${rule}: ${place}`)
const load = fromPromise(() => Promise.resolve(['a']))
type Logic = Parameters<typeof lint>[0]
const dressed = (options: object) =>
  component({ view: () => text(''), ...options } as never) as unknown as Logic
const bare = (logic: Logic, keys = {}) => dressed({ logic, keys, quit: 'q' })

describe('nothing is found', () => {
  test.each(examples.map((example) => [example.name, example.component] as const))(
    'in the example %s',
    (_, app) => {
      expect(lint(app)).toEqual([])
    },
  )

  test('in the gallery, nor in any pattern and control', () => {
    expect(lint(galleryOf(examples))).toEqual([])
    expect(lint(fetchingView(fetching(load), lines), { quit: 'q' })).toEqual([])
    expect(lint(textInputView())).toEqual([])
    expect(lint(ticking())).toEqual([])
  })
})

describe('each rule finds', () => {
  test('an actor whose failure nobody takes, also one that a pattern passes on', () => {
    const machine = setup({
      actors: {
        load,
        again: retrying(load),
        feed: fromObservable(() => ({ subscribe: () => ({ unsubscribe() {} }) })),
      },
    }).createMachine({
      id: 'app',
      initial: 'a',
      states: {
        a: { invoke: { src: 'load', id: 'load', onDone: 'b' } },
        b: { invoke: { src: 'again', id: 'again', onDone: 'c', onError: 'a' } },
        c: { invoke: { src: 'again', id: 'twice', onDone: 'd' } },
        d: { invoke: { src: 'feed', id: 'feed', onDone: 'a' }, on: { next: 'a' } },
      },
    })
    expect(found(machine)).toEqual([
      'unhandled-error: app, state a',
      'unhandled-error: app, state c',
      'unhandled-error: app, state d',
    ])
    expect(lint(machine)[0]).toEqual({
      rule: 'unhandled-error',
      place: 'app, state a',
      problem: "'load' may fail, and nothing takes its error",
      fix: "Add onError to the invoke of 'load'.",
    })
  })

  test.each(['xstate.error.actor.load', 'xstate.error.actor.*', 'xstate.error.*', '*'])(
    'none if a state around it takes %s',
    (type) => {
      const machine = setup({ actors: { load } }).createMachine({
        id: 'app',
        on: { [type]: { actions: () => {} } },
        initial: 'a',
        states: { a: { initial: 'b', states: { b: { invoke: { src: 'load', id: 'load' } } } } },
      } as never)
      expect(found(machine)).toEqual([])
    },
  )

  test('a wait for what is never done', () => {
    const forever = setup({}).createMachine({
      id: 'forever',
      initial: 'a',
      states: { a: { on: { go: 'a' } } },
    })
    const machine = setup({
      actors: { forever, ticking: ticking(), fetching: fetching(load) },
    }).createMachine({
      id: 'app',
      initial: 'a',
      states: {
        a: { invoke: { src: 'forever', id: 'forever', onDone: 'b' } },
        b: { invoke: { src: 'ticking', id: 'ticking', onDone: 'c' } },
        c: { invoke: { src: 'fetching', id: 'fetching', onSnapshot: 'a' } },
      },
    })
    expect(found(machine)).toEqual(['never-done: app, state a', 'never-done: app, state b'])
  })

  test('a state that nothing leads out of, unless keys leave the app', () => {
    const machine = setup({}).createMachine({
      id: 'app',
      initial: 'a',
      states: { a: { on: { go: 'b', end: 'c' } }, b: {}, c: { type: 'final' } },
    })
    expect(found(machine)).toEqual(['dead-end: app, state b'])
    expect(found(bare(machine))).toEqual([])
    expect(found(machine, { quit: ['q'] })).toEqual([])
  })

  test('a state that no transition leads to, whatever guards say', () => {
    const machine = setup({ guards: { never: () => false } }).createMachine({
      id: 'app',
      initial: 'a',
      states: {
        a: { on: { go: { guard: 'never', target: 'b' } } },
        b: { initial: 'x', states: { x: { on: { back: '#app.a' } }, y: { on: { back: '#app.a' } } } },
        c: { on: { go: 'a' } },
        h: { type: 'history' },
      },
    })
    expect(found(machine, { quit: 'q' })).toEqual([
      'unreachable: app, state b.y',
      'unreachable: app, state c',
      'unreachable: app, state h',
    ])
  })

  test('a transition after one without a guard, of any kind', () => {
    const machine = setup({ guards: { sometimes: () => true } }).createMachine({
      id: 'app',
      initial: 'a',
      states: {
        a: { on: { go: [{ target: 'b' }, { guard: 'sometimes', target: 'c' }] } },
        b: { always: [{ guard: 'sometimes', target: 'a' }, { target: 'c' }] },
        c: { after: { 10: [{ target: 'a' }, { target: 'b' }] } },
      },
    })
    expect(found(machine, { quit: 'q' })).toEqual(['shadowed: app, state a', 'shadowed: app, state c'])
  })

  test('what is named and not given', () => {
    const machine = createMachine({
      id: 'app',
      entry: 'greet',
      initial: 'a',
      states: {
        a: { on: { go: { guard: 'may', target: 'b', actions: [{ type: 'note', params: {} }] } } },
        b: { invoke: { src: 'worker', onError: 'a' }, after: { soon: 'a', 10: 'a' } },
      },
    })
    expect(lint(machine, { quit: 'q' }).map(({ problem }) => problem)).toEqual([
      "the action 'greet' isn't given",
      "the guard 'may' isn't given",
      "the action 'note' isn't given",
      "the actor 'worker' isn't given",
      "the delay 'soon' isn't given",
    ])
  })

  const switched = setup({ types: { context: {} as { count: number } } }).createMachine({
    id: 'light',
    context: { count: 0 },
    initial: 'off',
    states: {
      off: { on: { switch: { target: 'on', description: 'On' }, count: { actions: assign({ count: 1 }) } } },
      on: { on: { switch: { target: 'off', description: 'Off' } } },
    },
  })

  test('a key that no state takes, also one that a function binds', () => {
    expect(
      found(bare(switched, { a: { type: 'swich' }, b: () => ({ type: 'swich' }), c: { type: 'switch' } })),
    ).toEqual(['dead-key: light, key a', 'dead-key: light, key b'])
  })

  test('a key that the help line does not show, but no cursor key and none with a text in help', () => {
    const keys = { a: { type: 'count' }, up: { type: 'count' }, c: { type: 'switch' } }
    expect(found(bare(switched, keys))).toEqual(['undescribed-key: light, key a'])
    const helped = dressed({ logic: switched, keys, help: { a: 'Count' }, quit: 'q' })
    expect(found(helped)).toEqual([])
  })

  test('an app that nothing but Ctrl+C ends', () => {
    const app = dressed({ logic: switched, keys: { c: { type: 'switch' } } })
    expect(found(app)).toEqual(['no-way-out: light'])
    expect(found(app, { quit: 'q' })).toEqual([])
  })

  test('what is wrong in an actor of an actor, once, by its path', () => {
    const inner = setup({ actors: { load } }).createMachine({
      id: 'inner',
      invoke: { src: 'load', id: 'load' },
    })
    const outer = setup({ actors: { first: inner, second: inner, again: retrying(inner) } }).createMachine({
      id: 'app',
      invoke: [
        { src: 'first', id: 'one' },
        { src: 'second', id: 'two' },
      ],
    })
    expect(found(outer)).toEqual(['unhandled-error: app/one'])
  })
})

describe('what is switched off', () => {
  const machine = (meta: object) =>
    setup({ actors: { load } }).createMachine({
      id: 'app',
      initial: 'a',
      states: { a: { meta, initial: 'b', states: { b: { invoke: { src: 'load', id: 'load' } } } } },
    })

  test('by an option, or by the chart, for a state and those in it', () => {
    expect(found(machine({}))).toEqual(['unhandled-error: app, state a.b'])
    expect(found(machine({}), { off: ['unhandled-error'] })).toEqual([])
    expect(found(machine({ lintOff: ['unhandled-error'] }))).toEqual([])
    expect(found(machine({ lintOff: ['dead-end'] }))).toEqual(['unhandled-error: app, state a.b'])
  })

  test('has to be a rule', () => {
    expect(() => lint(machine({}), { off: ['dead-ends' as LintRule] })).toThrow(
      "there is no rule 'dead-ends'. The rules are unhandled-error,",
    )
    expect(() => lint({} as never)).toThrow('a component or a machine')
  })
})

/** Charts as they stand in tutorials and in other projects. */
describe('charts of others', () => {
  test.each([
    [
      'a traffic light',
      createMachine({
        id: 'light',
        initial: 'green',
        states: {
          green: { after: { 1000: 'yellow' } },
          yellow: { after: { 500: 'red' } },
          red: { after: { 1000: 'green' } },
        },
      }),
      [],
    ],
    [
      'a fetch that forgets its error',
      setup({ actors: { fetchUser: load } }).createMachine({
        id: 'fetch',
        initial: 'idle',
        states: {
          idle: { on: { FETCH: 'loading' } },
          loading: { invoke: { src: 'fetchUser', id: 'fetchUser', onDone: 'success' } },
          success: { type: 'final' },
        },
      }),
      ['unhandled-error: fetch, state loading'],
    ],
    [
      'a media player with parallel regions',
      createMachine({
        id: 'player',
        type: 'parallel',
        states: {
          video: {
            initial: 'paused',
            states: {
              paused: { on: { PLAY: 'playing' } },
              playing: { on: { PAUSE: 'paused', END: 'ended' } },
              ended: {},
            },
          },
          volume: {
            initial: 'normal',
            states: { normal: { on: { MUTE: 'muted' } }, muted: { on: { UNMUTE: 'normal' } } },
          },
        },
      }),
      [],
    ],
    [
      'a form with history, from which one can go on',
      createMachine({
        id: 'form',
        initial: 'edit',
        states: {
          edit: {
            initial: 'name',
            states: { name: { on: { NEXT: 'mail' } }, mail: {}, hist: { type: 'history' } },
            on: { HELP: 'help', SAVE: 'saved' },
          },
          help: { on: { BACK: 'edit.hist' } },
          saved: { type: 'final' },
        },
      }),
      [],
    ],
    [
      'a login whose last state is forgotten',
      createMachine({
        id: 'login',
        initial: 'form',
        states: {
          form: { on: { SUBMIT: 'checking' } },
          checking: { on: { OK: 'in', NO: 'form' } },
          in: {},
          banned: { on: { RESET: 'form' } },
        },
      }),
      ['dead-end: login, state in', 'unreachable: login, state banned'],
    ],
    [
      'a wildcard that takes what nothing else does',
      createMachine({
        id: 'log',
        initial: 'open',
        states: { open: { on: { CLOSE: 'closed', '*': { actions: () => {} } } }, closed: { type: 'final' } },
      }),
      [],
    ],
    [
      'a countdown by always, with the guard last',
      createMachine(
        {
          id: 'countdown',
          initial: 'run',
          states: {
            run: { always: [{ target: 'run2' }, { guard: 'isZero', target: 'done' }] },
            run2: { after: { 10: 'run' } },
            done: { type: 'final' },
          },
        },
        { guards: { isZero: () => true } },
      ),
      ['shadowed: countdown, state run'],
    ],
    [
      'inline logic',
      createMachine({
        id: 'inline',
        initial: 'a',
        states: {
          a: {
            invoke: { id: 'tick', src: fromCallback(() => {}) },
            on: { NEXT: { guard: () => true, target: 'b' } },
          },
          b: { invoke: { id: 'load', src: load, onDone: 'c', onError: 'a' } },
          c: { type: 'final' },
        },
      }),
      [],
    ],
    [
      'a pattern with wildcards of events',
      createMachine({
        id: 'mouse',
        initial: 'idle',
        states: { idle: { on: { 'mouse.*': 'busy' } }, busy: { on: { 'mouse.up': 'idle' } } },
      }),
      [],
    ],
    [
      'a child that never ends, and a parent that waits',
      setup({
        actors: {
          child: createMachine({
            id: 'child',
            initial: 'a',
            states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'a' } } },
          }),
        },
      }).createMachine({
        id: 'parent',
        initial: 'waiting',
        states: {
          waiting: { invoke: { src: 'child', id: 'child', onDone: 'done' } },
          done: { type: 'final' },
        },
      }),
      ['never-done: parent, state waiting'],
    ],
  ] as const)('%s', (_, machine, expected) => {
    expect(found(machine)).toEqual(expected)
  })

  test('are checked in a moment, however many states they have', () => {
    const states = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `s${index}`,
        { on: { NEXT: `s${(index + 1) % 200}`, BACK: 's0' } },
      ]),
    )
    const big = createMachine({ id: 'big', initial: 's0', states } as never)
    expect(
      found(bare(big, { n: { type: 'NEXT' }, x: { type: 'NOPE' } }), { off: ['undescribed-key'] }),
    ).toEqual(['dead-key: big, key x'])
  })
})

test('a machine with its actors by name needs no component', () => {
  expect(found(setup({ actors: { load } }).createMachine({ id: 'plain', invoke: all({ load }) }))).toEqual([
    'unhandled-error: plain',
  ])
})
