import { createStore } from '@xstate/store'
import { assign, createActor, fromTransition, sendTo, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { box, column, component, keyHelp, region, row, text } from 'actty'
import { mount } from 'actty/testing'

/** A counter, and a component that shows it and counts how often. */
function counter(name = 'counter') {
  const calls = { views: 0 }
  const machine = setup({
    types: { context: {} as { count: number }, events: {} as { type: 'up' } | { type: 'noop' } },
  }).createMachine({
    id: name,
    context: { count: 0 },
    on: {
      up: { actions: assign({ count: ({ context }) => context.count + 1 }), description: 'Count' },
      noop: {},
    },
  })
  const shown = component({
    logic: machine,
    keys: { u: { type: 'up' } },
    view: ({ context }) => {
      calls.views++
      return text(`${name} ${context.count}`)
    },
  })
  return { machine, shown, calls }
}

/** Two counters side by side, and how often each view was called. */
function pair() {
  const left = counter('left')
  const right = counter('right')
  let views = 0
  const machine = setup({
    types: {
      events: {} as { type: 'leftUp' } | { type: 'noop' },
      children: {} as { left: 'left'; right: 'right' },
    },
    actors: { left: left.machine, right: right.machine },
  }).createMachine({
    id: 'pair',
    invoke: [
      { src: 'left', id: 'left' },
      { src: 'right', id: 'right' },
    ],
    on: { leftUp: { actions: sendTo('left', { type: 'up' }) } },
  })
  const shown = component({
    logic: machine,
    keys: { l: { type: 'leftUp' } },
    view: ({ children }) => {
      views++
      return row({ gap: 1 }, [region(children.left, left.shown), region(children.right, right.shown)])
    },
  })
  return { shown, counts: () => ({ pair: views, left: left.calls.views, right: right.calls.views }) }
}

describe('a region', () => {
  test('is viewed again when its own actor changes, and no other is', async () => {
    const { shown, counts } = pair()
    const app = mount(shown, { columns: 20, rows: 1 })
    expect(app.screen()).toEqual(['left 0 right 0'])
    expect(counts()).toEqual({ pair: 1, left: 1, right: 1 })

    await app.press('l')
    expect(app.screen()).toEqual(['left 1 right 0'])
    expect(counts()).toEqual({ pair: 1, left: 2, right: 1 })
    expect(app.frames.at(-1)).toMatchObject({ viewed: ['pair/left'], cells: 1 })
  })

  test('is not viewed again for an event that is ignored, and nothing is drawn', async () => {
    const { shown, counts } = pair()
    const app = mount(shown, { columns: 20, rows: 1 })
    app.screen()
    app.takeBytes()
    app.actor.send({ type: 'noop' })
    await app.press('z')
    expect(app.takeBytes()).toBe('')
    expect(counts()).toEqual({ pair: 1, left: 1, right: 1 })
  })

  test('joins its border with those beside it, whichever is drawn again', async () => {
    const counters = ['red', 'blue', 'green'].map((color) => {
      const { machine } = counter(color)
      const view = ({ context }: { context: { count: number } }) =>
        box({ grow: 1, borderColor: color as 'red' }, [`${context.count}`])
      return { ref: createActor(machine).start(), shown: component({ logic: machine, view }) }
    })
    const [top, left, right] = counters.map(({ ref, shown }) => region(ref, shown, { grow: 1 }))
    const app = mount(
      component({
        logic: setup({}).createMachine({ id: 'joined' }),
        view: () => column({ join: true, grow: 1 }, [top, row({ join: true, grow: 1 }, [left, right])]),
      }),
      { columns: 9, rows: 5 },
    )
    const joined = (a: number, b: number, c: number) => [
      '╭───────╮',
      `│${a}      │`,
      '├───┬───┤',
      `│${b}  │${c}  │`,
      '╰───┴───╯',
    ]
    expect(app.screen()).toEqual(joined(0, 0, 0))
    const looks = app.styledScreen()
    for (const { ref } of counters) {
      ref.send({ type: 'up' })
      app.screen()
    }
    expect(app.screen()).toEqual(joined(1, 1, 1))
    expect(app.styledScreen().map((line) => line.replaceAll('1', '0'))).toEqual(looks)
    await app.resize(7, 5)
    expect(app.screen()[2]).toBe('├──┬──┤')
    for (const { ref } of counters) ref.stop()
    await app.unmount()
  })

  test('keeps its place and its actor when the view around it is called again', async () => {
    const inner = counter('inner')
    const machine = setup({
      types: {
        context: {} as { title: string },
        events: {} as { type: 'rename' },
        children: {} as { inner: 'inner' },
      },
      actors: { inner: inner.machine },
    }).createMachine({
      id: 'outer',
      context: { title: 'a' },
      invoke: { src: 'inner', id: 'inner' },
      on: { rename: { actions: assign({ title: 'b' }) } },
    })
    const shown = component({
      logic: machine,
      keys: { n: { type: 'rename' } },
      view: ({ context, children }) => column([text(context.title), region(children.inner, inner.shown)]),
    })
    const app = mount(shown, { columns: 20, rows: 2 })
    expect(app.screen()).toEqual(['a', 'inner 0'])
    await app.press('n')
    expect(app.screen()).toEqual(['b', 'inner 0'])
    expect(inner.calls.views).toBe(1)
    expect(app.frames.at(-1)!.viewed).toEqual(['outer'])
  })

  test('makes room for what it shows, without the view around it being called', async () => {
    let views = 0
    const log = setup({
      types: { context: {} as { lines: string[] }, events: {} as { type: 'add' } },
    }).createMachine({
      id: 'log',
      context: { lines: ['one'] },
      on: { add: { actions: assign({ lines: ({ context }) => [...context.lines, 'more'] }) } },
    })
    const tailingView = component({
      logic: log,
      keys: { a: { type: 'add' } },
      view: ({ context }) => column(context.lines),
    })
    const outer = setup({ types: { children: {} as { log: 'log' } }, actors: { log } }).createMachine({
      invoke: { src: 'log', id: 'log' },
    })
    const app = mount(
      component({
        logic: outer,
        view: ({ children }) => (views++, column(['above', region(children.log, tailingView), 'below'])),
      }),
      { columns: 8, rows: 5 },
    )
    expect(app.screen()).toEqual(['above', 'one', 'below', '', ''])
    await app.press('a')
    expect(app.screen()).toEqual(['above', 'one', 'more', 'below', ''])
    expect(views).toBe(1)
  })

  test('is drawn at both places if its node is in the view twice', async () => {
    const { machine, shown } = counter('twice')
    const outer = setup({ types: { children: {} as { a: 'a' } }, actors: { a: machine } }).createMachine({
      id: 'outer',
      invoke: { src: 'a', id: 'a' },
    })
    const app = mount(
      component({
        logic: outer,
        view: ({ children }) => {
          const node = region(children.a, shown)
          const help = keyHelp()
          return column([row({ gap: 1 }, [node, node]), row({ gap: 1 }, [help, help])])
        },
      }),
      { columns: 80, rows: 2 },
    )
    expect(app.screen()).toEqual(['twice 0 twice 0', expect.stringContaining(' u  Count ')])
    await app.press('u')
    expect(app.screen()[0]).toBe('twice 1 twice 1')
    expect(await app.unmount()).toEqual([])
  })

  test("is nothing if its actor doesn't run", () => {
    const app = mount(
      component({
        logic: setup({}).createMachine({}),
        view: () => column(['a', region(undefined, counter().shown), 'b']),
      }),
      { columns: 3, rows: 2 },
    )
    expect(app.screen()).toEqual(['a', 'b'])
  })

  test('shows a store', async () => {
    const store = createStore({
      context: { n: 1 },
      on: { add: ({ n }, { by }: { by: number }) => ({ n: n + by }) },
    })
    const shown = component({
      logic: store,
      name: 'store',
      keys: { a: { type: 'add', by: 5 } },
      view: ({ context }) => text(context.n),
    })
    const app = mount(component({ logic: setup({}).createMachine({}), view: () => region(store, shown) }), {
      columns: 5,
      rows: 1,
    })
    expect(app.screen()).toEqual(['1'])
    store.trigger.add({ by: 1 })
    await app.advance(16)
    expect(app.screen()).toEqual(['2'])
    await app.press('a')
    expect(app.screen()).toEqual(['7'])
    expect(await app.unmount()).toEqual([])
  })

  test('shows an actor of another system, and unsubscribes at the end', async () => {
    const other = createActor(fromTransition((n: number) => n + 1, 0)).start()
    const shown = component({
      logic: fromTransition((n: number) => n + 1, 0),
      name: 'other',
      view: ({ context }) => text(context),
    })
    const app = mount(component({ logic: setup({}).createMachine({}), view: () => region(other, shown) }), {
      columns: 5,
      rows: 1,
    })
    other.send({ type: 'any' })
    await app.advance(16)
    expect(app.screen()).toEqual(['1'])
    const frames = app.frames.length
    await app.unmount()
    other.send({ type: 'any' })
    expect(app.frames).toHaveLength(frames)
    other.stop()
  })

  test('is not viewed again for a snapshot that says the same', async () => {
    let views = 0
    const logic = fromTransition(
      (state: { on: boolean }, event: { type: 'on' | 'same' }) =>
        event.type === 'on' ? { on: true } : state,
      {
        on: false,
      },
    )
    const app = mount(
      component({
        logic,
        name: 'switch',
        keys: { s: { type: 'same' }, o: { type: 'on' } },
        view: ({ context }) => (views++, text(String(context.on))),
      }),
      { columns: 5, rows: 1 },
    )
    await app.press('s', 's')
    expect(views).toBe(1)
    await app.press('o')
    expect(views).toBe(2)
  })

  test('is viewed again when its size changes, if its view reads the size', async () => {
    const { machine } = counter()
    const infos: string[] = []
    const sized = component({
      logic: machine,
      view: (_, { columns, rows }) => {
        infos.push(`${columns}x${rows}`)
        return text(`${columns}x${rows}`)
      },
    })
    const outer = setup({ types: { children: {} as { a: 'a' } }, actors: { a: machine } }).createMachine({
      invoke: { src: 'a', id: 'a' },
    })
    const app = mount(
      component({
        logic: outer,
        view: ({ children }) =>
          column(['title', row([region(children.a, sized, { grow: 1 }), text('|', { width: 8 })])]),
      }),
      { columns: 20, rows: 3 },
    )
    expect(app.screen()[1]).toBe('12x1        |')
    expect(infos).toEqual(['20x3', '12x1'])
    await app.resize(30, 5)
    expect(app.screen()[1]).toBe('22x1                  |')
    expect(infos).toEqual(['20x3', '12x1', '22x1'])
  })

  test('that shows nothing takes room when it shows something, and loses it afterwards', async () => {
    const store = createStore({ context: { on: false }, on: { flip: ({ on }) => ({ on: !on }) } })
    const shown = component({ logic: store, name: 'store', view: ({ context }) => context.on && 'STORE' })
    const app = mount(
      component({
        logic: setup({}).createMachine({}),
        view: () => column(['top', region(store, shown), 'bottom']),
      }),
      { columns: 8, rows: 3 },
    )
    for (const expected of [
      ['top', 'STORE', 'bottom'],
      ['top', 'bottom', ''],
      ['top', 'STORE', 'bottom'],
    ]) {
      store.trigger.flip()
      await app.advance(16)
      expect(app.screen()).toEqual(expected)
    }
  })

  test('has a path that no other has, whatever comes and goes around it', async () => {
    const { machine, shown } = counter('item')
    const list = setup({
      types: { context: {} as { order: string[] }, events: {} as { type: 'order'; order: string[] } },
      actors: { item: machine },
    }).createMachine({
      id: 'list',
      context: { order: ['b', 'c'] },
      invoke: ['a', 'b', 'c', 'd'].map((id) => ({ src: 'item' as const, id })),
      on: { order: { actions: assign({ order: ({ event }) => event.order }) } },
    })
    const app = mount(
      component({
        logic: list,
        view: ({ context, children }) => column(context.order.map((id) => region(children[id], shown))),
      }),
      { columns: 8, rows: 4 },
    )
    for (const order of [
      ['a', 'b', 'c'],
      ['b', 'c', 'd'],
      ['d', 'a'],
    ]) {
      app.actor.send({ type: 'order', order })
      await app.advance(16)
    }
    // Tab goes through all that are there, each in its turn.
    await app.press('u', 'tab', 'u', 'u', 'tab', 'u')
    expect(app.screen().slice(0, 2)).toEqual(['item 2', 'item 2'])
  })

  test('one of a thousand is one view and one cell', async () => {
    const { machine, shown } = counter('row')
    const table = setup({
      types: { events: {} as { type: 'one' } },
      actors: { row: machine },
    }).createMachine({
      id: 'table',
      invoke: Array.from({ length: 1_000 }, (_, index) => ({ src: 'row' as const, id: `row ${index}` })),
      on: { one: { actions: sendTo('row 17', { type: 'up' }) } },
    })
    let views = 0
    const app = mount(
      component({
        logic: table,
        keys: { o: { type: 'one' } },
        view: ({ children }) => (
          views++,
          column(Object.values(children).map((child) => region(child, shown)))
        ),
      }),
      { columns: 20, rows: 60 },
    )
    await app.press('o')
    expect(app.screen()[17]).toBe('row 1')
    expect(views).toBe(1)
    expect(app.frames.at(-1)).toMatchObject({ viewed: ['table/row#18'], cells: 1 })
    expect(app.frames.at(-1)!.bytes).toBeLessThan(40)
  })
})

describe('the help line', () => {
  const door = setup({
    types: {
      context: {} as { locked: boolean },
      events: {} as { type: 'open' | 'close' | 'lock' | 'secret' },
    },
  }).createMachine({
    id: 'door',
    context: { locked: false },
    initial: 'closed',
    states: {
      closed: {
        on: {
          open: { guard: ({ context }) => !context.locked, target: 'opened', description: 'Open' },
          lock: { actions: assign({ locked: ({ context }) => !context.locked }), description: 'Lock' },
          secret: { actions: () => {} },
        },
      },
      opened: { on: { close: { target: 'closed', description: 'Close' } } },
    },
  })
  const shown = component({
    logic: door,
    keys: {
      o: { type: 'open' },
      c: { type: 'close' },
      'ctrl+l': { type: 'lock' },
      s: { type: 'secret' },
      enter: { type: 'open' },
    },
    view: () => column(['a door', keyHelp()]),
  })

  test('shows the keys that are legal now, and what they do', async () => {
    const app = mount(shown, { columns: 50, rows: 2 })
    expect(app.screen()[1]).toContain('  o  Open   Ctrl+L  Lock')
    await app.press('ctrl+l')
    expect(app.screen()[1]).toContain('  Ctrl+L  Lock')
    await app.press('o')
    expect(app.snapshot().value).toBe('closed')
    await app.press('ctrl+l', 'enter')
    expect(app.screen()[1]).toContain('  c  Close')
  })

  const keys = Object.fromEntries([...'abcdefghijk?'].map((key) => [key, { type: 'open' as const, key }]))
  const help = Object.fromEntries(Object.keys(keys).map((key) => [key, `do ${key}`]))
  const busy = component({
    logic: setup({ types: { events: {} as { type: 'open'; key: string } } }).createMachine({
      id: 'busy',
      on: { open: { actions: () => {} } },
    }),
    keys,
    help,
    view: () => column([keyHelp(), 'rest']),
  })

  test.each([
    [80, '  a  do a   b  do b   c  do c   d  do d   e  do e  …   q  Quit          ?  do ?'],
    [40, '  a  do a  …   q  Quit          ?  do ?'],
    [20, '  q  Quit   ?  do ?'],
    [14, ' q  Quit    ?'],
    [8, ' q    ?'],
    [3, ' ?'],
  ])('in %i columns leaves out keys of its middle, never quit nor ?', (columns, line) => {
    expect(mount(busy, { columns, rows: 2, quit: 'q' }).screen()).toEqual([line, 'rest'.slice(0, columns)])
  })

  test('has as many rows as it needs, if it wraps, and breaks no entry', () => {
    const wrapping = component({ ...busy, view: () => column([keyHelp({ wrap: true }), 'rest']) })
    const rows = (columns: number, height: number) =>
      mount(wrapping, { columns, rows: height, quit: 'q' }).screen()
    expect(rows(40, 5)).toEqual([
      '  a  do a   b  do b   c  do c   d  do d',
      '  e  do e   f  do f   g  do g   h  do h',
      '  i  do i   j  do j   k  do k   q  Quit',
      '                                ?  do ?',
      'rest',
    ])
    expect(rows(20, 3)).toEqual(['  a  do a   b  do b', '  q  Quit   ?  do ?', 'rest'])
  })

  test('is cut at the edge', () => {
    expect(mount(shown, { columns: 10, rows: 2 }).screen()[1]).toBe('  ?  Keys')
  })

  test('is empty in a region that is only shown, and still tells of it elsewhere', () => {
    const state = component({ logic: door, view: ({ value }) => text(value) })
    const showing = component({
      logic: setup({ actors: { shown } }).createMachine({ invoke: { src: 'shown', id: 'shown' } }),
      keys: { x: { type: 'close' } },
      view: ({ children }) =>
        column([
          region(children.shown, state),
          region(children.shown, { focus: false }),
          keyHelp({ of: children.shown }),
        ]),
    })
    expect(mount(showing, { columns: 50, rows: 4 }).screen()).toEqual([
      'closed',
      'a door',
      '',
      expect.stringContaining('  o  Open   Ctrl+L  Lock'),
    ])
  })

  test('of a region that takes no keys has those of the region around it', () => {
    const quiet = component({ logic: door, view: () => column(['quiet', keyHelp()]) })
    const around = component({
      logic: setup({ types: { events: {} as { type: 'back' } }, actors: { quiet } }).createMachine({
        invoke: { src: 'quiet', id: 'quiet' },
        on: { back: { actions: () => {}, description: 'Back' } },
      }),
      keys: { escape: { type: 'back' } },
      view: ({ children }) => region(children.quiet, { focus: true }),
    })
    const app = mount(around, { columns: 50, rows: 2, quit: 'q' })
    expect(app.screen()[1]).toContain('Esc  Back   q  Quit')
  })

  test('shows the keys of the regions around, too, and a key that an inner region takes only once', () => {
    const inner = counter('inner')
    const outer = setup({
      types: { events: {} as { type: 'quit' | 'up' }, children: {} as { inner: 'inner' } },
      actors: { inner: inner.machine },
    }).createMachine({
      invoke: { src: 'inner', id: 'inner' },
      initial: 'on',
      states: {
        on: {
          on: {
            quit: { target: 'off', description: 'Quit' },
            up: { target: 'off', description: 'Never shown' },
          },
        },
        off: {},
      },
    })
    const app = mount(
      component({
        logic: outer,
        keys: { q: { type: 'quit' }, u: { type: 'up' } },
        view: ({ children }) => column([region(children.inner, inner.shown), keyHelp()]),
      }),
      { columns: 40, rows: 2 },
    )
    expect(app.screen()[1]).toContain('  u  Count   q  Quit')
  })
})
