import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { autocompleteView, dateInputView, numberInputView, pathInputView } from 'actty/forms'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'
import { inLines } from '../../../support/lines.ts'
import { scratch } from '../../../support/scratch.ts'

const inline = { columns: 60, rows: 14, screen: 'inline' } as const

/** The rows of the question, without its keys. */
function rowsOf(app: { screen(): string[] }): string[] {
  return app.screen().filter((row) => row !== '' && !/(Enter|Esc|Keys|Tab)(  |$)/.test(row))
}

describe('numberInputView', () => {
  test.each([
    ['a number', ['8', '0', 'enter'], 80],
    ['a step up', ['9', 'up', 'enter'], 10],
    ['a step down stops at the least', ['2', 'pagedown', 'enter'], 1],
    ['what is no number, and then one', ['x', 'enter', 'backspace', '7', 'enter'], 7],
  ])('%s', async (_, keys, answer) => {
    const app = mount(numberInputView({ question: 'Port', min: 1, max: 100, integer: true }), inline)
    await app.press(...keys)
    expect(await app.result).toBe(answer)
  })

  test.each([
    ['', 'a number is needed'],
    ['1.5', 'a whole number is needed'],
    ['0x1f', `"0x1f" isn't a number`],
    ['1,000', `"1,000" isn't a number`],
    ['101', 'it must be 100 or less'],
  ])('%j: %s', async (typed, problem) => {
    const app = mount(numberInputView({ question: 'Port', min: 1, max: 100, integer: true }), inline)
    await app.type(typed)
    await app.press('enter')
    expect(rowsOf(app).at(-1)).toBe(`│ ✗ ${problem}`)
  })

  test('has steps that are as exact as they are written', async () => {
    const app = mount(numberInputView({ question: 'Share', default: 0.1, step: 0.2 }), inline)
    await app.press('up', 'enter')
    expect(await app.result).toBe(0.3)
  })
})

describe('dateInputView', () => {
  test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])('is what was typed in %s', async (zone) => {
    const before = process.env['TZ']
    process.env['TZ'] = zone
    try {
      const app = mount(dateInputView({ question: 'When', default: '2026-03-08' }), inline)
      expect(rowsOf(app)).toEqual(['? When  Sunday', '│ 2026-03-08'])
      await app.press('up', 'enter')
      expect(await app.result).toBe('2026-03-09')
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })

  test.each([
    ['2024-2-29', '2024-02-29'],
    ['0050-01-01', '0050-01-01'],
  ])('%s is %s', async (typed, date) => {
    const app = mount(dateInputView({ question: 'When' }), inline)
    await app.type(typed)
    await app.press('enter')
    expect(await app.result).toBe(date)
  })

  test.each([
    ['2026-02-29', 'there is no 2026-02-29 in the calendar'],
    ['28.11.', `"28.11." isn't a date: year-month-day, such as 2026-11-28`],
  ])('%s: %s', async (typed, problem) => {
    const app = mount(dateInputView({ question: 'When' }), { ...inline, columns: 80 })
    await app.type(typed)
    await app.press('enter')
    expect(rowsOf(app).at(-1)).toBe(`│ ✗ ${problem}`)
  })
})

const countries = ['Finland', 'France', 'Fiji', 'Germany', 'Côte d’Ivoire', '日本']

describe('autocompleteView', () => {
  test('shows what fits, the best first, and Enter chooses', async () => {
    const app = mount(autocompleteView({ question: 'Country', options: countries }), inline)
    expect(rowsOf(app).length).toBe(8)
    await app.type('fnd')
    expect(rowsOf(app)).toEqual(['? Country', '│ fnd', '│ › Finland'])
    await app.press('enter')
    expect(await app.result).toBe('Finland')
  })

  test.each([
    ['End, which is for the text', ['f', 'end', 'enter'], 'Fiji'],
    ['an arrow', ['f', 'down', 'enter'], 'France'],
    ['nothing found, and then something', ['z', 'enter', 'backspace', 'g', 'enter'], 'Germany'],
  ])('%s', async (_, keys, answer) => {
    const app = mount(autocompleteView({ question: 'Country', options: countries }), inline)
    await app.press(...keys)
    expect(await app.result).toBe(answer)
  })

  test.each([60, 5_000])('begins with its default, however far down: %d', async (at) => {
    const many = Array.from({ length: 6_000 }, (_, index) => `place ${index}`)
    const view = autocompleteView({ question: 'Where', options: many, default: `place ${at}` })
    const app = mount(view, inline)
    expect(rowsOf(app)).toContainEqual(expect.stringMatching(`^│ › place ${at}\\b`))
    await app.press('up', 'up', 'enter')
    expect(await app.result).toBe(`place ${at - 2}`)
  })

  test('asks a source once the text has stayed the same, and takes no stale answer', async () => {
    const asked: string[] = []
    const aborted: string[] = []
    const app = mount(
      autocompleteView({
        question: 'Country',
        options: (text, { signal }) => {
          asked.push(text)
          signal.addEventListener('abort', () => aborted.push(text))
          return text === 'f' ? new Promise<string[]>(() => {}) : Promise.resolve([`${text}!`])
        },
      }),
      inline,
    )
    await app.advance(150)
    await app.type('f')
    await app.advance(150)
    await app.type('i')
    await app.press('enter')
    expect(rowsOf(app).at(-1)).toBe('│ ✗ it is still being searched for')
    await app.advance(150)
    expect(asked).toEqual(['', 'f', 'fi'])
    expect(aborted).toContain('f')
    await app.press('enter')
    expect(rowsOf(app)).toEqual(['✓ Country  fi!'])
  })

  test('in lines, is searched first, and then numbered', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `place ${index}`)
    const user = await inLines(autocompleteView({ question: 'Where', options: many }))
    await user.until('Enter for place 0')
    user.type('place 9')
    expect(await user.result).toBe('place 9')
    const other = await inLines(autocompleteView({ question: 'Where', options: many }))
    other.type('ace 42')
    await other.until('1. place 42\n')
    other.type('1')
    expect(await other.result).toBe('place 42')
  })
})

describe('pathInputView', () => {
  test('shows what is there, and Tab completes it', async () => {
    const folder = scratch()
    mkdirSync(join(folder, 'source'), { recursive: true })
    writeFileSync(join(folder, 'source', 'main.ts'), '')
    writeFileSync(join(folder, '.hidden'), '')
    const app = mount(pathInputView({ question: 'File', exists: 'file', default: `${folder}/` }), {
      ...inline,
      columns: 200,
    })
    await app.until(() => rowsOf(app).some((row) => row.endsWith('source/')), { step: 10 })
    expect(rowsOf(app).some((row) => row.includes('.hidden'))).toBe(false)
    await app.press('tab')
    await app.until(() => rowsOf(app).some((row) => row.endsWith('main.ts')), { step: 10 })
    await app.press('enter')
    await app.until(() => rowsOf(app).some((row) => row.includes("this isn't a file")), { step: 10 })
    await app.press('tab', 'enter')
    expect(await app.result).toBe(`${folder}/source/main.ts`)
  })

  test('has the directory of the user for ~', async () => {
    const app = mount(pathInputView({ question: 'File' }), inline)
    await app.type('~/x')
    await app.press('enter')
    expect(await app.result).toBe(join(homedir(), 'x'))
  })
})
