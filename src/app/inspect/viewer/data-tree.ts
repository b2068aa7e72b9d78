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

  show(value: Readonly<Record<string, unknown>>, changed: ReadonlySet<string>): void {
    if (value === this.#value && changed === this.#changed) return
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
    const parts = partsOf(value)
    const isOpen = parts.length === 0 ? undefined : depth < OPEN_LEVELS !== this.#toggled.has(path)
    const isLeaf = isOpen !== true
    const look = this.#changed.has(path) ? (isLeaf ? 'changed' : 'changed-inside') : undefined
    const text = isLeaf ? textOf(value) : shapeOf(value)
    items.push({
      key: path,
      depth,
      look,
      isOpen,
      parts: [
        ['key', `${key}: `],
        [`value ${kindOf(value)}`, text],
      ],
    })
    if (isLeaf) return
    for (const [name, inner, innerPath] of parts)
      this.#add(items, name, inner, depth + 1, `${path}.${innerPath}`)
  }
}

function kindOf(value: unknown): string {
  if (isNote(value)) return 'note'
  return value === null ? 'null' : typeof value
}
