import type { AnyStateMachine } from 'xstate'
import type { Component } from 'actty'
import { mount, replayTrace } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { examples } from '../../../examples/index.ts'
import { seededRandom } from '../../../src/app/trace/chance.ts'
import { scratch } from '../../support/scratch.ts'

/** So many runs of each example: each with other keys at other moments. `npm run soak` sets more. */
const RUNS = Number(process.env['TRACE_RUNS'] ?? 1)

/** Keys that examples use, and others. A program that gets the terminal would get the test's own. */
const keys = [
  'r',
  's',
  'p',
  'c',
  'f',
  'n',
  'u',
  'o',
  'a',
  'k',
  'j',
  '/',
  'tab',
  'escape',
  'enter',
  'up',
  'down',
  'home',
  'end',
  '?',
]

/** `shell` and `editor` give the terminal away, and `terminal` would give random keys to a shell. */
const left = ['shell', 'editor', 'terminal']
const others = examples.filter(({ name }) => !left.includes(name))

test.each(others)(
  'random runs of $name, with its real work, are replayed to the same frames',
  async ({ component, input }) => {
    for (let run = 1; run <= RUNS; run++) {
      const trace = await randomRun(component, input?.([]), seededRandom(run * 77))
      const file = scratch('run.actty')
      writeFileSync(file, trace)
      const replay = await replayTrace(component, file)
      expect(replay.differences).toEqual([])
      expect(replay.frames.same).toBe(replay.frames.recorded)
      expect(replay.frames.recorded).toBeGreaterThan(0)
    }
  },
)

/** Presses, resizes and clicks, while time passes and what the app has begun goes on. */
async function randomRun(
  component: Component<AnyStateMachine>,
  input: unknown,
  random: () => number,
): Promise<string> {
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  const app = mount(component, { columns: 70, rows: 16, record: true, input } as never)
  const isOver = { value: false }
  app.result.then(
    () => (isOver.value = true),
    () => (isOver.value = true),
  )
  for (let step = 0; step < 25 && !isOver.value; step++) {
    const kind = random()
    if (kind < 0.6) await app.press(pick(keys))
    else if (kind < 0.7) await app.resize(pick([70, 30, 100, 12]), pick([16, 5, 30]))
    else if (kind < 0.8) await app.click(Math.floor(random() * 30), Math.floor(random() * 8))
    else if (kind < 0.85) await app.wheel(pick(['up', 'down']), 5, 5)
    await app.advance(Math.floor(random() * 400))
    await somethingNew(app)
  }
  const trace = app.trace()
  await app.unmount()
  return trace
}

/** Waits until what the app has begun says something, but no more than so many turns of the event loop. */
async function somethingNew(app: { readonly frames: readonly unknown[] }, maxTurns = 50): Promise<void> {
  const drawn = app.frames.length
  for (let turn = 0; turn < maxTurns && app.frames.length === drawn; turn++)
    await new Promise((resolve) => setImmediate(resolve))
}
