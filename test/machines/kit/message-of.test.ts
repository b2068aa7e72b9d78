import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { messageOf } from 'actty/machines'
import { isInstance } from '../../../src/machines/kit/message-of.ts'
import { fc } from '../../support/property.ts'
import { hostile } from '../../support/hostile.ts'

describe('the message of an error', () => {
  test.each<[string, unknown, string]>([
    ['an error', new Error('refused'), 'refused'],
    ['a string', 'refused', 'refused'],
    ['an object with a message', { code: 'E1', message: 'refused' }, 'refused'],
    ['an object without one', { code: 'E1', status: 500 }, "{ code: 'E1', status: 500 }"],
    ['an object that says what it is', { toString: () => 'refused' }, 'refused'],
    ['a URL', new URL('http://host/path'), 'http://host/path'],
    ['a message that is no text', { message: 42 }, '{ message: 42 }'],
    ['an error without a message', new TypeError(), 'TypeError'],
    ['an error with a code only', Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['an empty string', '', 'it failed without saying why'],
    ['a number', 404, '404'],
    ['false', false, 'false'],
    ['a symbol', Symbol('refused'), 'Symbol(refused)'],
    ['a bigint', 5n, '5'],
    ['a null prototype', Object.create(null), '[Object: null prototype] {}'],
    ['an array', ['a', 'b'], 'a,b'],
    ['the abort of a signal', AbortSignal.abort().reason, 'This operation was aborted'],
  ])('of %s', (_, error, message) => expect(messageOf(error)).toBe(message))

  test('of several errors has those of its parts', () => {
    const errors = [new Error('no A'), 'no B', { message: 'no C' }]
    expect(messageOf(new AggregateError(errors, 'all failed'))).toBe('all failed: no A; no B; no C')
    expect(messageOf(new AggregateError(errors))).toBe('no A; no B; no C')
    expect(messageOf(new AggregateError([new AggregateError(errors), 'no D']))).toBe('no A; no B; no C; no D')
    expect(messageOf(new AggregateError(errors, 'no B, though asked'))).toBe('no B, though asked: no A; no C')
    expect(messageOf(new AggregateError([]))).toBe('AggregateError')
  })

  test('of very many errors has the first, and counts the others', () => {
    const errors = Array.from({ length: 1_000 }, (_, index) => `no ${index}.`)
    expect(messageOf(new AggregateError(errors))).toMatch(/^no 0\.; .*no 9\.; and 990 more$/)
  })

  test('of errors in a circle ends', () => {
    const circular = new AggregateError([], 'around')
    circular.errors.push(circular, new Error('in it'))
    expect(messageOf(circular)).toContain('in it')
    const error = new Error('itself')
    error.cause = error
    expect(messageOf(error)).toBe('itself')
  })

  test('of a huge one is cut', () => {
    expect(messageOf(new Error('a'.repeat(50_000_000)))).toMatch(/^a{10000}… \(49990000 more characters\)$/)
    expect(messageOf('a'.repeat(10_000))).toHaveLength(10_000)
  })

  test.each(Object.entries(hostile))('of %s is there, whatever it throws', (_, make) => {
    expect(messageOf(make())).toMatch(/./)
    expect(isInstance(make(), RangeError)).toBe(false)
  })

  test('of anything is a text', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withObjectString: true }), (value) => {
        expect(messageOf(value)).toMatch(/./s)
        expect(messageOf({ message: value, [inspect.custom]: value, toString: value })).toMatch(/./s)
      }),
    )
  })
})
