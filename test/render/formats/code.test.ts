import { describe, expect, test } from 'vitest'
import { code, type CodeOptions } from '../../../src/render/formats/code.ts'
import { highlight, highlightOpen } from '../../../src/render/formats/highlight.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { fc, FUZZ_TIME, fuzzing } from '../../support/property.ts'

const typescript = `import { load } from 'pkg'
// all of them
const users: User[] = await load(/a+/, 4)
`

function styled(source: string, options: CodeOptions, columns = 48, rows = 6): string[] {
  const screen = screenOf(columns, rows)
  draw(screen, code(source, options))
  return styledLines(screen).map((line) =>
    line.replaceAll(/ ?on surface/g, '').replaceAll(/<>(.*?)<\/>/g, '$1'),
  )
}

describe('code', () => {
  test('has its language at the upper right, and two columns and a row around it', () => {
    expect(shown(code(typescript, { language: 'ts' }), 48, 6)).toEqual([
      '                                             ts',
      "  import { load } from 'pkg'",
      '  // all of them',
      '  const users: User[] = await load(/a+/, 4)',
      '',
      '',
    ])
  })

  test('has colors by what its parts are', () => {
    const [, first, second, third] = styled(typescript, { language: 'ts' })
    expect(first).toContain("<hue6>import</> { load } <hue6>from</> <hue5>'pkg'</>")
    expect(second).toContain('<italic muted>// all of them</>')
    expect(third).toContain('<hue6>const</>')
    expect(third).toContain('<hue3>User</>')
    expect(third).toContain('<hue1>load</>(<hue4>/a+/</>, <hue2>4</>)')
  })

  test.each([
    ['json', '{ "a": [1, "b"] }', ['<hue2>1</>', '<hue5>"b"</>']],
    ['bash', 'for f in *; do echo "$f"; done # all', ['<hue6>for</>', '<italic muted># all</>']],
    ['python', 'def f(): return 1.5', ['<hue6>def</>', '<hue1>f</>', '<hue2>1.5</>']],
    ['go', 'func main() { var x string = "s" }', ['<hue6>func</>', '<hue3>string</>']],
    ['rs', 'fn main() { let x = 1u8; }', ['<hue6>fn</>', '<hue2>1u8</>']],
    ['yml', 'a: true # yes', ['<hue1>a:</>', '<italic muted># yes</>']],
    ['html', '<p id="x">', ['<hue4>&lt;p'.replace('&lt;', '<'), '<hue5>"x"</>']],
    ['css', '.a { color: red }', ['<hue4>.a</>', '<hue1>color</>']],
    ['sql', "SELECT 1 FROM t WHERE a = 'b'", ['<hue6>SELECT</>', "<hue5>'b'</>"]],
    ['diff', '+new\n-old', ['<success>+new</>', '<danger>-old</>']],
    ['js', '`a${b + 1}`', ['<hue5>`a</>${b + <hue2>1</>}<hue5>`</>']],
  ])('knows %s', (language, source, parts) => {
    const screen = styled(source, { language }).join('\n')
    for (const part of parts) expect(screen).toContain(part)
  })

  test('in an unknown language has no colors', () => {
    expect(styled('const a = 1', { language: 'klingon' })[1]!.trimEnd()).toBe('  const a = 1')
  })

  test('has line numbers, and points lines out with a mark', () => {
    const numbered = code('one\ntwo\nthree', { lineNumbers: 9, highlight: [10] })
    expect(shown(numbered, 20, 5)).toEqual(['', '     9  one', '  ▌ 10  two', '    11  three', ''])
    expect(shown(code('one\ntwo', { highlight: [2] }), 20, 4)).toEqual(['', '    one', '  ▌ two', ''])
  })

  test('wraps in a narrow place, and is there in a lower one', () => {
    expect(shown(code('one two', { lineNumbers: true, language: 'markdown' }), 12, 4)).toEqual([
      '   markdown',
      '    1  one',
      '       two',
      '',
    ])
  })

  test('that is still open has a block at its end', () => {
    expect(shown(code('ask(', { open: true }), 20, 3)[1]).toBe('  ask(█')
  })

  test('that is still open keeps the colors of what was there', () => {
    const line = "const a = 'b' // c\n"
    const open = highlightOpen(line.repeat(500), 'ts')
    expect(open.map(({ text }) => text).join('')).toBe(line.repeat(500))
    expect(highlightOpen(line.repeat(501), 'ts').slice(0, 100)).toEqual(open.slice(0, 100))
    expect(open[0]).toBe(highlightOpen(line.repeat(501), 'ts')[0])
  })

  test('has no colors if it is data', () => {
    const line = `const a = [${'1,'.repeat(2_000)}]`
    expect(highlight(line, 'js')).toEqual([{ text: line, style: undefined }])
    const long = 'const a = 1\n'.repeat(20_000)
    expect(highlight(long, 'js')).toHaveLength(1)
  })
})

const fragments = [
  '<',
  '&lt;',
  '&',
  '"',
  "'",
  '`',
  '${',
  '}',
  '/*',
  '*/',
  '//',
  '\n',
  ' ',
  '\\',
  '\x1b[31m',
  '#',
  '1',
  'function f',
]
const languages = [
  'ts',
  'js',
  'json',
  'bash',
  'python',
  'go',
  'rust',
  'yaml',
  'html',
  'css',
  'sql',
  'diff',
  'toml',
  'c',
  'java',
  'dockerfile',
  'markdown',
  'shell',
]

test(
  'each part of any code is shown, in its order',
  () => {
    const source = fc.array(
      fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 6 })),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(source, fc.constantFrom(...languages), (parts, language) => {
        const text = parts.join('')
        expect(
          highlight(text, language)
            .map((span) => span.text)
            .join(''),
        ).toBe(text)
      }),
      fuzzing(1_500),
    )
  },
  FUZZ_TIME,
)
