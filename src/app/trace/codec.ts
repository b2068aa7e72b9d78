import { AppError, InterruptedError, NeedsKeysError, ShutdownError } from '../errors.ts'
import { CancelledError } from '../../machines/kit/failure.ts'
import { ExitError } from '../../machines/processes/exit-error.ts'
import { ChangedRows } from '../../machines/data/changed-rows.ts'
import { Ring, type RingJson } from '../../machines/streams/ring.ts'
import type { Redactor } from '../redact.ts'
import { anything, knownOf } from './anything.ts'

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

type Tagged = Readonly<Record<string, Json>>

/** Deeper objects are opaque: they may have no end. */
const MAX_DEPTH = 60

/** What an encoder asks and tells. */
export interface EncoderDeps {
  /** The name of an actor of the app's system, by which it's found again. */
  readonly nameOf: (actor: object) => string | undefined
  /** The path of the actor whose present snapshot an object is. */
  readonly snapshotOf?: (object: object) => string | undefined
  readonly redact: Redactor | undefined
  /** A value was redacted. What isn't in the file must not be in its screens either. */
  readonly redacted: (value: unknown) => void
  /** A value can't be read again. Tells what it is, and the keys to it. */
  readonly opaque?: (what: string, path: readonly string[], value: unknown) => void
  /** What stands for an object of a class in the file, if its reader makes the object again. */
  readonly jsonOf?: (object: object) => { readonly json: unknown } | undefined
}

/**
 * Writes values as JSON that a person can read and `Decoder` reads again. What JSON doesn't have is an object with one key that begins
 * with `$`. What can't be read again, such as a file handle, is `{ $opaque: 'FileHandle' }`.
 */
export class Encoder {
  readonly #deps: EncoderDeps
  readonly #path: string[] = []
  /** The objects that are being written, from the outermost to the innermost. */
  readonly #around = new Set<object>()

  constructor(deps: EncoderDeps) {
    this.#deps = deps
  }

  /** `name` is where the value stands: 'event', 'input'. */
  encode(value: unknown, name: string): Json {
    this.#path.length = 0
    return this.#at(name, value)
  }

  #at(key: string, given: unknown): Json {
    const { redact, redacted } = this.#deps
    if (redact === undefined) {
      if (this.#path.length >= MAX_DEPTH) return this.#opaque('deep object', given)
      this.#path.push(key)
      const json = this.#value(given)
      this.#path.pop()
      return json
    }
    this.#path.push(key)
    const value = redact(given, this.#path)
    const isRedacted = !Object.is(value, given)
    if (isRedacted) redacted(given)
    const json = this.#path.length > MAX_DEPTH ? this.#opaque('deep object', given) : this.#value(value)
    this.#path.pop()
    return isRedacted ? { $redacted: json } : json
  }

  #value(value: unknown): Json {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: numberText(value) }
      case 'undefined':
        return { $undefined: true }
      case 'bigint':
        return { $bigint: String(value) }
      case 'object':
        return value === null ? null : this.#object(value)
      case 'function': {
        const known = knownOf(value)
        if (known !== undefined) return { $anything: this.#record(known) }
        return this.#opaque(untold.get(value) ?? 'function', value)
      }
      default:
        return this.#opaque(typeof value, value)
    }
  }

  #object(object: object): Json {
    const what = untold.get(object)
    if (what !== undefined) return this.#opaque(what, object)
    if (Array.isArray(object)) return object.map((item, index) => this.#at(String(index), item))
    const path = this.#deps.snapshotOf?.(object)
    if (path !== undefined) return { $snapshot: path }
    const prototype: unknown = Object.getPrototypeOf(object)
    if (prototype === Object.prototype || prototype === null) return this.#plain(object)
    const actor = 'send' in object ? this.#deps.nameOf(object) : undefined
    if (actor !== undefined) return { $actor: actor }
    if (object instanceof Error) return this.#error(object)
    if (object instanceof Uint8Array) return { $bytes: Buffer.from(object).toString('base64') }
    if (object instanceof Date) return { $date: this.#value(object.getTime()) }
    if (object instanceof Map) return { $map: this.#object([...object]) }
    if (object instanceof Set) return { $set: this.#object([...object]) }
    if (object instanceof Ring) return { $ring: this.#record(object.toJSON()) }
    if (object instanceof ChangedRows) return { $rows: this.#record(object.toJSON()) }
    const kept = this.#deps.jsonOf?.(object)
    if (kept !== undefined) return this.#value(kept.json)
    return this.#opaque(object.constructor.name || 'object', object)
  }

  /** A store, or what is selected from one, is no data: its parts lead to each other, and to all who listen. */
  #plain(object: object): Json {
    if ('subscribe' in object && typeof object.subscribe === 'function') return this.#opaque('store', object)
    if (this.#around.has(object)) return this.#opaque('circular object', object)
    this.#around.add(object)
    try {
      return this.#record(object)
    } finally {
      this.#around.delete(object)
    }
  }

  #opaque(what: string, value: unknown): Json {
    this.#deps.opaque?.(what, this.#path, value)
    return { $opaque: what }
  }

  #error(error: Error): Json {
    const { name, message, cause, ...own } = error
    return {
      $error: name,
      message: this.#at('message', message),
      ...(cause === undefined ? {} : { cause: this.#at('cause', cause) }),
      own: this.#record(own),
    }
  }

  /** A key of the value itself that looks like a tag gets one more `$`. */
  #record(object: object): Json {
    const json: Record<string, Json> = {}
    for (const key of Object.keys(object)) {
      const value = this.#at(key, (object as Record<string, unknown>)[key])
      const name = key.startsWith('$') ? `$${key}` : key
      if (key === '__proto__') Object.defineProperty(json, name, { value, enumerable: true })
      else json[name] = value
    }
    return json
  }
}

/** What a decoder asks and tells. */
export interface DecoderDeps {
  readonly actorOf: (name: string) => unknown
  /** The snapshot of the actor that has this path. */
  readonly snapshotOf?: (path: string) => object
  /** A redacted value stands in the place of what was there. */
  readonly redacted: () => void
  /** Stands for a value that isn't in the file. */
  readonly opaque: (what: string, source: string) => object
}

/** Reads what an `Encoder` has written. */
export class Decoder {
  readonly #deps: DecoderDeps
  #source = ''

  constructor(deps: DecoderDeps) {
    this.#deps = deps
  }

  /** `source` says where it comes from, for people. */
  decode(json: Json, source: string): unknown {
    this.#source = source
    return this.#decode(json)
  }

  #decode(json: Json): unknown {
    if (typeof json !== 'object' || json === null) return json
    if (isList(json)) return json.map((item) => this.#decode(item))
    const [tag = ''] = Object.keys(json)
    return tag.startsWith('$') && !tag.startsWith('$$') ? this.#tagged(tag, json) : this.#record(json)
  }

  #tagged(tag: string, json: Tagged): unknown {
    const value = json[tag]!
    switch (tag) {
      case '$undefined':
        return undefined
      case '$number':
        return Number(value)
      case '$bigint':
        return BigInt(value as string)
      case '$actor':
        return this.#deps.actorOf(value as string)
      case '$snapshot':
        return this.#deps.snapshotOf?.(value as string)
      case '$date':
        return new Date(this.#decode(value) as number)
      case '$bytes':
        return Buffer.from(value as string, 'base64')
      case '$map':
        return new Map(this.#decode(value) as [unknown, unknown][])
      case '$set':
        return new Set(this.#decode(value) as unknown[])
      case '$ring':
        return Ring.from(this.#decode(value) as RingJson<unknown>)
      case '$rows':
        return ChangedRows.from(this.#record(value as Tagged))
      case '$error':
        return this.#error(json)
      case '$anything':
        return anything(this.#record(value as Tagged))
      case '$redacted':
        this.#deps.redacted()
        return this.#decode(value)
      default:
        return this.#deps.opaque(value as string, this.#source)
    }
  }

  #error(json: Tagged): Error {
    const name = json['$error'] as string
    const error = new Error(this.#decode(json['message'] ?? '') as string)
    const type = errorTypes.find((type) => type.name === name)
    if (type !== undefined) Object.setPrototypeOf(error, type.prototype as object)
    if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true })
    if (json['cause'] !== undefined) error.cause = this.#decode(json['cause'])
    return Object.assign(error, this.#record((json['own'] ?? {}) as Tagged))
  }

  #record(json: Tagged): object {
    const record: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(json)) {
      const name = key.startsWith('$') ? key.slice(1) : key
      Object.defineProperty(record, name, {
        value: this.#decode(value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    return record
  }
}

/** Errors that are told apart by their class. */
const errorTypes: readonly { readonly name: string; readonly prototype: unknown }[] = [
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  AggregateError,
  AppError,
  CancelledError,
  ExitError,
  InterruptedError,
  NeedsKeysError,
  ShutdownError,
]

export function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Stands for a value that isn't in the file. It can be passed on, and if it's used, it throws the error that `touched` returns. */
export function untouchable(what: string, touched: () => Error): object {
  const use = () => {
    throw touched()
  }
  const value = new Proxy(what === 'function' ? () => {} : {}, {
    get: (_, key) => (typeof key === 'symbol' || key === 'then' || key === 'toJSON' ? undefined : use()),
    set: use,
    has: () => false,
    apply: use,
    construct: use,
    ownKeys: use,
  })
  untold.set(value, what)
  return value
}

/** What values stand for that aren't in a file. */
const untold = new WeakMap<object, string>()
