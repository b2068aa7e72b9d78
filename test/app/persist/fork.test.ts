import { writeFileSync } from 'node:fs'
import { component, text, type Component } from 'actty'
import { textInput } from 'actty/forms'
import { handoff, retrying, subprocess } from 'actty/machines'
import { mount, VirtualClock, type Mounted } from 'actty/testing'
import { expect, onTestFinished, test } from 'vitest'
import { assign, fromCallback, fromPromise, setup, type AnyActorLogic, type AnyMachineSnapshot } from 'xstate'
import { forkApp, type Fork } from '../../../src/app/persist/fork-app.ts'
import { MemoryTerminal } from '../../../src/app/testing/memory-terminal.ts'
import { scratch } from '../../support/scratch.ts'

const shown = (logic: AnyActorLogic, name = 'app') =>
  component({
    name,
    logic,
    keys: { m: { type: 'more' }, e: { type: 'end' } },
    view: ({ value, context }: AnyMachineSnapshot) =>
      text(`${JSON.stringify(value)} ${JSON.stringify(context)}`),
  }) as Component<AnyActorLogic>

const counting = (by: number) =>
  setup({ types: { context: {} as { n: number } } }).createMachine({
    context: { n: 0 },
    initial: 'on',
    states: {
      on: { on: { more: { actions: assign({ n: ({ context }) => context.n + by }) }, end: 'off' } },
      off: { type: 'final' },
    },
  })

/** A chart that does all of this at once. */
const invoking = (actors: Readonly<Record<string, AnyActorLogic>>) =>
  setup({ actors }).createMachine({
    invoke: Object.keys(actors).map((src) => ({ src, id: src, onError: {} })) as never,
  })

/** The file of a recording, in which `move` has happened. */
async function recorded(
  app: Component<AnyActorLogic>,
  move: (app: Mounted<AnyActorLogic>) => Promise<unknown>,
): Promise<string> {
  const mounted = mount(app, { record: true, input: undefined })
  await move(mounted)
  const file = scratch('run.actty')
  writeFileSync(file, mounted.trace())
  await mounted.unmount().catch(() => {})
  return file
}

/** The app goes on from a step, at a time of its own. */
async function forked(app: Component<AnyActorLogic>, file: string, step: number) {
  const clock = new VirtualClock(0)
  const options = { terminal: new MemoryTerminal(40, 10), clock, env: {} }
  let snapshot: () => AnyMachineSnapshot = () => undefined as never
  const fork: Fork = await forkApp(app, options, file, step, (began) => {
    const { actor } = began as { readonly actor: { getSnapshot(): AnyMachineSnapshot } }
    snapshot = () => actor.getSnapshot()
    began.result.catch(() => {})
    onTestFinished(async () => {
      const stopped = began.stop()
      await clock.advance(60_000)
      await stopped.catch(() => {})
    })
  })
  await fork.begin()
  await clock.advance(0)
  return { fork, clock, snapshot: () => snapshot() }
}

test('an app goes on from each step with what it was then', async () => {
  const app = shown(counting(1))
  const file = await recorded(app, (run) => run.press('m', 'm', 'm'))
  const counts = []
  // A frame that is drawn at once is a step of its own.
  for (const step of [0, 2, 4, 6]) counts.push((await forked(app, file, step)).snapshot().context as unknown)
  expect(counts).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }])
})

test('a delay goes on with what it had left, and work that was done is not done again', async () => {
  let attempts = 0
  const work = fromPromise(() =>
    ++attempts < 3 ? Promise.reject(new Error('busy')) : Promise.resolve(attempts),
  )
  const app = shown(retrying(work, { maxAttempts: 3, delay: 1_000, factor: 1, jitter: 0 }))
  // Its first attempt fails, and then 400 ms of its delay pass.
  const file = await recorded(app, async (run) => {
    await run.advance(400)
    await run.press('m')
  })
  expect(attempts).toBe(1)
  const { fork, clock, snapshot } = await forked(app, file, 2)
  expect(fork.interrupted).toEqual([])
  expect(snapshot().value).toBe('waiting')
  await clock.advance(599)
  expect(attempts).toBe(1)
  await clock.advance(1)
  expect(attempts).toBe(2)
})

test('what cannot go on is said before it begins', async () => {
  let begun = 0
  const app = shown(
    invoking({
      asked: fromPromise(({ signal }) => {
        begun++
        return new Promise((_, reject) => signal.addEventListener('abort', reject))
      }),
      told: fromCallback(() => {
        begun++
      }),
      build: subprocess({ command: 'sleep', args: ['9'] }),
      edit: handoff({ command: 'sleep', args: ['9'] }),
      secret: textInput({ question: 'Token', masked: true }),
      open: textInput({ question: 'Name' }),
    }),
  )
  const file = await recorded(app, (run) => run.advance(100))
  begun = 0
  const clock = new VirtualClock(0)
  const options = { terminal: new MemoryTerminal(40, 10), clock, env: {} }
  const { interrupted } = await forkApp(app, options, file, 0, () => {})
  expect(interrupted).toEqual([
    { path: 'app/asked', what: 'promise', how: 'beginsAgain' },
    { path: 'app/told', what: 'callback', how: 'beginsAgain' },
    { path: 'app/build', what: 'subprocess', how: 'beginsAgain' },
    { path: 'app/edit', what: 'handoff', how: 'cancelled' },
    { path: 'app/secret', what: 'textInput', how: 'asksAgain' },
  ])
  expect(begun).toBe(0)
})

test('what cannot be forked says why', async () => {
  const app = shown(counting(1))
  const file = await recorded(app, (run) => run.press('m', 'm', 'e'))
  const message = (of: Component<AnyActorLogic>, step: number, from = file) =>
    forked(of, from, step).then(
      () => 'forked',
      (error: unknown) => (error as Error).message.replace(from, 'FILE'),
    )
  expect(await message(app, 99)).toMatch(/^FILE can't be forked at step 99: its last step is \d$/)
  expect(await message(app, 6)).toBe(
    "FILE can't be forked at step 6: the app has ended by then. Take an earlier step",
  )
  expect(await message(shown(counting(1), 'other'), 1)).toBe(
    "FILE can't be forked at step 1: it was recorded by app, and this program runs other",
  )
  expect(await message(shown(counting(2)), 4)).toMatch(
    /^FILE can't be forked at step 4: the program does something else now, since step 3 \(after key m\): .*Take an earlier step/,
  )
  expect(await message(shown(counting(2)), 0)).toBe('forked')
  const opaque = shown(
    setup({}).createMachine({ context: { open: () => {} }, initial: 'on', states: { on: {} } }),
  )
  const other = await recorded(opaque, (run) => run.advance(10))
  expect(await message(opaque, 0, other)).toBe(
    "FILE can't be forked at step 0: app: context.open is a function",
  )
})
