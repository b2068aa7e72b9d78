import { describe, expect, test } from 'vitest'
import { LineSplitter } from '../../../src/machines/streams/line-splitter.ts'
import { withoutSgr } from '../../../src/render/text/sanitize.ts'
import { Judge } from '../../support/judge.ts'
import { fc } from '../../support/property.ts'

/** The lines of what is written in parts. */
function linesOf(...parts: string[]): string[] {
  const lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line))
  for (const part of parts) splitter.push(Buffer.from(part))
  splitter.end()
  return lines
}

describe('a line that is written over shows its last state', () => {
  test.each([
    ['by CR and the same length', '10 %\r20 %', '20 %'],
    ['by CR and less', 'abcdef\rXY', 'XYcdef'],
    ['by CR alone', 'abcdef\r', 'abcdef'],
    ['of lines that end in CR CR LF', 'abc\r\r', 'abc'],
    ['by CR and EL', 'a long line\r\x1b[Kshort', 'short'],
    ['by EL and CHA', 'a long line\x1b[2K\x1b[1Gshort', 'short'],
    [
      'by CHA and EL, as ora does',
      '\x1b[?25l\x1b[1G\x1b[0K⠋ load\x1b[1G\x1b[0K⠙ load\x1b[1G\x1b[0K✔ ok\x1b[?25h',
      '✔ ok',
    ],
    ['by BS', 'load |\b/\b-\b\\', 'load \\'],
    ['by BS and blanks', '100 %\b \b\b \b', '100  '],
    ['by BS at the beginning', '\b\bab', 'ab'],
    ['with the beginning erased', 'abcdef\x1b[3D\x1b[1KX', '   Xef'],
    ['by CUB and CUF', 'abcdef\x1b[4DX\x1b[CY', 'abXdYf'],
    ['behind its end', 'ab\x1b[6Gc', 'ab   c'],
    ['by half of a wide character', '漢字\rx', 'x 字'],
    ['by a wide character over narrow ones', 'abc\r漢', '漢c'],
    ['by a cluster', 'e\u0301x\r👨‍👩‍👧', '👨‍👩‍👧'],
    ['by ED', 'abc\r\x1b[Jx', 'x'],
  ])('%s', (_, written, shown) => {
    expect(linesOf(`${written}\nnext`)).toEqual([shown, 'next'])
  })

  test('with the colors that were on', () => {
    expect(linesOf('\x1b[32m⠋ build\r\x1b[K⠙ build\x1b[m')).toEqual(['\x1b[32m⠙ build\x1b[m'])
    expect(linesOf('\x1b[31;1mred\x1b[0m plain\r\x1b[34mb')).toEqual([
      '\x1b[34mb\x1b[m\x1b[31;1med\x1b[m plain\x1b[34m',
    ])
    expect(linesOf('\x1b[32mgreen\x1b[39m as it is')).toEqual(['\x1b[32mgreen\x1b[39m as it is'])
  })

  test('and nothing else of control is left out', () => {
    expect(linesOf('a\rb\x07\x1b]0;t\x07\x1b[1A\x1b[?x')).toEqual(['b\x07\x1b]0;t\x07\x1b[1A\x1b[?x'])
  })

  test('also while it has no end, whatever it is split into', () => {
    const written = '\x1b[2K\x1b[1G⠋ one\x1b[2K\x1b[1G\x1b[36m⠙\x1b[39m two'
    const bytes = Buffer.from(written)
    for (let cut = 0; cut <= bytes.length; cut++) {
      const splitter = new LineSplitter(() => expect.unreachable())
      splitter.push(bytes.subarray(0, cut))
      splitter.push(bytes.subarray(cut))
      expect(withoutSgr(splitter.unfinished)).toBe('⠙ two')
    }
  })

  test('of a spinner that runs for days, in little memory and time', () => {
    const lines: string[] = []
    const splitter = new LineSplitter((line) => lines.push(line))
    for (let frame = 0; frame < 200_000; frame++) splitter.pushText(`\r\x1b[K\x1b[3${frame % 8}m| ${frame}`)
    splitter.end()
    expect(lines.map(withoutSgr)).toEqual(['| 199999'])
  })

  test('as an emulator shows it, in whatever parts it comes', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.stringMatching(/^[ -~]{1,8}$/) },
      fc.constantFrom(
        '漢字',
        'かな',
        '한글',
        '\r',
        '\b',
        '\x1b[K',
        '\x1b[1K',
        '\x1b[2K',
        '\x1b[G',
        '\x1b[C',
        '\x1b[D',
        '\x1b[m',
      ),
      fc.tuple(fc.nat(30), fc.constantFrom('G', 'C', 'D', 'm')).map(([n, command]) => `\x1b[${n}${command}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.nat(), async (steps, cut) => {
        const written = steps.join('')
        const judge = new Judge(400, 1, { graphemes: false })
        await judge.write(written)
        const at = written === '' ? 0 : cut % written.length
        const [line = ''] = linesOf(written.slice(0, at), written.slice(at))
        expect(withoutSgr(line).trimEnd()).toBe(judge.lines()[0])
      }),
      { numRuns: 300 },
    )
  })
})
