import { keepAsJson } from '../kit/kept-values.ts'

/** Which rows of a table are selected, by their keys. It is a value: it never changes. */
export class RowSelection {
  readonly #keys: ReadonlySet<unknown>
  /** Whether all are selected but those. */
  readonly #inverted: boolean
  /** How many rows there are, if all but some are selected. */
  readonly #total: number

  /** Without arguments, none. */
  constructor(keys: Iterable<unknown> = [], inverted = false, total = 0) {
    this.#keys = new Set(keys)
    this.#inverted = inverted
    this.#total = total
  }

  /** A selection from JSON. */
  static from(saved: RowSelection | ReturnType<RowSelection['toJSON']>): RowSelection {
    return saved instanceof RowSelection ? saved : new RowSelection(saved.keys, saved.inverted, saved.total)
  }

  /** Whether the row with this key is selected. */
  has(key: unknown): boolean {
    return this.#keys.has(key) !== this.#inverted
  }

  /** How many rows are selected. */
  get size(): number {
    return this.#inverted ? Math.max(0, this.#total - this.#keys.size) : this.#keys.size
  }

  /** The same, except that the row with this key is selected if it wasn't, and the other way around. */
  toggled(key: unknown): RowSelection {
    const keys = new Set(this.#keys)
    if (!keys.delete(key)) keys.add(key)
    return new RowSelection(keys, this.#inverted, this.#total)
  }

  /** The same without the rows that are gone. */
  among(isThere: (key: unknown) => boolean, total: number): RowSelection {
    return new RowSelection([...this.#keys].filter(isThere), this.#inverted, total)
  }

  /** What JSON keeps of it. Keys are kept if they are values of JSON. */
  toJSON(): { readonly keys: readonly unknown[]; readonly inverted: boolean; readonly total: number } {
    return { keys: [...this.#keys], inverted: this.#inverted, total: this.#total }
  }
}

keepAsJson(RowSelection)
