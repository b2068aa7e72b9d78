import { inspect } from 'node:util'

/*
 * Anything can be thrown: objects whose getters throw, revoked proxies, symbols, a gigabyte of text. Telling of a failure
 * must not fail in its turn, so everything that looks at an error does it by these functions.
 */

/** In UTF-16 units. */
const MAX_LENGTH = 10_000

/** How many parts of an AggregateError are said, and how deep. */
const MAX_PARTS = 10
const MAX_DEPTH = 4

/**
 * What an error says, for people: its message, and those of the parts of an AggregateError. Other objects may have a message,
 * too. The text is never empty, and this never throws.
 *
 * ```ts
 * text(messageOf(snapshot.context.error), { color: 'danger' })
 * ```
 */
export function messageOf(error: unknown): string {
  return shortened(messageWithin(error, MAX_DEPTH), MAX_LENGTH)
}

/** `instanceof`, also for what throws when it is looked at. */
export function isInstance<T>(value: unknown, type: abstract new (...args: never) => T): value is T {
  return attempt(() => value instanceof type) ?? false
}

/** The name of an error; undefined for what isn't one. */
export function errorName(error: unknown): string | undefined {
  return isInstance(error, Error) ? attempt(() => error.name) : undefined
}

/** A text that is no longer than that, but for the words that say so. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  return `${text.slice(0, maxLength)}… (${text.length - maxLength} more characters)`
}

function messageWithin(error: unknown, depth: number): string {
  const own = ownMessage(error)
  const parts = partsOf(error, depth)
    .filter((part) => !own.includes(part))
    .join('; ')
  if (own !== '' && parts !== '') return `${own}: ${parts}`
  return own || parts || withoutMessage(error)
}

function ownMessage(error: unknown): string {
  const message = typeof error === 'string' ? error : property(error, 'message')
  return typeof message === 'string' && message.trim() !== '' ? message : ''
}

function partsOf(error: unknown, depth: number): string[] {
  const errors = isInstance(error, AggregateError)
    ? attempt((): unknown[] => Array.from<unknown>(error.errors))
    : undefined
  if (errors === undefined || depth === 0) return []
  const parts = errors.slice(0, MAX_PARTS).map((part) => messageWithin(part, depth - 1))
  return errors.length > MAX_PARTS ? [...parts, `and ${errors.length - MAX_PARTS} more`] : parts
}

function withoutMessage(error: unknown): string {
  if (typeof error === 'string') return 'it failed without saying why'
  const code = property(error, 'code')
  const told = isInstance(error, Error)
    ? (typeof code === 'string' && code) || errorName(error)
    : ownText(error)
  return (
    told || attempt(() => firstLine(inspect(error, LOOK))) || 'it failed with an error that cannot be read'
  )
}

/** What an object says it is, if it says more than that it is an object. */
function ownText(error: unknown): string | undefined {
  const isPlain = property(error, 'toString') === Object.prototype.toString
  return isPlain ? undefined : attempt(() => String(error))
}

const LOOK = {
  customInspect: false,
  compact: true,
  breakLength: Infinity,
  maxStringLength: 1_000,
  maxArrayLength: 10,
} as const

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!
}

function property(value: unknown, name: string): unknown {
  return attempt(() => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name])
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
