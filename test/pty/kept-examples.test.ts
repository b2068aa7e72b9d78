import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasPty, node, Pty } from '../support/pty.ts'

/** So often each example is killed: `npm run soak` does it a hundred times. */
const KILLS = Number(process.env['KILLS'] ?? 1)

/** How long an example may take to come to its end, in real ms. */
const PATIENCE = 60_000

/** One run of an example is killed at most so often, before it's brought to its end. */
const KILLS_A_RUN = 4

/** An example, and how somebody uses it who looks at the screen. */
interface Kept {
  readonly name: string
  /** What is typed when the screen shows this. */
  readonly moves: readonly (readonly [shown: RegExp, keys: string])[]
  /** It's over when the screen shows this, and is left by a key. */
  readonly over: readonly [shown: RegExp, key: string]
  /** Checks what it has done, by its last screen and the folder of its state. */
  readonly check: (screen: string, folder: string, kills: number) => void
}

/** A line is taken back first: what was typed before a kill may be in it. */
const line = (text: string) => `\x15${text}\r`

const all: readonly Kept[] = [
  {
    name: 'deploy',
    moves: [
      [/\? Name of the service/, line('people')],
      [/\? Environment/, '\r'],
      [/\? Let the smoke test fail/, 'n'],
      [/Deploy {2,}Back/, '\r'],
    ],
    over: [/Deploy again/, 'q'],
    check: (screen, folder, kills) => {
      expect(screen).toMatch(/5 done +· +1 skipped/)
      // It's built once, and once more for a kill that came before the end of that was written.
      const builds = readdirSync(join(folder, 'server')).filter((name) => name.startsWith('build-'))
      expect(builds.length).toBeLessThanOrEqual(1 + kills)
    },
  },
  {
    name: 'tasks',
    moves: [],
    over: [/a {2}Again/, 'q'],
    check: (screen) => expect(screen).toMatch(/7 done +· +1 skipped/),
  },
  {
    name: 'form',
    moves: [
      [/\? Name of the service/, line('people')],
      [/\? Language/, '\r'],
      [/\? Strict types/, 'y'],
      [/\? Parts {2}0/, ' '],
      [/\? Parts {2}1/, '\r'],
      [/\? Port/, '\r'],
      [/Write the files {2,}Back/, '\r'],
    ],
    over: [/Another one/, 'q'],
    check: (screen) => {
      const folder = /✓ (\S+people-\S+)/.exec(screen)![1]!
      const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as unknown
      expect(config).toEqual({ parts: ['http'], port: 3006 })
      rmSync(folder, { recursive: true })
    },
  },
  {
    name: 'resume',
    moves: [],
    over: [/All five are written/, '\r'],
    check: (_, folder, kills) => {
      const names = ['one', 'two', 'three', 'four', 'five']
      for (const name of names) expect(existsSync(join(folder, 'files', `${name}.txt`))).toBe(true)
      const lines = readFileSync(join(folder, 'files', 'journal.txt'), 'utf8')
        .trimEnd()
        .split('\n')
      expect(lines.filter((line) => line.startsWith('ended')).length).toBeLessThanOrEqual(5 + kills)
      expect(lines.filter((line) => line.startsWith('began')).length).toBeLessThanOrEqual(5 + kills)
    },
  },
]

/** `npm test` kills the one that asks and works. */
const examples = KILLS === 1 ? all.slice(0, 1) : all

describe.skipIf(!hasPty)('an example that is killed at random moments', () => {
  test.each(examples)(
    '$name goes on, and comes to its end',
    async (example) => {
      for (let left = KILLS; left > 0; left -= KILLS_A_RUN) await run(example, Math.min(left, KILLS_A_RUN))
    },
    60_000 * KILLS,
  )
})

async function run({ name, moves, over, check }: Kept, kills: number): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'actty-kept-'))
  onTestFinished(() => rmSync(state, { recursive: true, force: true }))
  const folder = join(state, 'actty-examples')
  for (let kill = 0; kill < kills; kill++) {
    const pty = started(name, state)
    await pty.until(() => pty.judge.isAlternate)
    // Somebody may be quick or slow, and a kill may come at any time.
    const end = performance.now() + Math.random() * 2_500
    await used(pty, moves, () => performance.now() >= end || over[0].test(screenOf(pty)))
    const program = pty.processes().find(({ line }) => /^node .*examples\/main/.test(line))
    process.kill(program!.id, 'SIGKILL')
    await pty.end()
  }
  const pty = started(name, state)
  await used(pty, moves, () => over[0].test(screenOf(pty)) || pty.ended !== undefined)
  const screen = screenOf(pty)
  expect(screen).toMatch(over[0])
  check(screen, folder, kills)
  pty.write(over[1])
  await pty.end()
  // What is done leaves nothing to go on from.
  expect(readdirSync(folder).filter((file) => file.startsWith(name))).toEqual([])
  rmSync(state, { recursive: true, force: true })
}

const started = (name: string, state: string) =>
  new Pty(node('examples/main.ts', name), { env: { XDG_STATE_HOME: state } })

const screenOf = (pty: Pty) => pty.judge.lines().join('\n')

/** Does what the screen asks for, until it's enough. */
async function used(pty: Pty, moves: Kept['moves'], isEnough: () => boolean): Promise<void> {
  const late = performance.now() + PATIENCE
  while (!isEnough()) {
    if (performance.now() > late) throw new Error(`nothing goes on here:\n${screenOf(pty)}`)
    const screen = screenOf(pty)
    const keys = moves.find(([shown]) => shown.test(screen))?.[1]
    if (keys !== undefined) pty.write(keys)
    // What was typed is on the screen before it's looked at again.
    const wait = performance.now() + 300
    while (!isEnough() && performance.now() < wait && (keys === undefined || screenOf(pty) === screen))
      await setTimeout(10)
  }
}
