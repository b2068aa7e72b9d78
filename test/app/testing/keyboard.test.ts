import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, region, run, text, textInputView, type KeyEvent } from 'actty'
import { MemoryTerminal, mount } from 'actty/testing'
import { textInput } from 'actty/machines'

const machine = setup({
  types: {
    context: {} as { keys: string[] },
    events: {} as { type: 'pressed'; key: string } | { type: 'end' },
  },
}).createMachine({
  context: { keys: [] },
  initial: 'open',
  states: {
    open: {
      on: {
        pressed: { actions: assign({ keys: ({ context, event }) => [...context.keys, event.key] }) },
        end: 'ended',
      },
    },
    ended: { type: 'final' },
  },
})

/** Tells every key; Escape ends it. With a table it takes no text. */
const telling = component({
  logic: machine,
  keys: (_, input) => ({ type: 'pressed', key: (input as KeyEvent).name }),
  view: ({ context }) => text(context.keys.join(' ')),
})

const bound = component({
  logic: machine,
  keys: {
    ...Object.fromEntries(
      [
        'q',
        'A',
        '<',
        'space',
        'enter',
        'escape',
        'up',
        'ctrl+i',
        'shift+enter',
        'ctrl+shift+a',
        'alt+[',
        'f13',
      ].map((key) => [key, { type: 'pressed', key }] as const),
    ),
    'ctrl+d': { type: 'end' },
  },
  view: ({ context }) => text(context.keys.join(' ')),
})

describe('press', () => {
  test.each(['legacy', 'xterm', 'kitty'] as const)(
    'sends what a terminal with keyboard %s sends, each key by itself',
    async (keyboard) => {
      const keys = ['q', 'A', '<', 'space', 'escape', 'escape', 'up', 'alt+[', 'enter', 'f13']
      for (const view of [telling, bound]) {
        const app = mount(view, { keyboard })
        await app.press(...keys)
        expect(app.snapshot().context.keys).toEqual(keys)
        expect(await app.unmount()).toEqual([])
      }
    },
  )

  test.each(['xterm', 'kitty'] as const)('sends more with %s', async (keyboard) => {
    const app = mount(bound, { keyboard })
    await app.press('ctrl+i', 'shift+enter', 'ctrl+shift+a')
    expect(app.snapshot().context.keys).toEqual(['ctrl+i', 'shift+enter', 'ctrl+shift+a'])
  })

  test('says which keyboard can', async () => {
    const app = mount(bound)
    await expect(app.press('ctrl+i')).rejects.toThrow(
      "a terminal with keyboard 'legacy' sends tab for ctrl+i: use another key, or mount with { keyboard: 'xterm' }",
    )
    await expect(app.press('ctl+i')).rejects.toThrow('is not a key')
  })

  test('moves no clock, not even for Escape', async () => {
    const app = mount(telling)
    await app.press('escape')
    expect(app.snapshot().context.keys).toEqual(['escape'])
    expect(app.clock.now()).toBe(Date.UTC(2000, 0, 1))
  })
})

describe('a terminal with the kitty protocol', () => {
  test('is asked to report every key, except while text is written', async () => {
    const app = mount(bound, { keyboard: 'kitty' })
    await app.press('q')
    expect(app.takeBytes()).toContain('\x1b[>5u\x1b[>29u')
    await app.unmount()
    expect(app.takeBytes()).toContain('\x1b[<u\x1b[<u')
    const writing = mount(textInputView(), { keyboard: 'kitty' })
    await writing.type('é\u0301漢')
    expect(writing.takeBytes()).not.toContain('\x1b[>29u')
    expect(writing.snapshot().context.value).toBe('é\u0301漢')
  })

  test('types a text in either way', async () => {
    const app = mount(bound, { keyboard: 'kitty' })
    await app.type('q A<\n')
    expect(app.snapshot().context.keys).toEqual(['q', 'space', 'A', '<', 'enter'])
  })

  test('is asked again when the focus goes to a text or leaves it', async () => {
    const field = textInput({ keepOpen: true })
    const fieldView = textInputView(field)
    const form = component({
      logic: setup({
        types: { events: {} as { type: 'write' | 'read' }, children: {} as { field: 'field' } },
        actors: { field },
      }).createMachine({
        invoke: { src: 'field', id: 'field' },
        initial: 'reading',
        states: { reading: { on: { write: 'writing' } }, writing: { on: { read: 'reading' } } },
      }),
      keys: { w: { type: 'write' }, escape: { type: 'read' } },
      view: ({ children, value }) => region(children.field, fieldView, { focus: value === 'writing' }),
    })
    const app = mount(form, { keyboard: 'kitty' })
    const told = async (...keys: string[]) => {
      await app.press(...keys)
      return app.takeBytes().match(/\x1b\[[<>]\d*u/g)
    }
    expect(await told('x')).toEqual(['\x1b[>5u', '\x1b[>29u'])
    expect(await told('w')).toEqual(['\x1b[<u'])
    expect(await told('w', 'a')).toEqual(null)
    expect(app.screen()[0]).toBe('▌ wa')
    expect(await told('escape')).toEqual(['\x1b[>29u'])
    await app.unmount()
    expect(app.takeBytes().match(/\x1b\[[<>]\d*u/g)).toEqual(['\x1b[<u', '\x1b[<u'])
  })
})

describe('what was typed and not used', () => {
  const name = textInputView(textInput())

  test('is for the next app on the terminal', async () => {
    const first = mount(name)
    const { result } = first
    await first.type('Ada\nLovelace\n')
    expect(await result).toBe('Ada')
    const second = mount(name, { terminal: first.terminal })
    expect(await second.result).toBe('Lovelace')
    expect([await first.unmount(), await second.unmount()]).toEqual([[], []])
  })

  test('also of several, a paste, and what came between them', async () => {
    const first = mount(name)
    const { result } = first
    first.terminal.send('one\r\x1b[200~two\x1b[201~\rthr')
    expect(await result).toBe('one')
    await first.unmount()
    first.terminal.send('ee\r')
    const second = mount(name, { terminal: first.terminal })
    expect(await second.result).toBe('two')
    await second.unmount()
    const third = mount(name, { terminal: first.terminal })
    expect(await third.result).toBe('three')
  })

  test('is what two runs in a row ask for', async () => {
    const terminal = new MemoryTerminal(40, 2)
    queueMicrotask(() => terminal.send('Ada\rLovelace\r'))
    expect([await run(name, { terminal }), await run(name, { terminal })]).toEqual(['Ada', 'Lovelace'])
  })

  test('is what was typed before the first, too', async () => {
    const terminal = new MemoryTerminal(40, 2)
    terminal.send('Ada\rLovelace\r')
    expect([await run(name, { terminal }), await run(name, { terminal })]).toEqual(['Ada', 'Lovelace'])
  })

  test('is dropped after Ctrl+C, as a terminal does', async () => {
    const first = mount(name)
    const { result } = first
    first.terminal.send('Ada\x03\x03Lovelace\r')
    await expect(result).rejects.toThrow('SIGINT')
    const second = mount(name, { terminal: first.terminal })
    await second.type('Grace\n')
    expect(await second.result).toBe('Grace')
  })
})
