import { describe, expect, test } from 'vitest'
import { lines } from '../../src/render/nodes/lines.ts'
import { box } from '../../src/render/nodes/box.ts'
import { column, row } from '../../src/render/nodes/stack.ts'
import { text } from '../../src/render/nodes/text.ts'
import { sanitize } from '../../src/render/text/sanitize.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import { LineSplitter } from '../../src/machines/streams/line-splitter.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { checked, restored, started } from '../support/fixture-app.ts'
import { Judge } from '../support/judge.ts'
import { hasPty } from '../support/pty.ts'
import { draw, screenOf } from '../support/screen.ts'

const columns = 40
const rows = 8

/** Every way by which text of others gets onto a screen. */
const ways: Readonly<Record<string, (content: string) => Node>> = {
  text: (content) => text(content),
  'a part of a text': (content) => text(['before ', text(content, { bold: true }), ' after']),
  'cut text': (content) => text(content, { overflow: 'truncate-middle' }),
  lines: (content) => lines([content, text(content)]),
  'a title': (content) => box({ title: content }, [content]),
  'a link': (content) => text('link', { link: content }),
}

/** What an emulator made of a text, besides showing it. */
async function effectsOf(content: string): Promise<string[]> {
  const effects: string[] = []
  for (const [way, view] of Object.entries(ways)) {
    const screen = screenOf(columns, rows)
    const judge = new Judge(columns, rows)
    const fresh = JSON.stringify(judge.state)
    await judge.write(draw(screen, column([view(content), 'below'])))
    await judge.write('\x1b[?25h')
    // A link is the one command that a view can ask for: what is in it is percent-encoded.
    const isMeant = (effect: string) => way === 'a link' && /^OSC 8;;[\x21-\x7e]*$/.test(effect)
    effects.push(...judge.effects.filter((effect) => !isMeant(effect)).map((effect) => `${way}: ${effect}`))
    if (JSON.stringify(judge.state) !== fresh) effects.push(`${way}: changed modes`)
    if (judge.lines().join('\n') !== screen.toLines().join('\n')) effects.push(`${way}: shows something else`)
  }
  return effects
}

describe('faults of untrusted text, judged by what an emulator does', () => {
  test.each([
    ['CSI', 'a\x1b[2J\x1b[31m\x1b[5;5Hb\x1b[6n\x1b[c\x1b[?1049l\x1b[!p\x1bc'],
    ['OSC 0', 'a\x1b]0;owned\x07b\x1b]2;owned\x1b\\c'],
    ['OSC 52', 'a\x1b]52;c;b3duZWQ=\x07b'],
    ['OSC 8', 'a\x1b]8;;http://owned\x1b\\b'],
    ['DCS', 'a\x1bP$q"p\x1b\\b\x1bP1000p\x1b\\c'],
    ['APC, PM and SOS', 'a\x1b_Gx\x1b\\b\x1b^x\x1b\\c\x1bXx\x1b\\d'],
    ['a sequence without an end', 'a\x1b[38;2;'],
    ['a string without an end', 'a\x1b]52;c;'],
  ])('26. %s in a log line: shown sanitize, no effect', async (_, content) => {
    expect(await effectsOf(content)).toEqual([])
  })

  test('27. C1 controls U+0080-009F: the same', async () => {
    for (let code = 0x80; code < 0xa0; code++)
      expect(await effectsOf(`a${String.fromCharCode(code)}0;owned\x9c\x07b`), code.toString(16)).toEqual([])
  })

  test('28. CR, BS, BEL, SO, VT, FF, and all other C0 controls: visible or removed, the layout intact', async () => {
    for (let code = 0; code < 0x20; code++)
      expect(await effectsOf(`ab${String.fromCharCode(code)}cd`), code.toString(16)).toEqual([])
    expect(await effectsOf('ab\x7fcd')).toEqual([])
  })

  test('29. tabs: expanded', async () => {
    const screen = screenOf(24, 1)
    draw(screen, text('a\tbc\td'))
    expect(screen.toLines()).toEqual(['a       bc      d'])
    expect(await effectsOf('a\tb\t\t\t\t\t\t\tc')).toEqual([])
  })

  test('30. lone surrogates: U+FFFD', async () => {
    for (const content of ['a\ud800b', 'a\udc00b', '\udc00\ud800', 'a\ud83d'])
      expect(await effectsOf(content), JSON.stringify(content)).toEqual([])
    const screen = screenOf(10, 1)
    draw(screen, text('a\ud800b'))
    expect(screen.toLines()).toEqual(['a\ufffdb'])
  })

  test('30. invalid UTF-8 from a subprocess: U+FFFD, also when split across chunks', () => {
    const bytes = Buffer.from([
      0x61, 0xc3, 0x28, 0xf0, 0x9f, 0x92, 0x0a, 0xe6, 0xbc, 0xa2, 0x80, 0x62, 0x0a, 0xff,
    ])
    const linesOf = (...chunks: Uint8Array[]) => {
      const out: string[] = []
      const splitter = new LineSplitter((line) => out.push(line))
      for (const chunk of chunks) splitter.push(chunk)
      splitter.end()
      return out
    }
    const whole = linesOf(bytes)
    expect(whole).toEqual(['a\ufffd(\ufffd', '漢\ufffdb', '\ufffd'])
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(linesOf(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole)
  })

  test('30. a line without an end is not cut within a character', () => {
    const out: string[] = []
    const splitter = new LineSplitter((line) => out.push(line))
    splitter.push(Buffer.from(`x${'😀'.repeat(1_200_000)}`))
    splitter.end()
    expect(out.every((line) => line.isWellFormed())).toBe(true)
    expect(out.join('')).toBe(`x${'😀'.repeat(1_200_000)}`)
  })

  test('31. every emoji and grapheme test string flush at the right edge: neighbours do not move', async () => {
    const clusters = [...everyEmoji(), ...graphemes]
    expect(clusters.length).toBeGreaterThan(1_500)
    for (const emulatesGraphemes of [true, false]) {
      const judge = new Judge(10, 2, { graphemes: emulatesGraphemes })
      await judge.write('\x1b[?7l')
      const screen = screenOf(10, 2)
      for (const cluster of clusters) {
        await judge.write(
          draw(
            screen,
            column([row([text('abcdefgh', { overflow: 'clip' }), text(cluster)]), text('ijklmnopqr')]),
          ),
        )
        expect(judge.lines()[0]!.slice(0, 6), JSON.stringify(cluster)).toBe('abcdef')
        expect(judge.lines()[1], JSON.stringify(cluster)).toBe('ijklmnopqr')
      }
    }
  }, 120_000)

  test('32. bidi controls: neutralised or marked', async () => {
    const controls = '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c'
    for (const control of controls) {
      const screen = screenOf(10, 1)
      const bytes = draw(screen, text(`a${control}b`))
      expect(bytes).not.toContain(control)
      expect(await effectsOf(`a${control}b`)).toEqual([])
    }
  })

  test('clusters of absurd length are capped, in time and in bytes', () => {
    for (const cluster of [
      `a${'\u0301'.repeat(1_000_000)}`,
      '👩\u200d'.repeat(200_000),
      '\u200d'.repeat(1_000_000),
    ]) {
      const screen = screenOf(20, 2)
      const start = cpuTime()
      expect(draw(screen, column([text(cluster, { overflow: 'clip' }), 'below'])).length).toBeLessThan(1_000)
      expect(cpuTime() - start).toBeLessThan(10_000)
      expect(screen.toLines()[1]).toBe('below')
    }
  })
})

describe('text on a terminal without a screen', () => {
  test('is sanitize, but for line feeds and tabs; colors are dropped', () => {
    expect(sanitize('\x1b[1;31mred\x1b[m\tline\nnext\r\nlast \x1b]0;t\x07\x9b2J\u202e\ud800')).toBe(
      'red\tline\nnext\nlast ␛]0;t␇\ufffd2J\ufffd\ufffd',
    )
  })

  test.skipIf(!hasPty).each([
    ['an action', 't'],
    ['a view', 'v'],
    ['a timer', 'e'],
    ['an actor', 'l'],
    ['a timer, without an error', 'E'],
  ])('error messages and stacks too: %s', async (_, key) => {
    const pty = await started(checked(), {
      rows: 60,
      env: { HARM: ' \x1b]0;owned\x07\x1b[2J\x1b[?1000h\x9b31m' },
    })
    const effects = pty.judge.effects.length
    pty.write(key)
    const screen = await restored(pty)
    expect(screen).toContain('boom')
    expect(screen).toMatch(/␛\]0;owned␇|\\x1B\]0;owned/)
    expect(pty.judge.effects.slice(effects)).toEqual([])
  })

  test.skipIf(!hasPty)('links hold no byte that ends them', async () => {
    const pty = await started(checked(), { env: { LINK: 'http://x/\x1b\\\x1b]0;owned\x07\x9c ü' } })
    await pty.until('linked')
    expect(pty.output).toContain('\x1b]8;;http://x/%1B\\%1B]0;owned%07%C2%9C%20%C3%BC\x1b\\')
    expect(pty.judge.effects.filter((effect) => /OSC 0/.test(effect))).toEqual([])
    pty.write('q')
    await restored(pty)
  })
})

/** Unicode TR 51: all single emoji, with skin tones, flags, keycaps, and families as far as they are recommended. */
function everyEmoji(): string[] {
  const isRecommended = new RegExp('^\\p{RGI_Emoji}$', 'v')
  const found: string[] = []
  const base: string[] = []
  for (let code = 0x23; code <= 0x1faff; code++) {
    const character = String.fromCodePoint(code)
    if (!/\p{Emoji}/u.test(character)) continue
    if (code > 0x7f) base.push(character)
    for (const form of [
      character,
      `${character}\ufe0f`,
      `${character}\ufe0f\u20e3`,
      `${character}🏽`,
      `${character}🏿`,
    ])
      if (isRecommended.test(form)) found.push(form)
  }
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(0x1f1e6 + i))
  for (const a of letters) for (const b of letters) if (isRecommended.test(a + b)) found.push(a + b)
  for (const person of ['👨', '👩', '🧑', '👨🏿', '🧑🏻'])
    for (const thing of base)
      for (const form of [`${person}\u200d${thing}`, `${person}\u200d${thing}\ufe0f`])
        if (isRecommended.test(form)) found.push(form)
  return found.concat('👨‍👩‍👧‍👦', '🏳️‍🌈', '🏴‍☠️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏻‍🤝‍👨🏿', '👁️‍🗨️', '❤️‍🔥')
}

/** The kinds of Unicode TR 29's GraphemeBreakTest, and of scripts with clusters of several letters. */
const graphemes = [
  ...['e\u0301', 'क्षि', 'क्\u200dष', 'กำ', 'நி', 'ກຳ', '각', '\u1100\u1161\u11a8', '\u1100\u1161', '가\u11a8'],
  ...[
    'a\u0308\u0301',
    '\u0600a',
    'a\u0903',
    'ѣ\u0483',
    '\u{11bf4}a',
    '漢\ufe00',
    '〰\ufe0f',
    '\u0301',
    '\u200d',
  ],
  ...['🇩', '🇩🇪🇫', '👍🏽🏽', '1\u20e3', '#\ufe0f', '©\ufe0f', '™', '\u{e0067}', '\u{1f3fb}', 'ﷺ', '𒐫', '꧅'],
]
