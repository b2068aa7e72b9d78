import { createStore } from '@xstate/store'
import { createActor, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { Ring } from 'actty/machines'
import { definitionLimits, plain } from '../../../src/app/inspect/plain.ts'
import { redactor } from '../../../src/app/redact.ts'
import { fc } from '../../support/property.ts'

const shown = (value: unknown) => plain(value, ['context'])

describe('a value as plain data', () => {
  const circle: Record<string, unknown> = { name: 'ring' }
  circle['self'] = { again: circle }
  class Point {
    x = 1
  }
  test.each([
    ['text', 'a', 'a'],
    ['a number', 1.5, 1.5],
    ['no number', NaN, 'NaN'],
    ['infinity', -Infinity, '-Infinity'],
    ['a big integer', 12345678901234567890n, '12345678901234567890n'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['no date', new Date(NaN), 'Invalid Date'],
    ['a map', new Map([['a', 1]]), { $type: 'Map', size: 1, entries: [['a', 1]] }],
    ['a set', new Set([1, 'b']), { $type: 'Set', size: 2, values: [1, 'b'] }],
    ['bytes', new Uint8Array([1, 2]), { $type: 'Uint8Array', length: 2, values: [1, 2] }],
    ['a buffer', Buffer.from('a'), { $type: 'Buffer', length: 1, values: [97] }],
    ['big integers', new BigInt64Array([3n]), { $type: 'BigInt64Array', length: 1, values: ['3n'] }],
    ['a function', function go() {}, '[Function: go]'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a pattern', /a+/g, '/a+/g'],
    ['an address', new URL('http://a.b/c'), 'http://a.b/c'],
    ['a promise', Promise.resolve(), '[Promise]'],
    ['an instance', new Point(), { x: 1 }],
    ['a ring', new Ring(2).concat([1, 2, 3]), { $type: 'Ring', length: 2, dropped: 1, last: 3 }],
    ['nothing', { a: undefined }, { a: { $type: 'undefined' } }],
    ['nothing in a list', [undefined, 1], [{ $type: 'undefined' }, 1]],
    ['a circle', circle, { name: 'ring', self: { again: '[Circular: context]' } }],
    ['a key of odd name', JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s', (_, value, expected) => {
    expect(shown(value)).toEqual(expected)
  })

  test('an error, with its cause and what it has of its own', () => {
    const error = Object.assign(new TypeError('no', { cause: new Error('why') }), { code: 'E1' })
    expect(shown(error)).toMatchObject({
      name: 'TypeError',
      message: 'no',
      stack: expect.stringContaining('TypeError: no'),
      cause: { name: 'Error', message: 'why' },
      code: 'E1',
    })
  })

  test('what throws when it is read', () => {
    const bad = {
      ok: 1,
      get id(): string {
        throw new Error('not mine')
      },
    }
    expect(shown(bad)).toEqual({ ok: 1, id: '[Throws: not mine]' })
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(shown({ proxy })).toEqual({ proxy: expect.stringContaining('Throws') })
    expect(shown({ toJSON: () => ({}).toString.call(null) && null!['x'] })).toContain('Throws')
  })

  test('an actor and its logic are named', () => {
    const machine = setup({}).createMachine({ id: 'm' })
    const actor = createActor(machine, { id: 'a' })
    expect(shown({ actor, machine })).toEqual({
      actor: { xstate$$type: 1, id: 'a', sessionId: actor.sessionId, name: 'a' },
      machine: { $type: 'logic', id: 'm' },
    })
  })

  test('a store and what is selected from it are named', () => {
    const store = createStore({ context: { rows: [1, 2, 3] }, on: {} })
    expect(shown({ rows: store.select(({ rows }) => rows) })).toEqual({ rows: { $type: 'store' } })
  })

  test('what is long is counted', () => {
    expect((shown(Array.from({ length: 5_000 }, (_, i) => i)) as unknown[]).at(-1)).toBe('… 4000 more')
    expect(shown('x'.repeat(30_000))).toMatch(/… \(10000 more characters\)$/)
    let deep: unknown = 1
    for (let i = 0; i < 10_000; i++) deep = { deep }
    expect(JSON.stringify(shown(deep))).toContain('[Object, not shown]')
    const wide = Array.from({ length: 900 }, () => Array.from({ length: 900 }, () => ({ a: 1 })))
    expect(JSON.stringify(shown(wide)).length).toBeLessThan(1_000_000)
  })

  test('a definition is whole, however deep', () => {
    const nest = (depth: number): object =>
      depth === 0 ? { on: { go: { actions: () => {} } } } : { states: { a: nest(depth - 1) } }
    const text = JSON.stringify(plain(nest(60), [], { limits: definitionLimits, isDefinition: true }))
    expect(text.match(/states/g)).toHaveLength(60)
    expect(text).toContain('"actions":{"type":"inline"}')
  })

  test('anything at all is shown, as JSON', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withObjectString: true,
    })
    fc.assert(
      fc.property(anything, (value) => {
        const json = plain(value, [])
        expect(JSON.parse(JSON.stringify(json))).toEqual(json)
      }),
    )
  })
})

describe('a secret', () => {
  const secret = {
    user: { name: 'Ada', password: 'hunter2' },
    tokens: [{ token: 'a' }],
    map: new Map([['password', 'b']]),
  }
  const redacted = (redact: Parameters<typeof redactor>[0]) =>
    JSON.stringify(plain(secret, ['context'], { redact: redactor(redact) }))

  test('is kept by its name, wherever it stands', () => {
    const text = redacted(['password', 'token'])
    expect(text).toContain('Ada')
    expect(text).not.toMatch(/hunter2|"a"|"b"/)
  })

  test('is kept by its place', () => {
    const text = redacted(['context.user', 'tokens.*.token'])
    expect(text).not.toMatch(/Ada|hunter2|"a"/)
    expect(text).toContain('"b"')
  })

  test('is kept by a function, also by one that throws', () => {
    expect(redacted((value) => (value === 'hunter2' ? '***' : value))).toContain('***')
    const failing = redacted(() => {
      throw new Error('oops')
    })
    expect(failing).toBe('"[redacted]"')
  })

  test('in the data of a definition is kept, and the name of a state is not', () => {
    const definition = {
      context: { password: 'x1' },
      states: { password: { on: { password: { actions: { type: 'a', params: { password: 'x2' } } } } } },
      invoke: { input: { password: 'x3' } },
    }
    const text = JSON.stringify(
      plain(definition, [], { redact: redactor(['password']), isDefinition: true, limits: definitionLimits }),
    )
    expect(text).not.toMatch(/x1|x2|x3/)
    expect(text).toContain('"states":{"password":{"on":{"password":')
  })

  test('asked for in no way there is is refused', () => {
    expect(() => redactor([3] as never)).toThrow(/inspect.redact/)
  })
})
