import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checked, restored } from '../support/fixture-app.ts'
import { hasPty, node, Pty, type PtyOptions } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'

const script = 'test/pty/fixtures/form.ts'
const asked = (words = '', options: PtyOptions = {}) => new Pty(checked(`${node(script)} ${words}`), options)
const all = '--name Ann --mail ann@example.com --size large'
const answers = 'answers {"name":"Ann","mail":"ann@example.com","size":"large"}'

describe.skipIf(!hasPty)('a form', () => {
  test('goes back while an answer is wrong, keeps what was typed, and ends with all answers', async () => {
    const pty = asked()
    await pty.until('Name?')
    pty.write('Ann\r')
    await pty.until('Mail?')
    pty.write('ann\r')
    await pty.until('a mail has an @')
    pty.write('\x1b[Z') // Shift+Tab
    await pty.until(/\? Name\?/)
    pty.write('a\r')
    await pty.until(/✓ Name\? +Anna/)
    await pty.until('│ ann')
    pty.write('@example.com\r')
    await pty.until('Size?')
    pty.write('\x1b[B\r')
    expect(await restored(pty)).toContain('answers {"name":"Anna","mail":"ann@example.com","size":"large"}')
  })

  test('ends at Ctrl+C while an answer is checked, and aborts the check', async () => {
    const pty = asked('--name Ann')
    await pty.until('Mail?')
    pty.write('slow\r')
    await pty.until('Esc  Change')
    pty.write('\x03')
    const screen = await restored(pty)
    expect(screen).toContain('the check was aborted')
    expect(screen).toContain('status 130')
  })

  test.each([
    ['a missing answer', '--name Ann', {}, ['mail', '--mail', 'size']],
    ['a wrong answer', '--name Ann --mail ann', {}, ['mail', '--mail', 'a mail has an @']],
    ['a wrong variable', '--name Ann --size large', { ORDER_MAIL: 'ann' }, ['mail', 'a mail has an @']],
  ])('names %s, its flag, and ends with status 2 in CI', async (_, words, env, said) => {
    const screen = await restored(asked(words, { env: { CI: '1', ...env }, columns: 120 }))
    for (const word of said) expect(screen).toContain(word)
    expect(screen).toContain('status 2')
  })

  test.each([
    ['flags', all, {}],
    ['flags and variables', '--name Ann --size large', { ORDER_MAIL: 'ann@example.com' }],
    [
      'standard input that is asked for',
      `--answers - <<< '{"name":"Ann","mail":"ann@example.com","size":"large"}'`,
      {},
    ],
  ])('takes its answers from %s, without asking', async (_, words, env) => {
    const screen = await restored(asked(words, { env: { CI: '1', ...env }, shell: ['bash', '-c'] }))
    expect(screen).toContain(answers)
    expect(screen).toContain('status 0')
  })

  test('takes defaults with --yes, and writes what repeats the run', async () => {
    const path = scratch('answers')
    const words = '--name Ann --mail ann@example.com --yes'
    const first = await restored(asked(`${words} --print-answers ${path}`, { env: { CI: '1' } }))
    expect(first).toContain('"size":"small"')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      name: 'Ann',
      mail: 'ann@example.com',
      size: 'small',
    })
    expect(await restored(asked(`--answers ${path}`, { env: { CI: '1' } }))).toContain('"size":"small"')
  })

  test('is asked in lines for a screen reader', async () => {
    const pty = asked('--name Ann', { env: { ACCESSIBLE: '1' } })
    await pty.until('Mail?')
    pty.write('ann\r')
    await pty.until('a mail has an @')
    pty.write('ann@example.com\r')
    await pty.until('Size?')
    pty.write('2\r')
    expect(await restored(pty)).toContain(answers)
    expect(pty.output).not.toMatch(/\x1b\[\d*[A-HJKST]/)
  })
})
