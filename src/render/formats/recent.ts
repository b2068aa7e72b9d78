/**
 * What was made of sources lately, so that making it again costs nothing while a view is called again and again. The oldest
 * are forgotten once all sources together are longer than `maxLength` UTF-16 units.
 */
export class Recent<Value> {
  readonly #values = new Map<string, Value>()
  readonly #maxLength: number
  #length = 0

  constructor(maxLength: number) {
    this.#maxLength = maxLength
  }

  /** The value of a source, which `make` makes if it isn't known. */
  get(source: string, make: () => Value): Value {
    const known = this.#values.get(source)
    if (known === undefined) return this.#keep(source, make())
    this.#values.delete(source) // so that it is the youngest
    this.#values.set(source, known)
    return known
  }

  #keep(source: string, value: Value): Value {
    // An empty source takes memory, too.
    this.#length += source.length + 1
    this.#values.set(source, value)
    for (const oldest of this.#values.keys()) {
      if (this.#length <= this.#maxLength) break
      this.#values.delete(oldest)
      this.#length -= oldest.length + 1
    }
    return value
  }
}
