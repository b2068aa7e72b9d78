import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import {
  assignedCodePoints,
  COLUMNS,
  faultsBesideNeighbors,
  isInvisible,
  ROWS,
} from '../../support/code-points.ts'
import { emulators, withoutBlanks, type Emulator } from '../../support/emulators.ts'
import { draw, screenOf } from '../../support/screen.ts'

/** Words of the world, as they are written. */
const words = [
  'สวัสดี ทำงาน น้ำ ที่นี่ ພາສາລາວ ນ້ຳ ភាសាខ្មែរ ស្រី មន្ត្រី မြန်မာ ကျေးဇူး ယောက်ျား ကြွက်',
  'नमस्ते हिन्दी क्षत्रिय राष्ट्र র‌্যাব বাংলা স্ত্রী தமிழ் கௌரவம் க்ஷேத்திரம் తెలుగు స్త్రీ ಕನ್ನಡ മലയാളം ക്ഷീരം സിംഹളം',
  'සිංහල ක්‍රීඩා ગુજરાતી ਪੰਜਾਬੀ ଓଡ଼ିଆ བོད་ཡིག སྒྲོལ་མ ᠮᠣᠩᠭᠣᠯ ᱥᱟᱱᱛᱟᱲᱤ ꦗꦮ ꦏꦿꦠ ᬩᬮᬶ ᜊᜌ᜔ᜊᜌᜒᜈ᜔ 𑄌𑄋𑄴𑄟𑄳𑄦 𞤆𞤵𞤤𞤢𞤪',
  'עברית שָׁלוֹם العربية مَرْحَبًا بِسْمِ فارسی می‌خواهم اُردُو ۝١ ؀١٢٣ ܣܘܪܝܝܐ ދިވެހި ߒߞߏ አማርኛ ᏣᎳᎩ ქართული Հայերեն',
  '한국어 \u1112\u1161\u11ab\u1100\u1173\u11af \u1112\u119e\u11ab글 \u1102\u1161\u11ba말\u110a\u1173\u11b7 日本語 カタカナ ｶﾞｷﾞｸﾞ ﾊﾟｿｺﾝ か\u3099き\u3099',
  '中文，標點。 ㈠㉈ re\u0301sume\u0301 Vie\u0323\u0302t Ångström žluťoučký е\u0308лка Ελληνικα\u0301 ṩ\u0308 z̷͖̔a̶͍̓l̸̰͝g̵̢͋o̴̻͝ ⸺⸻ ﷺ﷽ 𝔘𝔫𝔦 𓂀𓃭 𒀭',
].flatMap((line) => line.split(' '))

/** Pictures, of which terminals show parts: that all of these are there isn't asked for. */
const emoji = '👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ #️⃣ 🇩🇪🇫🇷 🇩 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🧑🏻‍🤝‍🧑🏿 ☺ ☎️ 🎉 \u{1faea} 👁️‍🗨️ 🏽'.split(' ')

/** What terminals may join with the cell before, or with the one after, or take for nothing. */
const joiners = [
  'a\u200d \u200d \u0301 \u093e \u102c \u1161 \u11a8 \u1100 \ud7b0 \ud7cb \u0600 \u0605 \u06dd \u070f \u08e2 \u0e33',
  '\u0eb3 \uff9e \uff9f \u2e3a \u2e3b \u2e3c \ufe0f \ufe0e \u{e0101} \u{1f1e6} \u{1f3fb} \u{e0067} \u0d4e \u{110bd} \u094d',
  'क\u094d \u1039 \u20e3 \u3099 \u302e \u3164 \u115f \u1160 \uffa0 \u0897 \u1ac5 \u{10efc} \u{1e5ee} \u06de \ufff9',
  '\u{13430} \u180e \u2060 \u00ad \u034f',
].flatMap((line) => line.split(' '))

const columns = 60
const rows = 100

let judges: Emulator[] = []
beforeAll(async () => {
  judges = await emulators(columns, rows)
})
afterAll(() => {
  for (const judge of judges) judge.close()
})

/** What each emulator shows of these frames, one after another, and of the same text by `cat`. */
async function compared(
  frames: readonly (readonly (readonly string[])[])[],
  plain: (parts: readonly string[]) => string,
): Promise<
  { readonly name: string; readonly frame: number; readonly ours: string[]; readonly cat: string[] }[]
> {
  const all = []
  for (const judge of judges) {
    const screen = screenOf(columns, rows)
    for (const [frame, parts] of frames.entries()) {
      const view = column(parts.map((parts) => row(parts.map((part) => text(part)))))
      const ours = await judge.show(draw(screen, view))
      // `cat` has a screen of its own; ours comes back as it was.
      await judge.show('\x1b[?1049h\x1b[2J\x1b[H')
      const cat = await judge.show(parts.map(plain).join('\r\n'))
      await judge.show('\x1b[?1049l')
      all.push({ name: judge.name, frame, ours, cat })
    }
  }
  return all
}

describe('text of the world, beside others and changed', () => {
  test('is what `cat` shows, except blanks', async () => {
    const framed = (words: readonly string[], [before, after]: readonly [string, string]) =>
      words.map((word) => [before, word, after])
    const frames = [
      words.map(() => ['before', 'was', 'this']),
      framed(words, ['[', ']x']),
      framed([...words.slice(7), ...words.slice(0, 7)], ['ab', 'cd']),
      framed(words, ['漢', '字']),
      words.map(() => ['nothing', ' ', 'stays']),
    ]
    for (const { name, frame, ours, cat } of await compared(frames, (parts) => parts.join('')))
      for (const [y, row] of cat.slice(0, words.length).entries())
        expect(withoutBlanks(ours[y]!), `${name}, frame ${frame}, ${frames[frame]![y]!.join('·')}`).toBe(
          withoutBlanks(row),
        )
  }, 60_000)

  test('as lines that scroll and are cut', async () => {
    for (const judge of judges) {
      const screen = screenOf(columns, rows)
      for (const from of [0, 1, 5, 3]) {
        const source = words.map((word) => `${word} ${word}|`)
        const shown = await judge.show(draw(screen, column([lines(source, { from, height: 40, grow: 0 })])))
        await judge.show('\x1b[?1049h\x1b[2J\x1b[H')
        const cat = await judge.show(source.slice(from, from + 40).join('\r\n'))
        await judge.show('\x1b[?1049l')
        expect(shown.slice(0, 40).map(withoutBlanks), judge.name).toEqual(cat.slice(0, 40).map(withoutBlanks))
      }
    }
  }, 60_000)

  test('leaves its neighbors in their places, and nothing of what was there', async () => {
    const all = [...words, ...emoji]
    for (const judge of judges) {
      const screen = screenOf(columns, rows)
      for (const [shift, [first, second, third]] of [
        ['1', '2', '3'],
        ['4', '5', '6'],
        ['7', '8', '9'],
      ].entries()) {
        const view = all.map((_, y) => {
          const content = all[(y + shift) % all.length]!
          return row([first!, content, second!, content, third!].map((part) => text(part)))
        })
        const shown = await judge.show(draw(screen, column(view)))
        for (const [y, row] of shown.slice(0, all.length).entries())
          expect(row.replace(/[^1-9]/g, ''), `${judge.name}: ${row}, ${y}`).toBe(`${first}${second}${third}`)
      }
    }
  }, 60_000)
})

describe('what joins its neighbors in a terminal', () => {
  test('does not do so here: neighbors stay, and old content goes', async () => {
    const frames = [
      joiners.map(() => ['before', 'this']),
      joiners.map((joiner) => ['bc', joiner, 'R', joiner, 'y']),
      joiners.map((joiner) => ['bc', joiner, 'S', joiner, 'z']),
      joiners.map((joiner, at) => [joiner, joiners[(at + 1) % joiners.length]!, 'T']),
      joiners.map(() => ['U']),
    ]
    for (const judge of judges) {
      // A terminal may not know a character, and show nothing for it.
      const cat = joiners.map((part) => ` ${part}|`).join('\r\n')
      const known = (await judge.show(`\x1b[?1049h\x1b[2J\x1b[H${cat}`)).map((row) =>
        withoutBlanks(row).slice(0, -1),
      )
      await judge.show('\x1b[?1049l')
      const visible = (part: string) =>
        isInvisible(part)
          ? ''
          : joiners.includes(part)
            ? known[joiners.indexOf(part)]!.replace(/\u200d$/, '')
            : part
      const screen = screenOf(columns, rows)
      for (const [frame, parts] of frames.entries()) {
        const shown = await judge.show(
          draw(screen, column(parts.map((parts) => row(parts.map((part) => text(part)))))),
        )
        for (const [y, row] of parts.entries()) {
          const message = `${judge.name}, frame ${frame}, ${row.map((part) => JSON.stringify(part)).join(' ')}`
          expect(withoutBlanks(shown[y]!), message).toBe(row.map(visible).join(''))
        }
      }
    }
  }, 60_000)
})

test('characters of all kinds stay in their place, beside others that change', async () => {
  // All that terminals have ever joined with others, and of the rest a sample. The whole is in `npm run soak`.
  const joined = /[\p{M}\p{Cf}\p{Lm}\p{Emoji}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u
  const sample = assignedCodePoints().filter((character, at) => at % 50 === 0 || joined.test(character))
  expect(sample.length).toBeGreaterThan(7_000)
  for (const emulator of await emulators(COLUMNS, ROWS)) {
    expect(await faultsBesideNeighbors(sample, emulator), emulator.name).toEqual([])
    emulator.close()
  }
}, 60_000)
