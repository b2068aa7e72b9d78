/** What makes and updates the elements of a list's items. */
interface Elements<Item> {
  readonly make: (item: Item) => HTMLElement
  /** Brings an element up to date. `before` is the item that it shows. */
  readonly update: (made: HTMLElement, item: Item, before: Item) => void
}

/**
 * The children of an element, one for each item. An item that is there before and after keeps its element: what is selected in
 * it stays selected, and what didn't change isn't laid out again.
 */
export class KeyedList<Item extends { readonly key: string }> {
  readonly #parent: Element
  readonly #elements: Elements<Item>
  #shown = new Map<string, { readonly made: HTMLElement; item: Item }>()

  constructor(parent: Element, elements: Elements<Item>) {
    this.#parent = parent
    this.#elements = elements
  }

  elementOf(key: string): HTMLElement | undefined {
    return this.#shown.get(key)?.made
  }

  show(items: readonly Item[]): void {
    const before = this.#shown
    this.#shown = new Map(items.map((item) => [item.key, before.get(item.key) ?? this.#make(item)]))
    for (const [key, { made }] of before) if (!this.#shown.has(key)) made.remove()
    let next = this.#parent.firstElementChild
    for (const item of items) {
      const shown = this.#shown.get(item.key)!
      if (shown.item !== item) this.#elements.update(shown.made, item, shown.item)
      shown.item = item
      if (shown.made === next) next = next.nextElementSibling
      else this.#parent.insertBefore(shown.made, next)
    }
  }

  #make(item: Item): { readonly made: HTMLElement; item: Item } {
    return { made: this.#elements.make(item), item }
  }
}
