import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checked, fixture, pidOf, restored, started } from '../support/fixture-app.ts'
import { gone, hasPty, isAlive, node, Pty } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'

const many = Number(process.env['STARTS'] ?? 1_000)

describe.skipIf(!hasPty)('faults in the life cycle', () => {
  test('1. normal exit: restored, exit status kept', async () => {
    const pty = await started()
    expect(pty.judge.isAlternate).toBe(true)
    pty.write('q')
    const screen = await restored(pty)
    expect(screen).toContain('the output')
    expect(screen).toContain('status 0')
  })

  test.each([
    ['a timer', 'e', 'boom in a timer'],
    ['a listener', 'I', 'boom in a listener'],
    ['an action', 't', 'boom in an action'],
    ['a view', 'v', 'boom in a view'],
    ['an actor', 'l', 'boom in a promise'],
    ['a timer, without being an error', 'E', 'boom without an error'],
  ])('2. a throw in %s: restored, the stack on the main screen, exit 1', async (_, key, message) => {
    const pty = await started(checked(), { rows: 60 })
    pty.write(key)
    const screen = await restored(pty)
    expect(screen).toContain(message)
    expect(screen).toContain('status 1')
  })

  test('3. unhandled rejection: the same', async () => {
    const pty = await started(checked(), { rows: 60 })
    pty.write('r')
    const screen = await restored(pty)
    expect(screen).toContain('boom in a rejection')
    expect(screen).toContain('status 1')
  })

  test.each([
    ['in a view', 'X', 4],
    ['in an action', 'x', 3],
  ])('4. process.exit in the middle of a frame: restored (%s)', async (_, key, status) => {
    const pty = await started()
    pty.write(key)
    expect(await restored(pty)).toContain(`status ${status}`)
    expect(pty.output.split('\x1b[?2026h').length).toBeLessThanOrEqual(pty.output.split('\x1b[?2026l').length)
  })

  test('4. process.exit while the terminal has half a frame: what was begun is closed, then restored', async () => {
    const heartbeat = scratch()
    const pty = await started(checked(), { env: { HEARTBEAT: heartbeat }, columns: 200, rows: 60 })
    pty.pause()
    pty.write('f')
    await pty.until(() => existsSync(heartbeat) && statSync(heartbeat).size > 20)
    pty.write('x')
    pty.resume()
    expect(await restored(pty)).toContain('status 3')
  })

  test.each([
    [5, 'SIGINT', 130],
    [6, 'SIGTERM', 143],
    [7, 'SIGHUP', 129],
    [8, 'SIGQUIT', 131],
  ] as const)('%i. %s: restored, dies by the signal', async (_, signal, status) => {
    // A trap keeps the shell, which gets the signal's fate told, from ending with its child.
    const pty = await started(`trap : INT QUIT; ${checked()}`)
    process.kill(pidOf(pty), signal)
    expect(await restored(pty)).toContain(`status ${status}`)
  })

  test("5. ctrl+c that isn't bound: the same as SIGINT", async () => {
    const pty = await started()
    pty.write('\x03')
    const screen = await restored(pty)
    expect(screen).toContain('status 130')
    expect(screen).not.toContain('Interrupted')
  })

  test('9. the terminal closed while drawing: no spin, no abort; ended by SIGHUP within 1 s', async () => {
    const status = scratch()
    const pty = await started(`sh -c 'trap : HUP; ${fixture}; echo $? > ${status}'; :`)
    const pid = pidOf(pty)
    pty.write('f')
    await pty.until(/^(\d)\1{70}/)
    pty.close()
    expect(await gone(pid, 1_000)).toBe(true)
    await pty.until(() => existsSync(status) && readFileSync(status, 'utf8') !== '')
    expect(readFileSync(status, 'utf8')).toBe('129\n')
    await pty.until(() => pty.descendants().length === 0)
  })

  test.each([
    ['whose hang-up is ignored (nohup, setopt nohup)', `trap '' HUP; ${fixture}`],
    ['in a session of its own', `setsid -w ${fixture}`],
  ])('9. the terminal of an app closed, %s: it ends with all that it has started', async (_, command) => {
    const pty = await started(command)
    pty.write('S')
    await pty.until(() => pty.descendants().filter((line) => line.startsWith('sh -c trap')).length > 1)
    pty.close()
    await pty.until(() => pty.descendants().length === 0)
  })

  test('9. the terminal closed while the app is stopped: it ends when it goes on', async () => {
    const pty = await started(fixture)
    const pid = pidOf(pty)
    process.kill(pid, 'SIGSTOP')
    pty.close()
    process.kill(pid, 'SIGTERM')
    if (isAlive(pid)) process.kill(pid, 'SIGCONT')
    expect(await gone(pid, 3_000)).toBe(true)
    await pty.until(() => pty.descendants().length === 0)
  })

  test('10. Ctrl-Z, then fg: the shell is usable between; raw mode, modes and a full repaint return', async () => {
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

  test.each([
    ['80x24 to 70x20', 70, 20],
    ['80x24 to 100x30', 100, 30],
  ])('59. Ctrl-Z, the window from %s, fg: drawn at the new size', async (_, columns, rows) => {
    const pty = new Pty('', { shell: ['bash', '--norc', '-i'], env: { PS1: '> ', HISTFILE: '/dev/null' } })
    await pty.until('>')
    pty.write(`${fixture}\r`)
    await pty.until('size 80x24 ready')
    pty.write('\x1a')
    await pty.until('Stopped')
    pty.resize(columns, rows)
    pty.write('fg\r')
    await pty.until(`size ${columns}x${rows} ready`)
    pty.write('q')
    await pty.until('the output')
    pty.write('exit\r')
    await pty.end()
  })

  test('65. ctrl+c while a child does not end: the screen says so; ctrl+c again ends it all', async () => {
    const pty = await started(checked(), { env: { GRACE: '60000' } })
    pty.write('S')
    await pty.until(() => pty.descendants().filter((line) => line.startsWith('sh -c trap')).length > 1)
    pty.write('\x03')
    await pty.until('stopping 1 process, 1 s')
    expect(pty.judge.lines()[0]).toContain('ready')
    pty.write('\x03')
    expect(await restored(pty)).toContain('status 130')
  })

  test.each([
    ['at once', 'kill %1'],
    ['when it was stopped for longer than a stop takes', 'sleep 0.4; kill %1'],
  ])('10. Ctrl-Z, then kill %s: it ends without being brought back', async (_, kill) => {
    const pty = new Pty('', { shell: ['bash', '--norc', '-i'], env: { PS1: '> ', HISTFILE: '/dev/null' } })
    await pty.until('>')
    pty.write(`${fixture}\r`)
    await pty.until('ready')
    const pid = pidOf(pty)
    pty.write('\x1a')
    await pty.until('Stopped')
    pty.write(`${kill}\r`)
    expect(await gone(pid, 5_000)).toBe(true)
    pty.write('echo usable\r')
    await pty.until(/^usable/m)
    await pty.until('Terminated')
    expect(pty.judge.isAlternate).toBe(false)
    pty.write('exit\r')
    await pty.end()
  })

  test('started in the background: waits for the terminal, and ends if it is told to', async () => {
    const limited = new Pty(`timeout 2 ${fixture}; echo "status $?"`)
    const pty = new Pty('', { shell: ['bash', '--norc', '-i'], env: { PS1: '> ', HISTFILE: '/dev/null' } })
    await pty.until('>')
    const stopped = () =>
      pty
        .processes()
        .find(
          ({ id, line }) =>
            line.includes('fixtures/app.ts') && readFileSync(`/proc/${id}/stat`, 'utf8').includes(') T '),
        )
    for (const isToRun of [false, true]) {
      pty.write(`${fixture} &\r`)
      await pty.until(() => stopped() !== undefined)
      expect(pty.judge.isAlternate).toBe(false)
      const { id } = stopped()!
      // A shell that doesn't know yet that a job has stopped doesn't let it go on.
      const known = isToRun ? /\[2\].*Stopped/ : /\[1\].*Stopped/
      while (!known.test(pty.judge.lines().join('\n'))) {
        pty.write('jobs\r')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      pty.write(isToRun ? 'fg\r' : 'kill %1\r')
      if (isToRun) await pty.until('ready')
      else expect(await gone(id, 5_000)).toBe(true)
    }
    pty.write('q')
    await pty.until('the output')
    expect(pty.judge.lines().join('\n')).toContain('fixture waits until it is in the foreground')
    pty.write('exit\r')
    await pty.end()
    expect(await limited.end()).toContain('status 124')
    expect(limited.descendants()).toEqual([])
  })

  test.each([
    ['two SIGINT', ['SIGINT', 'SIGINT'], 130],
    ['two SIGTERM', ['SIGTERM', 'SIGTERM'], 143],
    ['SIGTERM, then SIGINT', ['SIGTERM', 'SIGINT'], 130],
    ['SIGHUP, then SIGTERM', ['SIGHUP', 'SIGTERM'], 143],
  ] as const)('65. %s while a child does not end: the second ends it all', async (_, signals, status) => {
    const pty = await started(`trap : INT QUIT; ${checked()}`, { env: { GRACE: '60000' } })
    pty.write('S')
    await pty.until(() => pty.descendants().filter((line) => line.startsWith('sh -c trap')).length > 1)
    process.kill(pidOf(pty), signals[0])
    await pty.until('stopping 1 process, 1 s')
    process.kill(pidOf(pty), signals[1])
    expect(await restored(pty)).toContain(`status ${status}`)
  })

  test('65. a key, then a signal while a child does not end: the second ends it all', async () => {
    const pty = await started(`trap : INT QUIT; ${checked()}`, { env: { GRACE: '60000' } })
    pty.write('S')
    await pty.until(() => pty.descendants().filter((line) => line.startsWith('sh -c trap')).length > 1)
    pty.write('\x03')
    await pty.until('stopping 1 process, 1 s')
    process.kill(pidOf(pty), 'SIGTERM')
    expect(await restored(pty)).toContain('status 143')
  })

  test('11. SIGSTOP and SIGCONT from outside: modes applied again, size read again', async () => {
    const pty = await started()
    const pid = pidOf(pty)
    const before = pty.output.length
    process.kill(pid, 'SIGSTOP')
    pty.resize(70, 20)
    process.kill(pid, 'SIGCONT')
    await pty.until('size 70x20')
    await pty.until(() => pty.output.slice(before).includes('\x1b[?1049h'))
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test.each([
    ['SIGKILL', 'status 137', (pty: Pty) => process.kill(pidOf(pty), 'SIGKILL')],
    ['out of memory', 'status 134', (pty: Pty) => pty.write('O')],
    ['abort', 'status 134', (pty: Pty) => pty.write('A')],
    ['SIGBUS', 'status 135', (pty: Pty) => process.kill(pidOf(pty), 'SIGBUS')],
    ['a timer of the system', 'status 142', (pty: Pty) => process.kill(pidOf(pty), 'SIGALRM')],
  ])('12. %s: the restore helper has the terminal back', async (_, status, end) => {
    const app = fixture.replace('node ', 'node --max-old-space-size=60 ')
    const pty = await started(
      `ulimit -c 0; stty -ixon erase ^H; before=$(stty -g); ${app}; status=$?; ` +
        `while [ "$before" != "$(stty -g)" ]; do sleep 0.05; done; echo "status $status"; echo "settings as before"`,
      { rows: 100 },
    )
    await helperOf(pty)
    end(pty)
    expect(await restored(pty)).toContain(status)
  })

  test("12. SIGKILL without the helper: the terminal isn't restored", async () => {
    const pty = await started(`${checked()}; echo over`, { env: { HELPER: 'off' } })
    expect(pty.descendants().filter((line) => line.includes('modes='))).toEqual([])
    process.kill(pidOf(pty), 'SIGKILL')
    await pty.until('over')
    expect(pty.judge.isAlternate).toBe(true)
    expect(await pty.end()).not.toContain('settings as before')
  })

  test("12. the helper's own death harms nothing", async () => {
    const pty = await started()
    process.kill(await helperOf(pty), 'SIGKILL')
    pty.write('a')
    await pty.until('keys a')
    pty.write('S') // what the helper is told, it is told in vain
    await pty.until(/busy/)
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test('12. SIGTERM while the terminal takes nothing: the helper restores it when it does again', async () => {
    const heartbeat = scratch()
    // The shell compares after the helper has done its work.
    const compare = '[ "$before" = "$(stty -g)" ] && echo "settings as before"'
    const pty = await started(`before=$(stty -g); ${fixture}; read line; ${compare}`, {
      env: { HEARTBEAT: heartbeat },
      columns: 200,
      rows: 60,
    })
    const pid = pidOf(pty)
    await helperOf(pty)
    pty.pause()
    pty.write('f')
    await pty.until(() => existsSync(heartbeat) && statSync(heartbeat).size > 20)
    process.kill(pid, 'SIGTERM')
    expect(await gone(pid, 5_000)).toBe(true)
    pty.resume()
    await pty.until(
      () => !pty.judge.isAlternate && !pty.descendants().some((line) => line.includes('modes=')),
    )
    pty.write('\n')
    await restored(pty)
  })

  test.each([
    ['the view', 'view'],
    ['the logic', 'logic'],
    ['the terminal', 'terminal'],
    ['an inspector', 'inspect'],
  ])('13. a throw half-way through start-up, in %s: only what was acquired is undone', async (_, where) => {
    const pty = new Pty(checked(`${node('test/faults/fixtures/half-way.ts')} ${where}`), {
      rows: 60,
      columns: 120,
    })
    const screen = await restored(pty)
    expect(screen).toContain(`caught: boom in the ${where}`)
    expect(screen).toContain('left: nothing')
    expect(screen).toContain('then: the next app is done')
    expect(screen).toContain('status 0')
  })

  test(`14. ${many.toLocaleString('en')} starts and stops in one process: flat listeners, descriptors and heap`, async () => {
    const pty = new Pty(
      checked(node('test/faults/fixtures/many.ts', String(many), '30').replace('node ', 'node --expose-gc ')),
    )
    await pty.until(/heap: /, 180_000)
    const screen = await restored(pty)
    expect(screen).toContain('left: nothing')
    // Fewer, if one was still closing when they were counted first.
    expect(screen).toMatch(/descriptors: (?:0|-\d+)\b/)
    expect(screen).toMatch(/heap: .* flat/)
  }, 240_000)
})

/** The id of the app's restore helper, as soon as it stands by. */
async function helperOf(pty: Pty): Promise<number> {
  let id: number | undefined
  await pty.until(() => (id = pty.processes().find(({ line }) => line.includes('modes='))?.id) !== undefined)
  expect(isAlive(id!)).toBe(true)
  return id!
}
