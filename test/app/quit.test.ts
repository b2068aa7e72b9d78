import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, region, run, text, textInputView, type AppOptions } from 'actty'
import { mount } from 'actty/testing'
import { textInput } from 'actty/machines'
import { MemoryTerminal } from '../../src/app/testing/memory-terminal.ts'

const page = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'up' | 'end' }, output: {} as number },
}).createMachine({
  id: 'page',
  context: { count: 0 },
  initial: 'open',
  states: {
    open: {
      on: {
        up: { actions: assign({ count: ({ context }) => context.count + 1 }), description: 'Count' },
        end: { target: 'ended', description: 'End' },
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.count,
})

const pageView = component({
  logic: page,
  keys: { u: { type: 'up' }, e: { type: 'end' } },
  view: ({ context }) => column([text(`count ${context.count}`), keyHelp()]),
})

/** A field that takes every letter, above a line of help. */
const writing = component({
  logic: setup({ actors: { field: textInput({ keepOpen: true }) } }).createMachine({
    id: 'writing',
    invoke: { src: 'field', id: 'field' },
  }),
  view: ({ children }) => column([region(children.field, textInputView()), keyHelp()]),
})

const size = { columns: 50, rows: 2 }

describe('quit', () => {
  test.each<[string, AppOptions['quit'], string, string]>([
    ['a key', 'q', 'q', '  u  Count   e  End   q  Quit'],
    ['any of several', ['q', 'ctrl+x'], 'ctrl+x', '  u  Count   e  End   q  Quit'],
    ['ctrl+c', 'ctrl+c', 'ctrl+c', '  u  Count   e  End   Ctrl+C  Quit'],
  ])('leaves the app by %s, which the line of help tells', async (_, quit, key, help) => {
    const app = mount(pageView, { ...size, quit })
    expect(app.screen()[1]).toContain(help)
    await app.press('u', key)
    expect(await app.result).toBeUndefined()
    expect(await app.unmount()).toEqual([])
  })

  test('is a letter in a field, and quits if no field takes it', async () => {
    const app = mount(writing, { ...size, quit: ['q', 'ctrl+q'] })
    expect(app.screen()[1]).toContain(' Ctrl+Q  Quit')
    await app.press('q')
    expect(app.screen()[0]).toBe('▌ q')
    expect(app.screen()[1]).toContain(' Ctrl+Q  Quit')
    await app.press('ctrl+q')
    expect(await app.result).toBeUndefined()
    await app.unmount()
  })

  test('is not a paste', async () => {
    const app = mount(pageView, { ...size, quit: 'q' })
    await app.paste('q')
    expect(app.snapshot().status).toBe('active')
    await app.unmount()
  })

  test('leaves a key to a component that binds it', async () => {
    const app = mount(pageView, { ...size, quit: 'u' })
    await app.press('u')
    expect(app.screen()[0]).toBe('count 1')
    await app.unmount()
  })

  test('may be in the component, and the option replaces it', async () => {
    const own = component({ ...pageView, quit: 'x' })
    const app = mount(own, size)
    expect(app.screen()[1]).toContain('  u  Count   e  End   x  Quit')
    await app.press('x')
    expect(await app.result).toBeUndefined()
    await app.unmount()
    const other = mount(own, { ...size, quit: 'z' })
    expect(other.screen()[1]).toContain('  u  Count   e  End   z  Quit')
    await other.unmount()
  })

  test('does not touch the output of an app that ends by itself', async () => {
    const terminal = new MemoryTerminal(30, 2)
    const result = run(pageView, { terminal, quit: 'q', env: {} })
    terminal.send('uue')
    const output: number | undefined = await result
    expect(output).toBe(2)
  })

  test('refuses a key that is unknown', () => {
    expect(() => mount(pageView, { quit: 'ctrl+foo' })).toThrow(/page, quit: .*ctrl\+foo/)
    expect(() => component({ ...pageView, quit: 'nokey' })).toThrow(/component page, quit: .*nokey/)
  })
})
