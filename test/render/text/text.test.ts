import { describe, expect, test } from 'vitest'
import { text, type TextContent, type TextOptions } from '../../../src/render/nodes/text.ts'
import { draw, screenOf, shown as lookOf } from '../../support/screen.ts'

function shown(content: TextContent, columns: number, rows = 1, options?: TextOptions): string[] {
  return lookOf(text(content, options), columns, rows)
}

describe('text wider than its room', () => {
  test.each<[TextOptions['overflow'], string, string[]]>([
    ['wrap', 'the quick brown fox', ['the quick', 'brown fox']],
    ['wrap', 'abcdefghijklmno', ['abcdefghij', 'klmno']],
    ['wrap', 'trailing   spaces go', ['trailing', 'spaces go']],
    ['wrap', '漢字漢字漢字', ['漢字漢字漢', '字']],
    ['truncate', 'the quick brown fox', ['the quick…', '']],
    ['truncate-start', 'src/app/main.ts', ['…p/main.ts', '']],
    ['truncate-middle', 'abcdefghijklmno', ['abcde…lmno', '']],
    ['clip', 'the quick brown fox', ['the quick', '']],
    ['truncate', '漢字漢字漢字', ['漢字漢字…', '']],
  ])('%s: %s', (overflow, content, expected) => {
    expect(shown(content, 10, 2, { overflow })).toEqual(expected)
  })

  test('keeps line feeds and empty lines', () => {
    expect(shown('a\n\nb\r\nc', 5, 4)).toEqual(['a', '', 'b', 'c'])
  })

  test.each<[TextOptions['align'], string[]]>([
    ['left', ['ab', 'abcd']],
    ['center', ['  ab', ' abcd']],
    ['right', ['    ab', '  abcd']],
  ])('is aligned to the %s line by line', (align, expected) => {
    expect(shown('ab\nabcd', 6, 2, { align })).toEqual(expected)
  })
})

describe('text is data', () => {
  test.each([
    ['a control sequence', '\x1b[2Jx', '␛[2Jx'],
    ['a title', '\x1b]0;owned\x07x', '␛]0;owned␇x'],
    ['a C1 control', 'a\x9b31Jb', 'a�31Jb'],
    ['a carriage return', 'ab\rc', 'ab␍c'],
    ['backspace and bell', 'a\bb\x07', 'a␈b␇'],
    ['a null', 'a\0b', 'a␀b'],
    ['delete', 'a\x7fb', 'a␡b'],
    ['a tab', 'ab\tc', 'ab      c'],
    ['a lone surrogate', 'a\ud800b', 'a�b'],
    ['a bidi override', 'a\u202eb\u2066c', 'a�b�c'],
    ['a line separator', 'a\u2028b', 'a�b'],
    ['what has no width', 'a\u200bb\ufeffc\u00add', 'abcd'],
    ['a lone surrogate with a mark', 'a\ud800\u0301b', 'a\ufffd\u0301b'],
    ['a C1 control with a mark', '\x85\u0301b', '\ufffd\u0301b'],
    ['a mark without a letter', '\u0301a', ' \u0301a'],
  ])('%s is shown, not obeyed', (_, content, expected) => {
    expect(shown(content, 20)).toEqual([expected])
  })

  test('a cluster has an end', () => {
    const [line] = shown(`a${'\u0301'.repeat(10_000)}b`, 10)
    expect(line!.length).toBeLessThan(40)
    expect(line!.endsWith('b')).toBe(true)
  })
})

test('a text of nothing but marks is drawn in few cells', () => {
  for (const mark of ['\u093e', '\u302e', '\u0301', '\u1161'])
    expect(shown(`${mark.repeat(1_000)}b`, 2_000)[0]!.endsWith('b')).toBe(true)
})

describe('the parts of a text', () => {
  test('have styles of their own over that of the whole', () => {
    const screen = screenOf(20, 1)
    draw(
      screen,
      text(['a ', text(['b', text('c', { bold: true })], { color: 'red' }), false], {
        dim: true,
      }),
    )
    const looks = screen.runs()[0]!.map(({ text, style }) => [text.trim(), screen.styles.describe(style)])
    expect(looks.filter(([shown]) => shown !== '')).toMatchObject([
      ['a', { attributes: ['dim'], color: undefined }],
      ['b', { attributes: ['dim'], color: 1 }],
      ['c', { attributes: ['bold', 'dim'], color: 1 }],
    ])
  })

  test('wrap as one text', () => {
    expect(shown(['the ', text('quick', { bold: true }), ' brown'], 9, 2)).toEqual(['the quick', 'brown'])
  })
})
