import { component, region, row, type Component } from 'actty'
import { confirmView, multiSelectView, selectView, textInputView } from 'actty/forms'
import { mount } from 'actty/testing'
import { assign, setup } from 'xstate'
import type { AnyActorLogic } from 'xstate'
import { beforeEach, describe, expect, test } from 'vitest'
import { button } from '../../../../src/app/views/forms/button.ts'
import { printed } from '../../../../src/render/printed.ts'

const press = { type: 'press' }

/** Two questions in an app, each with a check. */
function twoNames(validate: () => Promise<string | undefined>) {
  const actors = { name: textInputView({ question: 'Name', validate }) }
  return component({
    logic: setup({
      types: { context: {} as { readonly answers: readonly unknown[] }, output: {} as readonly unknown[] },
      actors,
    }).createMachine({
      context: { answers: [] },
      initial: 'asking',
      states: {
        asking: {
          invoke: {
            src: 'name',
            id: 'name',
            input: undefined,
            onDone: [
              {
                guard: ({ context }) => context.answers.length === 0,
                target: 'asking',
                reenter: true,
                actions: assign({ answers: ({ context, event }) => [...context.answers, event.output] }),
              },
              {
                target: 'done',
                actions: assign({ answers: ({ context, event }) => [...context.answers, event.output] }),
              },
            ],
          },
        },
        done: { type: 'final' },
      },
      output: ({ context }) => context.answers,
    }),
    view: ({ children }) => region(children.name),
  })
}

const inline = { columns: 40, rows: 12, screen: 'inline' } as const

/** The rows of the question, without its keys. */
function rowsOf(app: { screen(): string[] }): string[] {
  return app.screen().filter((row) => row !== '' && !/(Enter|Esc|Keys|Space)(  |$)/.test(row))
}

/** What stays of a question after some keys. */
async function after(view: Component<AnyActorLogic, never>, ...keys: string[]) {
  const app = mount(view as Component<ReturnType<typeof Object>>, inline)
  await app.press(...keys)
  return { rows: rowsOf(app), answer: (app.snapshot() as { readonly output: unknown }).output }
}

describe('selectView', () => {
  const options = [
    'staging',
    { value: 'production', hint: '12 pods' },
    { value: 'preview', disabled: 'needs cdn' },
  ] as const
  const question = selectView({ question: 'Where?', options })

  test('has a bar on the option that Enter chooses, and passes over disabled ones', async () => {
    const app = mount(question, inline)
    expect(rowsOf(app)).toEqual([
      '? Where?',
      '│ › staging',
      '│   production  12 pods',
      '│   preview     needs cdn',
    ])
    await app.press('up')
    expect(rowsOf(app)[2]).toBe('│ › production  12 pods')
    await app.press('enter')
    expect(await app.result).toBe('production')
    expect(rowsOf(app)).toEqual(['✓ Where?  production'])
  })

  test.each([
    ['a digit chooses at once', ['2'], '✓ Where?  production'],
    ['a digit of a disabled option does nothing', ['3', 'enter'], '✓ Where?  staging'],
    ['Escape leaves', ['escape'], '✗ Where?  left'],
    ['Ctrl+D leaves', ['ctrl+d'], '✗ Where?  left'],
  ])('%s', async (_, keys, row) => {
    expect((await after(question, ...keys)).rows).toEqual([row])
  })

  test('wraps labels, and scrolls to the option with the bar', async () => {
    const many = [
      'a label that is longer than the forty columns of this terminal',
      ...Array.from({ length: 20 }, (_, at) => `no ${at}`),
    ]
    const app = mount(selectView({ question: 'Which?', options: many }), inline)
    expect(rowsOf(app).slice(0, 3)).toEqual(
      ['? Which?', '│ › a label that is longer than the', '│   forty columns of this terminal'].map(
        (row) => expect.stringMatching(`^${row.replace(/[?]/g, '\\?')}`) as string,
      ),
    )
    await app.press('end')
    expect(rowsOf(app).at(-1)).toMatch(/^│ › no 19/)
  })

  test('has no answer without options', async () => {
    const { rows } = await after(selectView({ question: 'Which?', options: [] }), 'enter')
    expect(rows).toEqual(['? Which?', '│ nothing to choose from', '│ ✗ there is nothing to choose'])
  })

  test('tells options of the same label apart', async () => {
    const twins = selectView({
      question: 'Who?',
      options: [
        { value: 1, label: 'Ada' },
        { value: 2, label: 'Ada' },
      ],
    })
    expect((await after(twins, 'down', 'enter')).answer).toBe(2)
  })
})

describe('multiSelectView', () => {
  const question = multiSelectView({
    question: 'Features',
    options: [
      { value: 'cdn', group: 'net' },
      'docs',
      { value: 'dns', group: 'net' },
      { value: 'tls', group: 'net', disabled: true },
    ],
    default: ['docs'],
  })

  test('has options of a group together, and those that are chosen', async () => {
    const app = mount(question, inline)
    expect(rowsOf(app)).toEqual([
      '? Features  1 chosen',
      '│ net',
      '│   □ cdn',
      '│   □ dns',
      '│   □ tls  not now',
      '│ › ■ docs',
    ])
  })

  test.each([
    ['Space chooses, or no longer', ['space', 'down', 'space', 'enter'], ['cdn']],
    ['a chooses all', ['a', 'enter'], ['cdn', 'dns', 'docs']],
    ['a chooses none if all are chosen', ['a', 'a', 'enter'], []],
    ['g chooses those of the group', ['home', 'g', 'enter'], ['cdn', 'dns', 'docs']],
    ['digits choose', ['2', '4', 'enter'], ['dns']],
  ])('%s', async (_, keys, answer) => {
    expect((await after(question, ...keys)).answer).toEqual(answer)
  })
})

describe('textInputView', () => {
  test('shows what is wrong until the answer is changed', async () => {
    const app = mount(
      textInputView({
        question: 'Name',
        validate: (name) => (/[A-Z]/.test(name) ? 'no capitals' : undefined),
        hint: 'a name',
      }),
      inline,
    )
    await app.type('Ada')
    await app.press('enter')
    expect(rowsOf(app)).toEqual(['? Name', '│ Ada', '│ ✗ no capitals'])
    await app.press('backspace')
    expect(rowsOf(app)).toEqual(['? Name', '│ Ad', '│ a name'])
    await app.press('ctrl+u', 'x', 'enter')
    expect(rowsOf(app)).toEqual(['✓ Name  x'])
  })

  test('never shows a secret', async () => {
    const app = mount(textInputView({ question: 'Token', masked: true }), inline)
    await app.type('abc')
    expect(rowsOf(app)).toEqual(['? Token', '│ •••'])
    await app.press('enter')
    expect(rowsOf(app)).toEqual(['✓ Token  ••••••••'])
  })

  test('takes a paste of several lines as one', async () => {
    const app = mount(textInputView({ question: 'Name' }), inline)
    await app.paste('one\r\ntwo')
    await app.press('enter')
    expect(await app.result).toBe('one two')
  })
})

describe('a check that takes its time', () => {
  const question = (
    validate: (value: string, check: { signal: AbortSignal }) => Promise<string | undefined>,
  ) => mount(textInputView({ question: 'Name', validate, maxCheckTime: 5_000 }), inline)

  test('has a spinner, and Escape aborts it', async () => {
    let aborted = false
    const app = question((_, { signal }) => {
      signal.addEventListener('abort', () => (aborted = true))
      return new Promise(() => {})
    })
    await app.press('x', 'enter')
    expect(rowsOf(app)[0]).toBe('? Name')
    await app.advance(200)
    expect(rowsOf(app)[0]).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Name/)
    expect(aborted).toBe(false)
    await app.press('escape')
    expect(aborted).toBe(true)
    expect(rowsOf(app)[0]).toBe('? Name')
  })

  test('is given up after a while', async () => {
    const app = question(() => new Promise(() => {}))
    await app.press('x', 'enter')
    await app.advance(5_000)
    expect(rowsOf(app)).toEqual(['? Name', '│ x', '│ ✗ not checked within 5 s: try again'])
  })

  test('that fails is a problem of the answer', async () => {
    const app = question(() => Promise.reject(new Error('no network')))
    await app.press('x', 'enter')
    expect(rowsOf(app).at(-1)).toBe('│ ✗ could not be checked: no network')
  })
})

test('a Standard Schema checks, and its value is the answer', async () => {
  const validate = {
    '~standard': {
      validate: (value: unknown) =>
        String(value).trim() === '' ? { issues: [{ message: 'empty' }] } : { value: String(value).trim() },
    },
  }
  const app = mount(textInputView({ question: 'Name', validate }), inline)
  await app.press('enter')
  expect(rowsOf(app).at(-1)).toBe('│ ✗ empty')
  await app.type(' x ')
  await app.press('enter')
  expect(await app.result).toBe('x')
})

test('an interrupt leaves a line, too', async () => {
  const app = mount(confirmView({ question: 'Deploy?' }), inline)
  await app.press('ctrl+c')
  await expect(app.result).rejects.toThrow('SIGINT')
  expect(rowsOf(app)).toEqual(['✗ Deploy?  left'])
})

describe('what is typed while an answer is checked', () => {
  let checks: ((found?: string) => void)[] = []
  const validate = () => new Promise<string | undefined>((resolve) => checks.push(resolve))
  const inForm = { question: 'Name', validate }
  beforeEach(() => void (checks = []))

  test('goes into the field if the answer was wrong', async () => {
    const app = mount(textInputView(inForm), inline)
    await app.type('Ada')
    await app.press('enter')
    await app.type('xy')
    await app.press('backspace')
    await app.paste(' z')
    expect(rowsOf(app)).toContain('│ Ada')
    checks.pop()!('no capitals')
    await app.until('Adax z')
    expect(app.snapshot().context.raw).toBe('Adax z')
  })

  test('goes into the field if the check is left', async () => {
    const app = mount(textInputView(inForm), inline)
    await app.type('Ada')
    await app.press('enter')
    await app.type('xy')
    await app.press('escape')
    expect(rowsOf(app)).toContain('│ Adaxy')
  })

  test('is for the next question if the answer was right', async () => {
    const app = mount(twoNames(validate), inline)
    await app.type('Ada')
    await app.press('enter')
    await app.type('Alan')
    await app.press('enter')
    checks.pop()!()
    await app.until(() => checks.length === 1)
    expect(app.snapshot().context.answers).toEqual(['Ada'])
    checks.pop()!()
    expect(await app.result).toEqual(['Ada', 'Alan'])
  })
})

test('without colors, buttons are inverse or in brackets', () => {
  const drawn = printed(row({ gap: 1 }, [button('Yes', true, press), button('No', false, press)]), 40, 'none')
  expect(drawn).toMatch(/7m {2}Yes {2}\S+\[ No \]/)
  expect(printed(button('No', false, press), 40, 'truecolor')).toContain('  No  ')
})

test('what is wrong with an answer from elsewhere stays until the answer is changed, not only until the field begins', async () => {
  const size = selectView({ question: 'Size', options: ['small', 'large'] })
  const app = mount(size, { columns: 40, rows: 6, input: { problem: 'there is no huge' } })
  expect(app.screen().join('\n')).toContain('✗ there is no huge')
  await app.press('down')
  expect(app.screen().join('\n')).not.toContain('huge')
  await app.press('escape')
  expect(await app.unmount()).toEqual([])
})
