import { afterEach, expect, test } from 'vitest'
import { writeFileSync } from 'node:fs'
import { assign, setup } from 'xstate'
import { column, component, keyHelp, text } from 'actty'
import { mount } from 'actty/testing'
import { isTrace, serveReplay } from '../../../src/app/inspect/serve-replay.ts'
import type { ScreenMessage, ViewerMessage } from '../../../src/app/inspect/messages.ts'
import { World } from '../../../src/app/inspect/viewer/model.ts'
import { watchReplay } from '../../../src/app/trace/replay-trace.ts'
import { XSTATE_EVENTS } from '../../../src/machines/kit/xstate-internals.ts'
import { scratch } from '../../support/scratch.ts'
import { Viewer } from '../../support/viewer.ts'

const app = component({
  logic: setup({
    types: { context: {} as { count: number }, events: {} as { type: 'more' | 'less' } },
  }).createMachine({
    id: 'counting',
    context: { count: 0 },
    on: { more: { actions: assign({ count: ({ context }) => context.count + 1 }), description: 'More' } },
  }),
  keys: { m: { type: 'more' } },
  quit: 'q',
  view: ({ context }) => column([text(`Count: ${context.count}`), keyHelp()]),
})

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

test('a recording is opened by its program: every moment has its snapshot and its screen', async () => {
  const mounted = mount(app, { columns: 40, rows: 5, record: true })
  await mounted.press('m', 'm')
  await mounted.advance(1_500)
  await mounted.press('m')
  const file = scratch()
  writeFileSync(file, mounted.trace())
  await mounted.unmount()
  expect(isTrace(file)).toBe(true)
  const replay = (path: string, watch: Parameters<typeof watchReplay>[3]) => watchReplay(app, path, {}, watch)
  const served = await serveReplay({ replay }, file, { port: 0 })
  const viewer = new Viewer(served.address)
  open.push(
    () => served.close(),
    () => viewer.close(),
  )
  const last = () => viewer.texts.findLast((one) => one.startsWith('{"type":"@actty.screen"')) ?? ''
  await viewer.until(() => last().includes('Count: 3'))
  const world = new World(XSTATE_EVENTS)
  for (const message of viewer.messages as ViewerMessage[]) world.apply(message)
  const events = world.events.filter(({ event }) => event.type === 'more')
  const counts = events.map((event) => world.at(event)!.actors.get(event.sessionId)!.snapshot.context)
  expect(counts).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }])
  const textOf = (rows: ScreenMessage['rows'] | undefined) =>
    rows?.map((row) => row.map(([part]) => part).join('')).join('\n')
  expect(events.map((event) => /Count: \d/.exec(textOf(world.at(event)!.screen)!)![0])).toEqual([
    'Count: 1',
    'Count: 2',
    'Count: 3',
  ])
  expect(events[2]!.at - events[1]!.at).toBeGreaterThanOrEqual(1_500)
})
