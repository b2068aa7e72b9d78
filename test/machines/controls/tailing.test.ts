import { createActor, type Snapshot } from 'xstate'
import { describe, expect, test } from 'vitest'
import { LineRing, tailing, type TailingEvent, type TailSource } from 'actty/machines'
import { endTop, topOf } from '../../../src/machines/controls/tailing.ts'
import { fc } from '../../support/property.ts'

const rows = 3

function started(lines = 10, capacity = 10) {
  let ring = new LineRing<'out'>(capacity)
  const actor = createActor(tailing<typeof ring>(), { input: { lines: ring } }).start()
  const write = (count: number) => {
    ring = written(ring, count)
    actor.send({ type: 'lines', lines: ring })
  }
  write(lines)
  const state = () => (actor.getSnapshot().value as { window: string }).window
  /** What a window of three rows shows. */
  const shown = () => {
    const { context } = actor.getSnapshot()
    const end = endTop(context, rows)
    const { lines } = context
    const top = (state() === 'following' ? end : Math.min(topOf(context), end)) - lines.dropped
    return Array.from({ length: rows }, (_, row) => lines.at(top + row)?.text.replace('line ', ''))
  }
  const send = (...events: TailingEvent<typeof ring>[]) => events.forEach((event) => actor.send(event))
  return { actor, ring: () => ring, write, state, shown, send }
}

/** A ring with more lines, numbered on from those that it has. */
function written(ring: LineRing<'out'>, count: number): LineRing<'out'> {
  const first = ring.dropped + ring.length
  return ring.concat(Array.from({ length: count }, (_, i) => ({ text: `line ${first + i}`, source: 'out' })))
}

const scroll = (by: number) => ({ type: 'scroll', by, rows }) as const
const find = (text: string) => [{ type: 'search' }, { type: 'find', text, rows }] as const
const older = { type: 'findOlder', rows } as const
const newer = { type: 'findNewer', rows } as const

describe('it follows', () => {
  test('from the beginning', () => {
    const { shown, state, write } = started()
    expect([state(), shown()]).toEqual(['following', ['7', '8', '9']])
    write(2)
    expect([state(), shown()]).toEqual(['following', ['9', '10', '11']])
  })

  test('if everything is in view, whatever is scrolled', () => {
    const { send, state } = started(2)
    send(scroll(-1), scroll(1))
    expect(state()).toBe('following')
  })

  test('and says that there are more lines', () => {
    const { actor, write } = started()
    const before = actor.getSnapshot()
    write(1)
    expect(actor.getSnapshot()).not.toBe(before)
  })
})

describe('it browses', () => {
  test('when it is scrolled up, and stays at its lines while others come and go', () => {
    const { send, shown, state, write } = started()
    send(scroll(-2))
    expect([state(), shown()]).toEqual(['browsing', ['5', '6', '7']])
    write(4)
    expect(shown()).toEqual(['5', '6', '7'])
    write(3)
    expect(shown()).toEqual(['7', '8', '9'])
    send(scroll(1))
    expect(shown()).toEqual(['8', '9', '10'])
  })

  test('from the oldest line, and never before it', () => {
    const { send, shown } = started(25)
    send({ type: 'toStart' })
    expect(shown()).toEqual(['15', '16', '17'])
    send(scroll(-5))
    expect(shown()).toEqual(['15', '16', '17'])
  })

  test.each<[string, TailingEvent<LineRing<'out'>>]>([
    ['is told to', { type: 'toEnd' }],
    ['is scrolled to the end', scroll(2)],
    ['is scrolled beyond it', scroll(99)],
    ['has other lines', { type: 'lines', lines: new LineRing<'out'>(3) }],
  ])('until it %s', (_, event) => {
    const { send, state } = started()
    send(scroll(-2), scroll(1), scroll(-1))
    expect(state()).toBe('browsing')
    send(event)
    expect(state()).toBe('following')
  })
})

describe('other lines', () => {
  const line = (text: string) => ({ text: `line ${text}`, source: 'out' as const })

  test('of the same stream go on, even if two rings follow one', () => {
    const { send, shown, state, ring } = started()
    send(scroll(-2))
    const fork = ring().concat([line('a'), line('b')])
    send({ type: 'lines', lines: ring().concat([line('x')]) })
    send({ type: 'lines', lines: fork })
    expect([state(), shown()]).toEqual(['browsing', ['5', '6', '7']])
    send(scroll(99))
    expect([state(), shown()]).toEqual(['following', ['9', 'a', 'b']])
  })

  test('that are older, as when one goes back in time, are shown as far as they go', () => {
    const { send, shown, write, ring } = started(30, 100)
    const older = ring()
    write(30)
    send(...find('line 5'), scroll(-2))
    expect(shown()).toEqual(['55', '56', '57'])
    send({ type: 'lines', lines: older })
    expect(shown()).toEqual(['27', '28', '29'])
    send({ type: 'findOlder', rows })
    expect(shown()).toEqual(['4', '5', '6'])
  })

  test('of another stream are followed', () => {
    const { actor, send, shown, state } = started()
    send(...find('line 5'))
    send({ type: 'lines', lines: new LineRing<'out'>(9).concat([line('a'), line('b')]) })
    expect([state(), shown()]).toEqual(['following', ['a', 'b', undefined]])
    expect(actor.getSnapshot().context.found).toBe(undefined)
  })

  test('of another source go on if it says so', () => {
    const source = (length: number, id: string): TailSource & { readonly id: string } => ({
      id,
      length,
      dropped: 0,
      at: (index) => ({ text: `${index}` }),
      continues: (others) => (others as { id?: string }).id === id,
    })
    const actor = createActor(tailing(), { input: { lines: source(10, 'a') } }).start()
    actor.send(scroll(-2))
    for (const [lines, state] of [
      [source(20, 'a'), 'browsing'],
      [source(20, 'b'), 'following'],
    ] as const) {
      actor.send({ type: 'lines', lines })
      expect(actor.getSnapshot().value).toMatchObject({ window: state })
    }
  })
})

test('a snapshot of it is restored, also after JSON', () => {
  const { actor, send, ring } = started(25)
  send(scroll(-2))
  const saved = JSON.stringify(actor.getPersistedSnapshot())
  const restored = createActor(tailing<LineRing<'out'>>(), {
    snapshot: JSON.parse(saved) as Snapshot<unknown>,
    input: undefined,
  }).start()
  const { lines, value } = restored.getSnapshot().context
  expect([lines.dropped, lines.length, lines.at(0)?.text, value]).toEqual([15, 10, 'line 15', 20])
  restored.send({ type: 'lines', lines: ring() })
  expect(restored.getSnapshot().value).toMatchObject({ window: 'following' })
})

test('a snapshot of it without lines, too', () => {
  const saved = JSON.stringify(createActor(tailing()).start().getPersistedSnapshot())
  const snapshot = JSON.parse(saved) as Snapshot<unknown>
  const restored = createActor(tailing(), { snapshot, input: undefined }).start()
  expect(restored.getSnapshot().context.lines.at(0)).toBe(undefined)
})

describe('it searches', () => {
  test('from the newest line backwards, and on from what it found', () => {
    const { actor, send, shown, state } = started(30, 30)
    const found = () => actor.getSnapshot().context.found
    send(...find('NE 1'))
    expect([state(), found(), shown()]).toEqual(['browsing', 19, ['18', '19', '20']])
    send(older)
    expect(found()).toBe(18)
    send(newer, newer)
    expect(found()).toBe(19)
    for (let i = 0; i < 20; i++) send(older)
    expect([found(), shown()]).toEqual([1, ['0', '1', '2']])
  })

  test('and stays where it is when there is none', () => {
    const { actor, send, shown, state } = started()
    send(...find('nowhere'))
    expect([state(), actor.getSnapshot().context.found]).toEqual(['following', undefined])
    send(scroll(-2), ...find('nowhere'))
    expect([state(), shown()]).toEqual(['browsing', ['5', '6', '7']])
  })

  test('on from its old place, if that line was dropped', () => {
    const { actor, send, write } = started()
    send(...find('line 1'))
    expect(actor.getSnapshot().context.found).toBe(1)
    write(10)
    send(newer)
    expect(actor.getSnapshot().context.found).toBe(10)
  })

  test('only when it knows what for, and not when it is cancelled', () => {
    const { actor, send } = started()
    expect(actor.getSnapshot().can(older)).toBe(false)
    send({ type: 'search' })
    expect(actor.getSnapshot().value).toMatchObject({ search: 'open' })
    send({ type: 'cancel' })
    expect(actor.getSnapshot().value).toEqual({ window: 'following', search: 'closed' })
    expect(actor.getSnapshot().can(older)).toBe(false)
    expect(actor.getSnapshot().children.search).toBe(undefined)
  })
})

test('while it browses, lines move only when the oldest of them are dropped', () => {
  const steps = fc.array(
    fc.oneof(
      fc.nat(7).map((lines) => ({ lines })),
      fc.integer({ min: -4, max: 4 }).map((by) => ({ by })),
    ),
  )
  fc.assert(
    fc.property(steps, (events) => {
      const { send, shown, state, write, ring } = started(20)
      for (const event of events) {
        const before = Number(shown()[0])
        const wasBrowsing = state() === 'browsing'
        if ('lines' in event) {
          write(event.lines)
          const oldest = ring().dropped
          const newest = ring().dropped + ring().length - rows
          expect(Number(shown()[0])).toBe(wasBrowsing ? Math.max(before, oldest) : newest)
        } else {
          send(scroll(event.by))
          const newest = ring().dropped + ring().length - rows
          const to = Math.max(ring().dropped, Math.min(newest, before + event.by))
          expect([Number(shown()[0]), state()]).toEqual([to, to === newest ? 'following' : 'browsing'])
        }
      }
    }),
  )
})
