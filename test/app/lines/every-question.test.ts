import type { Component } from 'actty'
import * as forms from 'actty/forms'
import { describe, expect, test } from 'vitest'
import type { AnyActorLogic } from 'xstate'
import { inLines } from '../../support/lines.ts'

const { confirmView, selectView, multiSelectView, autocompleteView, numberInputView, dateInputView } = forms
const { pathInputView, textAreaQuestionView, textAreaView, textInputView: nameView } = forms

type Any = Component<AnyActorLogic>

/** An answer, by what was written: what is asked says how it's given. */
const answers: readonly (readonly [said: RegExp, line: (found: RegExpMatchArray) => string])[] = [
  [/numbers with commas, all or none[^\n]*: $/, () => '3'],
  [/\(y or n, Enter for (yes|no)\): $/, () => 'n'],
  [/a number from 1 to (\d+)[^\n]*: $/, ([, last]) => last!],
  [/\(lines, then one with only (.)\): $/, ([, end]) => `text\n${end}`],
  [/a text to search for[^\n]*: $/, () => '2'],
  [/\((\d+-\d+-\d+)[^\n]*\): $/, ([, date]) => date!],
  [/Enter for [^\n]*: $/, () => ''],
  [/number[^\n]*: $/i, () => '42'],
  [/: $/, () => 'text'],
]

function answerTo(said: string): string {
  for (const [pattern, line] of answers) {
    const found = pattern.exec(said)
    if (found !== null) return line(found)
  }
  throw new Error(`nothing says how to answer:\n${said}`)
}

describe('every question is answered by what it says', () => {
  const many = Array.from({ length: 30 }, (_, at) => `place ${at}`)
  const asked: readonly (readonly [name: string, view: unknown, answer: unknown])[] = [
    ['confirm', confirmView({ question: 'Sure' }), false],
    ['select', selectView({ question: 'Which', options: ['a', 'b', 'c'] }), 'c'],
    ['select, of very many', selectView({ question: 'Which', options: many }), 'place 29'],
    ['multiSelect', multiSelectView({ question: 'Which', options: ['a', 'b', 'c'] }), ['c']],
    ['autocomplete', autocompleteView({ question: 'Which', options: ['a', 'b'] }), 'b'],
    [
      'autocomplete, from a source',
      autocompleteView({ question: 'Which', options: (text) => Promise.resolve([`${text}1`, `${text}2`]) }),
      '2',
    ],
    ['textInput', nameView({ question: 'Name' }), 'text'],
    ['textInput, a secret', nameView({ question: 'Token', masked: true }), 'text'],
    ['numberInput', numberInputView({ question: 'A number' }), 42],
    ['dateInput', dateInputView({ question: 'When', default: '2026-11-28' }), '2026-11-28'],
    ['pathInput', pathInputView({ question: 'File', default: 'package.json' }), 'package.json'],
    ['textArea', textAreaView({ placeholder: 'Note' }), 'text'],
    ['textAreaQuestion', textAreaQuestionView({ question: 'Notes' }), 'text'],
  ]

  test('and every question of the door is here', () => {
    const views = Object.keys(forms).filter((name) => name.endsWith('View'))
    const here = asked.map(([name]) => name.split(',')[0]!)
    expect(views.filter((name) => !here.includes(name.slice(0, -'View'.length)))).toEqual(others)
  })
  const others = ['tasksView', 'formView']

  test.each(asked)('%s', async (_, view, answer) => {
    const user = await inLines(view as Any)
    for (;;) {
      const said = await Promise.race([user.result.then(() => undefined), user.until(/[:>] $/)])
      if (said === undefined) break
      user.type(answerTo(user.text()))
    }
    expect(await user.result).toEqual(answer)
    expect(user.text()).not.toContain('\x1b')
  })
})
