import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { all, column, component, keyHelp, layer, listView, overlay, region } from 'actty'
import { toasts, toastsView, type ToastOptions } from 'actty/data'
import { mount } from 'actty/testing'
import { inLines } from '../../../support/lines.ts'

/** A page with toasts above it, and what their actions have sent. */
function shown(size: { columns: number; rows: number } = { columns: 40, rows: 12 }, maxShown = 3) {
  const store = toasts({ maxShown })
  const files = listView<string>({ keepOpen: true })
  const actors = { files, toasts: toastsView(store) }
  const logs: string[] = []
  const page = component({
    logic: setup({ types: { events: {} as { type: 'log'; of: string } }, actors }).createMachine({
      id: 'page',
      invoke: all(actors, { files: { items: ['one', 'two', 'three'] } }),
      on: { log: { actions: ({ event }) => logs.push(event.of) } },
    }),
    view: ({ children }) =>
      column([
        overlay({ grow: 1 }, [
          region(children.files, { grow: 1 }),
          layer(region(children.toasts), { at: 'bottom-right', margin: [0, 1] }),
        ]),
        keyHelp(),
      ]),
  })
  const app = mount(page, size)
  const say = async (...said: ToastOptions[]) => {
    for (const one of said) store.trigger.show(one)
    await app.advance(20)
  }
  return { app, store, say, logs }
}

test('toasts stand at the lower right, the newest below, and shift nothing', async () => {
  const { app, say } = shown()
  const before = app.screen()
  await say({ text: 'api has restarted', level: 'success' })
  await say({ text: 'web did not start', detail: 'port 8080 is taken', level: 'error' })
  expect(app.screen()).toEqual([
    '▌ one',
    '  two',
    '  three',
    '',
    '         ╭────────────────────────────╮',
    '         │ ✓ api has restarted        │',
    '         ╰────────────────────────────╯',
    '         ╭────────────────────────────╮',
    '         │ ✗ web did not start        │',
    '         │   port 8080 is taken       │',
    '         ╰────────────────────────────╯',
    '  ↓  Select   /  Filter         ?  Keys',
  ])
  await app.press('tab', 'escape')
  await app.advance(4_000)
  expect(app.screen()).toEqual(before)
  expect(await app.unmount()).toEqual([])
})

describe('a toast goes', () => {
  test('after its time on the clock of the app, which begins when it is shown', async () => {
    const { app, say, store } = shown(undefined, 1)
    await say({ text: 'first', time: 1_000 }, { text: 'second', time: 1_000 })
    expect(app.screen().join('\n')).toMatch(/\+1$/m)
    await app.advance(979)
    expect(app.screen().join('\n')).toContain('first')
    await app.advance(1)
    expect(app.screen().join('\n')).toContain('second')
    expect(app.screen().join('\n')).not.toMatch(/\+1$/m)
    await app.advance(999)
    expect(store.getSnapshot().context.queue).toHaveLength(1)
    await app.advance(1)
    expect(store.getSnapshot().context.queue).toEqual([])
    expect(await app.unmount()).toEqual([])
  })

  test('not by itself if it is an error, was kept or offers something', async () => {
    const { app, say, store } = shown()
    const event = { type: 'log', of: 'web' }
    await say({ text: 'broken', level: 'error' }, { text: 'open?', action: { label: 'Log', event } })
    await say({ text: 'kept' })
    await app.press('tab', 'space')
    await app.advance(1_000_000)
    expect(store.getSnapshot().context.queue.map(({ text }) => text)).toEqual(['broken', 'open?', 'kept'])
    expect(await app.unmount()).toEqual([])
  })

  test('by a click', async () => {
    const { app, say, store } = shown()
    await say({ text: 'older', level: 'error' }, { text: 'newer', level: 'error' })
    await app.click(20, 6)
    expect(store.getSnapshot().context.queue.map(({ text }) => text)).toEqual(['newer'])
    expect(await app.unmount()).toEqual([])
  })
})

test.each([
  ['Enter', async ({ app }: ReturnType<typeof shown>) => app.press('tab', 'enter')],
  ['a click on its word', async ({ app }: ReturnType<typeof shown>) => app.click(14, 9)],
])('what a toast offers is sent to the parent by %s', async (_, act) => {
  const all = shown()
  const event = { type: 'log', of: 'web' }
  await all.say({ text: 'web did not start', level: 'error', action: { label: 'Log', event } })
  await act(all)
  expect(all.logs).toEqual(['web'])
  expect(all.store.getSnapshot().context.queue).toEqual([])
  expect(await all.app.unmount()).toEqual([])
})

test('a toast takes the place of the one with its name', async () => {
  const { app, say, store } = shown()
  await say({ text: '10 %', name: 'copy' }, { text: 'other' }, { text: '20 %', name: 'copy' })
  expect(store.getSnapshot().context.queue.map(({ text }) => text)).toEqual(['20 %', 'other'])
  expect(await app.unmount()).toEqual([])
})

test('in few cells, toasts have no frames, and the newest is there', async () => {
  const { app, say } = shown({ columns: 20, rows: 5 })
  await say(
    { text: 'one' },
    { text: 'two', level: 'warning' },
    { text: 'three', level: 'error' },
    { text: 'four' },
  )
  expect(app.screen().join('\n')).toContain('✗ three')
  expect(app.screen().join('\n')).toContain('+1')
  expect(await app.unmount()).toEqual([])
})

test('a thousand toasts leave a hundred, and errors among them', async () => {
  const { app, say, store } = shown()
  await say({ text: 'broken', level: 'error' })
  for (let count = 0; count < 1_000; count++) store.trigger.show({ text: `${count}` })
  const { queue } = store.getSnapshot().context
  expect(queue).toHaveLength(100)
  expect([queue[0]!.text, queue.at(-1)!.text]).toEqual(['broken', '999'])
  expect(await app.unmount()).toEqual([])
})

test('in lines, each is said once', async () => {
  const store = toasts()
  const actors = { toasts: toastsView(store) }
  const page = component({
    logic: setup({ actors }).createMachine({ id: 'page', invoke: all(actors) }),
    view: ({ children }) => region(children.toasts),
  })
  const user = await inLines(page)
  store.trigger.show({ text: 'saved', level: 'success' })
  await user.until('✓ saved\n')
  store.trigger.show({ text: 'broken', level: 'error' })
  expect(await user.until('✗ broken\n')).not.toContain('saved')
  await user.stop()
})
