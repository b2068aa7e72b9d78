import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { hasPty, node, Pty } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'

/** Several programs are started, one after the other. In ms. */
const TIMEOUT = 120_000

const counting = 'test/app/trace/fixtures/counting.ts'
const actty = (...words: string[]) => node('dist/app/commands/actty.js', 'replay', ...words)

/** A program on a terminal: what is waited for, and what is typed then. */
async function played(
  command: string,
  moves: readonly (readonly [string | RegExp, string])[],
  file?: string,
) {
  const pty = new Pty(command, {
    columns: 80,
    rows: 24,
    env: file === undefined ? {} : { ACTTY_RECORD: file },
  })
  for (const [shown, keys] of moves) {
    await pty.until(shown)
    pty.write(keys)
  }
  const screen = await pty.end()
  return { screen, status: pty.ended?.exitCode, left: pty.descendants() }
}

/** The number of the last step that says this, by the list that the command prints. */
function stepThat(says: RegExp, file: string, program: string): number {
  const { stdout } = spawnSync('sh', ['-c', actty(file, program, '--steps')], { encoding: 'utf8' })
  const line = stdout.split('\n').findLast((line) => says.test(line))
  return Number(/^ *(\d+) /.exec(line!)![1])
}

describe.skipIf(!hasPty)('a recording on a terminal goes on live', () => {
  test(
    'from a step, and the program goes on when its app has ended',
    async () => {
      const file = scratch('run.actty')
      await played(
        node(counting),
        [
          ['Count: 0', 'm'],
          ['Count: 1', 'm'],
          ['Count: 2', 'm'],
          ['Count: 3', 'q'],
        ],
        file,
      )
      const before = readFileSync(file, 'utf8')
      const second = stepThat(/key m/, file, counting) - 1
      const { screen, status, left } = await played(
        `${actty(file, counting, '--fork', String(second))}; echo "status $?"`,
        [
          ['Go on?', 'y\r'],
          ['Count: 2', 'm'],
          ['Count: 3', 'm'],
          ['Count: 4', 'q'],
        ],
        file,
      )
      expect(screen).toContain('counting goes on from step')
      expect(screen).toContain('All of it goes on as it was.')
      expect(screen).toContain('status 0')
      expect(status).toBe(0)
      expect(left).toEqual([])
      expect(readFileSync(file, 'utf8')).toBe(before)
    },
    TIMEOUT,
  )

  test.each([
    { name: 'throttle', shows: /throttle\/hashing +callback +begins again/, then: 'Throttle', key: 'q' },
    { name: 'resource', shows: /resource\/folder +resource +begins again/, then: 'Resource', key: 'q' },
  ])(
    'of the example $name, without a question',
    async ({ name, shows, then, key }) => {
      const file = scratch('run.actty')
      const program = `examples/${name}.ts`
      await played(node(program), [[then, key]], file)
      const { screen, status, left } = await played(actty(file, program, '--fork', '1', '--yes'), [
        [then, key],
      ])
      expect(screen).toMatch(shows)
      expect(status).toBe(0)
      expect(left).toEqual([])
    },
    TIMEOUT,
  )
})

test('without a terminal, nobody can be asked', () => {
  const file = scratch('none.actty')
  const { status, stderr } = spawnSync('sh', ['-c', actty(file, counting, '--fork', '1')], {
    encoding: 'utf8',
    input: 'y\n',
  })
  expect(stderr).toBe(
    'actty replay: --fork asks before it goes on, and nobody can be asked without a terminal: add --yes\n',
  )
  expect(status).toBe(2)
})
