import { describe, expect, test } from 'vitest'
import { checked, fixture, pidOf, restored, started } from '../support/fixture-app.ts'
import { hasPty, node, Pty } from '../support/pty.ts'

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

  test('has the output of its app, also where that is stopped when it has just ended', async () => {
    const pty = await started(checked(node('test/pty/fixtures/stops-late.ts')))
    pty.write('q')
    expect(await restored(pty)).toContain('ended with done')
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
  test('and nothing more to happen: what there is, exit status 0', async () => {
    const pty = new Pty(`{ ${node('examples/hello.ts')}; echo "status $?"; } | cat`)
    const screen = await pty.end()
    expect(screen).toContain('machines')
    expect(screen).toContain('status 0')
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
})
