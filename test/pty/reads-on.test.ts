import { describe, expect, test } from 'vitest'
import { Judge } from '../support/judge.ts'
import { hasPty, node, Pty } from '../support/pty.ts'

/** What is typed before the app runs, and what the program says of what is typed after it. */
const ways = [
  ['repl', 'app()\r', '20 + 22\r', /^42/m],
  ['readline', 'app\r', '20 + 22\r', /heard <20 \+ 22>/],
  ['a listener with an encoding', 'app\r', '20 + 22\r', /heard <20 \+ 22>/],
  ['a paused listener', '', '20 + 22\r', /heard <20 \+ 22>/],
  ['nobody before', '', '20 + 22\r', /heard <20 \+ 22>/],
  ['iterator', 'app\r', '20 + 22\r', /heard <20 \+ 22>/],
  ['a listener of its own meanwhile', '', '20 + 22\r', /heard <20 \+ 22>/],
] as const

describe.skipIf(!hasPty)('a program that reads standard input before and after an app', () => {
  const started = async (way: string, before: string) => {
    const pty = new Pty(node('test/pty/fixtures/reads-on.ts', `'${way}'`))
    if (before !== '') {
      await pty.until('>')
      pty.write(before)
    }
    await pty.until('the app has <>')
    return pty
  }

  test.each(ways)(
    '(%s) has what is typed after it, and nothing of what the app had',
    async (way, before, after, said) => {
      const pty = await started(way, before)
      for (const key of 'abc') pty.write(key)
      await pty.until('the app has <abc>')
      pty.write('q')
      await pty.until('the app had <abc>')
      pty.write(after)
      await pty.until(said)
      expect(pty.judge.lines().join('\n')).not.toContain('heard <abc')
      pty.write(way === 'repl' ? '.exit\r' : '\x04')
      if (way !== 'repl' && way !== 'readline') pty.write('\x03')
      await pty.end()
      expect(pty.judge.state).toEqual(new Judge(80, 24).state)
    },
  )

  test.each(ways)('(%s) has what was typed ahead of it', async (way, before, after, said) => {
    const pty = await started(way, before)
    pty.write(`abcq${after}`)
    await pty.until('the app had <abc>')
    await pty.until(said)
    pty.write(way === 'repl' ? '.exit\r' : '\x04')
    if (way !== 'repl' && way !== 'readline') pty.write('\x03')
    await pty.end()
  })
})
