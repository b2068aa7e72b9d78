import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { mount } from 'actty/testing'
import { colorQuestions } from '../../../src/app/terminal/modes.ts'
import { knownFrom, noAnswers, withReply, type KnownColors } from '../../../src/app/terminal/told-colors.ts'
import { palettes } from '../../support/palettes.ts'

const nothing: KnownColors = { background: undefined, told: undefined }

/** What is known after these replies. */
function knownAfter(...replies: readonly string[]): KnownColors {
  let [answers, known] = [noAnswers, nothing]
  for (const reply of replies) {
    answers = withReply(answers, reply)
    known = knownFrom(answers, known)
  }
  return known
}

/** What a terminal with such colors answers, in this form. */
function answersOf(
  { text, ground, palette }: (typeof palettes)[string],
  form: (rgb: number) => string = fourDigits,
): string[] {
  return [
    `\x1b]10;${form(text)}\x1b\\`,
    ...palette.map((color, index) => `\x1b]4;${index};${form(color)}\x1b\\`),
    `\x1b]11;${form(ground)}\x1b\\`,
  ]
}

const bytesOf = (rgb: number) =>
  [rgb >> 16, (rgb >> 8) & 255, rgb & 255].map((byte) => byte.toString(16).padStart(2, '0'))
const fourDigits = (rgb: number) =>
  `rgb:${bytesOf(rgb)
    .map((byte) => byte + byte)
    .join('/')}`
const twoDigits = (rgb: number) => `rgb:${bytesOf(rgb).join('/')}`
const withAlpha = (rgb: number) =>
  `rgba:${bytesOf(rgb)
    .map((byte) => byte + byte)
    .join('/')}/ffff`

const gnome = palettes['GNOME, dark']!
const light = palettes['Solarized, light']!

describe('what a terminal says of its background', () => {
  test.each([
    ['\x1b]11;rgb:ffff/ffff/ffff\x1b\\', 'light'],
    ['\x1b]11;rgb:fdfd/f6f6/e3e3\x07', 'light'],
    ['\x1b]11;rgb:0000/0000/0000\x1b\\', 'dark'],
    ['\x1b]11;rgb:1e/1e/2e\x1b\\', 'dark'],
    ['\x1b]11;rgb:0/0/0\x1b\\', 'dark'],
    ['\x1b]11;rgba:ff/ff/ff/80\x1b\\', 'light'],
    ['\x1b]11;\x1b\\', undefined],
    ['\x1b]11;rgb:ffff/ffff\x1b\\', undefined],
    ['\x1b]11;rgb:fffff/0/0\x1b\\', undefined],
    ['\x1b]11;red\x1b\\', undefined],
    ['\x1b]10;rgb:ffff/ffff/ffff\x1b\\', undefined],
    ['\x1b[?62c', undefined],
  ])('%j is %s', (reply, background) => expect(knownAfter(reply).background).toBe(background))

  test('is in the info of views, which are called again', async () => {
    const logic = setup({}).createMachine({ id: 'page' })
    const page = component({ logic, view: (_, { background }) => text(`on ${background ?? 'anything'}`) })
    const app = mount(page, { columns: 20, rows: 1 })
    expect(app.takeBytes()).toContain('\x1b]11;?\x1b\\')
    expect(app.screen()).toEqual(['on anything'])
    app.terminal.send('\x1b]11;rgb:ffff/ffff/ffff\x1b\\')
    await app.advance(20)
    expect(app.screen()).toEqual(['on light'])
    await app.unmount()
  })
})

describe('all of its colors', () => {
  test.each([
    ['four digits a channel', fourDigits],
    ['two digits', twoDigits],
    ['an alpha channel', withAlpha],
  ])('are known from answers with %s', (_, form) =>
    expect(knownAfter(...answersOf(gnome, form))).toEqual({ background: 'dark', told: gnome }),
  )

  test('are known in any order, and with other replies between', () => {
    expect(knownAfter('\x1b[?62c', ...answersOf(gnome).reverse(), '\x1b]4;300;rgb:0/0/0\x1b\\').told).toEqual(
      gnome,
    )
  })

  test("aren't if one is missing", () => {
    for (const missing of answersOf(gnome)) {
      const rest = answersOf(gnome).filter((reply) => reply !== missing)
      expect(knownAfter(...rest).told).toBe(undefined)
    }
  })

  test('are the same object if they are asked again and are the same', () => {
    const known = knownAfter(...answersOf(gnome))
    const again = answersOf(gnome).reduce(withReply, noAnswers)
    expect(knownFrom(again, known).told).toBe(known.told)
  })

  test("aren't known any more if the background is another, and the others aren't told", () => {
    const known = knownAfter(...answersOf(gnome))
    const again = withReply(noAnswers, answersOf(light).at(-1)!)
    expect(knownFrom(again, known)).toEqual({ background: 'light', told: undefined })
  })
})

describe('an app on a terminal that tells its colors', () => {
  const logic = setup({}).createMachine({ id: 'page' })
  const page = component({ logic, view: () => text('word', { background: 'surface' }) })
  const mounted = () => mount(page, { columns: 10, rows: 1 })

  test('asks for all of them in one write, and draws without waiting', () => {
    const app = mounted()
    const bytes = app.takeBytes()
    const asked = bytes.indexOf(`\x1b]10;?\x1b\\\x1b]4;0;?\x1b\\`)
    expect(asked).toBeGreaterThan(0)
    expect(bytes).toContain('\x1b]4;15;?\x1b\\\x1b]11;?\x1b\\\x1b[?u\x1b[c')
    expect(bytes.indexOf('word')).toBeGreaterThan(asked)
  })

  test('has surfaces, once it is told all', async () => {
    const app = mounted()
    expect(app.takeBytes()).not.toContain('48;2')
    for (const reply of answersOf(gnome).slice(0, -1)) app.terminal.send(reply)
    await app.advance(20)
    expect(app.takeBytes()).toBe('')
    app.terminal.send(answersOf(gnome).at(-1)!)
    await app.advance(20)
    expect(app.takeBytes()).toContain('\x1b[48;2;32;29;42mword')
    expect(await app.unmount()).toEqual([])
  })

  test('draws nothing again for garbage, or for half of the answers', async () => {
    const app = mounted()
    app.takeBytes()
    app.terminal.send(
      '\x1b]4;0;rgb:\x1b\\\x1b]4;x;rgb:0/0/0\x1b\\\x1b]10;\x1b\\\x1b]4\x1b\\\x1b]4;3;#ffffff\x07',
    )
    for (const reply of answersOf(gnome).slice(2, 9)) app.terminal.send(reply)
    await app.advance(5_000)
    expect(app.takeBytes()).toBe('')
    expect(await app.unmount()).toEqual([])
  })

  test('asks again when the user changes them, and after it was suspended', async () => {
    const app = mounted()
    for (const reply of answersOf(gnome)) app.terminal.send(reply)
    await app.advance(20)
    app.takeBytes()
    app.terminal.send('\x1b[?997;2n')
    const asked = app.takeBytes()
    expect(asked).toContain('\x1b]10;?\x1b\\')
    expect(asked).not.toContain('\x1b[?u')
    for (const reply of answersOf(light)) app.terminal.send(reply)
    await app.advance(20)
    expect(app.takeBytes()).toContain('48;2;245;240;222mword')
    expect(await app.unmount()).toEqual([])
  })

  test('asks a terminal without 24 bits only for its background', () => {
    expect(colorQuestions(256)).toBe('\x1b]11;?\x1b\\\x1b[c')
  })
})

describe('the cursor of a text', () => {
  test('has the shape that the text asks for, and the user’s own after it', async () => {
    const logic = setup({ types: { events: {} as { type: 'next' | 'quit' } } }).createMachine({
      id: 'input',
      initial: 'insert',
      states: {
        insert: { on: { next: 'replace', quit: 'left' } },
        replace: { on: { quit: 'left' } },
        left: { type: 'final' },
      },
    })
    const input = component({
      logic,
      keys: { n: { type: 'next' }, q: { type: 'quit' } },
      view: ({ value }) => text('abc', { cursor: 1, cursorShape: value === 'insert' ? 'bar' : 'underline' }),
    })
    const app = mount(input, { columns: 20, rows: 1 })
    expect(app.takeBytes()).toContain('\x1b[6 q')
    await app.press('n')
    expect(app.takeBytes()).toContain('\x1b[4 q')
    await app.press('q')
    expect(app.takeBytes()).toContain('\x1b[0 q')
  })
})
