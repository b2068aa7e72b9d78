import { createActor, setup, type AnyActorRef } from 'xstate'
import { describe, expect, test } from 'vitest'
import { textArea, type TextAreaEvent, type TextAreaInput, type TextAreaOptions } from 'actty/forms'
import type { TextPlace } from '../../../src/machines/editor/edited-text.ts'
import { rememberClipboard } from '../../../src/machines/kit/clipboard.ts'
import { settle } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, type Running } from '../../support/chart.ts'

const names = ['Ada', 'Alan', 'Grace']
const chart = textArea({
  suffix: '.md',
  validate: (text) => (text === '' ? 'say something' : undefined),
  completions: [
    { trigger: '@', complete: (query) => names.filter((name) => name.startsWith(query)) },
    { trigger: '/', atStart: true, complete: () => Promise.reject(new Error('no')) },
    {
      trigger: '#',
      complete: (query, signal) =>
        new Promise((resolve) => {
          asked.push({ query, signal, resolve })
        }),
    },
  ],
})
const asked: { query: string; signal: AbortSignal; resolve: (found: string[]) => void }[] = []
const charts = new Charts(chart as never)

type Started = Running<never> & {
  readonly send: (...events: TextAreaEvent[]) => void
  readonly context: () => ReturnType<ReturnType<typeof field>['getSnapshot']>['context']
  readonly value: () => unknown
}

function field(options: TextAreaOptions = {}, input: TextAreaInput = {}) {
  return createActor(textArea(options), { input }).start()
}

function start(input: TextAreaInput = {}): Started {
  const running = charts.start(chart as never, input)
  const actor = running.actor as unknown as ReturnType<typeof field>
  return {
    ...running,
    send: (...events) => events.forEach((event) => actor.send(event)),
    context: () => actor.getSnapshot().context,
    value: () => actor.getSnapshot().value,
  }
}

const typing = (text: string): TextAreaEvent[] =>
  Array.from(text, (letter) => ({ type: 'insert', text: letter }))
const paste = (text: string, last = true): TextAreaEvent => ({ type: 'paste', text, last })
const at = (line: number, offset: number): { at: TextPlace } => ({ at: { line, at: offset } })

describe('the value', () => {
  test('is what was typed, and the output of a field that is submitted', () => {
    const { actor, send, context } = start({ value: 'one' })
    send({ type: 'insert', text: '\ntwo' })
    expect(context().value).toBe('one\ntwo')
    send({ type: 'submit' })
    expect((actor as unknown as { getSnapshot(): unknown }).getSnapshot()).toMatchObject({
      output: 'one\ntwo',
    })
  })

  test('is told to the parent when it changes, and put together when it is asked for', () => {
    const told: unknown[] = []
    const parent = setup({ actors: { note: textArea({ maxPasteLines: 2 }) } }).createMachine({
      invoke: { src: 'note', id: 'note', input: { value: 'a' } },
      on: {
        'note.change': { actions: ({ event }) => told.push((event as unknown as { value: string }).value) },
        'note.history': {
          actions: ({ event }) => told.push((event as unknown as { history: string[] }).history),
        },
      },
    })
    const actor = createActor(parent).start()
    const note = actor.getSnapshot().children['note'] as AnyActorRef
    for (const event of [{ type: 'move', to: 'left' }, ...typing('b'), paste('1\n2\n3'), { type: 'clear' }])
      note.send(event)
    expect(told).toEqual(['a', 'ba', 'b1\n2\n3a', ['b1\n2\n3a'], ''])
  })

  test('has lines that end with line feeds, and no control characters', () => {
    const { context, send } = start({ value: 'a\r\nb\rc\x07' })
    send(paste('\r\nd\u2028e\ufdd0\t'))
    expect(context().value).toBe('a\nb\nc\nd\ne\t')
  })

  test('is cut where it would be too long, and never in a cluster', () => {
    const actor = field({ maxLength: 5 }, { value: 'abc' })
    actor.send(paste('d👨‍👩‍👧'))
    expect(actor.getSnapshot().context).toMatchObject({ value: 'abcd', isCut: true })
    actor.send({ type: 'insert', text: 'e' })
    expect(actor.getSnapshot().context).toMatchObject({ value: 'abcde', isCut: false })
  })

  test('stays, with what can be undone, in a snapshot that is written and restored', () => {
    const actor = field({}, { value: 'one' })
    actor.send({ type: 'insert', text: ' two' })
    const written = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as never
    const restored = createActor(textArea(), { snapshot: written }).start()
    expect(restored.getSnapshot().context.value).toBe('one two')
    restored.send({ type: 'undo' })
    expect(restored.getSnapshot().context.value).toBe('one')
  })

  test('of 100,000 lines isn’t put together by any key', () => {
    const actor = field({}, { value: 'a line\n'.repeat(100_000) })
    const { text } = actor.getSnapshot().context.edited
    for (const event of [
      ...typing('abc'),
      { type: 'move', to: 'start' },
      { type: 'undo' },
    ] as TextAreaEvent[])
      actor.send(event)
    const now = actor.getSnapshot().context.edited.text
    const kept = new Set(text.chunks)
    expect(now.chunks.filter((chunk) => !kept.has(chunk)).length).toBeLessThanOrEqual(1)
  })
})

describe('ending', () => {
  test('a text that is wrong stays, until it is changed', () => {
    const { send, context, value } = start()
    send({ type: 'submit' })
    expect(context().error).toBe('say something')
    send(...typing('a'))
    expect(context().error).toBeUndefined()
    send({ type: 'submit' })
    expect(value()).toBe('submitted')
  })

  test('it can be left, and a field that stays open takes neither', () => {
    const { send, value } = start()
    send({ type: 'leave' })
    expect(value()).toBe('left')
    const open = field({ keepOpen: true }).getSnapshot()
    expect([open.can({ type: 'leave' }), open.can({ type: 'submit' })]).toEqual([false, false])
  })

  test('one that is disabled takes nothing but a text of the program', () => {
    const { send, context, value } = start({ disabled: true })
    send(...typing('a'), { type: 'set', value: 'b' })
    expect([value(), context().value]).toEqual(['disabled', 'b'])
    send({ type: 'enable' }, ...typing('c'), { type: 'disable' }, ...typing('d'), { type: 'clear' })
    expect([value(), context().history]).toEqual(['disabled', ['bc']])
  })
})

describe('history', () => {
  test('goes back and forth, and keeps the draft', () => {
    const { send, context } = start({ history: ['one', 'two'] })
    send(...typing('draft'), { type: 'older' }, { type: 'older' }, { type: 'older' })
    expect(context().value).toBe('one')
    send({ type: 'newer' }, { type: 'newer' }, { type: 'undo' })
    expect(context().value).toBe('')
    expect(context().back).toBe(0)
  })

  test('has a text at its end when the field is emptied, once', () => {
    const { send, context } = start({ history: ['one'] })
    send({ type: 'clear' }, ...typing('two'), { type: 'clear' }, ...typing('two'), { type: 'clear' })
    expect(context()).toMatchObject({ history: ['one', 'two'], value: '' })
  })

  test('is searched while the user types', () => {
    const { send, context, value } = start({ history: ['make test', 'git push', 'make all'] })
    send(...typing('draft'), { type: 'search' }, ...typing('mak'))
    expect(context()).toMatchObject({ value: 'make all', search: { query: 'mak', isFound: true } })
    send({ type: 'search' })
    expect(context().value).toBe('make test')
    send(paste('x'))
    expect(context().search).toEqual({ query: 'makx', isFound: false })
    send({ type: 'delete', to: 'left' }, { type: 'take' })
    expect(value()).toMatchObject({ open: { text: 'recalling' } })
    send({ type: 'search' }, { type: 'abort' })
    expect([context().value, context().search]).toEqual(['draft', undefined])
  })

  test('any other edit ends the search with what it has found', () => {
    for (const event of [
      ...([
        { type: 'move', to: 'left' },
        { type: 'place', ...at(0, 0) },
        { type: 'kill', to: 'start' },
      ] as const),
      ...(['yank', 'yankOlder', 'undo', 'redo', 'selectAll', 'transpose', 'transposeWords'] as const).map(
        (type) => ({ type }),
      ),
      { type: 'case', to: 'upper' },
    ] as TextAreaEvent[]) {
      const { send, value } = start({ history: ['one'] })
      send(event, { type: 'search' }, ...typing('o'), event)
      expect(value()).toMatchObject({ open: { text: 'recalling' } })
    }
  })
})

describe('pastes', () => {
  const long = Array.from({ length: 412 }, (_, index) => `line ${index}`).join('\n')

  test('a long one is one character for the cursor, and in full in the value', () => {
    const { send, context } = start({ value: 'a' })
    send(paste(long.slice(0, 100), false), paste(long.slice(100)), ...typing('b'))
    expect(context().edited.text.lineCount).toBe(1)
    expect(context().value).toBe(`a${long}b`)
    send({ type: 'move', to: 'left' }, { type: 'delete', to: 'left' })
    expect(context().value).toBe('ab')
    send({ type: 'undo' })
    expect(context().value).toBe(`a${long}b`)
  })

  test('it is unfolded at the cursor', () => {
    const { send, context } = start()
    send(paste(long), { type: 'expand' })
    expect(context().edited.text.lineCount).toBe(412)
    send({ type: 'undo' })
    expect(context().edited.text.lineCount).toBe(1)
  })

  test('a megabyte in one line comes in, folded', () => {
    const { send, context } = start()
    send(paste('x'.repeat(1_000_000)))
    expect([context().edited.text.length, context().value.length]).toEqual([1, 1_000_000])
  })
})

describe('the clipboard', () => {
  test('gets what is copied or cut', () => {
    const { actor, send, context } = start({ value: 'one two' })
    const copied: string[] = []
    rememberClipboard((actor as unknown as AnyActorRef).system, (text) => copied.push(text))
    send({ type: 'copy' }, { type: 'move', to: 'wordLeft', select: true }, { type: 'copy' })
    expect([copied, context().edited.anchor]).toEqual([['two'], undefined])
    send({ type: 'selectAll' }, { type: 'unselect' }, { type: 'selectAll' }, { type: 'cut' })
    expect([copied, context().value]).toEqual([['two', 'one two'], ''])
  })
})

describe('the mouse', () => {
  const selected = ({ edited: { anchor, cursor } }: ReturnType<Started['context']>) => [
    anchor?.at,
    cursor.at,
    cursor.line,
  ]

  test('places the cursor, selects a word, then a line', async () => {
    const { send, context, clock } = start({ value: 'one two\nthree' })
    send({ type: 'press', ...at(0, 5) })
    expect(selected(context())).toEqual([undefined, 5, 0])
    send({ type: 'press', ...at(0, 5) })
    expect(selected(context())).toEqual([4, 7, 0])
    send({ type: 'press', ...at(0, 5) })
    expect(selected(context())).toEqual([0, 0, 1])
    send({ type: 'press', ...at(0, 5) }, { type: 'press', ...at(0, 1) })
    expect(selected(context())).toEqual([undefined, 1, 0])
    send({ type: 'press', ...at(0, 1) }, { type: 'press', ...at(0, 2) })
    await clock.advance(401)
    send({ type: 'press', ...at(0, 1) })
    expect(selected(context())).toEqual([undefined, 1, 0])
    send({ type: 'press', ...at(0, 1) }, { type: 'press', ...at(0, 5) })
    expect(selected(context())).toEqual([undefined, 5, 0])
    send({ type: 'press', ...at(0, 5) })
    await clock.advance(401)
    send({ type: 'press', ...at(0, 5) })
    expect(selected(context())).toEqual([undefined, 5, 0])
  })

  test('drags a selection, and grows it with Shift', () => {
    const { send, context } = start({ value: 'one two' })
    send({ type: 'press', ...at(0, 1) }, { type: 'drag', ...at(0, 3) }, { type: 'drag', ...at(0, 4) })
    expect(selected(context())).toEqual([1, 4, 0])
    send({ type: 'press', ...at(0, 6), select: true })
    expect(selected(context())).toEqual([1, 6, 0])
  })

  test('scrolls, and holds the thumb', () => {
    const { send, context } = start({ value: 'a\nb' })
    send({ type: 'scroll', top: { line: 1, at: 0 } }, { type: 'hold', at: 2 })
    expect(context()).toMatchObject({ window: { top: { line: 1 }, follows: false }, held: 2 })
    send({ type: 'drop' }, { type: 'move', to: 'start' })
    expect(context()).toMatchObject({ window: { follows: true }, held: undefined })
  })
})

describe('completion', () => {
  test('offers what a source has, and takes the chosen one', async () => {
    const { send, context } = start({ value: 'hi ' })
    send(...typing('@A'))
    await settle()
    expect(context().completions.map(({ label }) => label)).toEqual(['Ada', 'Alan'])
    send({ type: 'choose', by: -1 }, { type: 'complete' })
    expect(context()).toMatchObject({ value: 'hi @Alan ', completions: [] })
  })

  test('another letter asks again, and the answer to the one before is not waited for', async () => {
    const { send, context, clock, value } = start()
    send(...typing('#a'))
    expect(asked.splice(0).map(({ query, signal }) => [query, signal.aborted])).toEqual([
      ['', true],
      ['a', false],
    ])
    await clock.advance(121)
    expect(value()).toMatchObject({ open: { menu: { asking: 'slow' } } })
    send(...typing('b'))
    asked.shift()!.resolve(['abc'])
    await settle()
    expect(context().completions).toEqual([{ label: 'abc' }])
    send(...typing('c'))
    expect(value()).toMatchObject({ open: { menu: { asking: 'quick' } } })
    send({ type: 'move', to: 'left' }, ...typing('#'), { type: 'dismiss' })
    expect([value(), asked.shift()!.signal.aborted]).toMatchObject([{ open: { menu: 'closed' } }, true])
  })

  test('a menu that was closed stays closed until its word is left', async () => {
    const { send, value } = start()
    send(...typing('@'))
    await settle()
    send({ type: 'dismiss' }, ...typing('A'))
    expect(value()).toMatchObject({ open: { menu: 'closed' } })
    send(...typing(' @'))
    await settle()
    expect(value()).toMatchObject({ open: { menu: 'offering' } })
    send({ type: 'move', to: 'left' })
    expect(value()).toMatchObject({ open: { menu: 'closed' } })
  })

  test('a source that fails says so, until the text is another one', async () => {
    const { send, value } = start()
    send(...typing('/'))
    await settle()
    expect(value()).toMatchObject({ open: { menu: 'failed' } })
    send(...typing('h'))
    await settle()
    send({ type: 'dismiss' })
    expect(value()).toMatchObject({ open: { menu: 'closed' } })
    send({ type: 'set', value: '' }, ...typing('/'))
    await settle()
    send({ type: 'delete', to: 'left' })
    expect(value()).toMatchObject({ open: { menu: 'closed' } })
  })
})

describe('vi', () => {
  const field = textArea({ vi: true })

  test('has modes of its own beside the others', () => {
    const vi = createActor(field, { input: { value: 'one two' } }).start()
    const modes = (...keys: string[]) =>
      keys.map((key) => {
        vi.send({ type: 'vi', key })
        return (vi.getSnapshot().value as { open: { vi: string } }).open.vi
      })
    expect(
      modes('escape', 'v', 'V', 'c', 'escape', 'V', 'v', 'c', 'escape', 'V', 'escape', 'v', 'escape'),
    ).toEqual([
      ...['normal', 'visual', 'visualLine', 'insert', 'normal', 'visualLine', 'visual', 'insert', 'normal'],
      ...['visualLine', 'normal', 'visual', 'normal'],
    ])
    expect(vi.getSnapshot().can({ type: 'vi', key: 'q' })).toBe(false)
  })
})

describe('the user’s own editor', () => {
  test.each([
    ['printf "new\\n" >', 'new'],
    ['printf "new" > /dev/null; false', 'old'],
  ])('%s', async (editor, after) => {
    process.env['VISUAL'] = editor
    const { send, context, value, actor } = start({ value: 'old' })
    send({ type: 'edit' })
    expect(value()).toBe('inEditor')
    await expect.poll(() => value()).not.toBe('inEditor')
    expect(context().value).toBe(after)
    ;(actor as unknown as AnyActorRef).send({ type: 'undo' })
    expect(context().value).toBe('old')
    delete process.env['VISUAL']
  })

  test('says why it could not be opened', async () => {
    const { TMPDIR } = process.env
    process.env['TMPDIR'] = '/no/such/folder'
    const { send, context } = start({ value: 'old' })
    send({ type: 'edit' })
    await expect.poll(() => context().error).toContain('/no/such/folder')
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  })
})
