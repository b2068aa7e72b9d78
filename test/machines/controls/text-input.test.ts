import { createActor, toPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { textInput, type TextInputEvent, type TextInputInput, type TextInputOptions } from 'actty/machines'
import { cpuTime } from '../../support/cpu-time.ts'
import { fc } from '../../support/property.ts'

const family = '👨‍👩‍👧‍👦'
const flag = '🇳🇱'
const accented = 'e\u0301'
const syllable = '\u1112\u1161\u11ab'

function started(input: TextInputInput = {}, options: TextInputOptions = {}) {
  return createActor(textInput(options), { input }).start()
}

type Actor = ReturnType<typeof started>

const clustersOf = (value: string) =>
  Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment)

/** The text with a bar where the cursor is. */
function shown(actor: Actor): string {
  const { value, cursor } = actor.getSnapshot().context
  const clusters = clustersOf(value)
  return [...clusters.slice(0, cursor), '|', ...clusters.slice(cursor)].join('')
}

/** What becomes of a text with a bar for the cursor. */
function edit(before: string, ...events: TextInputEvent[]): string {
  const [left = '', right = ''] = before.split('|')
  const actor = started({ value: left + right })
  actor.send({ type: 'place', cursor: clustersOf(left).length })
  for (const event of events) actor.send(event)
  return shown(actor)
}

const move = (to: Extract<TextInputEvent, { type: 'move' }>['to']): TextInputEvent => ({ type: 'move', to })
const del = (to: Extract<TextInputEvent, { type: 'move' }>['to']): TextInputEvent => ({ type: 'delete', to })
const insert = (text: string): TextInputEvent => ({ type: 'insert', text })

describe('text is edited', () => {
  test.each<[before: string, events: TextInputEvent[], after: string]>([
    ['a|c', [insert('b')], 'ab|c'],
    ['ab|c', [move('left'), del('left')], '|bc'],
    ['|ab', [move('left'), del('left')], '|ab'],
    ['ab|', [move('right'), del('right')], 'ab|'],
    ['a|b', [del('right')], 'a|'],
    ['ab|cd', [move('start')], '|abcd'],
    ['ab|cd', [move('end')], 'abcd|'],
    ['one two| three', [move('wordLeft')], 'one |two three'],
    ['one |two three', [move('wordLeft')], '|one two three'],
    ['one| two, three', [move('wordRight')], 'one two|, three'],
    ['one two|, three. ', [move('wordRight'), move('wordRight')], 'one two, three. |'],
    ['one two| three', [del('wordLeft')], 'one | three'],
    ['one| two three', [del('wordRight')], 'one| three'],
    ['one two| three', [del('start')], '| three'],
    ['one two| three', [del('end')], 'one two|'],
    ['ab|', [{ type: 'set', value: 'x\ny' }], 'x y|'],
    ['|', [insert('a\nb\r\nc\td\x1b[31m\x9b')], 'a b c d[31m|'],
  ])('%s %j %s', (before, events, after) => {
    expect(edit(before, ...events)).toBe(after)
  })

  test.each([
    ['a family', family],
    ['a flag', flag],
    ['a letter with a mark', accented],
    ['a syllable of three letters', syllable],
    ['a Hebrew letter with its points', 'שָּׁ'],
    ['a letter outside of the first plane', '𝒳'],
  ])('by what a person takes for a character: %s', (_, cluster) => {
    expect(edit(`a${cluster}|b`, move('left'))).toBe(`a|${cluster}b`)
    expect(edit(`a|${cluster}b`, move('right'))).toBe(`a${cluster}|b`)
    expect(edit(`a${cluster}|b`, del('left'))).toBe('a|b')
    expect(edit(`a|${cluster}b`, del('right'))).toBe('a|b')
  })

  test('and text that runs from right to left in the order in which it is read', () => {
    expect(edit('שלום |עולם', move('wordLeft'))).toBe('|שלום עולם')
    expect(edit('שלום| עולם', move('left'), del('left'))).toBe('של|ם עולם')
  })

  test('and code points that are typed one at a time join', () => {
    expect(edit('|', insert('e'), insert('\u0301'))).toBe(`${accented}|`)
    expect(edit('|', ...Array.from(family, insert))).toBe(`${family}|`)
    expect(edit('|\u{1f1f1}', insert('\u{1f1f3}'))).toBe(`${flag}|`)
  })

  test('and the characters on either side of a deletion may join: the cursor is after them', () => {
    expect(edit('\u{1f1f3}x|\u{1f1f1}', del('left'))).toBe(`${flag}|`)
  })

  test('up to as much as it holds', () => {
    const actor = started({ value: 'abcdef' }, { maxLength: 4 })
    expect(shown(actor)).toBe('abcd|')
    actor.send({ type: 'place', cursor: 1 })
    actor.send(del('right'))
    actor.send(insert(`${family}${family}`))
    expect(shown(actor)).toBe(`a${family}|cd`)
  })

  test.each([
    ['typed', 'ab', [insert('c'), insert('d')], 'abc|'],
    ['pasted', 'a|b', [insert('xyz')], 'ax|b'],
    ['set', '', [{ type: 'set', value: 'abcd' } as const], 'abc|'],
    ['pasted where there is no room', 'abc|', [insert('x')], 'abc|'],
  ])('and says that what was %s is cut', (_, before, events, after) => {
    const [left = '', right = ''] = before.split('|')
    const actor = started({ value: left + right }, { maxLength: 3 })
    actor.send({ type: 'place', cursor: left.length })
    expect(actor.getSnapshot().context.isCut).toBe(false)
    for (const event of events) actor.send(event)
    expect([shown(actor), actor.getSnapshot().context.isCut]).toEqual([after, true])
    actor.send(move('left'))
    expect(actor.getSnapshot().context.isCut).toBe(true)
    actor.send(del('right'))
    expect(actor.getSnapshot().context.isCut).toBe(false)
  })

  test('and says so of what it was given, until it is emptied', () => {
    const actor = started({ value: 'abcd' }, { maxLength: 3 })
    expect(actor.getSnapshot().context.isCut).toBe(true)
    actor.send({ type: 'clear' })
    expect(actor.getSnapshot().context.isCut).toBe(false)
    expect(started({ value: 'abc' }, { maxLength: 3 }).getSnapshot().context.isCut).toBe(false)
  })

  test.each(['x', 'é', '漢', family, 'e' + '\u0301'.repeat(40), flag])(
    'a megabyte of %j into a field with a limit takes as long as what fits',
    (cluster) => {
      const paste = insert(cluster.repeat(1_000_000 / cluster.length))
      const actor = started({}, { maxLength: 10_000 })
      const start = cpuTime()
      actor.send(paste)
      expect(cpuTime() - start).toBeLessThan(2_000)
      expect(clustersOf(actor.getSnapshot().context.value.slice(0, 1_000))[0]).toBe(cluster)
      expect(actor.getSnapshot().context).toMatchObject({ cursor: 10_000, isCut: true })
    },
  )

  test('and the cursor is placed nowhere but in it', () => {
    const place = (cursor: number) => edit('ab|c', { type: 'place', cursor })
    expect([place(-3), place(1.7), place(99), place(NaN)]).toEqual(['|abc', 'a|bc', 'abc|', '|abc'])
  })
})

describe('what was done to a line', () => {
  const type = (text: string) => Array.from(text, insert)
  const [undo, redo] = [{ type: 'undo' }, { type: 'redo' }] as const
  const select = (to: Extract<TextInputEvent, { type: 'move' }>['to']): TextInputEvent => ({
    type: 'move',
    to,
    select: true,
  })

  test.each<[what: string, before: string, events: TextInputEvent[], after: string]>([
    ['a word at a time', '|', [...type('one two'), undo], 'one |'],
    ['and again', '|', [...type('one two'), undo, undo], '|'],
    ['and done again', '|', [...type('one two'), undo, undo, redo, redo], 'one two|'],
    ['no more once something else is typed', '|', [...type('one'), undo, ...type('x'), redo], 'x|'],
    ['deletions as one', 'abc|', [del('left'), del('left'), undo], 'abc|'],
    ['a paste by itself', 'a|', [...type('b'), insert('a long text that was pasted'), undo], 'ab|'],
    ['typing in place of a selection', 'one two|', [select('wordLeft'), insert('x'), undo], 'one |two'],
    ['nothing', 'a|b', [undo, redo], 'a|b'],
  ])('is undone: %s', (_, before, events, after) => {
    expect(edit(before, ...events)).toBe(after)
  })

  test('is undone with the cursor and the selection as they were', () => {
    const actor = started({ value: 'one two' })
    for (const event of [select('wordLeft'), insert('x'), undo]) actor.send(event)
    expect(actor.getSnapshot().context).toMatchObject({ cursor: 4, anchor: 7 })
  })

  test.each<[before: string, events: TextInputEvent[], after: string]>([
    ['one| two', [select('end'), del('left')], 'one|'],
    ['one two|', [select('left'), select('left'), insert('x')], 'one tx|'],
    ['one| two', [{ type: 'selectAll' }, insert('x')], 'x|'],
    ['one| two', [select('end'), move('left'), insert('x')], 'one twx|o'],
    ['one| two', [{ type: 'place', cursor: 1, select: true }, { type: 'cut' }], 'o| two'],
    ['one| two', [select('start'), { type: 'unselect' }, insert('x')], 'x|one two'],
    [`${family}${flag}|`, [select('left'), del('left')], `${family}|`],
  ])('is done to what is selected: %s %j', (before, events, after) => {
    expect(edit(before, ...events)).toBe(after)
  })

  test('comes back with a snapshot from JSON', () => {
    const actor = started()
    for (const event of [...type('one two'), { type: 'kill', to: 'wordLeft' } as const]) actor.send(event)
    const snapshot = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as never
    const again = createActor(textInput(), { snapshot }).start()
    again.send({ type: 'yank' })
    expect(shown(again)).toBe('one two|')
    again.send(undo)
    again.send(undo)
    expect(shown(again)).toBe('one two|')
  })

  test('is never more than the line holds', () => {
    const actor = started({ value: 'abc' }, { maxLength: 4 })
    for (const event of [{ type: 'kill', to: 'start' }, { type: 'yank' }, { type: 'yank' }] as const)
      actor.send(event)
    expect([shown(actor), actor.getSnapshot().context.isCut]).toEqual(['abc|', true])
  })

  test('isn’t kept of a secret', () => {
    const actor = started({ value: 'secret' }, { masked: true })
    for (const event of [{ type: 'kill', to: 'wordLeft' }, undo] as const) actor.send(event)
    actor.send({ type: 'yank' })
    expect(shown(actor)).toBe('|')
    for (const one of type('hidden')) actor.send(one)
    actor.send({ type: 'case', to: 'upper' })
    expect(shown(actor)).toBe('hidden|')
    expect(JSON.stringify(actor.getSnapshot().context.edits)).not.toContain('h')
  })
})

describe('the history', () => {
  const older = { type: 'older' } as const
  const newer = { type: 'newer' } as const

  test('is gone through, and the draft is kept', () => {
    const actor = started({ value: 'draft', history: ['one', 'two'] })
    const seen = [older, older, older, newer, newer, newer].map((event) => {
      actor.send(event)
      return [actor.getSnapshot().value, shown(actor)]
    })
    expect(seen).toEqual([
      ['recalling', 'two|'],
      ['recalling', 'one|'],
      ['recalling', 'one|'],
      ['recalling', 'two|'],
      ['editing', 'draft|'],
      ['editing', 'draft|'],
    ])
  })

  test('takes no event if there is none, so the key means something else', () => {
    expect(started().getSnapshot().can(older)).toBe(false)
    expect(
      started({ history: ['one'] })
        .getSnapshot()
        .can(older),
    ).toBe(true)
    expect(
      started({ history: ['one'] })
        .getSnapshot()
        .can(newer),
    ).toBe(false)
  })

  test('gets the text that is cleared, once, but no empty text', () => {
    const actor = started({}, { keepOpen: true })
    for (const text of ['one', 'one', '', 'two']) {
      actor.send(insert(text))
      actor.send({ type: 'clear' })
    }
    expect([shown(actor), actor.getSnapshot().context.history]).toEqual(['|', ['one', 'two']])
    actor.send(older)
    actor.send(insert('!'))
    actor.send({ type: 'clear' })
    expect(actor.getSnapshot().value).toBe('editing')
    expect(actor.getSnapshot().context.history).toEqual(['one', 'two', 'two!'])
  })

  test('has no secrets', () => {
    const actor = started({ history: ['one'] }, { masked: true, keepOpen: true })
    actor.send(insert('secret'))
    actor.send({ type: 'clear' })
    expect(actor.getSnapshot().context.history).toEqual([])
  })
})

describe('it ends', () => {
  test('with what was submitted', async () => {
    const actor = started({ value: 'Ada' })
    actor.send({ type: 'submit' })
    expect(actor.getSnapshot().value).toBe('submitted')
    expect(await toPromise(actor)).toBe('Ada')
  })

  test('without a text if it was left', async () => {
    const actor = started({ value: 'Ada' })
    actor.send({ type: 'leave' })
    expect(actor.getSnapshot().value).toBe('left')
    expect(await toPromise(actor)).toBe(undefined)
  })

  test('never with keepOpen', () => {
    const snapshot = started({}, { keepOpen: true }).getSnapshot()
    expect([snapshot.can({ type: 'submit' }), snapshot.can({ type: 'leave' })]).toEqual([false, false])
  })
})

test('the words of a secret count as one', () => {
  const actor = started({ value: 'one two' }, { masked: true })
  actor.send(move('wordLeft'))
  expect(shown(actor)).toBe('|one two')
  actor.send(move('wordRight'))
  expect(shown(actor)).toBe('one two|')
})

describe('whatever is done to it', () => {
  const targets = ['left', 'right', 'wordLeft', 'wordRight', 'start', 'end'] as const
  const eventsOf = (texts: fc.Arbitrary<string>) =>
    fc.array(
      fc.oneof(
        texts.map(insert),
        fc.constantFrom(...targets).map(move),
        fc.constantFrom(...targets).map(del),
        fc.nat(12).map((cursor): TextInputEvent => ({ type: 'place', cursor })),
      ),
      { maxLength: 40 },
    )

  test('it is what an array of characters would be', () => {
    // Clusters that never join their neighbours.
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '-', family, accented, syllable, '漢'), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(eventsOf(text.map((clusters) => clusters.join(''))), (events) => {
        const actor = started()
        let model: { clusters: string[]; cursor: number } = { clusters: [], cursor: 0 }
        for (const event of events) {
          actor.send(event)
          model = after(model, event)
          expect(actor.getSnapshot().context).toMatchObject({
            value: model.clusters.join(''),
            cursor: model.cursor,
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the cursor is never inside of a character', () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          'a',
          '\u0301',
          '\u200d',
          '👩',
          '\u{1f1f3}',
          '\u{1f3fd}',
          '\u1112',
          '\u1161',
          '\ud83d',
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(eventsOf(fc.oneof(nasty, fc.string({ unit: 'binary' }))), (events) => {
        const actor = started()
        for (const event of events) {
          actor.send(event)
          const { value, cursor } = actor.getSnapshot().context
          expect(Number.isInteger(cursor) && cursor >= 0 && cursor <= clustersOf(value).length).toBe(true)
          expect(value).not.toMatch(/[\x00-\x1f\x7f]/)
        }
      }),
      { numRuns: 300 },
    )
  })

  /** The simplest thing that does the same. */
  function after({ clusters, cursor }: { clusters: string[]; cursor: number }, event: TextInputEvent) {
    const isWord = (index: number) => /^[\p{L}\p{M}]+$/u.test(clusters[index] ?? '')
    const isIdeograph = (index: number) => clusters[index] === '漢'
    const startOfWord = (from: number) => {
      let at = from
      while (at > 0 && !isWord(at - 1)) at--
      if (at > 0 && isIdeograph(at - 1)) return at - 1
      while (at > 0 && isWord(at - 1) && !isIdeograph(at - 1)) at--
      return at
    }
    const endOfWord = (from: number) => {
      let at = from
      while (at < clusters.length && !isWord(at)) at++
      if (at < clusters.length && isIdeograph(at)) return at + 1
      while (at < clusters.length && isWord(at) && !isIdeograph(at)) at++
      return at
    }
    const target = (to: string) =>
      ({
        left: Math.max(0, cursor - 1),
        right: Math.min(clusters.length, cursor + 1),
        wordLeft: startOfWord(cursor),
        wordRight: endOfWord(cursor),
        start: 0,
        end: clusters.length,
      })[to] ?? NaN
    if (event.type === 'insert') {
      const added = clustersOf(event.text)
      return {
        clusters: [...clusters.slice(0, cursor), ...added, ...clusters.slice(cursor)],
        cursor: cursor + added.length,
      }
    }
    if (event.type === 'move') return { clusters, cursor: target(event.to) }
    if (event.type === 'place') return { clusters, cursor: Math.min(event.cursor, clusters.length) }
    if (event.type !== 'delete') throw new Error(event.type)
    const [from, until] = [cursor, target(event.to)].sort((a, b) => a - b) as [number, number]
    return { clusters: [...clusters.slice(0, from), ...clusters.slice(until)], cursor: from }
  }
})
