import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { column } from '../../src/render/nodes/stack.ts'
import { text } from '../../src/render/nodes/text.ts'
import { checked, fixture, pidOf, restored, started } from '../support/fixture-app.ts'
import { Judge } from '../support/judge.ts'
import { gone, hasPty, node, Pty } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'
import { draw, screenOf } from '../support/screen.ts'

const finishes = node('test/faults/fixtures/finishes.ts')

/** Memory that a process holds, in MB (proc(5): resident set size). */
const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

describe.skipIf(!hasPty)('faults of output', () => {
  test('15. terminal unread: timers and actors live on, the queue is bounded, the latest frame wins', async () => {
    const heartbeat = scratch()
    const beats = () => (existsSync(heartbeat) ? statSync(heartbeat).size : 0)
    const pty = await started(checked(), { env: { HEARTBEAT: heartbeat }, columns: 200, rows: 60 })
    const pid = pidOf(pty)
    pty.pause()
    pty.write('f')
    await pty.until(() => beats() > 50)
    const memory = memoryOf(pid)
    // Each beat is a screen of 12,000 cells; unbounded, they would be 5 MB more.
    await pty.until(() => beats() > 450)
    expect(memoryOf(pid) - memory).toBeLessThan(25)
    pty.write('g')
    pty.resume()
    await pty.until(() => pty.judge.lines().join('\n').includes(`on, floods ${beats()}`))
    pty.write('q')
    await restored(pty)
  })

  test('16. SIGTERM while stalled: exits within 1 s', async () => {
    const heartbeat = scratch()
    const pty = await started(fixture, { env: { HEARTBEAT: heartbeat }, columns: 200, rows: 60 })
    const pid = pidOf(pty)
    pty.pause()
    pty.write('P') // what is kept for later cannot be shown either
    pty.write('f')
    // A pseudo-terminal holds less than two of these screens, each of which is 12,000 cells: its timers go on for hundreds.
    await pty.until(() => existsSync(heartbeat) && statSync(heartbeat).size > 300)
    process.kill(pid, 'SIGTERM')
    expect(await gone(pid, 1_000)).toBe(true)
    pty.resume()
    pty.close()
  })

  test('17. 2 MB of log lines to a slow reader: every accepted line once, in order', async () => {
    const pty = await started(checked(), { env: { LINES_TO_PRINT: '60000' } })
    pty.write('P')
    await pty.until('ready')
    pty.write('q')
    // A reader that takes what there is, and then nothing for a while.
    const slow = setInterval(() => {
      pty.pause()
      setTimeout(() => pty.resume(), 5)
    }, 20)
    await restored(pty).finally(() => clearInterval(slow))
    const printed = [...pty.output.matchAll(/line (\d+) on stdout/g)].map((match) => Number(match[1]))
    expect(printed).toEqual(Array.from({ length: 60_000 }, (_, i) => i + 1))
  })

  test('18. `app | head -1`: quiet exit, no stack', async () => {
    const pty = new Pty(`${finishes} | head -1; echo end`)
    const screen = await pty.end()
    expect(screen).not.toContain('Error')
    expect(screen).toContain('end')
  })

  test('19. stdout not a terminal: no escape sequence, the final text only', async () => {
    const pty = new Pty(`${finishes} | cat -v; echo end`, { columns: 200 })
    const screen = await pty.end()
    expect(screen).toBe(
      '╭──────────────╮\n│ all 3 done   │\n╰──────────────╯\nend'.replace(/[^\x00-\x7f]/g, mangled),
    )
    expect(pty.output).not.toContain('\x1b')
  })

  test('19. stdout a full disk: the lost output is reported, without a stack', async () => {
    const pty = new Pty(`${finishes} > /dev/full; echo "status $?"`, { columns: 200 })
    expect(await pty.end()).toMatch(/^the output is lost: ENOSPC.*\nstatus 1$/)
  })

  test('18. a played example into a pipe that is closed: quiet exit, no stack', async () => {
    const pty = new Pty(
      `{ ${node('examples/main.ts', 'clock')} < /dev/null; echo "status $?" >&2; } | head -1`,
    )
    const screen = await pty.end()
    expect(screen).not.toContain('Error')
    expect(screen).toContain('status 0')
  })

  test('20. TERM=dumb: respected', async () => {
    const pty = new Pty(`${finishes}; echo status $?`, { env: { TERM: 'dumb' } })
    const screen = await pty.end()
    expect(screen).toContain('all 3 done')
    expect(screen).toContain('status 0')
    expect(pty.output).not.toContain('\x1b')
  })

  test('20. NO_COLOR: respected', async () => {
    const pty = await started(fixture, { env: { NO_COLOR: '1' } })
    pty.write('a')
    await pty.until('keys a')
    expect(pty.output).not.toContain('\x1b[31m')
    pty.write('q')
    await pty.end()
  })

  test('21. 0x0 at start: a safe fallback, no throw', async () => {
    const pty = await started(
      checked(`sh -c 'stty cols 0 rows 0; ${fixture}; code=$?; stty cols 80 rows 24; exit $code'`),
    )
    await pty.until('size 80x24')
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test.each(['cols 65535 rows 65535', 'cols 65535 rows 1', 'cols 1 rows 65535'])(
    '21. a size that cannot be (%s): no throw, bounded memory',
    async (size) => {
      const pty = new Pty(
        checked(`sh -c 'stty ${size}; ${fixture}; code=$?; stty cols 80 rows 24; exit $code'`),
      )
      await pty.until(() => /pasted|ready/.test(pty.judge.lines().join('').replaceAll(/\s/g, '')))
      pty.write('q')
      expect(await restored(pty)).toContain('status 0')
    },
  )

  test('22. 1x1, 1xN: nothing outside the bounds; it recovers when the terminal grows', async () => {
    const pty = await started()
    for (const [columns, rows] of [
      [20, 5],
      [1, 30],
      [200, 1],
      [200, 60],
      [1, 1],
      [80, 24],
    ] as const) {
      pty.resize(columns, rows)
      if (columns >= 20) await pty.until(() => pty.judge.lines().join('').includes(`size ${columns}x${rows}`))
    }
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test('23. 300 resizes in 1 s: the last size is drawn, one settled frame', async () => {
    const pty = await started()
    for (let i = 0; i < 300; i++) {
      pty.resize(40 + (i % 50), 5 + (i % 20))
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 30))
    }
    pty.resize(77, 21)
    await pty.until('size 77x21')
    pty.write('a')
    await pty.until('keys a')
    expect(pty.judge.lines().slice(3).join('')).toBe('')
    pty.resize(80, 24)
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })
})

test.each([
  ['漢 cd', true],
  ['漢 cd', false],
  ['👨‍👩‍👧 cd', true],
  ['👨‍👩‍👧 cd', false],
])(
  '25. wide over narrow and back (`ab cd`, `%s`, `ab cd`): no residue (graphemes: %s)',
  async (wide, graphemes) => {
    const screen = screenOf(10, 2)
    const judge = new Judge(10, 2, { graphemes })
    await judge.write('\x1b[?7l')
    for (const content of ['ab cd', wide, 'ab cd', wide, 'xy', wide, 'ab cd'])
      await judge.write(draw(screen, column([text(content), 'below'])))
    expect(judge.lines()).toEqual(['ab cd', 'below'])
  },
)

describe.skipIf(!hasPty)('output of others while the UI is up', () => {
  test('never lands on a frame; it is shown after it, in order, without what a terminal would obey', async () => {
    const pty = await started(checked(), { columns: 100 })
    pty.write('P')
    pty.write('a')
    await pty.until('keys a')
    expect(pty.judge.lines().slice(3).join('')).toBe('')
    pty.write('q')
    const screen = await restored(pty)
    expect(screen.split('\n').slice(0, 6)).toEqual([
      'line 1 on stdout',
      'line 2 on stdout',
      'line 3 on stdout',
      'a line on stderr red ␛]0;owned␇␛[2J',
      '✔ saved',
      'no line end',
    ])
    // All but what we ask the terminal ourselves: its background.
    expect(pty.judge.effects.filter((effect) => effect.startsWith('OSC') && effect !== 'OSC 11;?')).toEqual(
      [],
    )
  })

  test('is shown before the stack if the app fails, and by process.exit', async () => {
    for (const key of ['e', 'x']) {
      const pty = await started(checked(), { rows: 60 })
      pty.write('P')
      pty.write(key)
      const screen = await restored(pty)
      expect(screen).toContain('line 3 on stdout')
      if (key === 'e') expect(screen.indexOf('line 3')).toBeLessThan(screen.indexOf('boom in a timer'))
    }
  })

  test('is bounded, with a count of what was dropped', async () => {
    const pty = await started(checked(), { env: { LINES_TO_PRINT: '100000' } })
    pty.write('P')
    pty.write('q')
    await restored(pty)
    const dropped = Number(/… (\d+) earlier lines were dropped/.exec(pty.output)![1])
    const printed = [...pty.output.matchAll(/line (\d+) on stdout/g)].map((match) => Number(match[1]))
    expect(printed.length + dropped).toBe(100_000)
    expect(printed[0]).toBe(dropped + 1)
  })

  test('that leads elsewhere is left alone', async () => {
    const file = scratch()
    const pty = await started(checked(`${fixture} 2> ${file}`))
    pty.write('P')
    await pty.until(() => readFileSync(file, 'utf8').includes('a line on stderr'))
    pty.write('q')
    expect(await restored(pty)).not.toContain('a line on stderr')
    expect(readFileSync(file, 'utf8')).toContain('\x1b]0;owned')
  })
})

/** As `cat -v` shows a character beyond ASCII. */
function mangled(character: string): string {
  return Array.from(Buffer.from(character), (byte) => {
    const low = byte & 0x7f
    return `M-${low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low)}`
  }).join('')
}
