import { createActor, setup } from 'xstate'
import { expect, test } from 'vitest'
import { component, copy, text } from 'actty'
import { mount } from 'actty/testing'

const logic = setup({ types: { events: {} as { type: 'copy'; token: string } } }).createMachine({
  id: 'tokens',
  on: { copy: { actions: copy(({ event }) => event.token) } },
})
const tokens = component({
  logic,
  keys: { c: { type: 'copy', token: 'a-1\nb-2' } },
  view: () => text('tokens'),
})

test('an action copies a text, and the screen says so for a while', async () => {
  const app = mount(tokens, { columns: 40, rows: 3 })
  await app.press('c')
  expect(app.clipboard).toEqual(['a-1\nb-2'])
  expect(app.screen()[2]).toContain('sent 2 lines to the clipboard')
  await app.advance(10_000)
  expect(app.screen()).toEqual(['tokens', '', ''])
  expect(await app.unmount()).toEqual([])
})

test('if copying is switched off, nothing is sent, and the screen says that', async () => {
  const app = mount(tokens, { columns: 40, rows: 3, clipboard: 'none' })
  await app.press('c')
  expect(app.clipboard).toEqual([])
  expect(app.screen()[2]).toContain('not copied: copying is switched off')
})

test('without an app, the action does nothing', () => {
  expect(() => createActor(logic).start().send({ type: 'copy', token: 'a' })).not.toThrow()
})
