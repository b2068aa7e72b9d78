import { Judge } from '../support/judge.ts'
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

  test('has the output of its app, even if that is stopped when it has just ended', async () => {
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
  test('and nothing more to happen: the current state, exit status 0', async () => {
    const pty = new Pty(`{ cd src; ${node('../examples/hello.ts')}; echo "status $?"; } | cat`)
    const screen = await pty.end()
    expect(screen).toContain('machines')
    expect(screen).toContain('status 0')
  })

  test('on standard input: keys come from the controlling terminal', async () => {
    const pty = await started(checked(`echo data | ${fixture}`))
    pty.write('ac')
    await pty.until('keys ac')
    pty.write('q')
    expect(await restored(pty)).toContain('status 0')
  })

  test.each([
    [
      'no controlling terminal',
      (app: string) => `setsid -w ${app} < /dev/null`,
      "standard input isn't a terminal",
    ],
    ['CI', (app: string) => `CI=true ${app}`, 'CI is set'],
    ['a pipe', (app: string) => `{ ${app}; } | cat`, "standard output isn't a terminal"],
  ])('that has keys (%s): what needs none runs, what needs some says so, status 2', async (_, on, reason) => {
    const fixture = (which: string) => on(node('test/pty/fixtures/keyless.ts', which))
    const status = '; echo "status ${PIPESTATUS[0]}"'
    const bash = { shell: ['bash', '-c'], columns: 200 }
    const ends = new Pty(`${fixture('ends')}${status}`, bash)
    const question = new Pty(`${fixture('question')}${status}`, bash)
    const page = new Pty(`${fixture('page')}${status}`, bash)
    expect(await ends.end()).toContain('status 0')
    expect(ends.output).toContain('the page is done')
    expect(await page.end()).toContain('status 0')
    const screen = await question.end()
    expect(screen).toContain(`question needs keys, but ${reason}`)
    expect(screen).not.toContain('    at ')
    expect(screen).toContain('status 2')
    for (const { judge } of [ends, question, page]) expect(judge.state).toEqual(new Judge(80, 24).state)
  })
})

describe.skipIf(!hasPty)('a clock that is only shown keeps nothing alive', () => {
  test.each([
    ['a pipe', (app: string) => `{ ${app}; } | cat`],
    ['CI', (app: string) => `CI=true ${app}`],
  ])('in %s', async (_, on) => {
    const screens = ['shown', 'countdown', 'page', 'question', 'parallel', 'form'].map(async (which) => {
      const app = on(`timeout 15 ${node('test/pty/fixtures/clocked.ts', which)}`)
      const pty = new Pty(`${app}; echo "status \${PIPESTATUS[0]}"`, { shell: ['bash', '-c'], columns: 200 })
      return pty.end()
    })
    const [shown, countdown, page, ...asking] = await Promise.all(screens)
    for (const [screen, text] of [
      [shown, 'the shown\nthe time'],
      [countdown, 'the countdown'],
      [page, 'the page'],
    ] as const) {
      expect(screen).toContain(text)
      expect(screen).toContain('status 0')
    }
    for (const [index, name] of ['question', 'parallel', 'form/field'].entries()) {
      expect(asking[index]).toContain(`${name} needs keys, but `)
      expect(asking[index]).toContain('status 2')
    }
  })
})

test.skipIf(!hasPty).each([
  ['without TERM', 'env -u TERM'],
  ['TERM=unknown', 'TERM=unknown'],
  ['TERM=vt100', 'TERM=vt100 COLORTERM=truecolor'],
  ['TERM=linux', 'TERM=linux COLORTERM=truecolor'],
])('a terminal %s gets what it has: no strings, no reports, no colors but its own', async (_, set) => {
  const pty = new Pty(`echo before; ${set} ${node('test/pty/fixtures/keyless.ts', 'question')}; echo after`)
  await pty.until('a question')
  expect(pty.output).not.toMatch(/\x1b\]|\x1b\[\?1049h|\x1b\[\?2004h|\x1b\[\?1004h|\x1b\[c|\x1b\[[<>=]/)
  expect(pty.output).not.toMatch(/\x1b\[[\d;]*[34]8;/)
  expect(/\x1b\[[\d;]*3[0-7]/.test(pty.output)).toBe(set.includes('linux'))
  pty.write('q')
  const screen = await pty.end()
  expect(screen.endsWith('after')).toBe(true)
  expect(pty.judge.state).toEqual(new Judge(80, 24).state)
})
