import { component, row, text, region, type Component } from 'actty'
import { retrying } from 'actty/machines'
import { mount, replayTrace, type Difference } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { assign, fromPromise, setup, type AnyActorLogic } from 'xstate'
import { scratch } from '../../support/scratch.ts'

interface Variant {
  readonly key?: string
  readonly maxAttempts?: number
  readonly delay?: number
  readonly step?: number
  readonly label?: string
  readonly bold?: boolean
  readonly childLabel?: string
  readonly withoutWork?: boolean
  readonly quitsEarly?: boolean
  readonly extra?: string
}

/** An app with a child that fails twice and is tried again, changed in one way. */
function variant(how: Variant = {}): Component<AnyActorLogic> {
  let attempts = 0
  const work = fromPromise(async () => {
    if (++attempts < 3) throw new Error('busy')
    return Promise.resolve('answer')
  })
  const loading = component({
    logic: retrying(work, {
      maxAttempts: how.maxAttempts ?? 3,
      delay: how.delay ?? 1_000,
      jitter: 0,
      factor: 1,
    }),
    view: (snapshot) => text(`${how.childLabel ?? 'load'}: ${snapshot.value} ${snapshot.context.attempt}`),
  })
  const machine = setup({
    types: { context: {} as { count: number }, events: {} as { type: 'more' } | { type: 'done' } },
    actors: { loading },
  }).createMachine({
    id: 'app',
    context: { count: 0 },
    ...(how.withoutWork !== true && {
      invoke: { src: 'loading', id: 'loading', onDone: '.done', onError: '.broken' },
    }),
    initial: 'open',
    states: {
      open: {
        on: {
          more: {
            target: how.quitsEarly === true ? 'done' : 'open',
            actions: assign({ count: ({ context }) => context.count + (how.step ?? 1) }),
          },
        },
      },
      done: {},
      broken: {},
    },
  })
  return component({
    logic: machine,
    keys: { [how.key ?? 'm']: { type: 'more' } },
    view: ({ context, children }) =>
      row([
        text(`${how.label ?? 'Count'}: ${context.count} ${how.extra ?? ''}`, {
          bold: how.bold ?? false,
          width: 20,
        }),
        region(children.loading),
      ]),
  })
}

let recording: string
beforeAll(async () => {
  const app = mount(variant(), { columns: 50, rows: 3, record: true })
  await app.advance(200)
  await app.press('m')
  await app.advance(300)
  await app.press('m')
  await app.advance(3_000)
  await app.press('m')
  recording = app.trace()
  await app.unmount()
})

async function differences(how: Variant): Promise<readonly Difference[]> {
  const file = scratch('run.actty')
  writeFileSync(file, recording)
  return (await replayTrace(variant(how), file)).differences
}

describe('a replay names the first place where changed code does something else', () => {
  test('unchanged code: there is none', async () => {
    expect(await differences({})).toEqual([])
  })

  test.each<[string, Variant, Partial<Difference>]>([
    [
      'a text',
      { label: 'Total' },
      { after: 'the start', actor: 'app', what: 'row 1 of the screen shows something else' },
    ],
    [
      'an attribute',
      { bold: true },
      { after: 'the start', actor: 'app', what: 'row 1 of the screen has other colors or attributes' },
    ],
    ["a child's view", { childLabel: 'get' }, { after: 'the start', actor: 'app/loading' }],
    ['an action', { step: 2 }, { after: 'key m', lastKey: 'm', actor: 'app', time: 200 }],
    ['a key', { key: 'n' }, { after: 'key m', lastKey: 'm', time: 200 }],
    [
      'a transition',
      { quitsEarly: true },
      { after: 'key m', actor: 'app', what: "app stayed in its state then, and goes to 'done' now" },
    ],
    [
      'fewer attempts',
      { maxAttempts: 2 },
      { actor: 'app/loading', what: "app/loading went to 'waiting' then, and goes to 'failed' now" },
    ],
    [
      'a longer delay',
      { delay: 2_000 },
      { actor: 'app/loading', what: "app/loading went to 'attempting' then, and stays in 'waiting' now" },
    ],
    [
      'a shorter delay',
      { delay: 700 },
      {
        actor: 'app/loading',
        what: "app/loading went to 'attempting' at 1000 ms then, and does so at 700 ms now",
      },
    ],
    ['an actor less', { withoutWork: true }, { after: 'the start', actor: 'app/loading' }],
  ])('%s', async (_, how, expected) => {
    const [first] = await differences(how)
    expect(first).toMatchObject(expected)
  })

  test('with what the screen showed then, and shows now', async () => {
    const [first] = await differences({ step: 2 })
    expect(first!.then![0]).toContain('Count: 1')
    expect(first!.now![0]).toContain('Count: 2')
  })

  test('screens that are missing at the end are counted', async () => {
    const found = await differences({ key: 'n' })
    expect(found.at(-1)!.what).toMatch(/missing now|something else/)
    expect(found.map(({ what }) => what)).toContain('a screen that was drawn then is missing now')
  })
})
