/** What values that stand for anything are known to have: `{ type: 'saved' }` of an event. */
const known = new WeakMap<object, object>()

/**
 * A value that stands for one that nobody has given: any property of it is such a value again. It's a text of one word, a list without
 * items and the number 1, as code wants it.
 */
export function anything(has: object = {}): unknown {
  const properties = new Map<PropertyKey, unknown>(Object.entries(has))
  const value: object = new Proxy(() => {}, {
    get(_, key) {
      if (!properties.has(key)) properties.set(key, propertyOf(key))
      return properties.get(key)
    },
    has: (_, key) => Object.hasOwn(has, key),
    apply: () => anything(),
    construct: () => anything() as object,
    set(_, key, next) {
      properties.set(key, next)
      return true
    },
    getOwnPropertyDescriptor: (_, key) =>
      Object.hasOwn(has, key)
        ? { value: properties.get(key), enumerable: true, configurable: true, writable: true }
        : undefined,
    ownKeys: () => Object.keys(has),
    getPrototypeOf: () => Object.prototype,
  })
  known.set(value, has)
  return value
}

/** What a value that stands for anything is known to have; undefined if it isn't such a value. */
export function knownOf(value: unknown): object | undefined {
  return typeof value === 'function' ? known.get(value) : undefined
}

const TEXT = 'sample'
const NUMBER = 1

function propertyOf(key: PropertyKey): unknown {
  if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'number' ? NUMBER : TEXT)
  if (key === 'toJSON' || key === 'toString') return () => TEXT
  if (key === 'length' || key === 'size') return 0
  // It isn't a promise, an actor or an observable.
  if (key === 'then' || key === 'send' || key === 'sessionId' || key === 'subscribe') return undefined
  for (const value of [[], TEXT, NUMBER]) {
    const method: unknown = Reflect.get(Object(value) as object, key)
    if (typeof method === 'function' && key !== 'constructor') return method.bind(value)
  }
  return typeof key === 'symbol' || key === 'constructor' ? undefined : anything()
}
