import { autocompleteView, dateInputView, multiSelectView, selectView, textInputView } from 'actty/forms'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'
import { Judge } from '../../../support/judge.ts'

/*
 * What users of @clack/prompts (bombshell-dev/clack), Inquirer.js (SBoudrias/Inquirer.js) and huh (charmbracelet/huh) have reported, by the
 * number of the report. A terminal emulator says what is seen.
 */

/** A question on a small terminal, and what an emulator shows of it after each key. */
function shown(view: Parameters<typeof mount>[0], columns = 24, rows = 10) {
  const app = mount(view, { columns, rows, screen: 'inline' })
  const judge = new Judge(columns, rows)
  const lines = async () => {
    await judge.write(app.takeBytes())
    return judge.lines().filter((line) => line !== '')
  }
  return { app, judge, lines }
}

const long = (index: number) => `option ${index} with a label of several rows`

describe('options', () => {
  test.each([
    ['clack 87, 441: that wrap are shown once each, and the bar is always in view', 14],
    ['clack 173: of more than fit', 40],
  ])('%s', async (_, count) => {
    const options = Array.from({ length: count }, (_, index) => long(index))
    const { app, lines } = shown(selectView({ question: 'Which?', options }))
    for (const at of [...Array(count).keys(), 0]) {
      const seen = await lines()
      expect(seen.filter((line) => line.startsWith('? '))).toHaveLength(1)
      expect(seen.filter((line) => line.startsWith(`│ › option ${at} `))).toHaveLength(1)
      for (const number of seen.join('\n').match(/option \d+ /g) ?? [])
        expect(seen.filter((line) => line.includes(number))).toHaveLength(1)
      await app.press('down')
    }
    await app.press('home', 'up')
    expect(await lines()).toContainEqual(expect.stringContaining(`› option ${count - 1} `))
  })

  test('clack 526: of groups are scrolled to', async () => {
    const options = Array.from({ length: 30 }, (_, at) => ({ value: `no ${at}`, group: `group ${at % 3}` }))
    const { app, lines } = shown(multiSelectView({ question: 'Which?', options }))
    for (let at = 0; at < 30; at++) {
      expect((await lines()).filter((line) => line.includes('›'))).toHaveLength(1)
      await app.press('down')
    }
    await app.press('end', 'space', 'enter')
    expect(await app.result).toEqual(['no 29'])
  })

  test('huh 84: that are filtered after the bar was at the end are in view', async () => {
    const options = Array.from({ length: 40 }, (_, at) => `place ${at}`)
    const { app, lines } = shown(autocompleteView({ question: 'Where?', options }))
    await app.press('pagedown', 'pagedown', 'pagedown', 'pagedown')
    expect(await lines()).toContainEqual(expect.stringContaining('› place 39'))
    await app.type('3')
    expect(await lines()).toContainEqual(expect.stringContaining('› place 3'))
    await app.press('end', 'down', 'enter')
    expect(await app.result).toMatch(/^place \d*3/)
  })

  test('Inquirer 494: with line feeds are one option each', async () => {
    const options = [
      { value: 'a', label: 'first\nrow' },
      { value: 'b', label: 'second' },
    ]
    const { app, lines } = shown(selectView({ question: 'Which?', options }))
    await app.press('down')
    expect((await lines()).slice(0, 4)).toEqual(['? Which?', '│   first', '│   row', '│ › second'])
    await app.press('enter')
    expect(await app.result).toBe('b')
  })

  test('Inquirer 154: of which too few are chosen can be chosen again', async () => {
    const validate = (chosen: readonly string[]) => (chosen.length === 0 ? 'one at least' : undefined)
    const { app, lines } = shown(multiSelectView({ question: 'Which?', options: ['a', 'b'], validate }))
    await app.press('enter')
    expect(await lines()).toContain('│ ✗ one at least')
    await app.press('down', 'space', 'enter')
    expect(await app.result).toEqual(['b'])
  })
})

describe('questions', () => {
  test.each([
    ['clack 412: of several rows', 'a question\nof two rows'],
    ['Inquirer 934, 1059: in Chinese, wider than the terminal', '请选择需要的 CSS 预处理器？(回车确认)'],
  ])('%s are shown once, whatever moves', async (_, question) => {
    const { app, lines } = shown(selectView({ question, options: ['a', 'b', 'c'] }))
    const before = (await lines()).filter((line) => !line.startsWith('│'))
    await app.press('down', 'down', 'up', 'down', 'down')
    expect((await lines()).filter((line) => !line.startsWith('│'))).toEqual(before)
  })
})

describe('texts', () => {
  test.each([
    ['with line feeds of Windows', 'one\r\ntwo', 'one two'],
    ['with line feeds of old Macs', 'one\rtwo', 'one two'],
    ['with an end of a line', 'token\n', 'token '],
  ])('that are pasted %s don’t submit', async (_, pasted, text) => {
    const { app } = shown(textInputView({ question: 'Name' }))
    await app.paste(pasted)
    expect(app.snapshot()).toMatchObject({ status: 'active' })
    await app.press('enter')
    expect(await app.result).toBe(text)
  })

  test('Inquirer 1901: that an input method composes have the cursor after them', async () => {
    const { app, judge, lines } = shown(textInputView({ question: '名前' }))
    for (const part of ['に', 'ほん', '日本', '語']) await app.type(part)
    await lines()
    expect(judge.cursor).toEqual({ x: 2 + 2 * 'にほん日本語'.length, y: 1 })
    await app.press('left', 'backspace')
    await lines()
    expect(judge.cursor?.x).toBe(2 + 2 * 'にほん日'.length)
  })
})

test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC', 'Asia/Kathmandu'])(
  'a date is the same in %s',
  async (zone) => {
    const before = process.env['TZ']
    process.env['TZ'] = zone
    try {
      const { app } = shown(dateInputView({ question: 'When?', default: '2026-03-08' }))
      await app.press('up', 'up', 'down', 'enter')
      expect(await app.result).toBe('2026-03-09')
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  },
)
