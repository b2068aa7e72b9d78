import { expect, test } from 'vitest'
import { hasPty, node, Pty } from '../support/pty.ts'

const script = node('test/pty/fixtures/colored.ts')

/** What a terminal answers: to the last color question, and to the question what it is. */
const complete = [
  '\x1b]10;rgb:d0d0/cfcf/cccc\x1b\\',
  ...Array.from({ length: 16 }, (_, index) =>
    `\x1b]4;${index};rgb:${index}0/20/30\x1b\\`.replace('rgb:100', 'rgb:ff'),
  ),
  '\x1b]11;rgba:17/14/21/ff\x07',
  '\x1b[?62;22c',
].join('')

test.skipIf(!hasPty).each<[string, string, string, boolean]>([
  ['everything', complete, 'on dark', true],
  ['a part', complete.replace(/\x1b\]4;7;.*?\x1b\\/, ''), 'on dark', false],
  [
    'garbage',
    '\x1b]10;rgb:zz/1/1\x1b\\\x1b]4;\x07\x1b]11;white\x1b\\\x1b]4;99;rgb:1/1/1\x1b\\\x1b[?62c',
    'on anything',
    false,
  ],
  ['nothing', '', 'on anything', false],
])('a terminal that answers %s', async (_, answers, shown, hasSurface) => {
  const pty = new Pty(script, { answers: false, columns: 30, rows: 3, env: { COLORTERM: 'truecolor' } })
  await pty.until('on anything') // it waits for no answer
  expect(pty.output).toContain('\x1b]4;15;?\x1b\\\x1b]11;?')
  // A slow line cuts answers anywhere.
  for (let at = 0; at < answers.length; at += 7) pty.write(answers.slice(at, at + 7))
  await pty.until(shown)
  if (hasSurface) await pty.until(() => pty.output.includes('48;2;32;29;42'))
  pty.write('q')
  await pty.until(() => pty.ended !== undefined)
  expect(pty.output.includes('48;2;')).toBe(hasSurface)
  expect(pty.judge.lines().join('\n')).not.toMatch(/rgb|\]4/)
})
