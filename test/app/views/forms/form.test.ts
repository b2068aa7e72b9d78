import { formView, confirmView, selectView, textInput, textInputView } from 'actty/forms'
import { mount } from 'actty/testing'
import { describe, expect, test } from 'vitest'

const deploy = () =>
  formView({
    title: 'Deploy',
    steps: {
      name: textInputView({ question: 'Name', required: true }),
      where: {
        environment: selectView({ question: 'Environment', options: ['staging', 'production'] }),
        token: textInput({ question: 'Token', masked: true, required: true }),
      },
      sure: confirmView({ question: 'Backups?' }),
    },
    when: { token: ({ environment }) => environment === 'production' },
    review: 'Deploy',
  })

const rows = (app: { screen(): readonly string[] }) => app.screen().filter((row) => row.trim() !== '')

describe('formView', () => {
  test('leaves a line for each answer, shows what is asked and what comes, and then all answers', async () => {
    const app = mount(deploy(), { columns: 50, rows: 20, screen: 'inline' })
    expect(rows(app)).toEqual([
      'Deploy',
      '? Name                                      1 of 3',
      '│',
      '│   Enter  Next   Esc  Cancel            F1  Keys',
      '○ Environment',
      '○ Backups?',
    ])
    await app.type('people')
    await app.press('enter', 'down', 'enter')
    expect(rows(app).filter((row) => !row.includes('Enter'))).toEqual([
      '✓ Name  people',
      '✓ Environment  production',
      '? Token                                     3 of 4',
      '│',
      '○ Backups?',
    ])
    await app.type('secret')
    await app.press('enter', 'y')
    expect(rows(app).slice(0, -1)).toEqual([
      '╭─ Deploy ───────────────────────────────────────╮',
      '│   Name         people                          │',
      '│   Environment  production                      │',
      '│   Token        ••••••••                        │',
      '│   Backups?     yes                             │',
      '│                                                │',
      '│   Deploy      Back                             │',
      '╰────────────────────────────────────────────────╯',
    ])
    await app.press('enter')
    expect(await app.result).toEqual({
      name: 'people',
      environment: 'production',
      token: 'secret',
      sure: true,
    })
    expect(rows(app)).toEqual([
      '✓ Name  people',
      '✓ Environment  production',
      '✓ Token  ••••••••',
      '✓ Backups?  yes',
    ])
  })

  test('goes back with what was typed, and from the answers to one of them and back', async () => {
    const app = mount(deploy(), { columns: 60, rows: 20, screen: 'inline' })
    await app.type('people')
    await app.press('enter', 'down', 'enter')
    await app.type('half')
    await app.press('shift+tab')
    expect(app.screen().join('\n')).toContain('│ › production')
    await app.press('enter')
    expect(app.screen().join('\n')).toContain('│ ••••')
    await app.press('enter', 'enter', 'up', 'up', 'up', 'up', 'enter')
    expect(app.screen().join('\n')).toContain('│ people')
    await app.type('2')
    await app.press('enter')
    expect(app.screen().join('\n')).toContain('Name         people2')
    await app.press('up', 'up', 'up', 'enter', 'up', 'enter')
    expect(app.screen().join('\n')).not.toContain('Token')
    await app.press('enter')
    expect(await app.result).toEqual({
      name: 'people2',
      environment: 'staging',
      token: undefined,
      sure: true,
    })
  })

  test('ends without answers', async () => {
    const app = mount(deploy(), { columns: 60, rows: 20, screen: 'inline' })
    await app.press('escape')
    expect(await app.result).toBeUndefined()
  })
})

test('at 20x5 the field is on the screen, without the title and the questions to come', async () => {
  const app = mount(deploy(), { columns: 20, rows: 5 })
  await app.until('Name')
  await app.type('people')
  expect(app.screen().join('\n')).toContain('│ people')
  expect(app.screen().join('\n')).not.toContain('Deploy')
  await app.press('escape')
  expect(await app.unmount()).toEqual([])
})
