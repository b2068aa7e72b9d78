import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { LineRing, Ring } from 'actty/machines'
import { fc } from '../../support/property.ts'

/** The same as a ring, made of everything that ever came. */
interface Model {
  readonly capacity: number
  readonly all: readonly number[]
  /** Where the oldest item is that may be seen: what was skipped before it was never there. */
  readonly from: number
}

const keptOf = ({ capacity, all, from }: Model) => all.slice(Math.max(from, all.length - capacity))

/** All that can be seen of a ring. */
function seen(ring: Ring<number>) {
  const indices = Array.from({ length: 2 * ring.length + 4 }, (_, index) => index - ring.length - 2)
  const { capacity, length, dropped } = ring
  return { capacity, length, dropped, items: [...ring], at: indices.map((index) => ring.at(index)) }
}

function expected(model: Model): ReturnType<typeof seen> {
  const items = keptOf(model)
  const { length } = items
  const indices = Array.from({ length: 2 * length + 4 }, (_, index) => index - length - 2)
  const at = indices.map((index) => (index >= length ? undefined : items.at(index)))
  return { capacity: model.capacity, length, dropped: model.all.length - length, items, at }
}

describe('a ring', () => {
  test('keeps the last items, in order, and counts the others', () => {
    const ring = new Ring<string>(3).concat(['a', 'b']).concat(['c', 'd', 'e'])
    expect([...ring]).toEqual(['c', 'd', 'e'])
    expect([ring.at(0), ring.at(2), ring.at(-1), ring.at(-3)]).toEqual(['c', 'e', 'e', 'c'])
    expect([ring.at(3), ring.at(-4), ring.at(NaN)]).toEqual([undefined, undefined, undefined])
    expect([ring.length, ring.dropped]).toEqual([3, 2])
  })

  test('is a value: two that follow one are apart, and neither changes it', () => {
    const before = new Ring<string>(3).concat(['a', 'b'])
    const one = before.concat(['c', 'd'])
    const other = before.concat(['x'])
    expect([before, one, other].map((ring) => [...ring].join(''))).toEqual(['ab', 'bcd', 'abx'])
  })

  test('takes the items that it is given, and not the array', () => {
    const items = ['a', 'b']
    const rings = [new Ring(3, items), new Ring<string>(3).concat(items), new Ring<string>(2).concat(items)]
    items[0] = 'changed'
    items.push('more')
    expect(rings.map((ring) => [...ring])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  test('without new items is the same', () => {
    const ring = new Ring<string>(3).concat(['a'])
    expect(ring.concat([])).toBe(ring)
  })

  test('continues those of its stream, sooner, later, and beside it, and no others', () => {
    const first = new Ring<number>(2)
    const later = first.concat([1, 2]).concat([3, 4, 5])
    const beside = first.concat([6])
    for (const ring of [first, later, beside])
      for (const other of [first, later, beside]) expect(ring.continues(other)).toBe(true)
    expect(later.continues(new Ring<number>(2))).toBe(false)
    expect(later.continues({ length: 0, dropped: 0, at: () => undefined })).toBe(false)
    expect(Ring.from(later)).toBe(later)
  })

  test('of lines is a ring', () => {
    const ring = new LineRing<'out'>(2).concat([{ text: 'a', source: 'out' }])
    expect(ring).toBeInstanceOf(Ring)
    expect(ring.at(0)).toEqual({ text: 'a', source: 'out' })
  })
})

/** Steps that make rings out of rings, which are chosen by number: each may be followed by several others. */
const steps = fc.array(
  fc.record({
    of: fc.nat(),
    count: fc.nat(20),
    skipped: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(5)),
    how: fc.constantFrom('concat' as const, 'concat' as const, 'json' as const),
  }),
  { maxLength: 40 },
)
const capacities = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Infinity))

test('no ring ever changes, and each is what an array would be, in whatever order they are made of one another', () => {
  fc.assert(
    fc.property(capacities, steps, (capacity, made) => {
      const rings = [new Ring<number>(capacity)]
      const models: Model[] = [{ capacity, all: [], from: 0 }]
      let number = 0
      for (const { of, count, skipped, how } of made) {
        // Mostly the newest is followed, as in an app.
        const at = of % 3 === 0 ? of % rings.length : rings.length - 1
        const [ring, model] = [rings[at]!, models[at]!]
        if (how === 'json') {
          rings.push(Ring.from(JSON.parse(JSON.stringify(ring)) as ReturnType<typeof ring.toJSON>))
          models.push(model)
        } else {
          const items = Array.from({ length: count }, () => number++)
          const all = [...model.all, ...Array.from({ length: skipped }, () => -1), ...items]
          rings.push(ring.concat(items, skipped))
          models.push({ capacity, all, from: skipped > 0 ? model.all.length + skipped : model.from })
        }
      }
      expect(rings.map(seen)).toEqual(models.map(expected))
    }),
    { numRuns: 500 },
  )
})

describe('ten thousand items, in batches of a frame', () => {
  const { copies, forks, alive, released, waiting } = JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--expose-gc',
        '--max-semi-space-size=128',
        '--min-semi-space-size=128',
        '--conditions=actty-source',
        '--import=tsx',
        new URL('fixtures/ring-memory.ts', import.meta.url).pathname,
      ],
      { encoding: 'utf8' },
    ),
  ) as Record<'copies' | 'forks' | 'alive' | 'released' | 'waiting', number>

  test('are not copied for each batch', () => {
    expect(copies).toBeLessThan(40) // of 500: an array of 20,000 items is filled 8 times, and grows
    expect(forks).toBe(10) // of 10: so a copy is seen, if there has to be one
  })

  test('take at most twice the room of their items, whichever snapshots are kept', () => {
    expect(alive).toBeLessThanOrEqual(3 * 20_000)
    expect(released).toBeLessThanOrEqual(20_000)
    expect(waiting).toBeLessThanOrEqual(20_000)
  })
})
