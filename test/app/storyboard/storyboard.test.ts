import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup } from 'xstate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { column, component, fetchingView, keyHelp, lines, region, spinner, text } from 'actty'
import { fetching } from 'actty/machines'
import { storyboard, storyboardPage, toMatchStoryboard } from 'actty/testing'
import { examples } from '../../../examples/index.ts'

let calls = 0
const load = fromPromise(() => {
  calls++
  return Promise.resolve(['nobody'])
})
const users = fetchingView(fetching(load), lines)

const people = component({
  name: 'people',
  logic: setup({
    types: {
      context: {} as { who: string },
      events: {} as { type: 'open'; who: string } | { type: 'back' | 'quit' },
    },
    actors: { users },
  }).createMachine({
    id: 'people',
    context: { who: '' },
    initial: 'list',
    states: {
      list: {
        description: 'All of them',
        invoke: { src: 'users', id: 'users' },
        on: {
          open: { target: 'card', actions: assign({ who: ({ event }) => event.who }), description: 'Open' },
        },
      },
      card: { on: { back: 'list', quit: 'gone' } },
      gone: { type: 'final' },
      nowhere: {},
      through: { always: 'list' },
    },
  }),
  keys: { o: { type: 'open', who: 'Ada' } },
  view: ({ context, children, value }) =>
    column([
      value === 'list'
        ? region(children.users, { grow: 1 })
        : text(['about ', context.who, ' ', spinner()], { grow: 1 }),
      keyHelp(),
    ]),
})

const samples = { users: [['Ada', 'Grace']] }

describe('a storyboard', () => {
  test('has each state, and those of the children that it shows, by samples', async () => {
    calls = 0
    const { name, boards } = await storyboard(people, {
      samples,
      sizes: [
        [40, 4],
        [20, 3],
      ],
    })
    expect(name).toBe('people')
    expect(boards.map(({ state }) => state)).toEqual([
      'list',
      'list, users cancelled',
      'list, users loaded',
      'list, users failed',
      'list, users refreshing',
      'card',
    ])
    const [list, , loaded] = boards
    expect(list).toMatchObject({ description: 'All of them', events: [], isMadeUp: false, error: undefined })
    expect(loaded).toMatchObject({ events: ['users: xstate.done.actor.work'], isMadeUp: false })
    expect(loaded!.screens.map(({ columns, rows, lines }) => [columns, rows, lines])).toEqual([
      [40, 4, ['✓ loaded', 'Ada', 'Grace', '  r  Refresh   o  Open          ?  Keys']],
      [20, 3, ['✓ loaded', 'Ada', ' …          ?  Keys']],
    ])
    expect(loaded!.lines).toEqual(['✓ loaded', 'Ada', 'Grace'])
    expect(loaded!.screens[0]!.pictures.map((svg) => svg.slice(0, 4))).toEqual(['<svg', '<svg'])
    expect(calls).toBe(0) // nothing runs
  })

  test('says what is made up, and what nothing led to', async () => {
    const { boards, unreached } = await storyboard(people)
    expect(boards.find(({ state }) => state === 'card')).toMatchObject({ isMadeUp: true, events: ['open'] })
    expect(boards.find(({ state }) => state === 'card')!.screens[0]!.lines[0]).toBe('about sample ⠋')
    expect(unreached).toEqual([
      { state: 'nowhere', reason: 'no transition leads here' },
      { state: 'through', reason: 'no transition leads here' },
    ])
  })

  test('looks the same each time, whatever the time is', async () => {
    const looks = async () => (await storyboard(people, { samples })).boards.map(({ screens }) => screens)
    expect(await looks()).toEqual(await looks())
  })

  test('goes on after a view that cannot draw what is made up', async () => {
    const picky = component({
      logic: setup({ types: { context: {} as { names: string[] } } }).createMachine({
        id: 'picky',
        context: { names: [] },
        initial: 'a',
        states: {
          a: {
            on: {
              load: { target: 'b', actions: assign({ names: ({ event }) => event['names'] as string[] }) },
            },
          },
          b: { on: { on: 'c' } },
          c: {},
        },
      }),
      view: ({ context, value }) => (value === 'b' ? (context.names as never) : text(value as string)),
    })
    const { boards } = await storyboard(picky)
    expect(boards.map(({ state, error }) => [state, error === undefined])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ])
    expect(boards[1]!.error).toContain('picky')
  })

  test('is a page that needs nothing else', async () => {
    const drawn = await storyboard(people, { samples, sizes: [[40, 4]] })
    const page = storyboardPage(drawn)
    expect(page.match(/<section id=/g)).toHaveLength(6)
    expect(page).toContain('2 states never reached')
    expect(page).toContain('<b class="missing">nowhere</b>')
    expect(page.includes('users: work done')).toBe(true)
    expect(/<script|src="http/.test(page)).toBe(false)
  })

  test('has states that only another input leads to, and those behind wildcards', async () => {
    const logic = setup({ types: { input: {} as { ready: boolean }, context: {} as { ready: boolean } } })
    const gate = component({
      logic: logic.createMachine({
        id: 'gate',
        context: ({ input }) => input,
        initial: 'asking',
        states: {
          asking: {
            always: [
              { guard: ({ context }) => context.ready, target: 'open' },
              { guard: ({ context }) => !context.ready, target: 'shut' },
            ],
          },
          open: { on: { '*': 'startled' } },
          shut: { on: { 'knock.*': 'knocked' } },
          startled: {},
          knocked: {},
        },
      }),
      view: ({ value }) => text(value as string),
    })
    const states = async (...inputs: { ready: boolean }[]) =>
      (await storyboard(gate, { input: { ready: true }, inputs })).boards
        .filter(({ isResolved }) => !isResolved)
        .map(({ state }) => state)
    expect(await states()).toEqual(['open', 'startled'])
    expect(await states({ ready: false })).toEqual(['open', 'shut', 'startled', 'knocked'])
  })

  test('puts an app into states that no event led to, and says so', async () => {
    const locked = component({
      logic: setup({ types: { context: {} as { tries: number } } }).createMachine({
        id: 'locked',
        context: { tries: 0 },
        initial: 'shut',
        states: {
          shut: { on: { turn: [{ guard: ({ context }) => context.tries > 99, target: 'open.wide' }] } },
          open: { initial: 'ajar', states: { ajar: {}, wide: {} } },
          passing: { always: 'shut' },
        },
        on: { slam: '.passing' },
      }),
      view: ({ value, context }) => text([JSON.stringify(value), ' ', String(context.tries)]),
    })
    const drawn = await storyboard(locked, { sizes: [[40, 2]] })
    expect(
      drawn.boards.map(({ state, isResolved, isMadeUp, screens }) => [
        state,
        isResolved,
        isMadeUp,
        screens[0]!.lines[0],
      ]),
    ).toEqual([
      ['shut', false, false, '"shut" 0'],
      ['open.ajar', true, true, '{"open":"ajar"} 0'],
      ['open.wide', true, true, '{"open":"wide"} 0'],
    ])
    expect(drawn.unreached).toEqual([
      { state: 'open', reason: 'no event with the samples, or with made-up values, led here' },
      { state: 'open.ajar', reason: 'no event with the samples, or with made-up values, led here' },
      { state: 'open.wide', reason: 'no event with the samples, or with made-up values, led here' },
    ])
    const page = storyboardPage(drawn)
    expect(page).toContain('<h2 class="missing">open.wide</h2>')
    expect(page).toContain('3 states never reached')
    expect(page).toContain('slam → passing')
  })

  test('links each state of its chart to a picture of it, and no others', async () => {
    const page = storyboardPage(await storyboard(people, { samples, sizes: [[40, 4]] }))
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!)
    expect(links).toEqual(['list', 'card'])
    for (const id of links) expect(page).toContain(`<section id="${id}">`)
    expect(page).toContain('<b>gone</b> ◉')
  })

  test('marks a failure that nobody gave', async () => {
    const failed = async (answers: Record<string, readonly unknown[]>) =>
      (await storyboard(people, { samples: answers })).boards.find(
        ({ state }) => state === 'list, users failed',
      )
    expect(await failed(samples)).toMatchObject({ isMadeUp: true })
    expect(await failed({ users: [new Error('no network')] })).toMatchObject({ isMadeUp: false })
  })

  test('is refused for what has no chart', async () => {
    await expect(storyboard(component({ logic: load, view: () => text('') }) as never)).rejects.toThrow(
      'a machine',
    )
  })
})

describe('toMatchStoryboard', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'storyboard-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const matching = (mode: string) =>
    toMatchStoryboard.bind({ testPath: join(folder, 'a.test.ts'), snapshotState: { _updateSnapshot: mode } })

  test('writes a file that is not there, compares, tells each row that differs, and updates', async () => {
    const drawn = await storyboard(people, { samples, sizes: [[40, 4]] })
    const file = join(folder, 'people.txt')
    expect(matching('none')(drawn, 'people.txt').pass).toBe(false)
    expect(matching('new')(drawn, 'people.txt').pass).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('== list, users loaded (40x4)\n✓ loaded\nAda\n')
    expect(matching('new')(drawn, 'people.txt').pass).toBe(true)

    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Grace', 'Gracie').replace('== card (lines)', '== cart (lines)'),
    )
    const { pass, message } = matching('new')(drawn, 'people.txt')
    expect(pass).toBe(false)
    expect(message()).toContain('list, users loaded (40x4):\n  - Gracie\n  + Grace\n')
    expect(message()).toContain('- cart (lines) is gone')
    expect(message()).toContain('+ card (lines) is new')
    expect(matching('all')(drawn, 'people.txt').pass).toBe(true)
    expect(matching('none')(drawn, 'people.txt').pass).toBe(true)
  })

  test('is a matcher of the runner', async () => {
    expect.extend({ toMatchStoryboard })
    const drawn = await storyboard(people, { samples, sizes: [[40, 4]] })
    ;(expect(drawn) as unknown as { toMatchStoryboard(file: string): void }).toMatchStoryboard(
      'people.storyboard.txt',
    )
  })
})

/** How many pictures an example has at least. The others have one. */
const pictured: Readonly<Record<string, number>> = {
  fetching: 5,
  search: 10,
  retry: 6,
  timeout: 4,
  composer: 3,
  stream: 3,
  throttle: 3,
  store: 2,
  progress: 5,
  subprocess: 6,
  shell: 2,
  editor: 2,
  resource: 4,
  cleanup: 5,
}

/** What made-up values can't stand for: a path of a file, a part of a screen. */
const answers = {
  ownLog: [{ type: 'holder.acquired', resource: { path: '/tmp/log' } }],
  server: [{ type: 'listening', url: 'http://127.0.0.1:8080' }],
}

test.each(examples.map((example) => [example.name, example] as const))(
  'the example %s is drawn in all states that it rests in',
  async (name, { component, input }) => {
    const { boards, unreached } = await storyboard(component, { input: input?.([]), samples: answers })
    const drawn = boards.filter(({ error }) => error === undefined)
    expect(drawn.length).toBeGreaterThanOrEqual(pictured[name] ?? 1)
    expect(boards.flatMap(({ state, error }) => (error === undefined ? [] : [[state, error]]))).toEqual([])
    expect(unreached.filter(({ reason }) => reason === 'no transition leads here')).toEqual([])
  },
)
