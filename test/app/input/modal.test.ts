import { assign, setup, type EventObject } from 'xstate'
import { describe, expect, test } from 'vitest'
import { box, column, component, keyHelp, layer, modal, overlay, region, row, text, type Child } from 'actty'
import { mount } from 'actty/testing'

/** A thing that notes the keys and the mouse that come to it: '>' is the focus. */
const noting = setup({
  types: { context: {} as { seen: string }, events: {} as { type: 'note'; what: string } },
}).createMachine({
  id: 'noting',
  context: { seen: '' },
  on: { note: { actions: assign({ seen: ({ context, event }) => context.seen + event.what }) } },
})

const notingView = component({
  logic: noting,
  keys: { text: (_, input) => ({ type: 'note', what: input.text }), up: { type: 'note', what: '^' } },
  mouse: (_, { action, button }) => ({
    type: 'note',
    what: action === 'wheel' ? 'w' : button === 'left' ? (action === 'press' ? 'p' : 'r') : '?',
  }),
  view: ({ context }, { focused }) => text(`${focused ? '>' : ' '}${context.seen}`, { overflow: 'clip' }),
})

/** The same, but its letters are shortcuts: y and n. */
const askingView = component({
  logic: noting,
  keys: { y: { type: 'note', what: 'Y' }, n: { type: 'note', what: 'N' } },
  help: { y: 'Yes', n: 'No' },
  mouse: (_, { action }) => ({ type: 'note', what: action[0]! }),
  view: ({ context }, { focused }) => text(`${focused ? '>' : ' '}?${context.seen}`, { overflow: 'clip' }),
})

type Kids = Readonly<Record<string, Parameters<typeof region>[0]>>

/** A page of fields a and b, with a state that says which dialogs are open. Keys are ctrl+o and ctrl+x: one more, one less. */
const page = (view: (open: number, children: Kids) => Child, more: object = {}) =>
  component({
    logic: setup({
      types: {
        context: {} as { open: number },
        events: {} as { type: 'open' | 'close' },
        children: {},
      },
      actors: { noting },
    }).createMachine({
      id: 'page',
      context: { open: 0 },
      invoke: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ src: 'noting' as const, id })),
      on: {
        open: { actions: assign({ open: ({ context }) => context.open + 1 }) },
        close: {
          guard: ({ context }) => context.open > 0,
          actions: assign({ open: ({ context }) => context.open - 1 }),
        },
      },
    }),
    keys: { 'ctrl+o': { type: 'open' }, 'ctrl+x': { type: 'close' } },
    view: ({ context, children }) => view(context.open, children as Kids),
    ...more,
  })

const fields = (children: Kids) =>
  row([
    region(children['a'] as never, notingView, { width: 8 }),
    region(children['b'] as never, notingView, { width: 8 }),
  ])
const show = (child: unknown, as = notingView, options: object = {}) => region(child as never, as, options)

const asking = page((open, children) =>
  overlay([fields(children), open > 0 && modal(show(children['c']), { width: 6, at: 'bottom' })]),
)

describe('a modal layer', () => {
  test('gets the keys and the mouse, and the page below gets neither', async () => {
    const app = mount(asking, { columns: 16, rows: 3 })
    await app.press('x', 'ctrl+o')
    await app.type('ab')
    expect(app.screen()).toEqual([' x', '', '     >ab'])
    await app.click(9, 0)
    await app.wheel('down', 0, 0)
    app.terminal.send('\x1b[<32;3;1M') // a drag
    await app.press('z')
    expect(app.screen()).toEqual([' x', '', '     >abz'])
    expect(await app.unmount()).toEqual([])
  })

  test('has the mouse inside it', async () => {
    const app = mount(asking, { columns: 16, rows: 3 })
    await app.press('ctrl+o')
    await app.click(7, 2)
    await app.wheel('up', 7, 2)
    expect(app.screen()[2]).toBe('     >prw')
    expect(await app.unmount()).toEqual([])
  })

  test('keeps Tab inside, and the focus then returns to where it was', async () => {
    const app = mount(
      page((open, children) =>
        overlay([
          fields(children),
          open > 0 && modal(column([show(children['c']), show(children['d'])]), { at: 'bottom', width: 6 }),
        ]),
      ),
      { columns: 16, rows: 4 },
    )
    await app.press('tab', 'x', 'ctrl+o', 'c')
    expect(app.screen()).toEqual(['         x', '', '     >c', ''])
    await app.press('tab', 'd', 'tab', 'c', 'shift+tab', 'd')
    expect(app.screen()).toEqual(['         x', '', '      cc', '     >dd'])
    await app.press('ctrl+x', 'y')
    expect(app.screen()).toEqual(['        >xy', '', '', ''])
    await app.press('ctrl+o', 'z')
    expect(app.screen()[2]).toBe('     >ccz') // another dialog: its focus begins at the first
    expect(await app.unmount()).toEqual([])
  })

  test('over another returns the focus to that, and then to the page', async () => {
    const app = mount(
      page((open, children) =>
        overlay([
          fields(children),
          open > 0 && modal(row([show(children['c']), show(children['d'])]), { at: 'left' }),
          open > 1 && modal(show(children['e']), { at: 'bottom-right', width: 6 }),
        ]),
      ),
      { columns: 16, rows: 3 },
    )
    await app.press('tab', 'ctrl+o', 'tab', 'd', 'ctrl+o', 'tab', 'e')
    expect(app.screen()).toEqual(['', '  d', '          >e'])
    await app.press('ctrl+x', 'd')
    expect(app.screen()).toEqual(['', ' >dd', ''])
    await app.press('ctrl+x', 'b')
    expect(app.screen()).toEqual(['        >b', '', ''])
    expect(await app.unmount()).toEqual([])
  })

  test('deep inside a view stops keys and mouse on the whole screen', async () => {
    const inner = component({
      ...asking,
      view: ({ context, children }) =>
        overlay({ grow: 1 }, [
          text('inner'),
          context.open > 0 && modal(show((children as Kids)['c'], askingView)),
        ]),
    })
    const app = mount(
      component({
        logic: setup({ actors: { noting, inner } }).createMachine({
          id: 'outer',
          invoke: [
            { src: 'noting', id: 'noting' },
            { src: 'inner', id: 'inner' },
          ],
        }),
        view: ({ children }) =>
          column([
            region(children.noting, notingView, { height: 1 }),
            region(children.inner, { height: 3 }),
            keyHelp(),
          ]),
      }),
      { columns: 20, rows: 5, quit: 'q' },
    )
    app.snapshot().children.inner!.send({ type: 'open' })
    await app.advance(16)
    await app.press('y', 'x')
    await app.click(1, 0)
    expect(app.screen()).toEqual(['', 'inner', '        >?Y', '', '  y  Yes   n  No'])
    await app.press('q')
    expect(app.snapshot().status).toBe('active')
    await app.press('ctrl+x', 'x')
    expect(app.screen()[0]).toBe('>x')
    expect(await app.unmount()).toEqual([])
  })

  test('without keys in it has those of the component that shows it', async () => {
    const app = mount(
      page(
        (open, children) =>
          column([fields(children), overlay([text('page'), open > 0 && modal(box(['busy']))])]),
        { keys: { 'ctrl+o': { type: 'open' }, n: { type: 'close' } } },
      ),
      { columns: 16, rows: 4 },
    )
    await app.press('ctrl+o', 'x')
    await app.click(1, 0)
    expect(app.screen()[0]).toBe('')
    await app.press('n', 'n')
    expect(app.screen()).toEqual(['>n', 'page', '', ''])
    expect(await app.unmount()).toEqual([])
  })

  test("whose actor has ended isn't there", async () => {
    const app = mount(
      page((_, children) => overlay([fields(children), modal(show(undefined))])),
      { columns: 16, rows: 1 },
    )
    await app.press('x')
    expect(app.screen()).toEqual(['>x'])
    expect(await app.unmount()).toEqual([])
  })

  test('has the focus whatever the view says of what is below, which has it again then', async () => {
    const app = mount(
      page((open, children) =>
        overlay([
          row([
            show(children['a'], notingView, { width: 8 }),
            show(children['b'], notingView, { focus: true }),
          ]),
          open > 0 && modal(row([show(children['c']), show(children['d'], notingView, { focus: open > 1 })])),
        ]),
      ),
      { columns: 16, rows: 3 },
    )
    await app.press('b', 'ctrl+o', 'ctrl+o', 'd')
    expect(app.screen()).toEqual(['         b', '       >d', ''])
    await app.press('ctrl+x', 'ctrl+x', 'b')
    expect(app.screen()[0]).toBe('        >bb')
    expect(await app.unmount()).toEqual([])
  })
})

describe('while a dialog is open', () => {
  const quitting = (quit: string | string[]) => mount(asking, { columns: 16, rows: 3, quit })

  test('letters that leave the app do not, and Ctrl+C does', async () => {
    const app = mount(
      page((open, children) => overlay([text('page'), open > 0 && modal(show(children['c'], askingView))])),
      { columns: 16, rows: 3, quit: ['q', 'escape', 'ctrl+c'] },
    )
    const { result } = app
    await app.press('ctrl+o', 'q', 'escape')
    expect(app.snapshot().status).toBe('active')
    await app.press('ctrl+c')
    expect(await result).toBe(undefined)
    const interrupted = quitting([])
    await interrupted.press('ctrl+o')
    const failed = interrupted.result
    await interrupted.press('ctrl+c')
    await expect(failed).rejects.toThrow('SIGINT')
  })

  test('the help line has its keys, and none from below', async () => {
    const app = mount(
      page((open, children) =>
        column([
          overlay({ grow: 1 }, [
            show(
              children['a'],
              component({ ...notingView, keys: { up: { type: 'note', what: '^' } }, help: { up: 'Up' } }),
            ),
            open > 0 && modal(show(children['c'], askingView)),
          ]),
          keyHelp(),
        ]),
      ),
      { columns: 40, rows: 3, quit: 'q' },
    )
    expect(app.screen()[2]).toContain('  ↑  Up   q  Quit')
    await app.press('ctrl+o')
    expect(app.screen()[2]).toBe('  y  Yes   n  No')
    expect(await app.unmount()).toEqual([])
  })

  test('it is usable in 20 columns and 5 rows', async () => {
    const app = mount(
      page((open, children) =>
        column([
          overlay({ grow: 1 }, [
            fields(children),
            open > 0 &&
              modal(box({ title: 'Delete?' }, [show(children['c'], askingView)]), { margin: 1, width: 60 }),
          ]),
          keyHelp(),
        ]),
      ),
      { columns: 20, rows: 5 },
    )
    await app.press('ctrl+o', 'y')
    expect(app.screen()).toEqual([
      '╭─ Delete? ────────╮',
      '│>?Y               │',
      '╰──────────────────╯',
      '',
      '  y  Yes   n  No',
    ])
    expect(await app.unmount()).toEqual([])
  })
})

describe('a dialog that a running app opens', () => {
  test('takes no keys, nor clicks, that were read before it was on the screen', async () => {
    const app = mount(
      page((open, children) =>
        overlay([fields(children), open > 0 && modal(show(children['c']), { width: 6 })]),
      ),
      { columns: 16, rows: 1 },
    )
    app.terminal.send('a\x0fbc\x1b[<0;7;1M')
    await app.advance(0)
    expect(app.screen()).toEqual([' a   >'])
    app.terminal.send('d')
    await app.advance(16)
    expect(app.screen()).toEqual([' a   >d'])
    expect(await app.unmount()).toEqual([])
  })

  const question = (ask: (count: number) => Child, moves = false) => {
    const logic = setup({
      types: { context: {} as { answers: number }, events: {} as { type: 'answer' } | { type: 'other' } },
    }).createMachine({
      context: { answers: -1 },
      initial: 'first',
      on: {
        answer: { actions: assign({ answers: ({ context }) => context.answers + 1 }) },
        other: { target: '.second', actions: assign({ answers: ({ context }) => context.answers + 1 }) },
      },
      states: { first: {}, second: {} },
    })
    return component({
      logic,
      keys: { y: { type: moves ? 'other' : 'answer' }, o: { type: 'answer' } },
      view: ({ context: { answers } }) =>
        overlay([text(`answers ${answers}`), answers >= 0 && modal(ask(answers), { at: 'bottom' })]),
    })
  }

  test.each<[string, (count: number) => Child, string]>([
    ['in its title', (count) => box({ title: `Delete ${count}?` }, ['y / n']), '1'],
    ['in its text', (count) => box([`Delete ${count}?`, 'y / n']), '1'],
    ['in parts', (count) => box([row([text(['Delete ', text(`${count}`, { bold: true })])])]), '1'],
    ['not', () => box(['Delete?']), '3'],
    ['not, but what follows does', (count) => box({ title: 'Delete?' }, [`in ${count} s`]), '3'],
  ])('is another if its question changes: %s', async (_, ask, expected) => {
    const app = mount(question(ask), { columns: 20, rows: 6 })
    await app.press('o')
    app.terminal.send('yyy')
    await app.advance(16)
    expect(app.screen()[0]).toBe(`answers ${expected}`)
    await app.press('y')
    expect(app.screen()[0]).toBe(`answers ${Number(expected) + 1}`)
    expect(await app.unmount()).toEqual([])
  })

  test('is another if it asks in another state', async () => {
    const app = mount(
      question(() => box(['Sure?']), true),
      { columns: 20, rows: 4 },
    )
    await app.press('o')
    app.terminal.send('yyy')
    await app.advance(16)
    expect(app.screen()[0]).toBe('answers 1')
    expect(await app.unmount()).toEqual([])
  })

  test('is another if its question changes, beside a region that takes no keys', async () => {
    const still = component({ logic: noting, view: () => text('still') })
    const app = mount(
      page((open, children) =>
        overlay([
          fields(children),
          open > 0 && modal(column([`Delete ${open}?`, show(children['c'], still as never)])),
        ]),
      ),
      { columns: 16, rows: 3 },
    )
    app.terminal.send('\x0f\x0f\x0f')
    await app.advance(16)
    expect(app.screen().join()).toContain('Delete 1?')
    expect(await app.unmount()).toEqual([])
  })

  test('nor an Escape that was read before, and waits for what may follow it', async () => {
    const leaving = component({
      ...notingView,
      keys: { escape: { type: 'note', what: 'E' } },
    })
    const app = mount(
      page((open, children) =>
        overlay([fields(children), open > 0 && modal(show(children['c'], leaving), { width: 6 })]),
      ),
      { columns: 16, rows: 1 },
    )
    app.terminal.send('\x0f\x1b')
    await app.advance(200)
    expect(app.screen()).toEqual(['     >'])
    await app.press('escape')
    expect(app.screen()).toEqual(['     >E'])
    expect(await app.unmount()).toEqual([])
  })

  test('lets an interrupt through', async () => {
    const app = mount(asking, { columns: 16, rows: 3 })
    const { result } = app
    app.terminal.send('\x0f\x03')
    await expect(result).rejects.toThrow('SIGINT')
  })

  test('unless the app begins with it: what was typed ahead is for it', async () => {
    const app = mount(
      page((_, children) => overlay([fields(children), modal(show(children['c']), { width: 6 })])),
      { columns: 16, rows: 1 },
    )
    await app.type('ahead')
    expect(app.screen()).toEqual(['     >ahead'])
    expect(await app.unmount()).toEqual([])
  })
})

describe('what is below a modal layer', () => {
  test('is dim if it says so, whatever its looks, and its views are not called', async () => {
    let views = 0
    const still = component({
      logic: noting,
      view: () => (views++, text(['a', text('b', { bold: true, color: 'red' }), text('c', { dim: false })])),
    })
    const app = mount(
      page((open, children) =>
        overlay([
          show(children['a'], still as never),
          open > 0 && modal('ok', { dim: open < 2, at: 'right' }),
        ]),
      ),
      { columns: 8, rows: 1 },
    )
    const bright = app.styledScreen()
    await app.press('ctrl+o')
    expect(app.styledScreen()).toEqual(['<dim>a</><bold dim red>b</><dim>c</>   ok'])
    await app.press('ctrl+o')
    expect(app.styledScreen()).toEqual([bright[0]!.padEnd(0) + '   ok'])
    expect(views).toBe(1)
    await app.press('ctrl+x', 'ctrl+x')
    expect(app.styledScreen()).toEqual(bright)
    expect(views).toBe(1)
    expect(await app.unmount()).toEqual([])
  })

  test('goes on, dim', async () => {
    const app = mount(
      page((open, children) =>
        overlay([show(children['a']), open > 0 && modal('ok', { dim: true, at: 'right' })]),
      ),
      { columns: 8, rows: 1 },
    )
    await app.press('ctrl+o')
    ;(app.snapshot().children['a'] as { send(event: EventObject & { what: string }): void }).send({
      type: 'note',
      what: 'new',
    })
    await app.advance(16)
    expect(app.styledScreen()).toEqual([' <dim>new</>  ok'])
    expect(await app.unmount()).toEqual([])
  })

  test('is not hidden from the mouse by a layer that is not modal, but beside it', async () => {
    const app = mount(
      page((open, children) =>
        overlay([fields(children), open > 0 && layer('saved', { at: 'bottom-right', margin: [0, 1] })]),
      ),
      { columns: 16, rows: 2 },
    )
    await app.press('ctrl+o')
    await app.click(9, 0)
    expect(app.screen()).toEqual(['        >pr', '          saved'])
    expect(await app.unmount()).toEqual([])
  })
})
