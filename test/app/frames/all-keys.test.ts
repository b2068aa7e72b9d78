import { expect, test } from 'vitest'
import { setup } from 'xstate'
import { component, keyHelp } from '../../../src/app/index.ts'
import { mount } from '../../../src/app/testing/index.ts'

const job = component({
  logic: setup({ types: { events: {} as { type: 'start' | 'cancel' | 'open' } } }).createMachine({
    id: 'job',
    initial: 'idle',
    on: { open: { actions: () => undefined, description: 'Open' } },
    states: {
      idle: { on: { start: { target: 'busy', description: 'Start' } } },
      busy: { on: { cancel: { target: 'idle', description: 'Cancel' } } },
    },
  }),
  keys: { s: { type: 'start' }, c: { type: 'cancel' }, o: { type: 'open' }, x: { type: 'cancel' } },
  view: () => keyHelp({ all: true }),
})

test('a help line of all keys strikes out those that do nothing now, in the order of the table', async () => {
  const app = mount(job, { columns: 60, rows: 1, quit: 'q' })
  const struck = () =>
    Array.from(app.styledScreen()[0]!.matchAll(/<strikethrough[^>]*>([^<]*)</g), ([, part]) => part)
  expect(app.screen()[0]).toBe('  s  Start   c  Cancel   o  Open   q  Quit          ?  Keys')
  expect(struck()).toEqual([' c  Cancel'])
  await app.press('s')
  expect(app.screen()[0]).toBe('  s  Start   c  Cancel   o  Open   q  Quit          ?  Keys')
  expect(struck()).toEqual([' s  Start'])
  await app.press('c')
  expect(struck()).toEqual([' c  Cancel'])
  expect(await app.unmount()).toEqual([])
})
