import { span } from './dom.ts'
import { TreeList, type TreeItem } from './tree-list.ts'

/** Lines that are shown of one value. */
const MAX_LINES = 3_000

/** Levels that are open until someone closes them. */
const OPEN_LEVELS = 2

/** A value as a tree, with what just changed marked. */
export class DataTree {
  readonly #tree: TreeList
  #value: Readonly<Record<string, unknown>> = {}
  #changed: ReadonlySet<string> = new Set()
  #chosen: string | undefined
  /** Those that are not as they would be by themselves. */
  readonly #toggled = new Set<string>()

  constructor(label: string) {
    this.#tree = new TreeList(label, {
      choose: (path) => {
        this.#chosen = path
        this.#show()
      },
      toggle: (path) => {
        if (!this.#toggled.delete(path)) this.#toggled.add(path)
        this.#show()
      },
    })
  }

  get root(): HTMLElement {
    return this.#tree.root
  }

  show(value: Readonly<Record<string, unknown>>, changed: ReadonlySet<string>): void {
    this.#value = value
    this.#changed = changed
    this.#show()
  }

  #show(): void {
    const items: TreeItem[] = []
    for (const [key, value] of Object.entries(this.#value)) this.#add(items, key, value, 0, key)
    this.#tree.show(items, this.#chosen)
  }

  #add(items: TreeItem[], key: string, value: unknown, depth: number, path: string): void {
    if (items.length >= MAX_LINES) return
    const inside = insideOf(value)
    const isOpen = inside.length === 0 ? undefined : depth < OPEN_LEVELS !== this.#toggled.has(path)
    const isLeaf = isOpen !== true
    const look = this.#changed.has(path) ? (isLeaf ? 'changed' : 'changed-inside') : undefined
    items.push({
      id: path,
      depth,
      look,
      isOpen,
      content: [
        span('key', `${key}: `),
        span(`value ${kindOf(value)}`, isLeaf ? textOf(value) : shapeOf(value)),
      ],
    })
    if (isOpen === true)
      for (const [name, inner, innerPath] of inside)
        this.#add(items, name, inner, depth + 1, `${path}.${innerPath}`)
  }
}

/** What is inside: a map's entries by their keys. */
function insideOf(value: unknown): readonly (readonly [string, unknown, string])[] {
  if (typeof value !== 'object' || value === null) return []
  const { $type, entries, values } = value as { $type?: unknown; entries?: unknown; values?: unknown }
  if (typeof $type === 'string' && Array.isArray(entries))
    return entries.map((entry: unknown, index) =>
      Array.isArray(entry)
        ? [typeof entry[0] === 'string' ? entry[0] : textOf(entry[0]), entry[1], `entries.${index}.1`]
        : ['', entry, `entries.${index}`],
    )
  if (typeof $type === 'string' && Array.isArray(values))
    return values.map((item: unknown, index) => [String(index), item, `values.${index}`])
  return Object.entries(value).map(([key, inner]): [string, unknown, string] => [key, inner, key])
}

function kindOf(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : typeof value
  return /^\[(Circular|Throws|redacted)/.test(value) ? 'note' : 'string'
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const { name, message } = value as { name?: unknown; message?: unknown }
    if (typeof name === 'string' && typeof message === 'string') return `${name}: ${message}`
    const text = JSON.stringify(value)
    return text.length <= 2 ? text : `${shapeOf(value)} ${text.slice(0, 100)}`
  }
  return JSON.stringify(value)
}

function shapeOf(value: unknown): string {
  const { $type, size, length } = value as { $type?: unknown; size?: number; length?: number }
  if (typeof $type === 'string') return `${$type}(${size ?? length ?? ''})`
  return Array.isArray(value) ? `[${value.length}]` : ''
}
