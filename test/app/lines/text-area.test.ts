import { all, component, region, valueOf, type Component } from 'actty'
import { textArea, textAreaView } from 'actty/forms'
import { describe, expect, test } from 'vitest'
import { assign, sendTo, setup, type AnyActorLogic } from 'xstate'
import { inLines } from '../../support/lines.ts'

const note = 'Note (lines, then one with only .): '

describe('a text area in lines', () => {
  test('reads lines until one is only a dot', async () => {
    const user = await inLines(textAreaView({ placeholder: 'Note' }))
    await user.until(note)
    user.type('', 'Dear Ada,', '  thank you ..', ':) 3', ':escape', '.')
    expect(await user.result).toBe('\nDear Ada,\n  thank you ..\n:) 3\n:escape')
    expect(user.text()).toBe(note)
  })

  test('keeps the given text by Enter alone', async () => {
    const user = await inLines(textAreaView({ placeholder: 'Note' }), { input: { value: 'one\ntwo' } })
    expect(await user.until('): ')).toBe(
      'one\ntwo\nNote (lines, then one with only .; Enter alone keeps the text): ',
    )
    user.type('')
    expect(await user.result).toBe('one\ntwo')
  })

  test('replaces the given text, also by nothing', async () => {
    for (const [lines, text] of [
      [['three', '', '.'], 'three\n'],
      [['.'], ''],
    ] as const) {
      const user = await inLines(textAreaView(), { input: { value: 'one' } })
      user.type(...lines)
      expect(await user.result).toBe(text)
    }
  })

  test('says what is wrong with a text, and asks again', async () => {
    const validate = (text: string) => (text === '' ? 'say something' : undefined)
    const user = await inLines(textAreaView({ placeholder: 'Note', validate }))
    await user.until(note)
    user.type('.')
    expect(await user.until(note)).toBe(`say something\n${note}`)
    user.type('hello', '.')
    expect(await user.result).toBe('hello')
  })

  test('submits if Enter breaks lines on a screen', async () => {
    const user = await inLines(textAreaView(textArea({ enter: 'break' })))
    user.type('a', 'b', '.')
    expect(await user.result).toBe('a\nb')
  })

  test('takes a command before the text, and a colon that is none as text', async () => {
    const user = await inLines(textAreaView())
    user.type(':nothing', '.')
    expect(await user.result).toBe(':nothing')
    const leaving = await inLines(textAreaView())
    leaving.type(':escape')
    expect(await leaving.result).toBeUndefined()
  })

  test('ends with what is piped: the text of a file without a dot, or nothing', async () => {
    const user = await inLines(textAreaView())
    await user.until('): ')
    user.type('one', 'two')
    user.end()
    expect(await user.result).toBe('one\ntwo')
    const left = await inLines(textAreaView())
    await left.until('): ')
    left.end()
    expect(await left.result).toBeUndefined()
  })

  test('reads lines that end as on Windows, wherever a chunk ends', async () => {
    const user = await inLines(textAreaView())
    user.type('one\r', '\r', 'two\r', '.')
    expect(await user.result).toBe('one\n\ntwo')
    const inChunks = await inLines(textAreaView())
    inChunks.send('one\r', '\n\r\ntwo\r', '\n.\r', '\n')
    expect(await inChunks.result).toBe('one\n\ntwo')
  })

  test('reads a large file', async () => {
    const user = await inLines(textAreaView())
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`)
    user.type(lines.join('\n'), '.')
    expect(await user.result).toBe(lines.join('\n'))
  })

  test('is an error that names it if nobody can answer', async () => {
    const user = await inLines(textAreaView({ placeholder: 'Note' }), { env: { CI: '1' } })
    await expect(user.result).rejects.toThrow('the question "Note" needs keys, but CI is set')
    process.exitCode = undefined
  })
})

describe('a part that stays, in lines', () => {
  const chat = (enter: 'submit' | 'break') => {
    const actors = { composer: textAreaView({ keepOpen: true, placeholder: 'Ask', enter }) }
    return component({
      logic: setup({
        types: {
          context: {} as { readonly sent: readonly string[] },
          events: {} as { type: 'send'; text: string },
          output: {} as readonly string[],
        },
        actors,
      }).createMachine({
        context: { sent: [] },
        invoke: all(actors),
        initial: 'open',
        states: {
          open: {
            always: { guard: ({ context }) => context.sent.length === 2, target: 'done' },
            on: {
              send: {
                actions: [
                  assign({ sent: ({ context, event }) => [...context.sent, event.text] }),
                  sendTo('composer', { type: 'clear' }),
                ],
              },
            },
          },
          done: { type: 'final' },
        },
        output: ({ context }) => context.sent,
      }),
      keys: {
        enter: ({ children }) => ({ type: 'send', text: valueOf(children.composer) ?? '' }),
        'ctrl+s': ({ children }) => ({ type: 'send', text: valueOf(children.composer) ?? '' }),
      },
      view: ({ children }) => region(children.composer),
    }) as unknown as Component<AnyActorLogic>
  }

  test.each(['submit', 'break'] as const)('sends each text, if Enter is to %s', async (enter) => {
    const user = await inLines(chat(enter))
    await user.until('Ask (lines, then one with only .): ')
    user.type('one', 'two', '.', 'three', '.')
    expect(await user.result).toEqual(['one\ntwo', 'three'])
  })

  test('does not end an app that nobody can type into', async () => {
    const user = await inLines(chat('submit'), { env: { CI: '1' } })
    user.end()
    expect(await Promise.race([user.result, new Promise((resolve) => setImmediate(resolve, 'runs'))])).toBe(
      'runs',
    )
    await user.stop()
  })
})
