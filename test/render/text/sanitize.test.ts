import { describe, expect, test } from 'vitest'
import type { Node } from '../../../src/render/nodes/index.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { printed, printedPlain } from '../../../src/render/printed.ts'
import { sanitize } from '../../../src/render/text/sanitize.ts'
import { fc } from '../../support/property.ts'
import { shown } from '../../support/screen.ts'

/** Every way by which text is shown, and what it shows of it. */
const ways: Readonly<Record<string, (content: string) => string>> = {
  text: (content) => shown(text(content), 60, 1)[0]!,
  'a part of a text': (content) => shown(text([text(content, { bold: true })]), 60, 1)[0]!,
  'cut text': (content) => shown(text(content, { overflow: 'truncate' }), 60, 1)[0]!,
  lines: (content) => shown(lines([content]), 60, 1)[0]!,
  'lines of texts': (content) => shown(lines([text(content)]), 60, 1)[0]!,
  'a title': (content) => /─ (.*) ─/.exec(shown(box({ title: content }, []) satisfies Node, 66, 2)[0]!)![1]!,
  print: (content) => printed(content, 60, 'truecolor').replace(/\r\n$/, ''),
  'print without a terminal': (content) => printedPlain(content, 60).replace(/\n$/, ''),
  'messages and logs': sanitize,
}

describe.each(Object.entries(ways))('in %s', (_, show) => {
  test.each([
    ['a color', '\x1b[32mok\x1b[39m', 'ok'],
    ['a reset', 'a\x1b[mb\x1b[0mc', 'abc'],
    ['several at once', '\x1b[1;4;38;5;200;48;2;1;2;3mx\x1b[22;24m', 'x'],
    ['colons', '\x1b[4:3;58:2::255:0:0mx', 'x'],
    ['an empty parameter', '\x1b[;1;mx', 'x'],
    ['what C1 begins', '\x9b31mx\x9bm', 'x'],
    ['one after another', '\x1b[31m\x1b[1m\x1b[4mx', 'x'],
    ['one between a letter and its mark', 'e\x1b[31m\u0301x', 'e\u0301x'],
    ['one amid wide text', '漢\x1b[31m字', '漢字'],
  ])('SGR is left out: %s', (_, content, expected) => {
    expect(show(content)).toBe(expected)
  })

  test.each([
    ['another final', '\x1b[31Kx', '␛[31Kx'],
    ['a private marker', '\x1b[?31mx', '␛[?31mx'],
    ['modifyOtherKeys', '\x1b[>4;2mx', '␛[>4;2mx'],
    ['an intermediate', '\x1b[31 mx', '␛[31 mx'],
    ['no end', 'x\x1b[31', 'x␛[31'],
    ['no beginning', '[31mx', '[31mx'],
    ['a sequence in a sequence', '\x1b[3\x1b[1m1mx', '␛[31mx'],
    ['a control character in it', '\x1b[3\x071mx', '␛[3␇1mx'],
    ['a hyperlink', '\x1b]8;;http://x\x07y\x1b]8;;\x07', '␛]8;;http://x␇y␛]8;;␇'],
    ['C1 with another final', '\x9b31Kx', '\ufffd31Kx'],
    ['escape alone', '\x1bx', '␛x'],
  ])('anything else of control shows: %s', (_, content, expected) => {
    expect(show(content)).toBe(expected)
  })
})

test('text with colors in it is what it is without them', () => {
  const sgr = fc
    .tuple(
      fc.constantFrom('\x1b[', '\x9b'),
      fc.array(fc.constantFrom('0', '1', ';', ':', '38', '255'), { maxLength: 6 }),
    )
    .map(([begin, parameters]) => `${begin}${parameters.join('')}m`)
  const part = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((part) => !/[\x1b\x9b\n]/.test(part))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(part, sgr), { maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      (parts, columns) => {
        const plain = parts.map(([part]) => part).join('')
        const colored = parts.map(([part, sgr]) => part + sgr).join('')
        expect(shown(text(colored), columns, 4)).toEqual(shown(text(plain), columns, 4))
        expect(shown(lines([colored]), columns, 1)).toEqual(shown(lines([plain]), columns, 1))
        expect(sanitize(colored)).toBe(sanitize(plain))
      },
    ),
    { numRuns: 300 },
  )
})

test('a line in which each letter has its colors shows all of its letters', () => {
  const color = '\x1b[38;2;255;255;255;48;2;100;100;100m'
  const line = Array.from('abcdefghij', (letter) => color + letter).join('')
  expect(shown(lines([line]), 10, 1)).toEqual(['abcdefghij'])
})

test('a sequence that parts of a text make together shows', () => {
  expect(shown(text(['\x1b[3', text('1mx')]), 20, 1)).toEqual(['␛[31mx'])
})
