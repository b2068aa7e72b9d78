import { isNote, partsOf, shapeOf, textOf } from './plain-text.ts'
import { TreeList, type TreeItem } from './tree-list.ts'

/** Lines that are shown of one value. */
const MAX_LINES = 3_000

/** Levels that are open until someone closes them. */
const OPEN_LEVELS = 2

/** A value as a tree, with what just changed marked. */
export class DataTree {
  readonly #tree: TreeList
  #value: Readonly<Record<string, unknown>> = {}
  #before: Readonly<Record<string, unknown>> | undefined
  #changed: ReadonlySet<string> = new Set()
  #chosen: string | undefined
  /** Lines that the user has opened or closed. */
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

  /** `before` is the value that it was, which says what the changes were. */
  show(
    value: Readonly<Record<string, unknown>>,
    changed: ReadonlySet<string>,
    before?: Readonly<Record<string, unknown>>,
  ): void {
    if (value === this.#value && changed === this.#changed && before === this.#before) return
    this.#value = value
    this.#before = before
    this.#changed = changed
    this.#show()
  }

  #show(): void {
    const items: TreeItem[] = []
    for (const [key, value] of Object.entries(this.#value))
      this.#add(items, { key, value, before: this.#before?.[key], path: key, depth: 0 })
    this.#tree.show(items, this.#chosen)
  }

  #add(items: TreeItem[], { key, value, before, path, depth }: Entry): void {
    if (items.length >= MAX_LINES) return
    const parts = partsOf(value)
    const isOpen = parts.length === 0 ? undefined : depth < OPEN_LEVELS !== this.#toggled.has(path)
    const isLeaf = isOpen !== true
    const isChanged = this.#changed.has(path)
    const look = isChanged ? (isLeaf ? 'changed' : 'changed-inside') : undefined
    const text = isLeaf ? textOf(value) : shapeOf(value)
    const was = isChanged && isLeaf && this.#before !== undefined ? ` was ${wasText(before)}` : ''
    items.push({
      key: path,
      depth,
      look,
      isOpen,
      parts: [
        ['key', `${key}: `],
        [`value ${kindOf(value)}`, text],
        ...(was === '' ? [] : [['was', was] as const]),
      ],
    })
    if (isLeaf) return
    const known = new Map(partsOf(before).map(([, inner, innerPath]) => [innerPath, inner]))
    for (const [name, inner, innerPath] of parts)
      this.#add(items, {
        key: name,
        value: inner,
        before: known.get(innerPath),
        path: `${path}.${innerPath}`,
        depth: depth + 1,
      })
  }
}

interface Entry {
  readonly key: string
  readonly value: unknown
  readonly before: unknown
  readonly path: string
  readonly depth: number
}

function wasText(before: unknown): string {
  return before === undefined ? 'not there' : textOf(before)
}

function kindOf(value: unknown): string {
  if (isNote(value)) return 'note'
  return value === null ? 'null' : typeof value
}
