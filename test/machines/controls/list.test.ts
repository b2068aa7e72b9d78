import { createActor, toPromise, type Snapshot } from 'xstate'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  list,
  selectedItem,
  type ListEvent,
  type ListOptions,
  type ListSource,
  type Ring,
} from 'actty/machines'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { fc } from '../../support/property.ts'

const fruit = ['apple', 'banana', 'cherry', 'damson', 'elderberry', 'fig', 'grape']

function started<Item>(items: ListSource<Item>, options: ListOptions<Item> = {}, selected?: number) {
  const clock = new VirtualClock(0)
  const actor = createActor(list(options), { input: { items, selected }, clock }).start()
  const write = (value: string) => {
    const { filter } = actor.getSnapshot().children
    filter!.send({ type: 'set', value })
  }
  const foundAt = () => {
    const { matches } = actor.getSnapshot().context
    return matches && [...matches.found]
  }
  const found = () => foundAt()?.map((index) => items.at(index))
  const selectedNow = () => selectedItem(actor.getSnapshot())?.item
  return { actor, clock, write, found, foundAt, selected: selectedNow }
}

/** A million rows that count how often a word of theirs was looked at. */
function million() {
  const source = {
    asked: 0,
    length: 1_000_000,
    at: (index: number) => index,
    wordOf: (index: number) => {
      source.asked++
      return `row ${index}`
    },
  }
  return source
}

describe('of a list one item is selected', () => {
  test.each<[event: ListEvent<string>, after: string]>([
    [{ type: 'move', by: 1 }, 'damson'],
    [{ type: 'move', by: -1 }, 'banana'],
    [{ type: 'move', by: -99 }, 'apple'],
    [{ type: 'move', by: 99 }, 'grape'],
    [{ type: 'first' }, 'apple'],
    [{ type: 'last' }, 'grape'],
    [{ type: 'select', position: 5 }, 'fig'],
    [{ type: 'select', position: 99 }, 'cherry'],
    [{ type: 'select', position: -1 }, 'cherry'],
  ])('%j selects %s', (event, after) => {
    const { actor, selected } = started(fruit.slice(), {}, 2)
    actor.send(event)
    expect(selected()).toBe(after)
  })

  test('which is chosen, and is its output', async () => {
    const { actor } = started(fruit, {}, 3)
    actor.send({ type: 'choose' })
    expect(actor.getSnapshot().value).toBe('chosen')
    const chosen = await toPromise(actor)
    expectTypeOf(chosen).toEqualTypeOf<{ readonly item: string; readonly index: number } | undefined>()
    expect(chosen).toEqual({ item: 'damson', index: 3 })
  })

  test('or left', async () => {
    const { actor } = started(fruit)
    actor.send({ type: 'leave' })
    expect(actor.getSnapshot().value).toBe('left')
    expect(await toPromise(actor)).toBe(undefined)
  })

  test('and neither with keepOpen', () => {
    const snapshot = started(fruit, { keepOpen: true }).actor.getSnapshot()
    expect([snapshot.can({ type: 'choose' }), snapshot.can({ type: 'leave' })]).toEqual([false, false])
  })

  test('and no item of an empty list', () => {
    const { actor, selected } = started<string>([])
    const snapshot = actor.getSnapshot()
    expect(selected()).toBe(undefined)
    expect(snapshot.can({ type: 'choose' })).toBe(false)
    expect(snapshot.can({ type: 'move', by: 1 })).toBe(false)
  })
})

describe('the selection stays with its item when the items change', () => {
  test.each([
    ['which has moved', ['zero', ...fruit], 'cherry'],
    ['which is where it was', [...fruit, 'zero'], 'cherry'],
    ['which is gone', ['a', 'b', 'c', 'd'], 'c'],
    ['which is gone, as most are', ['a'], 'a'],
  ])('%s', (_, items, after) => {
    const { actor } = started<string>(fruit, {}, 2)
    actor.send({ type: 'items', items })
    expect(selectedItem(actor.getSnapshot())?.item).toBe(after)
  })

  test('which is there twice', () => {
    const { actor } = started(['a', 'b', 'a'], {}, 2)
    actor.send({ type: 'items', items: ['a', 'b', 'a', 'c'] })
    expect(actor.getSnapshot().context.current).toBe(2)
  })

  test('which is another object with the same key', () => {
    const users = (names: string) => [...names].map((id) => ({ id }))
    const { actor } = started(users('abcd'), { key: ({ id }) => id }, 2)
    actor.send({ type: 'items', items: users('xyzabcd') })
    expect(selectedItem(actor.getSnapshot())).toEqual({ item: { id: 'c' }, index: 5 })
  })

  test('without asking for all of a million', () => {
    const { actor } = started<number>(million(), { key: (index) => index }, 500_000)
    const items = { ...million(), at: (index: number) => (items.asked++, -index - 1) }
    actor.send({ type: 'items', items })
    expect(items.asked).toBeLessThan(20_100)
    expect(actor.getSnapshot().context.current).toBe(500_000)
  })
})

describe('a filter', () => {
  test('lists what has its text, in any case, and all again when it is cleared', () => {
    const { actor, write, found } = started(fruit)
    actor.send({ type: 'filter' })
    expect(actor.getSnapshot().value).toEqual({ filtering: 'settled' })
    write('AN')
    expect(found()).toEqual(['banana'])
    write('e')
    expect(found()).toEqual(['apple', 'cherry', 'elderberry', 'grape'])
    write('')
    expect(found()).toBe(undefined)
    write('xyz')
    expect(found()).toEqual([])
    expect(actor.getSnapshot().can({ type: 'choose' })).toBe(false)
    actor.send({ type: 'clear' })
    expect([actor.getSnapshot().value, found()]).toEqual(['browsing', undefined])
    expect(actor.getSnapshot().children.filter).toBe(undefined)
  })

  test('finds text however it is composed, and in any case', () => {
    const { actor, write, found } = started(['résumé'.normalize('NFD'), 'résumé', 'Straße', 'resume'])
    actor.send({ type: 'filter' })
    write('rés')
    expect(found()).toEqual(['résumé'.normalize('NFD'), 'résumé'])
    write('RÉSU'.normalize('NFD'))
    expect(found()).toEqual(['résumé'.normalize('NFD'), 'résumé'])
    write('STRASS')
    expect(found()).toEqual(['Straße'])
  })

  test('can begin with a text', () => {
    const { actor, found } = started(fruit)
    actor.send({ type: 'filter', text: 'an' })
    expect(found()).toEqual(['banana'])
  })

  test('keeps the selected item if it matches, else selects the first match', () => {
    const { actor, write, selected } = started(fruit, {}, 4)
    actor.send({ type: 'filter' })
    write('err')
    expect(selected()).toBe('elderberry')
    write('an')
    expect(selected()).toBe('banana')
    write('a')
    expect(selected()).toBe('apple')
    write('err')
    expect(selected()).toBe('elderberry')
    actor.send({ type: 'move', by: -1 })
    expect(selected()).toBe('cherry')
    actor.send({ type: 'clear' })
    expect(selected()).toBe('cherry')
  })

  test('leaves the first match selected when it is cleared', () => {
    const { actor, write, selected } = started(fruit, {}, 4)
    actor.send({ type: 'filter' })
    write('gr')
    actor.send({ type: 'clear' })
    expect(selected()).toBe('grape')
  })

  test('chooses by the index among all items', async () => {
    const { actor } = started(fruit)
    actor.send({ type: 'filter', text: 'gr' })
    actor.send({ type: 'choose' })
    expect(await toPromise(actor)).toEqual({ item: 'grape', index: 6 })
  })

  test('looks again when the items change', () => {
    const { actor, foundAt } = started<string>(fruit)
    actor.send({ type: 'filter', text: 'gr' })
    const items = ['green', ...fruit]
    actor.send({ type: 'items', items })
    expect(foundAt()).toEqual([0, 7])
    expect(selectedItem(actor.getSnapshot())?.item).toBe('grape')
  })
})

describe('a million rows are filtered in slices', () => {
  test('of which each is short, and the last finds the last', async () => {
    const items = million()
    const { actor, clock, write, foundAt } = started<number>(items, { label: items.wordOf })
    actor.send({ type: 'filter' })
    expect(items.asked).toBe(0)
    write('9999')
    expect(items.asked).toBe(10_000)
    expect(actor.getSnapshot().value).toEqual({ filtering: 'scanning' })
    expect(actor.getSnapshot().hasTag('busy')).toBe(true)
    expect(foundAt()).toEqual([9_999])
    await clock.advance(0)
    expect(items.asked).toBe(1_000_000)
    expect(actor.getSnapshot().value).toEqual({ filtering: 'settled' })
    expect(foundAt()?.at(-1)).toBe(999_999)
    expect(foundAt()).toHaveLength(280)
  })

  test('of fewer rows if labels are slow', () => {
    const items = million()
    let time = 0
    const { actor, clock, write } = started<number>(items, {
      label: (index) => {
        time += 0.1
        return items.wordOf(index)
      },
    })
    clock.now = () => time
    actor.send({ type: 'filter' })
    write('9')
    expect(items.asked).toBe(256)
  })

  test('and a later text takes the place of an earlier one', async () => {
    const items = million()
    const { actor, clock, write, foundAt } = started<number>(items, { label: items.wordOf })
    actor.send({ type: 'filter' })
    write('1')
    write('2')
    write('777777')
    expect(items.asked).toBe(30_000)
    expect(clock.pending).toBe(1)
    await clock.advance(0)
    expect(items.asked).toBe(20_000 + 1_000_000)
    expect(foundAt()).toEqual([777_777])
  })

  test('and a longer text is looked for only among what was found', async () => {
    const items = million()
    const { actor, clock, write, foundAt } = started<number>(items, { label: items.wordOf })
    actor.send({ type: 'filter' })
    write('99999')
    await clock.advance(0)
    items.asked = 0
    write('999999')
    await clock.advance(0)
    expect(items.asked).toBe(19)
    expect(foundAt()).toEqual([999_999])
  })

  test('and stops when the filter is cleared, or the list is stopped', async () => {
    const items = million()
    const { actor, clock, write } = started<number>(items, { label: items.wordOf })
    actor.send({ type: 'filter' })
    write('1')
    actor.send({ type: 'clear' })
    expect(clock.pending).toBe(0)
    actor.send({ type: 'filter', text: '2' })
    expect(clock.pending).toBe(1)
    actor.stop()
    expect(clock.pending).toBe(0)
  })
})

const wordOf = (index: number) => `row ${index}`

describe('a snapshot of a filtered list', () => {
  /** One that is filtered by a text, then by another of which a first slice is looked at. */
  const restored = (before: string, text: string) => {
    const items = Array.from({ length: 25_000 }, (_, index) => index)
    const { actor, clock, write } = started(items, { label: wordOf })
    actor.send({ type: 'filter' })
    write(before)
    clock.runDue()
    write(text)
    const saved = JSON.stringify(actor.getPersistedSnapshot())
    actor.stop()
    const snapshot = JSON.parse(saved) as Snapshot<unknown>
    const other = createActor(list<number>({ label: wordOf }), { snapshot, input: { items }, clock }).start()
    const found = () => [...other.getSnapshot().context.matches!.found]
    return { actor: other, clock, found, expected: items.filter((item) => wordOf(item).includes(text)) }
  }

  test('has what was found, after JSON', () => {
    const { actor, found, expected } = restored('123', '123')
    expect(actor.getSnapshot().matches({ filtering: 'settled' })).toBe(true)
    expect(found()).toEqual(expected)
    actor.getSnapshot().children.filter!.send({ type: 'set', value: '1234' })
    expect(found()).toEqual(expected.filter((item) => wordOf(item).includes('1234')))
  })

  test.each([
    ['', '123'],
    ['row', 'row 1'],
  ])('finds each once, where a search was under way: after %j for %j', async (before, text) => {
    const { actor, clock, found, expected } = restored(before, text)
    expect(actor.getSnapshot().matches({ filtering: 'scanning' })).toBe(true)
    await clock.advance(0)
    expect(found()).toEqual(expected)
  })

  test('shows for ever what it showed', async () => {
    const { actor, clock, write } = started<number>(million(), { label: wordOf })
    const shown: { readonly found: Ring<number>; readonly as: readonly number[] }[] = []
    actor.subscribe(({ context: { matches } }) => {
      if (matches !== undefined) shown.push({ found: matches.found, as: [...matches.found] })
    })
    actor.send({ type: 'filter' })
    write('99')
    await clock.advance(0)
    expect(shown.length).toBeGreaterThan(90)
    expect(shown.map(({ found }) => found.length)).toEqual(shown.map(({ as }) => as.length))
    expect([...shown[50]!.found]).toEqual(shown[50]!.as)
  })
})

test('whatever is done, it is what a filtered array with an index would be', () => {
  const texts = fc.constantFrom('', 'a', 'an', 'e', 'er', 'r', 'zz')
  const steps = fc.array(
    fc.oneof(
      fc.integer({ min: -3, max: 3 }).map((by) => ({ type: 'move', by }) as const),
      fc.constant({ type: 'first' } as const),
      fc.constant({ type: 'last' } as const),
      texts.map((text) => ({ type: 'write', text }) as const),
      fc.constant({ type: 'clear' } as const),
    ),
  )
  fc.assert(
    fc.property(steps, (events) => {
      const { actor, write, selected } = started(fruit)
      let text = ''
      let current = 'apple'
      for (const event of events) {
        const before = fruit.filter((item) => item.includes(text))
        const at = Math.max(0, before.indexOf(current))
        if (event.type === 'write') {
          if (!actor.getSnapshot().matches('filtering')) actor.send({ type: 'filter' })
          write(event.text)
          text = event.text
        } else {
          actor.send(event)
          const to = {
            move: at + ('by' in event ? event.by : 0),
            first: 0,
            last: before.length - 1,
            clear: at,
          }[event.type]
          if (event.type === 'clear' ? text !== '' && before.length > 0 : before.length > 0)
            current = before[Math.max(0, Math.min(to, before.length - 1))]!
          if (event.type === 'clear') text = ''
        }
        const now = fruit.filter((item) => item.includes(text))
        expect(selected()).toBe(now[Math.max(0, now.indexOf(current))])
      }
    }),
    { numRuns: 300 },
  )
})

describe('the selected item stays selected', () => {
  interface Item {
    readonly id: number
    readonly name: string
  }
  const items = (text: string): Item[] => [...text].map((name) => ({ id: Number(name), name }))
  /** The index that is selected after the items have changed. */
  const after = <T>(before: T[], selected: number, now: T[], key?: (item: T) => unknown) => {
    const actor = createActor(list<T>({ key }), { input: { items: before, selected } }).start()
    actor.send({ type: 'items', items: now })
    return actor.getSnapshot().context.current
  }

  test.each([
    ['one of two equal ones, with another before it', [...'xaa'], 2, [...'xnaa'], 3],
    ['the first of them', [...'aa'], 0, [...'naa'], 1],
    ['one of two, of which the other goes', [...'aab'], 1, [...'ab'], 0],
    ['one that moves', [...'abc'], 0, [...'cba'], 2],
    ['the one after it, when it goes', [...'abcd'], 1, [...'acd'], 1],
    ['the one after it, when those before go, too', [...'abcde'], 3, [...'be'], 1],
    ['the one before it, when it was the last', [...'abcd'], 3, [...'ab'], 1],
    ['none, when all go', [...'abc'], 2, [], 0],
    ['its place, when all are others', [...'abc'], 1, [...'xyz'], 1],
  ])('%s', (_, before, selected, now, index) => {
    expect(after(before, selected, now)).toBe(index)
    const ids = new Map([...before, ...now].map((name, id) => [name, id]))
    const numbers = (names: string[]) => names.map((name) => ids.get(name)!)
    expect(after(numbers(before), selected, numbers(now))).toBe(index)
  })

  test.each([
    ['123', 1, '4123', 2],
    ['123', 2, '312', 0],
    ['1234', 1, '134', 1],
  ])('by its key, though all objects are others: %s', (before, selected, now, index) => {
    expect(after(items(before), selected, items(now), ({ id }) => id)).toBe(index)
    expect(after(items(before), selected, items(now))).toBe(Math.min(selected, now.length - 1))
  })

  test('under a filter', () => {
    const { actor, clock, write } = started(['ab', 'b', 'ac', 'c'])
    actor.send({ type: 'filter' })
    write('a')
    clock.runDue()
    actor.send({ type: 'move', by: 1 })
    actor.send({ type: 'items', items: ['xa', 'ab', 'b', 'ac', 'c'] })
    clock.runDue()
    expect(actor.getSnapshot().context.value).toBe('ac')
    actor.send({ type: 'clear' })
    expect(actor.getSnapshot().context).toMatchObject({ value: 'ac', current: 3 })
  })

  test('and keys that occur twice are an error, at the start and later', async () => {
    const key = ({ name }: Item) => name
    const message = "list: items 0 and 2 have the same key, 'a': return a key of its own for each item"
    const twice: Item[] = ['a', 'b', 'a'].map((name, id) => ({ id, name }))
    const input = { items: twice }
    const first = createActor(list<Item>({ key }), { input })
    const failed = toPromise(first)
    first.start()
    await expect(failed).rejects.toThrow(message)
    const actor = createActor(list<Item>({ key }), { input: { items: twice.slice(1) } }).start()
    const end = toPromise(actor)
    actor.send({ type: 'items', items: twice })
    await expect(end).rejects.toThrow(message)
  })
})
