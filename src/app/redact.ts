/**
 * What is kept out of every output. A path is keys with dots between: 'password' is every value of that name, and
 * 'context.user.password' the one that stands there; `*` is any one key. A function is called for every value, and
 * returns what is shown in its place.
 */
export type Redact = readonly string[] | ((value: unknown, path: readonly string[]) => unknown)

/** Returns what is shown of a value: the value itself, if it isn't a secret. */
export type Redactor = (value: unknown, path: readonly string[]) => unknown

const REDACTED = '[redacted]'

/** Throws a TypeError, which names the option, if that is neither paths nor a function. */
export function redactor(redact: Redact | undefined, option = 'inspect.redact'): Redactor | undefined {
  if (redact === undefined) return undefined
  if (typeof redact === 'function') return failingClosed(redact)
  if (!Array.isArray(redact) || redact.some((path) => typeof path !== 'string' || path === ''))
    throw new TypeError(`${option} is an array of paths such as 'context.password', or a function`)
  const patterns = redact.map((path: string) => path.split('.'))
  return (value, path) => (patterns.some((pattern) => endsWith(path, pattern)) ? REDACTED : value)
}

/** If the function throws, the value is kept out. */
function failingClosed(redact: Redactor): Redactor {
  return (value, path) => {
    try {
      return redact(value, [...path])
    } catch {
      return REDACTED
    }
  }
}

function endsWith(path: readonly string[], pattern: readonly string[]): boolean {
  const start = path.length - pattern.length
  return start >= 0 && pattern.every((key, index) => key === '*' || key === path[start + index])
}
