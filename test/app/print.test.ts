import { createActor, sendTo, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, print, region, row, text } from 'actty'
import { mount } from 'actty/testing'

type Built = { readonly type: 'built'; readonly file: string }

const worker = setup({ types: { events: {} as Built } }).createMachine({
  id: 'worker',
  on: {
    built: {
      actions: [
        print(({ event }) => `built ${event.file}`),
        print(({ event }) => row({ gap: 1 }, [text('✓', { color: 'green' }), text(event.file)])),
        print('next'),
        print(false),
      ],
    },
  },
})

const middle = setup({ types: { events: {} as Built }, actors: { worker } }).createMachine({
  id: 'middle',
  invoke: { src: 'worker', id: 'worker' },
  on: { built: { actions: sendTo('worker', ({ event }) => event) } },
})

const app = component({
  logic: setup({ types: { events: {} as Built }, actors: { middle } }).createMachine({
    id: 'app',
    invoke: { src: 'middle', id: 'middle' },
    on: { built: { actions: sendTo('middle', ({ event }) => event) } },
  }),
  keys: { b: { type: 'built', file: 'a.js' } },
  view: () => text('working'),
})

const printed = ['built a.js', '✓ a.js', 'next']

describe('print', () => {
  test.each(['full', 'inline'] as const)('prints from a grandchild (%s screen)', async (screen) => {
    const mounted = mount(app, { columns: 20, rows: 3, screen })
    await mounted.press('b')
    expect(mounted.printed()).toEqual(printed)
    await mounted.unmount()
    expect(mounted.terminal.written).toContain('built a.js')
  })

  test('is above an inline app at once, and after an app that has the screen', async () => {
    const inline = mount(app, { columns: 20, rows: 3, screen: 'inline' })
    inline.takeBytes()
    await inline.press('b')
    expect(inline.takeBytes()).toContain('built a.js')
    await inline.unmount()
    const full = mount(app, { columns: 20, rows: 3 })
    await full.press('b')
    expect(full.terminal.written).not.toContain('built a.js')
    await full.unmount()
    expect(full.terminal.written).toContain('built a.js')
  })

  test('does nothing without an app', () => {
    const actor = createActor(worker).start()
    actor.send({ type: 'built', file: 'a.js' })
    expect(actor.getSnapshot().status).toBe('active')
  })

  test('prints to the app that the actor belongs to', async () => {
    const one = mount(app, { columns: 20, rows: 3 })
    const other = mount(
      component({ ...app, view: ({ children }) => region(children.middle, app as never) }),
      {
        columns: 20,
        rows: 3,
      },
    )
    await one.press('b')
    expect(one.printed()).toEqual(printed)
    expect(other.printed()).toEqual([])
    await one.unmount()
    await other.unmount()
  })
})
