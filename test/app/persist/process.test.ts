import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { FileLock } from '../../../src/app/persist/file-lock.ts'
import { scratch } from '../../support/scratch.ts'

/** Several programs are started, one after the other. In ms. */
const TIMEOUT = 60_000

/** How many runs with how many kills each: `npm run soak` does more. */
const RUNS = Number(process.env['PERSIST_RUNS'] ?? 1)
const KILLS = 2

const fixture = 'test/app/persist/fixtures/five-tasks.ts'
const flags = ['--import=tsx', fixture]
const all = ['one', 'two', 'three', 'four', 'five']
const output = Object.fromEntries(all.map((name) => [name, `result of ${name}`]))

function files() {
  const folder = scratch('state.json')
  return { state: folder, journal: folder.replace('state.json', 'journal') }
}

const linesIn = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [])

function started(state: string, journal: string, ms: number, slow = ''): ChildProcess {
  const child = spawn(process.execPath, [...flags, state, journal, String(ms), slow], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

function finished(state: string, journal: string, ms = 30, shell = '') {
  const words = [process.execPath, ...flags, state, journal, String(ms)]
  const result =
    shell === ''
      ? spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' })
      : spawnSync('sh', ['-c', `${shell} exec "$@"`, 'sh', ...words], { encoding: 'utf8' })
  return { status: result.status, stdout: result.stdout, stderr: result.stderr }
}

/** The last line: before it is what the app has shown. */
const resultIn = (stdout: string): unknown => JSON.parse(stdout.trimEnd().split('\n').at(-1)!)

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5)
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

describe('a program that is killed', () => {
  test(
    'in the third of five tasks goes on with that one, and until then no other may use its file',
    async () => {
      const { state, journal } = files()
      const child = started(state, journal, 30, 'three')
      await until(() => linesIn(journal).includes('began three'))
      const second = finished(state, journal)
      expect(second.stderr).toContain(`is used by process ${child.pid}, which still runs`)
      expect(second.status).toBe(3)
      await kill(child)
      const { stdout, status } = finished(state, journal)
      expect(status).toBe(0)
      expect(resultIn(stdout)).toEqual(output)
      expect(linesIn(journal)).toEqual([
        ...['began one', 'ended one', 'began two', 'ended two', 'began three'],
        ...['began three', 'ended three', 'began four', 'ended four', 'began five', 'ended five'],
      ])
      expect(existsSync(state)).toBe(false)
      expect(existsSync(`${state}.lock`)).toBe(false)
    },
    TIMEOUT,
  )

  test(
    'at random moments repeats only what was under way, and its result is right',
    async () => {
      for (let run = 0; run < RUNS; run++) {
        const { state, journal } = files()
        let kills = 0
        for (; kills < KILLS; kills++) {
          const lines = linesIn(journal).length
          const child = started(state, journal, 40)
          await until(() => linesIn(journal).length > lines || child.exitCode !== null)
          await setTimeout(Math.random() * 150)
          await kill(child)
        }
        const { stdout, status } = finished(state, journal)
        expect(status).toBe(0)
        expect(resultIn(stdout)).toEqual(output)
        const lines = linesIn(journal)
        // At least once, and once more for each kill that came before its end was written.
        for (const name of all) {
          const ends = lines.filter((line) => line === `ended ${name}`).length
          const begins = lines.filter((line) => line === `began ${name}`).length
          expect(ends).toBeGreaterThanOrEqual(1)
          expect(begins).toBeLessThanOrEqual(ends + kills)
        }
        const repeated = lines.filter((line) => line.startsWith('began')).length - all.length
        // A run that was killed before its first writing has begun again from the beginning.
        expect(repeated).toBeLessThanOrEqual(kills * (all.length + 1))
      }
    },
    TIMEOUT * RUNS,
  )
})

describe('a file that is used', () => {
  const owner = (pid: number, host = hostname()) => JSON.stringify({ pid, host })

  test('is refused if another computer has the lock, and if this process has it', async () => {
    const { state } = files()
    writeFileSync(`${state}.lock`, owner(1, 'elsewhere'))
    await expect(FileLock.take(state)).rejects.toThrow(`delete ${state}.lock`)
    rmSync(`${state}.lock`)
    const lock = await FileLock.take(state)
    await expect(FileLock.take(state)).rejects.toThrow('another app of this process')
    lock.release()
  })

  test.each([
    ['of a process that is gone', () => owner(2 ** 22 - 1)],
    [
      'of a process whose number another has now',
      () => JSON.stringify({ pid: process.ppid, host: hostname(), began: '1' }),
    ],
    ['that is broken', () => '{"pid'],
  ])('a lock %s is taken over', async (_, text) => {
    const { state } = files()
    writeFileSync(`${state}.lock`, text())
    const lock = await FileLock.take(state)
    expect(JSON.parse(readFileSync(`${state}.lock`, 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
    expect(existsSync(`${state}.lock`)).toBe(false)
  })
})

test(
  'a disk that is full is told, and the app goes on',
  () => {
    const { state, journal } = files()
    // No file may have a byte: as on a full disk. The journal is a device.
    const { status, stdout, stderr } = finished(state, '/dev/null', 30, "trap '' XFSZ; ulimit -f 0;")
    expect(stderr).toContain("isn't written any more")
    expect(resultIn(stdout)).toEqual(output)
    expect(status).toBe(0)
    expect(linesIn(journal)).toEqual([])
  },
  TIMEOUT,
)

/** A program that catches nothing, with these options. */
function withOptions(options: object, ...before: string[]) {
  const [file, ...words] = [
    ...before,
    process.execPath,
    ...flags.slice(0, -1),
    'test/app/persist/fixtures/with-options.ts',
    JSON.stringify(options),
  ]
  const { status, stderr } = spawnSync(file, words, { encoding: 'utf8' })
  return { status, stderr }
}

describe('a program that catches nothing', () => {
  test(
    'says in a sentence what is wrong with its file, and no stack',
    () => {
      const { state } = files()
      writeFileSync(state, '')
      expect(withOptions({ persist: state })).toEqual({
        status: 1,
        stderr: expect.stringMatching(
          /^\S+state\.json can't be used to go on: .*Delete it to begin from the beginning\n$/,
        ) as string,
      })
      const keys = scratch('keys.json')
      writeFileSync(keys, '{ "fly": "f" }')
      const { status, stderr } = withOptions({ keys })
      expect(stderr).toMatch(/^\S+keys\.json can't be used:\n- 'fly' is no event of this app\.[^\n]*\n$/)
      expect(status).toBe(2)
    },
    TIMEOUT,
  )

  test.skipIf(spawnSync('strace', ['true']).status !== 0)(
    'is told by fsync that the file is on the disk before it has its name, and then that its name is',
    () => {
      const { state } = files()
      const log = scratch('calls')
      const { status } = withOptions(
        { persist: { file: state, fsync: true } },
        ...['strace', '-f', '-y', '-e', 'trace=fsync,rename', '-o', log],
      )
      expect(status).toBe(0)
      const folder = state.replace('/state.json', '')
      const calls = linesIn(log).flatMap((line) => {
        const call = /(fsync|rename)\((?:\d+<|")([^>"]*)/.exec(line)
        return call?.[2]!.startsWith(folder) === true ? [`${call[1]!} ${call[2].replace(folder, '.')}`] : []
      })
      const writing = ['fsync ./state.json.new', 'rename ./state.json.new', 'fsync .']
      expect(calls.slice(0, 3)).toEqual(writing)
      expect(calls.filter((call) => call.startsWith('rename'))).toHaveLength(
        calls.filter((call) => call === writing[0]).length,
      )
    },
    TIMEOUT,
  )
})
