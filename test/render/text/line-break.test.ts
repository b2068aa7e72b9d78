import { describe, expect, test } from 'vitest'
import { text } from '../../../src/render/nodes/text.ts'
import { findBreaks, SOFT_HYPHEN } from '../../../src/render/text/line-break.ts'
import { fc } from '../../support/property.ts'
import { screenOf, draw, shown } from '../../support/screen.ts'

/** A text with `|` where a line may begin, and `~` where a hyphen is shown then. */
function marked(content: string): string {
  const breaks = findBreaks(content, 0, content.length)
  return Array.from(content.split(''), (unit, at) =>
    breaks[at] ? (breaks[at] === SOFT_HYPHEN ? '~' : '|') + unit : unit,
  ).join('')
}

/** The same text without marks may be broken where they are, and nowhere else. */
function expectBreaks(expected: string): void {
  expect(marked(expected.replace(/[|~]/g, ''))).toBe(expected)
}

describe('Unicode line breaking: a line may begin', () => {
  test.each([
    ['after spaces only, in words', 'The |quick |(“brown”)  |fox |can’t |jump |32.3 |feet, |right?'],
    ['not within what has no space (LB7, LB12)', 'a\u00a0b\u202fc\u2007d |e'],
    ['at a zero width space, not at a word joiner (LB8, LB11)', 'ab\u200b|cd |x\u2060y'],
    ['not at a joiner or a mark (LB8a, LB9)', 'a\u200d—|b |e\u0301e'],
    [
      'between ideographs, not before what closes (LB13)',
      '今|天|气|很|好。|是|吗？|好|的！|（括|号）|《书|名》、|和',
    ],
    ['not after what opens (LB14)', '他|说|「你|好」|吗'],
    ['not before small kana and iteration marks (LB16, LB21)', 'ラー|メ|ン|を|食|べ|よ|うっ|と|人々ッ'],
    ['not within dashes of two (LB17), and around others', 'a|——|b'],
    ['beside quotation marks of East Asia (LB19a)', '他|说|“你|好”|吗'],
    ['not beside other quotation marks (LB19)', 'say"x"y'],
    ['after hyphens, not before (LB21)', 'well-|known |e‐|mail |en–|dash'],
    ['after a hyphen in Hebrew, but not before other text (LB21a)', 'בן-|גוריון |ה-A'],
    [
      'not within numbers and their units (LB25)',
      '$1,234.56 |-5.0% |(12)% |€(3.5) |1/2 |20°C |100€ |12:30:59',
    ],
    ['between characters, not before a unit (LB23a)', '価|格|￥100 |五%'],
    ['not within words of letters and digits (LB23, LB28)', 'x86_64 |utf8 |h264 |v1.2.3-|rc1'],
    ['after each part of a path or URL (LB13)', 'see |https://|example.org/|a/|b?|c=d |src/|render/|x.ts'],
    ['not before an ellipsis (LB22)', 'wait… |and…'],
    ['not within parentheses (LB30)', 'f(x) |a(s) |(b)c'],
    ['between syllables of Hangul (LB26, LB27)', '한|국|어 |100|원'],
    ['not within syllables of jamo', '\u1112\u1161\u11ab|\u1100\u1173\u11af'],
    ['between flags (LB30a)', '🇩🇪|🇫🇷|🇯'],
    ['between emoji, not within (LB30b)', '👍🏽|👨‍👩‍👧|🎉|❤️|1️⃣'],
    ['at spaces only, in Thai, Lao, Khmer and Burmese', 'สวัสดีครับ |ทำงาน |ພາສາລາວ |ភាសាខ្មែរ |မြန်မာစာ'],
    [
      'at spaces, in Devanagari, Arabic, Ethiopic and Georgian',
      'नमस्ते |दुनिया। |مرحبا |بالعالم، |ሰላም፡|ዓለም |გამარჯობა',
    ],
    ['after the tsheg, in Tibetan', 'བོད་|ཡིག་|ཡིན'],
    ['not within aksaras (LB28a)', 'ᬓ᭄ᬓ|ᬩ'],
    ['at a soft hyphen, with a hyphen', 'Donau\u00ad~dampf\u00ad~schiff'],
    ['after a tab', 'a\t|b'],
    ['beside an object (LB20)', 'a|\ufffc|b'],
  ])('%s: %s', (_, expected) => {
    expectBreaks(expected)
  })

  test.each([
    ['with a slash or a dot', 'cat |/etc/|hosts |rm |.env |./x |../y/|z |//a'],
    ['but not behind what a word begins with', 'run |--watch |-x |--dry-|run |(--all) |"--all" |/1'],
  ])('unlike Unicode has it, %s: %s', (_, expected) => {
    expectBreaks(expected)
  })
})

describe('wrapped text', () => {
  test.each<[string, number, string[]]>([
    ['今天天气很好。我们去公园', 12, ['今天天气很', '好。我们去公', '园']],
    ['「引用」（括号）', 7, ['「引', '用」', '（括', '号）']],
    ['Preis: 1 234,50\u00a0€', 12, ['Preis: 1', '234,50\u00a0€']],
    ['a\u200bb\u200bc', 2, ['ab', 'c']],
    ['extra\u00adordinary', 8, ['extra-', 'ordinary']],
    ['extra\u00adordinary', 13, ['extraordinary']],
    ['extra\u00adordinary', 5, ['extra', 'ordin', 'ary']],
    ['สวัสดีครับ ทำงาน', 11, ['สวัสดีครับ', 'ทำงาน']],
    ['กกกกกกกก', 3, ['กกก', 'กกก', 'กก']],
    ['well-known', 6, ['well-', 'known']],
    ['see https://example.org/path', 20, ['see https://', 'example.org/path']],
    ['a — b', 3, ['a —', 'b']],
    ['🎉🎉 👍🏽👍🏽', 4, ['🎉🎉', '👍🏽👍🏽']],
    ['한국어 텍스트', 8, ['한국어', '텍스트']],
    ['one  two', 5, ['one', 'two']],
  ])('%j in %i columns', (content, columns, expected) => {
    expect(shown(text(content), columns, expected.length)).toEqual(expected)
  })

  test('has the style of its part on the hyphen', () => {
    const screen = screenOf(8, 2)
    draw(screen, text([text('extra\u00ad', { bold: true }), 'ordinary']))
    expect(screen.toLines()).toEqual(['extra-', 'ordinary'])
    expect(screen.styles.describe(screen.cell(5, 0).style).attributes).toEqual(['bold'])
  })

  test('has all of the text, in order, and lines no longer than there is room', () => {
    const words = fc.array(
      fc.oneof(
        fc.stringMatching(/^[!-~]{1,9}$/),
        fc.constantFrom(
          '今天天气很好。',
          '「引用」',
          'カタカナー',
          'สวัสดี',
          'नमस्ते',
          'a\u00adb',
          '\u200b',
          'é',
          '🇩🇪',
          '👍🏽',
        ),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (words, columns) => {
        const content = words.join(' ')
        const rows = shown(text(content), columns, 80)
        const without = (text: string) => text.replace(/[\s\u00ad\u200b-]/g, '')
        expect(without(rows.join(''))).toBe(without(content))
      }),
      { numRuns: 500 },
    )
  })

  test('of ASCII never breaks within a word that fits in a line', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_.,:;]{1,10}$/)
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 10, max: 30 }),
        (words, columns) => {
          const rows = shown(text(words.join(' ')), columns, 20).filter((row) => row !== '')
          expect(rows.join(' ').split(' ')).toEqual(words)
        },
      ),
      { numRuns: 500 },
    )
  })
})
