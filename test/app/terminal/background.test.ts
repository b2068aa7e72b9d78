import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { mount } from 'actty/testing'
import { backgroundOf } from '../../../src/app/terminal/background.ts'

describe('what a terminal says of its background', () => {
  test.each([
    ['\x1b]11;rgb:ffff/ffff/ffff\x1b\\', 'light'],
    ['\x1b]11;rgb:fdfd/f6f6/e3e3\x07', 'light'],
    ['\x1b]11;rgb:0000/0000/0000\x1b\\', 'dark'],
    ['\x1b]11;rgb:1e/1e/2e\x1b\\', 'dark'],
    ['\x1b]11;rgba:ff/ff/ff/80\x1b\\', 'light'],
    ['\x1b]10;rgb:ffff/ffff/ffff\x1b\\', undefined],
    ['\x1b[?62c', undefined],
  ])('%j is %s', (reply, background) => expect(backgroundOf(reply)).toBe(background))

  test('is in the info of views, which are called again', async () => {
    const logic = setup({}).createMachine({ id: 'page' })
    const page = component({ logic, view: (_, { background }) => text(`on ${background ?? 'anything'}`) })
    const app = mount(page, { columns: 20, rows: 1 })
    expect(app.takeBytes()).toContain('\x1b]11;?\x1b\\')
    expect(app.screen()).toEqual(['on anything'])
    app.terminal.send('\x1b]11;rgb:ffff/ffff/ffff\x1b\\')
    await app.advance(20)
    expect(app.screen()).toEqual(['on light'])
    await app.unmount()
  })
})

describe('the cursor of a text', () => {
  test('has the shape that the text asks for, and the user’s own after it', async () => {
    const logic = setup({ types: { events: {} as { type: 'next' | 'quit' } } }).createMachine({
      id: 'input',
      initial: 'insert',
      states: {
        insert: { on: { next: 'replace', quit: 'left' } },
        replace: { on: { quit: 'left' } },
        left: { type: 'final' },
      },
    })
    const input = component({
      logic,
      keys: { n: { type: 'next' }, q: { type: 'quit' } },
      view: ({ value }) => text('abc', { cursor: 1, cursorShape: value === 'insert' ? 'bar' : 'underline' }),
    })
    const app = mount(input, { columns: 20, rows: 1 })
    expect(app.takeBytes()).toContain('\x1b[6 q')
    await app.press('n')
    expect(app.takeBytes()).toContain('\x1b[4 q')
    await app.press('q')
    expect(app.takeBytes()).toContain('\x1b[0 q')
  })
})
