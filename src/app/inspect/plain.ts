import type { ActorRefLike } from 'xstate'
import { messageOf } from '../../machines/kit/message-of.ts'
import { Ring } from '../../machines/streams/ring.ts'
import { actorName } from './actor-name.ts'
import type { Redactor } from '../redact.ts'

/** What JSON can say. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** How much of a value is shown; the rest is counted. */
export interface Limits {
  readonly depth: number
  /** Values in all. */
  readonly values: number
  /** Items of one array, map or set. */
  readonly items: number
  /** UTF-16 units of one string. */
  readonly text: number
}

/** Enough to see what is there. A list of a million rows must not cost a second. */
const dataLimits: Limits = { depth: 24, values: 20_000, items: 1_000, text: 20_000 }

/** Enough for a few lines in the terminal, ten times in a second. */
export const panelLimits: Limits = { depth: 12, values: 1_000, items: 100, text: 200 }

/** Definitions arrive whole: the limits are only against those without end. */
export const definitionLimits: Limits = { depth: 500, values: 1_000_000, items: 100_000, text: 1_000_000 }

/** Items of a typed array that are shown. */
const MAX_BYTES = 256

interface Options {
  readonly redact?: Redactor | undefined
  readonly limits?: Limits | undefined
  /** What a function is in a definition: an action, a guard. */
  readonly isDefinition?: boolean
}

/**
 * Any value as plain data that a person can read, and that says what it was: `{ $type: 'Map', entries: [...] }`. It never
 * throws, whatever getters, proxies and circles are in it. `path` is where the value stands.
 */
export function plain(value: unknown, path: readonly string[], options: Options = {}): Plain {
  return new Plainer(path, options).value(value) ?? null
}

class Plainer {
  readonly #path: string[]
  readonly #redact: Redactor | undefined
  readonly #limits: Limits
  readonly #isDefinition: boolean
  /** The objects around the present one, each with the length of its path. */
  readonly #around = new Map<object, number>()
  #left: number

  constructor(path: readonly string[], { redact, limits = dataLimits, isDefinition = false }: Options) {
    this.#path = [...path]
    this.#redact = redact
    this.#limits = limits
    this.#isDefinition = isDefinition
    this.#left = limits.values
  }

  /** Undefined for what a definition leaves out. */
  value(given: unknown): Plain | undefined {
    this.#left--
    const value = this.#redact && this.#isSecretPlace() ? this.#redact(given, this.#path) : given
    switch (typeof value) {
      case 'string':
        return this.#text(value)
      case 'number':
        return plainNumber(value)
      case 'boolean':
        return value
      case 'bigint':
        return `${value}n`
      case 'symbol':
        return String(value)
      case 'function':
        return this.#isDefinition ? this.#work(value) : `[Function: ${nameOf(value)}]`
      case 'object':
        return value === null ? null : this.#object(value)
      default:
        return this.#isDefinition ? undefined : { $type: 'undefined' }
    }
  }

  /** An action or a guard. Those of `and`, `or`, `not` and `stateIn` are functions that have what they are made of. */
  #work(work: object): Plain {
    const type = this.#workName(work)
    const guards = peek(work, 'guards')
    if (Array.isArray(guards)) return { type, guards: this.#at('guards', () => guards as unknown) ?? null }
    const stateValue = peek(work, 'stateValue')
    return stateValue === undefined
      ? { type }
      : { type, stateValue: this.#at('stateValue', () => stateValue) ?? null }
  }

  /** A function that stands in a definition without a name gets that of its key from JavaScript: 'guard', 'actions'. */
  #workName(work: object): string {
    const name = nameOf(work)
    return name === this.#path.at(-1) ? 'inline' : name
  }

  /** Long text counts as several values. */
  #text(text: string): string {
    const shown = text.length <= this.#limits.text ? text : shorten(text, this.#limits.text)
    this.#left -= shown.length >> 6
    return shown
  }

  #object(object: object): Plain {
    const around = this.#around.get(object)
    if (around !== undefined) return `[Circular: ${this.#path.slice(0, around).join('.') || 'itself'}]`
    if (this.#around.size >= this.#limits.depth || this.#left <= 0)
      return `[${attempt(() => kindOf(object))}, not shown]`
    this.#around.set(object, this.#path.length)
    const shown = attempt(() => this.#known(object) ?? this.#record(object))
    this.#around.delete(object)
    return shown
  }

  /** Objects of known kinds. */
  #known(object: object): Plain | undefined {
    if (Array.isArray(object)) return this.#list(object, object.length, String)
    if (object instanceof Date) return Number.isNaN(object.getTime()) ? 'Invalid Date' : object.toISOString()
    if (object instanceof Error) return this.#error(object)
    if (object instanceof Map)
      return { $type: 'Map', size: object.size, entries: this.#list(object.entries(), object.size) }
    if (object instanceof Set)
      return { $type: 'Set', size: object.size, values: this.#list(object.values(), object.size) }
    if (object instanceof RegExp) return String(object)
    if (object instanceof Ring) return this.#ring(object)
    if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) return bytes(object)
    if (opaque.some((type) => object instanceof type)) return `[${kindOf(object)}]`
    return this.#ofActors(object)
  }

  /** Actors, stores and logic are only named: they are shown elsewhere. */
  #ofActors(object: object): Plain | undefined {
    const has = (method: string) => typeof peek(object, method) === 'function'
    if (has('send') && has('getSnapshot')) return actorReference(object)
    // What is selected from a store leads to all that it has, and to all who listen.
    if (has('subscribe') && has('get')) return { $type: 'store' }
    if (has('transition') && has('getInitialSnapshot')) {
      const id = textOf(peek(object, 'id'), 'inline')
      return this.#isDefinition ? id : { $type: 'logic', id }
    }
    if (!has('toJSON')) return undefined
    return this.value((object as { toJSON: () => unknown }).toJSON()) ?? null
  }

  /** Ten thousand items stand in each snapshot: the events have shown them. */
  #ring(ring: Ring<unknown>): Plain {
    const { length, dropped } = ring
    return this.#record({ $type: 'Ring', length, dropped, last: ring.at(-1) })
  }

  #error(error: Error): Plain {
    const shown = ['name', 'message', 'stack', 'cause', 'errors'].map(
      (key) => [key, peek(error, key)] as const,
    )
    const told = Object.fromEntries(shown.filter(([, value]) => value !== undefined))
    return { ...(this.#record(told) as object), ...(this.#record(error) as object) }
  }

  #record(object: object): Plain {
    const shown: Record<string, Plain> = {}
    const keys = Object.keys(object)
    for (const [index, key] of keys.entries()) {
      if (this.#left <= 0) {
        shown['…'] = `${keys.length - index} more`
        break
      }
      const value = this.#at(key, () => (object as Record<string, unknown>)[key])
      // A key such as __proto__ must become a property, not a prototype.
      if (value !== undefined)
        Object.defineProperty(shown, key, { value, enumerable: true, configurable: true, writable: true })
    }
    return shown
  }

  #list(
    items: Iterable<unknown>,
    size: number,
    keyOf: (index: number, item: unknown) => string = keyIn,
  ): Plain[] {
    const shown: Plain[] = []
    const most = this.#limits.items
    for (const item of items) {
      if (shown.length >= most || this.#left <= 0) break
      shown.push(this.#at(keyOf(shown.length, item), () => item) ?? null)
    }
    if (size > shown.length) shown.push(`… ${size - shown.length} more`)
    return shown
  }

  /** What stands under a key: a getter may throw. */
  #at(key: string, read: () => unknown): Plain | undefined {
    this.#path.push(key)
    let value: unknown
    try {
      value = read()
    } catch (error) {
      value = `[Throws: ${messageOf(error)}]`
    }
    const shown = this.value(value)
    this.#path.pop()
    return shown
  }

  /** In a definition, the names of states and events are no data. */
  #isSecretPlace(): boolean {
    if (!this.#isDefinition) return true
    const start = this.#path.findIndex((key, index) => isDataKey(key) && !isNamed(this.#path[index - 1]))
    return start >= 0
  }
}

/** Objects that show nothing except their kind. */
const opaque = [Promise, WeakMap, WeakSet, WeakRef, AbortSignal, AbortController]

const isDataKey = (key: string) => /^(context|input|params|meta|output)$/.test(key)

/** Under these, the keys of a definition are names that its author chose. */
const isNamed = (key: string | undefined) => key === 'states' || key === 'on' || key === 'after'

/** An entry of a map stands under its key. */
function keyIn(index: number, item: unknown): string {
  return Array.isArray(item) && typeof item[0] === 'string' ? item[0] : String(index)
}

/** What stands under a key, if it can be read. */
function peek(object: object, key: string): unknown {
  try {
    return (object as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

/** As XState writes it, with the actor's name. */
function actorReference(ref: object): Plain {
  const name = textOf(actorName(ref as ActorRefLike))
  return {
    xstate$$type: 1,
    id: textOf(peek(ref, 'id'), name),
    sessionId: textOf(peek(ref, 'sessionId')),
    name,
  }
}

function bytes(view: ArrayBufferView | ArrayBuffer): Plain {
  const array =
    view instanceof ArrayBuffer || view instanceof DataView
      ? bytesOf(view)
      : (view as unknown as ArrayLike<unknown>)
  const { length } = array
  const values = Array.from({ length: Math.min(length, MAX_BYTES) }, (_, index): Plain => {
    const item = array[index]
    return typeof item === 'bigint' ? `${item}n` : plainNumber(item as number)
  })
  if (length > MAX_BYTES) values.push(`… ${length - MAX_BYTES} more`)
  return { $type: kindOf(view), length, values }
}

function bytesOf(view: DataView | ArrayBuffer): Uint8Array {
  return view instanceof ArrayBuffer
    ? new Uint8Array(view)
    : new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

function attempt<T extends Plain>(show: () => T): T | string {
  try {
    return show()
  } catch (error) {
    return `[Throws: ${messageOf(error)}]`
  }
}

/** JSON has neither the infinities nor NaN nor a negative zero. */
function plainNumber(value: number): number | string {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? value : String(value)
}

function shorten(text: string, most: number): string {
  return `${text.slice(0, most)}… (${text.length - most} more characters)`
}

function nameOf(work: object): string {
  const { type, name } = work as { type?: unknown; name?: unknown }
  return textOf(type, '') || textOf(name, '') || 'inline'
}

function textOf(value: unknown, otherwise = 'unknown'): string {
  return typeof value === 'string' ? value : otherwise
}

function kindOf(object: object): string {
  const { constructor } = object as { constructor?: { name?: unknown } }
  return textOf(constructor?.name, 'Object')
}
