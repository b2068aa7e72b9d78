import { existsSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Judge } from '../support/judge.ts'
import { gone, hasPty, node, Pty, type PtyOptions } from '../support/pty.ts'

const fixture = node('test/pty/fixtures/app.ts')

/** Runs the fixture between two looks at the terminal's settings, and tells its exit status. */
const checked = (command = fixture) =>
  `before=$(stty -g); ${command}; echo "status $?"; [ "$before" = "$(stty -g)" ] && echo "settings as before"`

async function started(command = checked(), options?: PtyOptions): Promise<Pty> {
  const pty = new Pty(command, options)
  await pty.until('ready')
  return pty
}

const pidOf = (pty: Pty) => Number(/pid (\d+)/.exec(pty.judge.lines().join('\n'))![1])

/** What is left to see, with everything as it was before. */
async function restored(pty: Pty): Promise<string> {
  const screen = await pty.end()
  expect(pty.judge.state).toEqual(new Judge(80, 24).state)
  expect(screen).toContain('settings as before')
  return screen
}

describe.skipIf(!hasPty)('the terminal is as it was before', () => {
  test('after a normal exit', async () => {
    const pty = await started()
    expect(pty.judge.isAlternate).toBe(true)
    pty.write('q')
    const screen = await restored(pty)
    expect(screen).toContain('the output')
    expect(screen).toContain('status 0')
  })

  test.each([
    ['an action', 't', 'boom in an action'],
    ['a view', 'v', 'boom in a view'],
    ['a timer', 'e', 'boom in a timer'],
    ['a rejection', 'r', 'boom in a rejection'],
    ['an actor', 'l', 'boom in a promise'],
  ])('after a throw in %s, with the stack on the screen', async (_, key, message) => {
    const pty = await started(checked(), { rows: 60 })
    pty.write(key)
    const screen = await restored(pty)
    expect(screen).toContain(message)
    expect(screen).toContain('status 1')
  })

  test('after process.exit', async () => {
    const pty = await started()
    pty.write('x')
    expect(await restored(pty)).toContain('status 3')
  })

  test('after ctrl+c that nobody binds', async () => {
    const pty = await started()
    pty.write('\x03')
    const screen = await restored(pty)
    expect(screen).toContain('status 130')
    expect(screen).not.toContain('Interrupted')
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const)('after %s, by which it ends', async (signal, status) => {
    // A trap keeps the shell, which gets the signal's fate told, from ending with its child.
    const pty = await started(`trap : INT QUIT; ${checked()}`)
    process.kill(pidOf(pty), signal)
    expect(await restored(pty)).toContain(`status ${status}`)
  })

  test('after ctrl+c during start-up', async () => {
    const pty = new Pty(checked('echo starting; node -e "setTimeout(() => {}, 50)"; ' + fixture))
    await pty.until('starting')
    await pty.until('ready')
    pty.write('\x03')
    expect(await restored(pty)).toContain('status 130')
  })

  test('between ctrl+z and fg, and the screen comes back', async () => {
    const pty = new Pty('', { shell: ['bash', '--norc', '-i'], env: { PS1: '> ', HISTFILE: '/dev/null' } })
    await pty.until('>')
    pty.write(`${fixture}\r`)
    await pty.until('ready')
    pty.write('ac')
    await pty.until('keys ac')
    pty.write('\x1a')
    await pty.until('Stopped')
    expect(pty.judge.isAlternate).toBe(false)
    pty.write('stty -a | grep -c " icanon"; echo usable\r')
    await pty.until(/^usable/m)
    expect(pty.judge.lines().join('\n')).toMatch(/^1$/m)
    pty.write('fg\r')
    await pty.until('ready')
    expect(pty.judge.isAlternate).toBe(true)
    expect(pty.judge.lines()[1]).toBe('keys ac')
    pty.write('d')
    await pty.until('keys acd')
    pty.write('q')
    await pty.until('the output')
    pty.write('exit\r')
    await pty.end()
  })
})

describe.skipIf(!hasPty)('a process', () => {
  test('gives its own code a turn before a signal ends it', async () => {
    const pty = await started(checked(node('test/pty/fixtures/cleans-up.ts')))
    process.kill(pidOf(pty), 'SIGTERM')
    const screen = await restored(pty)
    expect(screen).toContain('cleaned up after SIGTERM')
    expect(screen).toContain('status 143')
  })

  test('runs one app at a time on its terminal', async () => {
    const pty = new Pty(checked(node('test/pty/fixtures/two-apps.ts')), { columns: 120 })
    await pty.until('first')
    pty.write('q')
    const screen = await restored(pty)
    expect(screen).toContain('second cannot start: first runs on this terminal')
    expect(screen).toContain('third ended with done')
  })

  test('goes on after SIGSTOP and SIGCONT from outside, with modes and screen drawn again', async () => {
    const pty = await started()
    const pid = pidOf(pty)
    const before = pty.output.length
    process.kill(pid, 'SIGSTOP')
    pty.resize(70, 20)
    process.kill(pid, 'SIGCONT')
    await pty.until('size 70x20')
    await pty.until(() => pty.output.slice(before).includes('\x1b[?1049h'))
    pty.write('q')
    expect(await pty.end()).toContain('status 0')
  })

  test('ends when its terminal is closed', async () => {
    const pty = await started(fixture)
    const pid = pidOf(pty)
    pty.close()
    expect(await gone(pid, 1_000)).toBe(true)
  })

  test('on a terminal that takes nothing ends within a second of SIGTERM', async () => {
    const heartbeat = join(mkdtempSync(join(tmpdir(), 'actty-')), 'heartbeat')
    const pty = await started(fixture, { env: { HEARTBEAT: heartbeat }, columns: 200, rows: 60 })
    const pid = pidOf(pty)
    pty.pause()
    pty.write('f')
    // A pseudo-terminal holds less than two of these screens, each of which is 12,000 cells: its timers go on for hundreds.
    await pty.until(() => existsSync(heartbeat) && statSync(heartbeat).size > 300)
    process.kill(pid, 'SIGTERM')
    expect(await gone(pid, 1_000)).toBe(true)
    pty.resume()
    pty.close()
  })

  test('draws again at every size it is given', async () => {
    const pty = await started()
    for (const [columns, rows] of [
      [20, 5],
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

  test('reads pastes, split characters and Esc as they are', async () => {
    const pty = await started()
    pty.write('\x1b[200~' + 'x'.repeat(100_000) + 'q\x1b[201~')
    await pty.until('pasted 100001')
    pty.write('é')
    await pty.until('keys é')
    pty.write('q')
    await restored(pty)
  })
})

describe.skipIf(!hasPty)('without a terminal', () => {
  test('on standard output: the last state as text, no escape sequence, exit status 0', async () => {
    const pty = new Pty(`${node('test/pty/fixtures/finishes.ts')} | cat -v; echo end`, { columns: 200 })
    const screen = await pty.end()
    expect(screen).toBe(
      '┌──────────────┐\n│ all 3 done   │\n└──────────────┘\nend'.replace(/[^\x00-\x7f]/g, mangled),
    )
    expect(pty.output).not.toContain('\x1b')
  })

  test('and nothing more to happen: what there is, exit status 0', async () => {
    const pty = new Pty(`{ ${node('examples/hello.ts')}; echo "status $?"; } | cat`)
    const screen = await pty.end()
    expect(screen).toContain('machines')
    expect(screen).toContain('status 0')
  })

  test('that can do more than print: the same', async () => {
    const pty = new Pty(`${node('test/pty/fixtures/finishes.ts')}; echo status $?`, { env: { TERM: 'dumb' } })
    const screen = await pty.end()
    expect(screen).toContain('all 3 done')
    expect(screen).toContain('status 0')
    expect(pty.output).not.toContain('\x1b')
  })

  test('on standard input: keys come from the terminal that there is', async () => {
    const pty = await started(checked(`echo data | ${fixture}`))
    pty.write('ac')
    await pty.until('keys ac')
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test('anywhere to take keys from: a sentence that says so', async () => {
    const pty = new Pty(`setsid -w ${fixture} < /dev/null; echo "status $?"`, { columns: 200 })
    const screen = await pty.end()
    expect(screen).toContain('fixture needs keys, but standard input is not a terminal')
    expect(screen).toContain('status 1')
    expect(pty.judge.isAlternate).toBe(false)
  })

  test('whose reader goes away: a quiet end', async () => {
    const pty = new Pty(`${node('test/pty/fixtures/finishes.ts')} | head -1; echo end`)
    const screen = await pty.end()
    expect(screen).not.toContain('Error')
    expect(screen).toContain('end')
  })

  test('with NO_COLOR: no color', async () => {
    const pty = await started(fixture, { env: { NO_COLOR: '1' } })
    pty.write('a')
    await pty.until('keys a')
    expect(pty.output).not.toContain('\x1b[31m')
    pty.write('q')
    await pty.end()
  })
})

/** As `cat -v` shows a character beyond ASCII. */
function mangled(character: string): string {
  return Array.from(Buffer.from(character), (byte) => {
    const low = byte & 0x7f
    return `M-${low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low)}`
  }).join('')
}
