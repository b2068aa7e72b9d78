import { confirmView, multiSelectView, selectView, textInputView } from 'actty/forms'
import { describe, expect, test } from 'vitest'
import { inLines } from '../../support/lines.ts'

describe('a question in lines', () => {
  test('is numbered lines, and is asked again after a line that is no answer', async () => {
    const options = [
      'staging',
      { value: 'production', hint: '12 pods' },
      { value: 'preview', disabled: 'needs cdn' },
    ]
    const user = await inLines(selectView({ question: 'Where?', options }))
    await user.until('Enter for 1: ')
    user.type('9')
    await user.until('Enter for 1: ')
    user.type('3')
    await user.until('Enter for 1: ')
    user.type('Production')
    expect(await user.result).toBe('production')
    expect(user.text().split('\n')).toEqual([
      'Where?',
      '1. staging',
      '2. production (12 pods)',
      '3. preview (not now: needs cdn)',
      `a number from 1 to 3, Enter for 1: "9" isn't one of them: type a number from 1 to 3`,
      "a number from 1 to 3, Enter for 1: preview can't be chosen: needs cdn",
      'a number from 1 to 3, Enter for 1: ✓ Where?  production',
      '',
    ])
  })

  test('takes what Enter alone means', async () => {
    const user = await inLines(confirmView({ question: 'Deploy?' }))
    await user.until('Deploy? (y or n, Enter for yes): ')
    user.type('')
    expect(await user.result).toBe(true)
  })

  test('takes several numbers, all or none', async () => {
    const question = multiSelectView({ question: 'Which?', options: ['cdn', 'metrics', 'backups'] })
    for (const [line, answer] of [
      ['1, 3', ['cdn', 'backups']],
      ['1 3', ['cdn', 'backups']],
      ['all', ['cdn', 'metrics', 'backups']],
      ['none', []],
      ['backups,cdn', ['cdn', 'backups']],
    ] as const) {
      const user = await inLines(question)
      user.type(line)
      expect(await user.result).toEqual(answer)
    }
  })

  test('says what a check has found, and asks again', async () => {
    const validate = (name: string) => Promise.resolve(/[A-Z]/.test(name) ? 'no capitals' : undefined)
    const user = await inLines(textInputView({ question: 'Name', hint: 'a short one', validate }))
    await user.until('a short one\nName: ')
    user.type('Ada')
    expect(await user.until('Name: ')).toBe('no capitals\nName: ')
    user.type('ada')
    expect(await user.result).toBe('ada')
  })

  test('never says a secret', async () => {
    const user = await inLines(textInputView({ question: 'Token', masked: true }))
    await user.until('typed): ')
    user.type('abc')
    expect(await user.result).toBe('abc')
    expect(user.text()).toBe('Token (not shown while it is typed): \n✓ Token  ••••••••\n')
  })

  test('is left by the Escape key, and takes no other keys for text', async () => {
    const user = await inLines(textInputView({ question: 'Name' }))
    await user.until(': ')
    user.type('\x1b')
    expect(await user.result).toBeUndefined()
    const other = await inLines(textInputView({ question: 'Name' }))
    await other.until(': ')
    other.type('A\x1b[Dd\x1bOAa\x1b[1;5C')
    expect(await other.result).toBe('Ada')
  })

  test('is left by the end of what is typed', async () => {
    const user = await inLines(confirmView({ question: 'Deploy?' }))
    await user.until(': ')
    user.end()
    expect(await user.result).toBeUndefined()
    expect(user.text()).toMatch(/\n✗ Deploy\? {2}left\n$/)
  })

  test('is an error that names it if nobody can answer', async () => {
    const user = await inLines(confirmView({ question: 'Deploy?' }), { env: { CI: '1' } })
    await expect(user.result).rejects.toThrow('the question "Deploy?" needs keys, but CI is set')
    process.exitCode = undefined
  })
})
