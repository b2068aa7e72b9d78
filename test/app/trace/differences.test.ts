import { component, row, text, region, type Component } from 'actty'
import { retrying } from 'actty/machines'
import { mount, replayTrace, type Difference } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { assign, fromPromise, setup, type AnyActorLogic } from 'xstate'
import { scratch } from '../../support/scratch.ts'

interface Variant {
  readonly key?: string
  readonly event?: string
  readonly isMany?: boolean
  readonly maxAttempts?: number
  readonly delay?: number
  readonly step?: number
  readonly label?: string
  readonly bold?: boolean
  readonly childLabel?: string
  readonly isChildFirst?: boolean
  readonly input?: string
  readonly withoutWork?: boolean
  readonly withoutBreak?: boolean
  readonly beeps?: boolean
  readonly initial?: string
  readonly quitsEarly?: boolean
  readonly extra?: string
}

interface Shown {
  readonly context: { readonly count: number; readonly beeps: number }
  readonly children: object
}

/** An app with a child that fails twice and is tried again, changed in one way. */
function variant(how: Variant = {}): Component<AnyActorLogic> {
  let attempts = 0
  const work = fromPromise(async ({ input }: { input: string }) => {
    if (++attempts < 3) throw new Error('busy')
    return Promise.resolve(`answer to ${input}`)
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
  const more = {
    guard: ({ context }: { context: { count: number } }) => context.count < (how.isMany === false ? 1 : 100),
    target: how.quitsEarly === true ? 'done' : 'open',
    actions: [
      assign({
        count: ({ context }: { context: { count: number } }) => context.count + (how.step ?? 1),
      }),
      ...(how.beeps === true ? [assign({ beeps: 1 })] : []),
    ],
  }
  const machine = setup({
    types: { context: {} as { count: number; beeps: number }, events: {} as { type: string } },
    actors: { loading },
  }).createMachine({
    id: 'app',
    context: { count: 0, beeps: 0 },
    ...(how.withoutWork !== true && {
      invoke: {
        src: 'loading',
        id: 'loading',
        input: how.input ?? 'all',
        onDone: '.done',
        onError: '.broken',
      },
    }),
    initial: how.initial ?? 'open',
    states: {
      open: {
        on: { [how.event ?? 'more']: more, rest: how.withoutBreak === true ? {} : 'resting' } as never,
      },
      ...(how.withoutBreak !== true && { resting: { on: { rest: 'open' } } }),
      done: {},
      broken: {},
    },
  } as never)
  return component({
    logic: machine,
    keys: { [how.key ?? 'm']: { type: 'more' }, r: { type: 'rest' } },
    view: ({ context, children }: Shown) => {
      const parts = [
        text(`${how.label ?? 'Count'}: ${context.count} ${how.extra ?? ''}${'!'.repeat(context.beeps)}`, {
          bold: how.bold ?? false,
          width: 20,
        }),
        region((children as { loading?: never }).loading),
      ]
      return row(how.isChildFirst === true ? parts.toReversed() : parts)
    },
  } as never)
}

let recording: string
beforeAll(async () => {
  const app = mount(variant(), { columns: 50, rows: 3, record: true })
  await app.advance(200)
  await app.press('m')
  await app.advance(300)
  await app.press('m')
  await app.advance(100)
  await app.press('r', 'r')
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
    ['a key', { key: 'n' }, { after: 'key m', lastKey: 'm', actor: 'app', time: 200 }],
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
    ['a renamed event', { event: 'another' }, { after: 'key m', actor: 'app', time: 200 }],
    ['a changed guard', { isMany: false }, { after: 'key m', actor: 'app', time: 500 }],
    [
      'a removed state',
      { withoutBreak: true },
      {
        after: 'key r',
        actor: 'app',
        what: "app went to 'resting' then, and stays in 'open' now",
      },
    ],
    ['children in another order', { isChildFirst: true }, { after: 'the start' }],
    [
      'another input of a promise',
      { input: 'some' },
      { actor: 'app/loading/work', what: 'app/loading/work is begun with another input now' },
    ],
    ['an added action', { beeps: true }, { after: 'key m', actor: 'app', time: 200 }],
    [
      'another initial state',
      { initial: 'done' },
      { after: 'the start', actor: 'app', what: "app went to 'open' then, and goes to 'done' now" },
    ],
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
