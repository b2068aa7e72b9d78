import { isDeepStrictEqual } from 'node:util'
import { createActor, type Snapshot } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  ExitError,
  type SubprocessOutput,
  heldWork,
  subprocess,
  type SubprocessOptions,
} from 'actty/machines'
import { LineSplitter } from '../../../src/machines/streams/line-splitter.ts'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { gone, isAlive } from '../../support/pty.ts'

const charts = new Charts(subprocess({ command: 'true' }))

/** A real command, run by a clock that the test moves. */
function started(options: SubprocessOptions, snapshot?: Snapshot<unknown>) {
  const clock = new VirtualClock(0)
  const actor = createActor(subprocess(options), {
    clock,
    inspect: charts.observe,
    ...(snapshot && { snapshot }),
  })
  actor.subscribe({ error: () => {} })
  actor.start()
  const until = async (met: () => boolean) => {
    while (!met()) {
      await settle()
      clock.runDue()
    }
  }
  const lines = () => {
    const { lines } = actor.getSnapshot().context
    return Array.from({ length: lines.length }, (_, index) => lines.at(index)!)
  }
  /** Until it has told of so many lines, which takes it some time. */
  const written = async (count: number) => {
    while (lines().length < count) await clock.advance(1)
  }
  const over = () => until(() => heldWork(actor).length === 0)
  return {
    actor,
    clock,
    until,
    lines,
    written,
    over,
    ended: () => until(() => actor.getSnapshot().status !== 'active'),
  }
}

const sh = (script: string, options: Partial<SubprocessOptions> = {}): SubprocessOptions => ({
  command: 'sh',
  args: ['-c', script],
  ...options,
})

describe('subprocess', () => {
  test('shows a question that it waits with, and takes the answer', async () => {
    const { actor, clock, until, ended, lines } = started(
      sh('printf "name? "; read name; echo "hello $name"', { stdin: 'open' }),
    )
    const { unfinished } = actor.getSnapshot().context
    expect(unfinished).toBe('')
    await clock.advance(0) // without a time limit, its timer is over at once
    await until(() => clock.pending > 0)
    await clock.advance(16)
    expect(actor.getSnapshot().context).toMatchObject({ unfinished: 'name? ' })
    actor.send({ type: 'write', text: 'Ada\n' })
    await ended()
    expect(lines().map(({ text }) => text)).toEqual(['name? hello Ada'])
    expect(actor.getSnapshot().context.unfinished).toBe('')
  })

  test.each([
    [
      'progress',
      'printf "50 %%"; sleep 0.1; printf "sure? " >&2; read answer',
      { stdout: '50 %', stderr: 'sure? ' },
    ],
    [
      'a question',
      'printf "sure? " >&2; sleep 0.1; printf "50 %%"; read answer',
      { stdout: '50 %', stderr: 'sure? ' },
    ],
    ['nothing', 'printf "sure? " >&2; read answer', { stdout: '', stderr: 'sure? ' }],
  ])('69. a question on stderr is not hidden beside %s', async (_, script, unfinishedBy) => {
    const { actor, clock, until, ended } = started(sh(script, { stdin: 'open' }))
    const waits = () => actor.getSnapshot().context.unfinishedBy
    await until(() => (void clock.advance(16), isDeepStrictEqual(waits(), unfinishedBy)))
    actor.send({ type: 'write', text: 'yes\n' })
    await ended()
    expect(waits()).toEqual({ stdout: '', stderr: '' })
  })

  test('returns the lines of a command, and how it ended', async () => {
    const { actor, ended, lines } = started(sh('echo one; echo two >&2; printf three; exit 3'))
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ code: 3, signal: null, timedOut: false })
    expect(
      lines()
        .filter(({ source }) => source === 'stdout')
        .map(({ text }) => text),
    ).toEqual(['one', 'three'])
    expect(
      lines()
        .filter(({ source }) => source === 'stderr')
        .map(({ text }) => text),
    ).toEqual(['two'])
  })

  test('never passes its arguments to a shell', async () => {
    const { ended, lines } = started({ command: 'echo', args: ['$HOME; rm -rf /', '*'] })
    await ended()
    expect(lines()[0]!.text).toBe('$HOME; rm -rf / *')
  })

  test('takes its options from its input', async () => {
    const actor = createActor(
      subprocess((word: string) => ({ command: 'echo', args: [word] })),
      { input: 'given' },
    )
    actor.start()
    while (actor.getSnapshot().status === 'active') await settle()
    expect(actor.getSnapshot().output!.lines.at(0)!.text).toBe('given')
  })

  test('writes to its input', async () => {
    const { actor, ended, lines } = started({ command: 'cat', stdin: 'open' })
    actor.send({ type: 'write', text: 'a\nb' })
    actor.send({ type: 'endInput' })
    await ended()
    expect(lines().map(({ text }) => text)).toEqual(['a', 'b'])
  })

  test('reads what it is given, and nothing else', async () => {
    const given = started({ command: 'cat', stdin: { text: 'all of it' } })
    await given.ended()
    expect(given.lines().map(({ text }) => text)).toEqual(['all of it'])
    const nothing = started({ command: 'cat' })
    await nothing.ended()
    expect(nothing.lines()).toEqual([])
  })

  test("fails if the command can't be started", async () => {
    const { actor, ended } = started({ command: '/no/such/command' })
    await ended()
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'ENOENT' } })
  })

  test('fails with check if it ends badly', async () => {
    const { actor, ended } = started(sh('echo partial; exit 2', { check: true }))
    await ended()
    const { error } = actor.getSnapshot() as unknown as { error: ExitError<SubprocessOutput> }
    expect(error).toBeInstanceOf(ExitError)
    expect(error.message).toBe('ended with exit code 2: sh -c echo partial; exit 2')
    expect(error.output.lines.at(0)!.text).toBe('partial')
  })

  test('is ended by its time limit', async () => {
    const { actor, clock, until, ended } = started(sh('echo ready; sleep 100', { maxTime: 60_000 }))
    await until(() => actor.getSnapshot().context.pid !== undefined)
    await clock.advance(60_000)
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ code: null, signal: 'SIGTERM', timedOut: true })
  })

  test('sends SIGTERM, and SIGKILL if that is ignored', async () => {
    const { actor, clock, ended, written } = started(
      sh('trap "" TERM; echo ready; while :; do sleep 1; done', { graceTime: 5_000 }),
    )
    await written(1)
    actor.send({ type: 'kill' })
    expect(actor.getSnapshot().value).toBe('terminating')
    await clock.advance(4_999)
    expect(actor.getSnapshot().value).toBe('terminating')
    await clock.advance(1)
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ signal: 'SIGKILL' })
  })

  test('makes it at once when asked twice', async () => {
    const { actor, ended, written } = started(sh('trap "" TERM; echo ready; while :; do sleep 1; done'))
    await written(1)
    actor.send({ type: 'kill' })
    actor.send({ type: 'kill' })
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ signal: 'SIGKILL' })
  })

  test('takes what the command started with it, when it is stopped', async () => {
    const { actor, clock, until, lines, written } = started(
      sh('sleep 1000 & echo $!; trap "" TERM; sleep 1000 & echo $!; wait'),
    )
    await written(2)
    const pids = [actor.getSnapshot().context.pid!, ...lines().map(({ text }) => Number(text))]
    expect(pids.every(isAlive)).toBe(true)
    actor.stop()
    expect(heldWork(actor)).toMatchObject([{ what: expect.stringContaining('process sh -c') as string }])
    await clock.advance(2_000)
    await until(() => heldWork(actor).length === 0)
    for (const pid of pids) expect(await gone(pid, 1_000)).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('does not wait for ever for output that a grandchild holds open, and keeps what came', async () => {
    const { actor, clock, until, lines, written } = started(sh('echo mine; sleep 1000 & echo $!; exit 0'))
    await written(2)
    await until(() => !isAlive(actor.getSnapshot().context.pid!))
    while (actor.getSnapshot().status === 'active') await clock.advance(100)
    expect(actor.getSnapshot().output).toMatchObject({ code: 0 })
    expect(lines()[0]!.text).toBe('mine')
    await clock.advance(2_000)
    expect(await gone(Number(lines()[1]!.text), 1_000)).toBe(true)
  })

  test('is one snapshot for many lines', async () => {
    const { actor, ended, lines } = started(sh('seq 20000', { maxLines: 100 }))
    let snapshots = 0
    actor.subscribe({ next: () => snapshots++, error: () => {} })
    await ended()
    expect(snapshots).toBeLessThan(100)
    expect(lines()).toHaveLength(100)
    expect(lines().at(-1)!.text).toBe('20000')
    expect(actor.getSnapshot().context.lines.dropped).toBe(19_900)
  })
})

test('has the lines of a restored snapshot, also from JSON, and starts its command again', async () => {
  const options = sh('echo one; echo two; read line; echo "$line"', { stdin: 'open', maxLines: 3 })
  const before = started(options)
  await before.written(2)
  const saved = JSON.stringify(before.actor.getPersistedSnapshot())
  const after = started(options, JSON.parse(saved) as Snapshot<unknown>)
  expect(after.lines().map(({ text }) => text)).toEqual(['one', 'two'])
  after.actor.send({ type: 'write', text: 'three\n' })
  await after.ended()
  expect(after.lines().map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  expect(after.actor.getSnapshot().output!.lines.dropped).toBe(2)
  expect(before.lines().map(({ text }) => text)).toEqual(['one', 'two'])
  before.actor.send({ type: 'endInput' })
  await before.ended()
})

describe('the lines of a stream', () => {
  const linesOf = (...chunks: (string | number[])[]) => {
    const lines: string[] = []
    const splitter = new LineSplitter((line) => lines.push(line))
    for (const chunk of chunks) splitter.push(Buffer.from(chunk as string))
    splitter.end()
    return lines
  }

  test('are the same wherever it is cut', () => {
    const bytes = Buffer.from('aé\r\n漢字\n\n👍 end')
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(linesOf([...bytes.subarray(0, cut)], [...bytes.subarray(cut)])).toEqual([
        'aé',
        '漢字',
        '',
        '👍 end',
      ])
  })

  test('are the last state of a line that was written over', () => {
    expect(linesOf('10%\r50%\r100%\n', 'done\r\n', 'a\r')).toEqual(['100%', 'done', 'a'])
  })

  test('are not kept from the eyes until they end, and what was written over is not kept at all', () => {
    const splitter = new LineSplitter(() => expect.unreachable())
    const push = (text: string) => {
      splitter.push(Buffer.from(text))
      return splitter.unfinished
    }
    expect(['Name', '? ', '\r10%', '\r', '\r', '20', '%\r'].map(push)).toEqual([
      'Name',
      'Name? ',
      '10%e? ',
      '10%e? ',
      '10%e? ',
      '20%e? ',
      '20%e? ',
    ])
    for (let i = 0; i < 1_000_000; i++) push(`\r${i}`)
    expect(splitter.unfinished).toBe('999999')
  })

  test('have U+FFFD for bytes that are not UTF-8', () => {
    expect(linesOf([0x61, 0xff, 0x62, 0x0a, 0xc3])).toEqual(['a�b', '�'])
  })

  test('are cut somewhere, even if the stream has no line ends', () => {
    const lines = linesOf('x'.repeat(3_000_000))
    expect(lines.join('')).toHaveLength(3_000_000)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(1_048_576)
  })
})

const stubborn = () => {
  const running = started(sh('trap "" TERM; echo ready; while :; do sleep 0.01; done', { graceTime: 10 }))
  const over = async () => {
    while (heldWork(running.actor).length > 0) await running.clock.advance(1)
  }
  return { ...running, over, ready: () => running.written(1) }
}

interruptedEverywhere(stubborn, {
  running: ({ ready }) => ready(),
  terminating: async ({ actor, ready }) => {
    await ready()
    actor.send({ type: 'kill' })
  },
  killing: async ({ actor, ready }) => {
    await ready()
    actor.send({ type: 'kill' })
    actor.send({ type: 'kill' })
  },
})
