/*
 * How plain data reads, on the page and in the panel: `Map(1) {"watts" → 60}`. What stands for a value that JSON has no form
 * for (`{ $type: 'Map', … }`, see plain.ts) reads as that value.
 */

/** UTF-16 units of a value in one line. */
const MAX_LENGTH = 100

/** A part of a value: its key as it reads, its value, and the keys that lead to it in the plain data. */
export type Part = readonly [key: string, value: unknown, path: string]

/** What is inside a value: the entries of a map by their keys, the values of a set, the properties of an object. */
export function partsOf(value: unknown): readonly Part[] {
  if (!isObject(value) || isName(value)) return []
  const { $type, entries, values } = value
  if (typeof $type === 'string' && Array.isArray(entries))
    return entries.map((entry: unknown, index) =>
      Array.isArray(entry)
        ? [typeof entry[0] === 'string' ? entry[0] : textOf(entry[0]), entry[1], `entries.${index}.1`]
        : ['', entry, `entries.${index}`],
    )
  if (typeof $type === 'string' && Array.isArray(values))
    return values.map((item: unknown, index) => [String(index), item, `values.${index}`])
  return Object.entries(value)
    .filter(([key]) => key !== '$type')
    .map(([key, inner]) => [key, inner, key])
}

/** A whole value in one line, or with line breaks if it is text that has them. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  const text = inOneLine(value, 2)
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}

/** What a value is, if what is inside stands below it: 'Map(2)', '[3]', 'Error: no luck'. */
export function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`
  if (!isObject(value)) return ''
  if (isError(value)) return `${value['name'] as string}: ${value['message'] as string}`
  const { $type, size, length } = value
  if (typeof $type !== 'string') return ''
  const count = size ?? length
  return typeof count === 'number' ? `${$type}(${count})` : $type
}

/** The reference to an actor, and what stands for nothing: they have a name, and nothing inside to be shown. */
function isName(value: Readonly<Record<string, unknown>>): boolean {
  return 'xstate$$type' in value || value['$type'] === 'undefined' || value['$type'] === 'logic'
}

function inOneLine(value: unknown, depth: number): string {
  if (typeof value === 'string') return isNote(value) ? value : JSON.stringify(value)
  if (!isObject(value)) return String(value)
  if ('xstate$$type' in value) return `→ ${String(value['name'] ?? value['id'])}`
  if (value['$type'] === 'undefined') return 'undefined'
  if (value['$type'] === 'logic') return `logic ${String(value['id'])}`
  const shape = Array.isArray(value) ? '' : shapeOf(value)
  if (isError(value)) return shape
  const isList = Array.isArray(value) || ('values' in value && 'length' in value)
  const [open, close] = isList ? '[]' : '{}'
  const inside = depth > 0 ? insideText(value, depth - 1) : partsOf(value).length > 0 ? '…' : ''
  return `${shape}${shape === '' ? '' : ' '}${open}${inside}${close}`
}

function insideText(value: Readonly<Record<string, unknown>>, depth: number): string {
  const isMap = Array.isArray(value['entries'])
  const isKeyless = Array.isArray(value) || Array.isArray(value['values'])
  return partsOf(value)
    .slice(0, MAX_LENGTH / 3) // no more of them fit
    .map(([key, inner]) => {
      const text = inOneLine(inner, depth)
      if (isKeyless || isNote(inner)) return text
      return isMap && typeof value['$type'] === 'string' ? `${key} → ${text}` : `${key}: ${text}`
    })
    .join(', ')
}

/** What is said in place of values that aren't shown. */
export function isNote(value: unknown): value is string {
  return typeof value === 'string' && /^(\[(Circular|Throws|redacted)|… \d+ more$)/.test(value)
}

function isError(value: Readonly<Record<string, unknown>>): boolean {
  return ['name', 'message', 'stack'].every((key) => typeof value[key] === 'string')
}

/** Text as in a program, but with its line breaks. */
function quoted(text: string): string {
  if (isNote(text)) return text
  return JSON.stringify(text).replaceAll(/\\(\\|n)/g, (escaped) => (escaped === '\\n' ? '\n' : escaped))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
