import { describe, expect, test } from 'vitest'
import { assign, setup } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  listView,
  modal,
  overlay,
  region,
  text,
  textInputView,
} from '../../../src/app/index.ts'
import { mount } from '../../../src/app/testing/index.ts'

const actors = { files: listView<string>({ keepOpen: true }), name: textInputView({ keepOpen: true }) }

/** A list and a field, and a process that may be killed. */
const files = component({
  logic: setup({
    types: {
      context: {} as { isRunning: boolean; opened: number },
      events: {} as { type: 'open' | 'kill' | 'start' | 'cancel' | 'ask' },
    },
    actors,
    guards: { isRunning: ({ context }) => context.isRunning },
  }).createMachine({
    id: 'files',
    context: { isRunning: false, opened: 0 },
    invoke: all(actors, { files: { items: ['a.ts', 'b.ts'] } }),
    on: {
      open: { actions: assign({ opened: ({ context }) => context.opened + 1 }), description: 'Open' },
      start: { actions: assign({ isRunning: true }), description: 'Start' },
      kill: { guard: 'isRunning', actions: assign({ isRunning: false }), description: 'Kill' },
    },
    initial: 'idle',
    states: {
      idle: { on: { ask: '.asking' }, initial: 'quiet', states: { quiet: {}, asking: {} } },
      busy: { on: { cancel: { target: 'idle', description: 'Cancel' } } },
    },
  }),
  keys: {
    o: { type: 'open' },
    x: { type: 'kill' },
    s: { type: 'start' },
    c: { type: 'cancel' },
    a: { type: 'ask' },
  },
  help: { isRunning: 'nothing runs' },
  view: (snapshot) =>
    overlay([
      column([
        text(`opened ${snapshot.context.opened}`),
        region(snapshot.children.files, { grow: 1 }),
        region(snapshot.children.name, { height: 1 }),
        keyHelp(),
      ]),
      snapshot.matches({ idle: 'asking' }) && modal(text('Sure?')),
    ]),
})

const size = { columns: 80, rows: 12, quit: ['q', 'ctrl+c'], palette: false } as const

describe('?', () => {
  test('shows all keys, also those that do nothing now and why, until Escape', async () => {
    const app = mount(files, size)
    const before = app.screen()
    expect(before.at(-1)).toBe(
      '  ↓  Select   /  Filter   o  Open   s  Start   q  Quit                  ?  Keys',
    )
    await app.press('?')
    expect(app.screen().slice(3)).toEqual([
      '╭─ Keys ───────────────────────────────────────────────────────────────────────╮',
      '│ Here         Everywhere                   Not now                            │',
      '│ ↓  Select    o              Open          x  Kill: nothing runs              │',
      '│ /  Filter    s              Start         c  Cancel                          │',
      '│              Tab Shift+Tab  Next, back                                       │',
      '│              q Ctrl+C       Quit                                             │',
      '│              ? F1           Keys                                             │',
      '╰──────────────────────────────────────────────────────────────────────────────╯',
      '                                                                     Esc  Close',
    ])
    await app.press('escape')
    expect(app.screen()).toEqual(before)
    expect(await app.unmount()).toEqual([])
  })

  test.each(['?', 'f1', 'q', 'enter', 'escape'])('closes by %s', async (key) => {
    const app = mount(files, size)
    const before = app.screen()
    await app.press('?')
    expect(app.screen()).not.toEqual(before)
    await app.press(key)
    expect(app.screen()).toEqual(before)
    expect(await app.unmount()).toEqual([])
  })

  test('keeps keys and the mouse from the app', async () => {
    const app = mount(files, size)
    await app.press('?', 'o', 'tab', 'x')
    await app.click(1, 2)
    await app.press('escape', 'o')
    expect(app.snapshot().context.opened).toBe(1)
    expect(await app.unmount()).toEqual([])
  })

  test('lets Ctrl+C leave the app', async () => {
    const app = mount(files, size)
    await app.press('?', 'ctrl+c')
    expect(await app.result).toBe(undefined)
    expect(await app.unmount()).toEqual([])
  })

  test('follows the app while it is open', async () => {
    const app = mount(files, size)
    await app.press('?')
    expect(app.screen().join('\n')).toContain('Kill: nothing runs')
    app.actor.send({ type: 'start' })
    await app.advance(20)
    expect(app.screen().join('\n')).not.toContain('nothing runs')
    expect(await app.unmount()).toEqual([])
  })
})

describe('in a text field', () => {
  test('? is a character, and F1 shows all keys', async () => {
    const app = mount(files, size)
    await app.press('tab', '?')
    expect(app.screen()[10]).toContain('?')
    expect(app.screen()[11]).toBe(
      '  Ctrl+C  Quit                                                         F1  Keys',
    )
    await app.press('f1')
    expect(app.screen().join('\n')).toContain('─ Keys ─')
    expect(await app.unmount()).toEqual([])
  })
})

describe('where it has no room', () => {
  test.each([
    [
      40,
      12,
      [
        ' Here',
        ' ↓  Select',
        ' /  Filter',
        '',
        ' Everywhere',
        ' o              Open',
        ' s              Start',
        ' Tab Shift+Tab  Next, back',
        ' q Ctrl+C       Quit',
        ' ? F1           Keys',
        '',
        '  ↑↓  Scroll                 Esc  Close',
      ],
    ],
    [20, 5, [' Here', ' ↓  Select', ' /  Filter', ' Everywhere', '  ↑↓  Scroll   Esc']],
    [10, 2, [' Here', '      Esc']],
  ])('%i x %i', async (columns, rows, screen) => {
    const app = mount(files, { ...size, columns, rows })
    await app.press('?')
    expect(app.screen()).toEqual(screen)
    expect(await app.unmount()).toEqual([])
  })

  test('it scrolls', async () => {
    const app = mount(files, { ...size, columns: 20, rows: 5 })
    await app.press('?')
    await app.press('down')
    expect(app.screen()[0]).toBe(' ↓  Select')
    await app.press('end')
    expect(app.screen()[3]).toBe(' c  Cancel')
    await app.press('home', 'pagedown', 'pageup')
    expect(app.screen()[0]).toBe(' Here')
    await app.press('end')
    await app.resize(80, 12)
    expect(app.screen()[3]).toContain('─ Keys ─')
    expect(await app.unmount()).toEqual([])
  })

  test('it is ASCII, if the terminal needs that', async () => {
    const app = mount(files, { ...size, glyphs: 'ascii' })
    await app.press('?')
    expect(app.screen().slice(3)).toEqual([
      '+- Keys -----------------------------------------------------------------------+',
      '| Here         Everywhere                   Not now                            |',
      '| v  Select    o              Open          x  Kill: nothing runs              |',
      '| /  Filter    s              Start         c  Cancel                          |',
      '|              Tab Shift+Tab  Next, back                                       |',
      '|              q Ctrl+C       Quit                                             |',
      '|              ? F1           Keys                                             |',
      '+------------------------------------------------------------------------------+',
      '                                                                     Esc  Close',
    ])
    expect(await app.unmount()).toEqual([])
  })

  test('an inline app gets more rows for it, and gives them back', async () => {
    const app = mount(files, { ...size, rows: 20, screen: 'inline' })
    const before = app.screen()
    expect(before).toHaveLength(5)
    await app.press('?')
    expect(app.screen()).toEqual([
      ...before.slice(0, 4),
      '                                                                     Esc  Close',
      '╭─ Keys ───────────────────────────────────────────────────────────────────────╮',
      '│ Here         Everywhere                   Not now                            │',
      '│ ↓  Select    o              Open          x  Kill: nothing runs              │',
      '│ /  Filter    s              Start         c  Cancel                          │',
      '│              Tab Shift+Tab  Next, back                                       │',
      '│              q Ctrl+C       Quit                                             │',
      '│              ? F1           Keys                                             │',
      '╰──────────────────────────────────────────────────────────────────────────────╯',
    ])
    await app.press('escape')
    expect(app.screen()).toEqual(before)
    expect(await app.unmount()).toEqual([])
  })
})

test('has roles', async () => {
  const app = mount(files, size)
  await app.press('?')
  const [frame, titles, first, second] = app.styledScreen().slice(3)
  expect(frame).toMatch(/^<focus on surface>╭─<\/><on surface> <\/><bold focus on surface>Keys</)
  expect(titles).toContain('<bold muted on surface>Here         Everywhere                   Not now</>')
  expect(second).toContain('<bold accent on surface>/</><on surface>  Filter    </>')
  expect(first).toContain('<faint on surface>x  Kill: nothing runs</>')
  expect(await app.unmount()).toEqual([])
})

describe('is not offered', () => {
  const own = component({
    ...files,
    logic: files.logic,
    keys: { ...files.keys, '?': { type: 'open' } },
  })

  test('if a component has ? itself', async () => {
    const app = mount(own, size)
    await app.press('?', 'f1')
    expect(app.snapshot().context.opened).toBe(1)
    expect(app.screen().join('\n')).not.toContain('Keys')
    expect(await app.unmount()).toEqual([])
  })

  test('with `help: false`', async () => {
    const app = mount(files, { ...size, help: false })
    const before = app.screen()
    expect(before.at(-1)).toBe('  ↓  Select   /  Filter   o  Open   s  Start   q  Quit')
    await app.press('?', 'f1')
    expect(app.screen()).toEqual(before)
    expect(await app.unmount()).toEqual([])
  })

  test('in a dialog', async () => {
    const app = mount(files, size)
    await app.press('a')
    expect(app.screen().at(-1)).not.toContain('Keys')
    await app.press('?')
    expect(app.screen().join('\n')).not.toContain('Here')
    expect(await app.unmount()).toEqual([])
  })

  test('without a help line', async () => {
    const bare = component({ ...files, logic: files.logic, view: () => text('bare') })
    const app = mount(bare, size)
    await app.press('?')
    expect(app.screen().join('').trim()).toBe('bare')
    expect(await app.unmount()).toEqual([])
  })
})

test('is an actor of the app, whose frames are drawn because its state changes', async () => {
  const app = mount(files, size)
  await app.press('?')
  expect(app.frames.at(-1)?.viewed).toContain('actty.help')
  expect(await app.unmount()).toEqual([])
})

test('is closed when the app ends', async () => {
  const app = mount(files, size)
  await app.press('?')
  expect(await app.unmount()).toEqual([])
})

describe('help', () => {
  const view = () => text('')
  const logic = setup({ guards: { isRunning: () => true } }).createMachine({})

  test('takes texts for guards of the logic', () => {
    expect(
      component({ logic, view, keys: {}, help: { isRunning: 'it has ended', esc: 'Leave' } }).help,
    ).toEqual({
      isRunning: 'it has ended',
      escape: 'Leave',
    })
  })

  test('throws for what is neither a guard nor a key', () => {
    expect(() => component({ logic, view, help: { isRuning: 'it has ended' } })).toThrow(
      "help: 'isRuning' is neither a key nor a guard of the logic",
    )
  })
})

describe('an ended actor', () => {
  const actors = { name: textInputView({ keepOpen: true }) }
  const logic = setup({ types: { events: {} as { type: 'close' | 'name' } }, actors }).createMachine({
    initial: 'open',
    states: {
      open: {
        invoke: all(actors),
        on: { close: { target: 'closed', description: 'Close' }, name: { description: 'Name' } },
      },
      closed: { type: 'final' },
    },
  })

  /** Its keys ask for a child that is gone when it has ended. */
  const dialog = (asked: string[]) =>
    component({
      logic,
      keys: {
        enter: ({ children, status }) => {
          asked.push(status)
          children.name!.getSnapshot()
          return { type: 'name' }
        },
        f2: { type: 'close' },
      },
      view: ({ children }) => column([region(children.name), keyHelp()]),
    })

  test('is not asked for its keys when the app ends with it', async () => {
    const asked: string[] = []
    const app = mount(dialog(asked), size)
    await app.press('f2')
    expect(app.snapshot().status).toBe('done')
    expect(app.screen().join('\n')).not.toContain('Close')
    expect(await app.unmount()).toEqual([])
    expect(new Set(asked)).toEqual(new Set(['active']))
  })

  test('is not asked for its keys while its last view stays: by keys, the help line, or ?', async () => {
    const asked: string[] = []
    const parts = { dialog: dialog(asked) }
    const app = mount(
      component({
        logic: setup({ actors: parts }).createMachine({ invoke: all(parts) }),
        view: ({ children }) => column([region(children.dialog), keyHelp()]),
      }),
      size,
    )
    await app.press('f2', 'enter', '?')
    expect(app.screen().join('\n')).toContain('Everywhere')
    expect(app.screen().join('\n')).not.toContain('Name')
    expect(await app.unmount()).toEqual([])
    expect(new Set(asked)).toEqual(new Set(['active']))
  })
})
