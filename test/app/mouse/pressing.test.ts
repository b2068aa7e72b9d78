import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { all, box, column, component, modal, overlay, region, row, scroll, text, type Child } from 'actty'
import { mount } from 'actty/testing'

const counting = setup({
  types: {
    context: {} as { count: number; off: boolean },
    events: {} as { type: 'add'; by: number } | { type: 'off' },
  },
}).createMachine({
  id: 'counting',
  context: { count: 0, off: false },
  on: {
    add: {
      guard: ({ context }) => !context.off,
      actions: assign({ count: ({ context, event }) => context.count + event.by }),
    },
    off: { actions: assign({ off: true }) },
  },
})

const add = { type: 'add', by: 1 } as const

const counter = (view: (count: number) => Child, more: object = {}) =>
  component({ logic: counting, view: ({ context }) => view(context.count), ...more })

const show = (view: (count: number) => Child, more: object = {}) =>
  mount(counter(view, more), { columns: 20, rows: 4 })

describe('press', () => {
  test('a click sends the event, wherever on the node, and as often as it is clicked', async () => {
    const app = show((count) => column([`${count}`, row([box({ press: add }, ['add'])])]))
    await app.click(0, 1)
    await app.click(2, 2)
    await app.multiClick(3, 2, 2)
    await app.click(10, 2)
    expect(app.screen()[0]).toBe('5')
    expect(app.styledScreen().join('')).not.toContain('selection')
    expect(await app.unmount()).toEqual([])
  })

  test('only if it is released where it was pressed, and nothing was selected', async () => {
    const app = show((count) =>
      row({ gap: 1 }, [text(`${count}`), text('add', { press: add }), text('more', { press: add })]),
    )
    await app.drag([2, 0], [6, 0])
    await app.drag([2, 0], [4, 0])
    expect(app.snapshot().context.count).toBe(0)
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['add'])
    await app.unmount()
  })

  test('sends what was there when it was pressed, though something else has moved there', async () => {
    const app = show((count) => column([`${count}`, text('next', { press: { type: 'add', by: count + 1 } })]))
    await app.mouse('press', 1, 1)
    app.actor.send({ type: 'add', by: 10 })
    await app.advance(100)
    await app.mouse('release', 1, 1)
    expect(app.screen()[0]).toBe('11')
    await app.unmount()
  })

  test('only if the actor can take it', async () => {
    const app = show((count) => text(`${count}`, { press: add, grow: 1 }))
    app.actor.send({ type: 'off' })
    await app.click(0, 0)
    expect(app.snapshot().context.count).toBe(0)
    await app.unmount()
  })

  test('the innermost node, if it can be pressed; else one around it, but not the mouse function of its region', async () => {
    const seen: string[] = []
    const mouse = (_: unknown, { action }: { action: string }) => void seen.push(action)
    const inner = text('inner', { press: { type: 'unknown' } as never })
    const app = show(
      (count) => column({ press: add }, [inner, text('two', { press: { ...add, by: 2 } }), `${count}`]),
      {
        mouse,
      },
    )
    await app.click(0, 0)
    await app.click(0, 1)
    expect(app.snapshot().context.count).toBe(3)
    expect(seen).toEqual([])
    await app.unmount()
  })

  test('a region inside comes first, and a node is of the actor whose view it is in', async () => {
    const inside = component({
      logic: counting,
      mouse: (_, { action, x }) => (action === 'press' && x < 5 ? { type: 'add', by: 10 } : undefined),
      view: ({ context }) => text(`inside ${context.count}`),
    })
    const outside = component({
      logic: setup({
        types: { context: {} as { count: number }, events: {} as { type: 'add'; by: number } },
        actors: { inside },
      }).createMachine({
        id: 'outside',
        context: { count: 0 },
        invoke: all({ inside }),
        on: { add: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
      }),
      view: ({ children, context }) =>
        column({ press: add }, [region(children.inside, { height: 1 }), `outside ${context.count}`]),
    })
    const app = mount(outside, { columns: 20, rows: 3 })
    await app.click(0, 0)
    await app.click(8, 0)
    await app.click(0, 1)
    expect(app.screen().slice(0, 2)).toEqual(['inside 10', 'outside 2'])
    await app.unmount()
  })

  test('below a dialog nothing is pressed', async () => {
    const app = show((count) => overlay([column({ press: add }, [`${count}`]), modal(text('dialog'))]))
    await app.click(0, 0)
    expect(app.snapshot().context.count).toBe(0)
    await app.unmount()
  })

  test('it asks for the mouse only while such a node is shown', async () => {
    const app = show((count) => (count === 0 ? text('add', { press: add }) : text('done')))
    expect(app.takeBytes()).toContain('\x1b[?1002h\x1b[?1006h')
    await app.click(0, 0)
    expect(app.takeBytes()).toContain('\x1b[?1006l\x1b[?1002l')
    await app.unmount()
  })

  test('press must be an event', () => {
    expect(() => text('x', { press: 'add' as never })).toThrow(
      "press must be an event, such as { type: 'opened' }, not 'add'",
    )
  })
})

describe('hover', () => {
  const button = (name: string) => text(name, { hover: { background: 'raised' }, press: add })

  test('cells look different while the pointer is on them; no view is called', async () => {
    let views = 0
    const app = show(() => {
      views++
      return column([row([button('one'), text(' '), button('two')]), box({ hover: { bold: true } }, ['box'])])
    })
    expect(app.takeBytes()).toContain('\x1b[?1003h\x1b[?1006h')
    await app.mouse('hover', 5, 0)
    expect(app.styledScreen()[0]).toBe('one <on raised>two</>')
    await app.mouse('hover', 1, 0)
    expect(app.styledScreen()[0]).toBe('<on raised>one</> two')
    await app.mouse('hover', 2, 2)
    expect(app.styledScreen().slice(0, 3)).toEqual([
      'one two',
      `<bold border>╭${'─'.repeat(18)}╮</>`,
      `<bold border>│</><bold>box${' '.repeat(15)}</><bold border>│</>`,
    ])
    expect(views).toBe(1)
    expect(await app.unmount()).toEqual([])
  })

  test('a layer above keeps its look, and so does what is out of a window', async () => {
    const app = show(() =>
      overlay({ at: 'top-left' }, [
        scroll(column({ hover: { underline: true } }, ['first row', 'second row', 'third']), { height: 2 }),
        text('top'),
      ]),
    )
    await app.mouse('hover', 1, 1)
    expect(app.styledScreen().slice(0, 2)).toEqual([
      'top<underline>st row           </>',
      `<underline>second row${' '.repeat(10)}</>`,
    ])
    await app.unmount()
  })

  test('moves are reported only while a node has it, and all modes are off at the end', async () => {
    const app = show((count) => (count === 0 ? button('go') : text('gone', { press: add })))
    app.takeBytes()
    await app.click(0, 0)
    expect(app.takeBytes()).toContain('\x1b[?1006l\x1b[?1003l\x1b[?1002h\x1b[?1006h')
    app.actor.send({ type: 'add', by: -1 })
    expect(app.takeBytes()).toContain('\x1b[?1006l\x1b[?1002l\x1b[?1003h\x1b[?1006h')
    await app.unmount()
    expect(app.takeBytes()).toContain('\x1b[?1006l\x1b[?1003l')
  })
})

describe('drags of regions', () => {
  test('who takes the press gets the moves, also outside of it', async () => {
    const seen: string[] = []
    const thumb = component({
      logic: counting,
      mouse: (_, { action, x, y }) => {
        seen.push(`${action} ${x},${y}`)
        return { type: 'add', by: 1 }
      },
      view: () => text('thumb'),
    })
    const page = component({
      logic: setup({ actors: { thumb } }).createMachine({ id: 'page', invoke: all({ thumb }) }),
      view: ({ children }) => column(['above', region(children.thumb, { height: 1 }), 'below']),
    })
    const app = mount(page, { columns: 10, rows: 4 })
    await app.drag([1, 1], [2, 0], [2, 2])
    expect(seen).toEqual(['press 1,0', 'move 2,-1', 'move 2,1', 'release 2,1'])
    expect(app.styledScreen().join('')).not.toContain('selection')
    await app.click(0, 0)
    expect(seen).toHaveLength(4)
    await app.unmount()
  })

  test('the wheel is turned to all four sides', async () => {
    const seen: string[] = []
    const app = show(() => text('x'), {
      mouse: (_: unknown, { action, button }: { action: string; button: string }) =>
        void seen.push(`${action} ${button}`),
    })
    for (const direction of ['up', 'down', 'left', 'right'] as const) await app.wheel(direction, 0, 0)
    expect(seen).toEqual(['wheel up', 'wheel down', 'wheel left', 'wheel right'])
    await app.unmount()
  })
})

test('a dialog that opens during a drag ends it for the region below', async () => {
  const seen: string[] = []
  const inner = component({
    logic: counting,
    mouse: (_, { action }) => {
      seen.push(action)
      return { type: 'add', by: 1 }
    },
    view: () => text('inner'),
  })
  const page = component({
    logic: setup({
      types: { context: {} as { open: boolean }, events: {} as { type: 'open' } },
      actors: { inner },
    }).createMachine({
      id: 'page',
      context: { open: false },
      invoke: all({ inner }),
      on: { open: { actions: assign({ open: true }) } },
    }),
    view: ({ children, context }) =>
      overlay([region(children.inner, { height: 1 }), context.open && modal(text('dialog'))]),
  })
  const app = mount(page, { columns: 10, rows: 4 })
  await app.mouse('press', 0, 0)
  app.actor.send({ type: 'open' })
  await app.mouse('move', 1, 0)
  await app.mouse('release', 1, 0)
  expect(seen).toEqual(['press'])
  await app.unmount()
})
