import { describe, expect, test } from 'vitest'
import { ansi } from '../../../src/render/formats/ansi.ts'
import { ansiLines } from '../../../src/render/formats/ansi-lines.ts'
import { code } from '../../../src/render/formats/code.ts'
import { diff, patch } from '../../../src/render/formats/diff.ts'
import { markdown } from '../../../src/render/formats/markdown.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { fc, FUZZ_TIME, fuzzing } from '../../support/property.ts'
import { draw, screenOf } from '../../support/screen.ts'

const builders: Readonly<Record<string, (text: string) => Node>> = {
  ansi: (text) => ansi(text),
  ansiLines: (text) => lines(ansiLines(text.split('\n'))),
  code: (text) => code(text, { language: 'ts', lineNumbers: true, highlight: [1] }),
  'open code': (text) => code(text, { language: text.slice(0, 6), open: true }),
  diff: (text) =>
    diff(text, text.split('').toReversed().join(''), { title: text, language: 'js', mode: 'split' }),
  patch: (text) => patch(`@@ -1,3 +1,3 @@\n-${text}\n+${text}`),
  markdown: (text) => markdown(text, { addresses: true, open: true }),
}

/** What makes trouble for terminals, and for those who read a format. */
const fragments = [
  ...[
    '\x1b',
    '\x1b[',
    '\x1b[31m',
    '\x1b[38;2;1;2m',
    '\x1b[4:3m',
    '\x1b]8;;',
    '\x07',
    '\x9b',
    '\x9d8;;x\x9c',
    '\x1b\\',
    '\x1b[2J',
    '\x1bP',
    '\0',
  ],
  ...['\r', '\n', '\n\n', '\t', '\u202e', '\ud800', '漢字', '👨‍👩‍👧', 'e\u0301', '\u200b', '\u2028'],
  ...[
    '# ',
    '> ',
    '- ',
    '1. ',
    '```',
    '~~~\n',
    '    ',
    '| a ',
    '|-|\n',
    '**',
    '_',
    '`',
    '[a]',
    '(b)',
    '![',
    '<b>',
    '<!--',
    '&#x1b;',
    '&#155;',
    '&ESC;',
    '\\',
    'http://a.b',
  ],
  ...[
    '[a]: javascript:x\n',
    '[x](\x1b]0;y\x07)',
    '@@ -1 +1 @@',
    '+',
    '-',
    ' ',
    'word',
    '/*',
    '*/',
    '"',
    "'",
    '${',
  ],
]

describe.each(Object.keys(builders))('%s of any text', (name) => {
  test(
    'throws nothing, and sends the terminal nothing but styles, links and moves',
    () => {
      const text = fc
        .array(
          fc.oneof(
            { weight: 8, arbitrary: fc.constantFrom(...fragments) },
            fc.string({ unit: 'binary', maxLength: 8 }),
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join(''))
      fc.assert(
        fc.property(text, fc.constantFrom(1, 20, 100), (given, columns) => {
          const screen = screenOf(columns, 12)
          const bytes = draw(screen, builders[name]!(given))

          expect(
            bytes.replaceAll(/\x1b\[[\d;:?]*[A-Za-z]|\x1b\]8;;[!-~]*\x1b\\|\x1b[78]|[\r\n]/g, ''),
          ).not.toMatch(/[\0-\x1f\x7f-\x9f]/)
          for (const row of screen.toLines())
            expect(row).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028-\u202e]|\p{Surrogate}/u)
        }),
        fuzzing(150),
      )
    },
    FUZZ_TIME,
  )
})

const large: Readonly<Record<string, string>> = {
  'a long line': 'x'.repeat(250_000),
  'many colors': '\x1b[31mx\x1b[m'.repeat(25_000),
  'colors that never end': '\x1b[1;'.repeat(40_000),
  'links that never end': '\x1b]8;;'.repeat(40_000),
  'quotes in quotes': '> '.repeat(25_000),
  'lists in lists': '- '.repeat(25_000),
  'lists below lists': Array.from({ length: 300 }, (_, index) => `${'  '.repeat(index)}- a`).join('\n'),
  brackets: '['.repeat(25_000),
  'half emphasis': 'a_'.repeat(12_000),
  'an address without an end': `${'a'.repeat(25_000)}@`,
  'a wide table': `${'|a'.repeat(5_000)}\n${'|-'.repeat(5_000)}`,
  'many definitions': Array.from({ length: 5_000 }, (_, index) => `[a${index}]: /b`).join('\n') + '\n\n[a7]',
  'different lines': Array.from({ length: 5_000 }, (_, index) => `${(index * 7919) % 10_007}\n`).join(''),
  'code without an end': '/*`${"'.repeat(30_000),
}

describe.each(Object.entries(large))('%s', (_, text) => {
  test.each(Object.keys(builders))('is shown by %s', (name) => {
    const screen = screenOf(80, 24)
    draw(screen, scroll(builders[name]!(text)))
    expect(screen.toLines().join('')).not.toBe('')
  })
})
