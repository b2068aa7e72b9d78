import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { hasPty, node, Pty } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'

/** Several programs are started, one after the other. In ms. */
const TIMEOUT = 120_000

const fixture = 'test/app/trace/fixtures/counting.ts'

/** `actty replay`. */
function replay(file: string, program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import=tsx', 'dist/app/commands/actty.js', 'replay', file, program, ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

/** A file of its own, in which a run on a terminal was recorded: three keys, and the end by `how`. */
async function recorded(how: 'quit' | 'killed'): Promise<string> {
  const file = scratch('run.actty')
  writeFileSync(file, 'what was there before')
  chmodSync(file, 0o644)
  const pty = new Pty(node(fixture), { columns: 40, rows: 5, env: { ACTTY_RECORD: file } })
  await pty.until('Count: 0')
  for (const [index, key] of ['m', 'm', 'm'].entries()) {
    pty.write(key)
    await pty.until(`Count: ${index + 1}`)
  }
  if (how === 'quit') pty.write('q')
  else {
    while (!readFileSync(file, 'utf8').includes('Count: 3')) await setTimeout(5)
    const program = pty.processes().find(({ line }) => line.startsWith('node') && line.includes(fixture))
    process.kill(program!.id, 'SIGKILL')
  }
  await pty.end()
  return file
}

describe.skipIf(!hasPty)('a program that is recorded on a terminal', () => {
  test(
    'leaves a file that only its owner reads, and that the command replays',
    async () => {
      const file = await recorded('quit')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)).toContain('"the app ended"')
      const cast = scratch('run.cast')
      const same = replay(file, fixture, '--cast', cast)
      expect(same.stderr).toBe('')
      expect(readFileSync(cast, 'utf8')).toContain('Count: 0')
      expect(same.stdout).toMatch(/counting, \d+ steps, (\d+) of \1 screens are as they were/)
      expect(same.status).toBe(0)

      const differs = replay(file, fixture, '--', 'twice')
      expect(differs.stdout).toMatch(
        /Step \d+ of \d+ differs: .* after key m:\nrow 1 of the screen shows something else \(counting\)/,
      )
      expect(differs.stdout).toMatch(/Then:\n {2}Count: 1[^]*Now:\n {2}Count: 2/)
      expect(differs.status).toBe(1)
    },
    TIMEOUT,
  )

  test(
    'and is killed by SIGKILL when its last screen is in the file: nothing of that is missing',
    async () => {
      const file = await recorded('killed')
      const { status, stdout } = replay(file, fixture)
      expect(stdout).toMatch(/(\d+) of \1 screens are as they were/)
      expect(stdout).toContain('The process was killed')
      expect(readFileSync(file, 'utf8')).toContain('Count: 3')
      expect(status).toBe(0)
    },
    TIMEOUT,
  )
})

test(
  'what is no recording, and a program that starts no app, are told with status 2',
  () => {
    const file = scratch('none.actty')
    writeFileSync(file, 'hello\n')
    expect(replay(file, fixture)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("it isn't a recording"),
    })
    const program = scratch('empty.js')
    writeFileSync(program, '')
    expect(replay(file, program)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('started no app'),
    })
  },
  TIMEOUT,
)
