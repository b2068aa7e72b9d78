import { inspect } from 'node:util'

function refuse(): never {
  throw new Error('not to be looked at')
}

const refusing: ProxyHandler<object> = new Proxy({}, { get: () => refuse })

/** What can be thrown, and throws in its turn when it is looked at. Each is a new one. */
export const hostile: Readonly<Record<string, () => unknown>> = {
  'an object whose toString throws': () => ({ toString: refuse }),
  'an object whose toString returns none': () => ({ toString: () => ({}) }),
  'an object whose message throws': () => Object.defineProperty({}, 'message', { get: refuse }),
  'an error whose message throws': () => Object.defineProperty(new Error('x'), 'message', { get: refuse }),
  'an error whose name throws': () => Object.defineProperty(new Error('x'), 'name', { get: refuse }),
  'an error whose stack throws': () => Object.defineProperty(new Error('x'), 'stack', { get: refuse }),
  'an error whose cause throws': () => Object.defineProperty(new Error('x'), 'cause', { get: refuse }),
  'errors that throw': () => Object.defineProperty(new AggregateError([]), 'errors', { get: refuse }),
  'an error that cannot be changed': () => Object.freeze(new Error('\x1b[2J')),
  'an object that throws when it is inspected': () => ({ [inspect.custom]: refuse }),
  'a proxy that allows nothing': () => new Proxy({}, refusing),
  'a proxy of an error that allows nothing': () => new Proxy(new Error('x'), refusing),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  },
  'a class whose instances are asked for': () => ({
    get [Symbol.toPrimitive]() {
      return refuse()
    },
  }),
  'an object without a prototype': () => Object.create(null) as unknown,
  'a symbol': () => Symbol('x'),
  'a function': () => refuse,
  'a circle of causes': () => {
    const error = new Error('x')
    error.cause = new AggregateError([error], 'y', { cause: error })
    return error
  },
  'a huge message': () => new Error('x'.repeat(5_000_000)),
  nothing: () => undefined,
}
