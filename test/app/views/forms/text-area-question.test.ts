import {
  type AnswerSource,
  confirmView,
  flags,
  formView,
  textAreaQuestion,
  textAreaQuestionView,
  textInputView,
} from 'actty/forms'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'
import { createActor } from 'xstate'
import { inLines } from '../../../support/lines.ts'

const release = (answers: readonly AnswerSource[] = []) =>
  formView({
    steps: {
      name: textInputView({ question: 'Name' }),
      notes: textAreaQuestion({ question: 'Notes', required: true }),
      sure: confirmView({ question: 'Sure?' }),
    },
    review: false,
    answers,
  })

const rows = (app: { screen(): readonly string[] }) => app.screen().filter((row) => row.trim() !== '')

describe('a text of several lines in a form', () => {
  test('is kept by going back while it is wrong and later, and stays as one line', async () => {
    const app = mount(release(), { columns: 50, rows: 20, screen: 'inline' })
    await app.type('app')
    await app.press('enter', 'enter')
    expect(rows(app)).toContain('│ ✗ an answer is needed')
    await app.press('shift+tab', 'enter')
    await app.type('one')
    await app.press('ctrl+j')
    await app.type('two')
    expect(rows(app).slice(0, 5)).toEqual([
      '✓ Name  app',
      '? Notes                                     2 of 3',
      '│ one',
      '│ two',
      '│ Ctrl+J begins a new line',
    ])
    await app.press('shift+tab', 'enter')
    expect(rows(app).slice(2, 4)).toEqual(['│ one', '│ two'])
    await app.press('enter')
    expect(rows(app)[1]).toBe('✓ Notes  one (+ 1 more)')
    await app.press('shift+tab')
    expect(rows(app).slice(2, 4)).toEqual(['│ one', '│ two'])
    await app.press('enter', 'y')
    expect(await app.result).toEqual({ name: 'app', notes: 'one\ntwo', sure: true })
  })

  test('in lines ends with a dot, and what was typed is kept by Enter alone', async () => {
    const user = await inLines(release())
    user.type('app', '.', 'one', '', 'two', '.')
    expect(await user.until('Sure?')).toContain('an answer is needed')
    expect(user.text()).toContain('✓ Notes  one (+ 2 more)')
    user.type('y')
    expect(await user.result).toEqual({ name: 'app', notes: 'one\n\ntwo', sure: true })
    const other = await inLines(textAreaQuestionView({ question: 'Notes', default: 'one\ntwo' }))
    expect(await other.until('): ')).toBe(
      'Notes\none\ntwo\n(lines, then one with only .; Enter alone keeps the text): ',
    )
    other.type('')
    expect(await other.result).toBe('one\ntwo')
  })

  test('comes from a flag, with its lines', async () => {
    const given = flags(['node', 'release', '--name', 'app', '--notes', 'one\r\ntwo', '--sure'])
    const app = mount(release([given]))
    expect(await app.result).toEqual({ name: 'app', notes: 'one\ntwo', sure: true })
  })

  test('is answered by Ctrl+S if Enter breaks the line', async () => {
    const app = mount(textAreaQuestionView({ question: 'Notes', enter: 'break', hint: 'Markdown' }), {
      columns: 80,
      rows: 10,
    })
    await app.type('one')
    await app.press('enter')
    await app.type('two')
    expect(rows(app)).toContain('│ Markdown')
    expect(rows(app).join('\n')).toContain('Ctrl+S  Next')
    await app.press('ctrl+s')
    expect(await app.result).toBe('one\ntwo')
  })
})

test('a text from elsewhere that is longer than the field takes is wrong', () => {
  const asked = textAreaQuestion({ question: 'Notes', maxLength: 3 })
  expect(asked.asks.accept('four')).toEqual({ problem: 'longer than 3 characters' })
  const actor = createActor(asked).start()
  actor.send({ type: 'answer', value: 'one' })
  expect(actor.getSnapshot().output).toBe('one')
})
