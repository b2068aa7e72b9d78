import { describe, expect, test } from 'vitest'
import { assign, createActor, fromTransition, setup, type AnyActorRef } from 'xstate'
import {
  box,
  column,
  component,
  createApp,
  elapsed,
  lines,
  modal,
  overlay,
  region,
  row,
  scroll,
  spacer,
  spinner,
  text,
  type Child,
} from '../../../src/app/index.ts'
import { MemoryTerminal, mount, VirtualClock, type MountOptions } from '../../../src/app/testing/index.ts'
import { now } from '../../../src/machines/index.ts'

const START = 84_000_000
const nothing = fromTransition((state) => state, {})

/** A view that never changes. */
function still(node: Child, options: MountOptions = {}) {
  return mount(component({ logic: nothing, view: () => node }), {
    columns: 20,
    rows: 2,
    now: START,
    ...options,
  })
}

describe('a spinner', () => {
  test.each([
    ['dots', 84, ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏', '⠋']],
    ['pulse', 168, ['·', '•', '●', '•', '·']],
    ['line', 126, ['/', '-', '\\', '|', '/']],
  ] as const)('%s turns every %i ms', async (style, period, shapes) => {
    const app = still(spinner({ style }), { now: 0 })
    const seen = [app.screen()[0]]
    for (let i = 1; i < shapes.length; i++) {
      await app.advance(period)
      seen.push(app.screen()[0])
    }
    expect(seen).toEqual(style === 'line' ? ['|', ...shapes.slice(0, 4)] : shapes)
    expect(await app.unmount()).toEqual([])
  })

  test('has the phase of its time, and no other memory', async () => {
    const early = still(spinner(), { now: START })
    await early.advance(84 * 7 + 3)
    const late = still(spinner(), { now: START + 84 * 7 + 3 })
    expect(early.screen()).toEqual(late.screen())
    expect(early.screen()[0]).toBe('⠧')
    await early.unmount()
    await late.unmount()
  })

  test('draws its own cell and nothing else, and calls no view', async () => {
    let views = 0
    const app = mount(
      component({
        logic: nothing,
        view: () => {
          views++
          return column([text('a'.repeat(60)), text(['busy ', spinner(), ' with work']), lines(['b'])])
        },
      }),
      { now: START },
    )
    const before = app.frames.length
    await app.advance(840)
    const drawn = app.frames.slice(before)
    expect(drawn).toHaveLength(10)
    for (const frame of drawn) {
      expect(frame).toMatchObject({ viewed: [], cells: 1, isMotion: true })
      expect(frame.bytes).toBeLessThan(60)
    }
    expect(views).toBe(1)
    expect(app.frames[0]).toMatchObject({ isMotion: false })
    await app.resize(40, 24)
    expect(app.frames.at(-1)).toMatchObject({ isMotion: false, viewed: [] })
    await app.unmount()
  })

  test('is drawn at most 12 times a second, however many there are', async () => {
    const app = still(
      row([
        spinner(),
        spinner({ style: 'line' }),
        elapsed({ from: START - 30 }),
        elapsed({ from: START - 57 }),
      ]),
    )
    const before = app.frames.length
    await app.advance(5_000)
    expect(app.frames.length - before).toBeLessThanOrEqual(60)
    expect(app.frames.length - before).toBeGreaterThan(50)
    await app.unmount()
  })

  test('stands in ASCII as a line', async () => {
    const app = still(spinner(), { glyphs: 'ascii', now: 0 })
    expect(app.screen()[0]).toBe('|')
    await app.advance(126)
    expect(app.screen()[0]).toBe('/')
    await app.unmount()
  })

  test('is a part of titles, rows of lines, and texts in any style', async () => {
    const app = still(
      column([box({ title: text(['a ', spinner()]) }, []), lines([text(['b ', spinner()])], { height: 1 })]),
      { rows: 3, now: 0 },
    )
    await app.advance(84)
    expect(app.screen()).toEqual(['╭─ a ⠙ ────────────╮', '╰──────────────────╯', 'b ⠙'])
    await app.unmount()
  })

  test('appears after 120 ms of waiting, and then stays for 300', async () => {
    const seen = async (to: number | undefined, ...times: readonly number[]) => {
      const app = still(text([spinner({ from: START, to }), 'x']), { now: START })
      const shown: boolean[] = []
      for (const time of times) {
        await app.advance(START + time - app.clock.now())
        shown.push(app.screen()[0] !== ' x')
      }
      expect(app.clock.pending === 0).toBe(to !== undefined)
      expect(await app.unmount()).toEqual([])
      return shown
    }
    expect(await seen(undefined, 0, 119, 120, 5_000)).toEqual([false, false, true, true])
    expect(await seen(START + 100, 50, 130, 500)).toEqual([false, false, false])
    expect(await seen(START + 130, 50, 130, 419, 420)).toEqual([false, true, true, false])
    expect(await seen(START + 900, 899, 900)).toEqual([true, false])
  })
})

describe('an elapsed time', () => {
  test.each([
    [0, '0.0 s'],
    [950, '0.9 s'],
    [9_999, '9.9 s'],
    [10_000, '10 s'],
    [59_999, '59 s'],
    [65_000, '1 min 5 s'],
    [3_599_000, '59 min 59 s'],
    [3_900_000, '1 h 5 min'],
    [90_000_000, '1 d 1 h'],
    [-5, '0.0 s'],
  ])('of %i ms is %s', async (ms, expected) => {
    const app = still(elapsed({ from: START - ms }))
    expect(app.screen()[0]).toBe(expected)
    await app.unmount()
  })

  test.each([
    [2_000, '2 s'],
    [1_001, '2 s'],
    [1, '1 s'],
    [0, '0 s'],
    [-1, '0 s'],
    [65_000, '1 min 5 s'],
  ])('that is left, of %i ms, is %s', async (ms, expected) => {
    const app = still(elapsed({ until: START + ms }))
    expect(app.screen()[0]).toBe(expected)
    await app.unmount()
  })

  test('is drawn when its text changes, and only the cells that change', async () => {
    const app = still(elapsed({ from: START - 20_000 }))
    const before = app.frames.length
    await app.advance(4_999)
    expect(app.frames.slice(before).map(({ cells }) => cells)).toEqual([1, 1, 1, 1])
    expect(app.screen()[0]).toBe('24 s')
    await app.unmount()
  })

  test('moves what is beside it when it needs more or less room', async () => {
    const app = still(row([text('a '), elapsed({ from: START - 9_900 }), text(' b'), spacer(), text('c')]))
    expect(app.screen()[0]).toBe('a 9.9 s b          c')
    await app.advance(100)
    expect(app.screen()[0]).toBe('a 10 s b           c')
    await app.advance(50_000)
    expect(app.screen()[0]).toBe('a 1 min 0 s b      c')
    expect(app.frames.flatMap(({ viewed }) => viewed)).toHaveLength(1)
    await app.unmount()
  })

  test('needs more room in a region inside another, and calls no view for it', async () => {
    const inner = component({ logic: nothing, view: () => elapsed({ until: START + 10_000 }) })
    const outer = setup({ actors: { inner } }).createMachine({ invoke: { src: 'inner', id: 'inner' } })
    const app = mount(
      component({ logic: outer, view: ({ children }) => row([region(children.inner), text('|')]) }),
      { columns: 20, rows: 1, now: START },
    )
    expect(app.screen()).toEqual(['10 s|'])
    await app.advance(1_000)
    expect(app.screen()).toEqual(['9 s|'])
    expect(app.frames.flatMap(({ viewed }) => viewed)).toHaveLength(2)
    await app.unmount()
  })

  test('counts down to nothing, and then needs no timer', async () => {
    const app = still(elapsed({ until: START + 2_000 }))
    const seen = [app.screen()[0]]
    for (let i = 0; i < 3; i++) {
      await app.advance(1_000)
      seen.push(app.screen()[0])
    }
    expect(seen).toEqual(['2 s', '1 s', '0 s', '0 s'])
    expect(app.clock.pending).toBe(0)
    await app.unmount()
  })

  test('takes its time from the snapshot', async () => {
    const machine = setup({ types: { context: {} as { since: number } } }).createMachine({
      context: { since: 0 },
      entry: assign({ since: ({ self }) => now(self) }),
    })
    const app = mount(
      component({ logic: machine, view: ({ context: { since } }) => elapsed({ from: since }) }),
      { columns: 20, rows: 1 },
    )
    await app.advance(12_000)
    expect(app.screen()).toEqual(['12 s'])
    await app.unmount()
  })
})

describe('there is no timer', () => {
  test.each<[string, Child]>([
    ['if nothing moves', text('12 s')],
    ['out of view', scroll(column([...Array.from({ length: 9 }, (_, i) => text(String(i))), spinner()]))],
    ['below a layer', overlay([spinner(), text('dialog', { width: '100%', height: '100%' })])],
    ['in no room', row([text('a'.repeat(20)), text([spinner()], { width: 0 })])],
  ])('%s', async (_, node) => {
    const app = still(node)
    expect(app.clock.pending).toBe(0)
    expect(await app.unmount()).toEqual([])
  })

  test('in a region that is hidden, and there is one when it is shown again', async () => {
    const inner = component({ logic: nothing, view: () => spinner() })
    const outer = setup({ actors: { inner } }).createMachine({
      invoke: { src: 'inner', id: 'inner' },
      initial: 'hidden',
      states: { hidden: { on: { toggle: 'shown' } }, shown: { on: { toggle: 'hidden' } } },
    })
    const app = mount(
      component({
        logic: outer,
        keys: { t: { type: 'toggle' } },
        view: (snapshot) => column([snapshot.matches('shown') && region(snapshot.children.inner)]),
      }),
    )
    const pending = [app.clock.pending]
    for (let i = 0; i < 2; i++) {
      await app.press('t')
      pending.push(app.clock.pending)
    }
    expect(pending).toEqual([0, 1, 0])
    await app.unmount()
  })

  test.each([
    ['handed off', { type: 'handOff' }, { type: 'takeBack' }],
    ['suspended', { type: 'suspend' }, { type: 'continued' }],
  ] as const)('while the app is %s, and there is one when it is back', async (_, away, back) => {
    const clock = new VirtualClock(START)
    const terminal = new MemoryTerminal(20, 2)
    const app = await createApp(component({ logic: nothing, view: () => spinner() }), {
      terminal,
      clock,
      env: { COLORTERM: 'truecolor' },
    })
    app.start()
    const by = createActor(nothing).start()
    const { children } = app.root.getSnapshot() as { children: Record<string, AnyActorRef> }
    const own = children['actty.terminal']!
    await clock.advance(500)
    expect(clock.pending).toBe(1)
    own.send({ ...away, by })
    await clock.advance(500)
    const written = terminal.written.length
    await clock.advance(5_000)
    expect([clock.pending, terminal.written.length]).toEqual([0, written])
    own.send({ ...back, by })
    await clock.advance(500)
    expect(clock.pending).toBe(1)
    expect(terminal.written.slice(written)).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/)
    await app.stop()
    expect(clock.pending).toBe(0)
  })
})

test('without motion, spinners stand and numbers go on', async () => {
  const app = still(row({ gap: 1 }, [spinner(), elapsed({ from: START - 10_000 })]), { motion: false })
  const before = app.frames.length
  await app.advance(2_000)
  expect(app.screen()[0]).toBe('⠋ 12 s')
  expect(app.frames.length - before).toBe(2)
  await app.unmount()
})

test('a printed line stands at time 0', async () => {
  const app = still('', { screen: 'inline' })
  await app.advance(500)
  app.print(text([spinner(), ' ', elapsed({ from: START }), ' ', elapsed({ until: START + 9_000 })]))
  expect(app.printed()).toEqual(['⠋ 0.0 s 0 s'])
  await app.advance(500)
  expect(app.terminal.written.match(/0\.\d s/g)).toEqual(['0.0 s'])
  await app.unmount()
})

test('is shown in the styles around it, also below a dialog that dims it', async () => {
  const app = still(
    overlay([
      column([text(['a ', spinner({ color: 'success', bold: true })])]),
      modal(text('b'), { dim: true }),
    ]),
  )
  await app.advance(84)
  expect(app.styledScreen()[0]).toMatch(/^<dim>a<\/> <bold dim success>.<\/> +b$/)
  await app.unmount()
})

test('goes on after the tables of glyphs have been replaced', async () => {
  const logic = fromTransition((count: number) => count + 1, 0)
  const app = mount(
    component({
      logic,
      view: ({ context }) =>
        column([spinner(), ...Array.from({ length: 8 }, (_, i) => elapsed({ from: -context * 8 - i }))]),
    }),
    { columns: 30, rows: 9, now: START },
  )
  for (let i = 0; i < 700; i++) {
    app.actor.send({ type: 'more' })
    await app.advance(16)
  }
  const before = app.screen()[0]
  await app.advance(84)
  expect(app.screen()[0]).not.toBe(before)
  expect(app.screen()[8]).toBe('23 h 20 min')
  await app.unmount()
})
