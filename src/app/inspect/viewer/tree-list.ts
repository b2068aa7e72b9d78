import { element, fill } from './dom.ts'

export interface TreeItem {
  readonly id: string
  readonly depth: number
  readonly content: readonly (Node | string)[]
  readonly look?: string | undefined
  /** Whether what is inside is shown; undefined where nothing is. */
  readonly isOpen?: boolean | undefined
}

interface TreeEvents {
  readonly choose: (id: string) => void
  readonly toggle?: (id: string) => void
}

/**
 * A tree, one line an item. Arrow keys, Home and End move in it, left and right close and open: the keys of the WAI-ARIA
 * authoring practices, "Tree View Pattern".
 */
export class TreeList {
  readonly root: HTMLElement
  #items: readonly TreeItem[] = []
  #chosen: string | undefined
  readonly #events: TreeEvents

  constructor(label: string, events: TreeEvents) {
    this.#events = events
    this.root = element('div', { role: 'tree', tabindex: 0, class: 'tree', 'aria-label': label })
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.root.addEventListener('click', ({ target }) => {
      const line = (target as Element).closest<HTMLElement>('[role=treeitem]')
      const item = this.#items[Number(line?.dataset['index'] ?? -1)]
      if (item === undefined) return
      this.#events.choose(item.id)
      if (item.isOpen !== undefined) this.#events.toggle?.(item.id)
    })
  }

  show(items: readonly TreeItem[], chosen: string | undefined): void {
    this.#items = items
    this.#chosen = chosen
    const prefix = this.root.getAttribute('aria-label')!.replace(/\W/g, '-')
    fill(
      this.root,
      items.map(({ id, depth, content, look, isOpen }, index) => {
        const line = element(
          'div',
          {
            role: 'treeitem',
            id: `${prefix}-${index}`,
            'data-index': index,
            'data-id': id,
            'aria-level': depth + 1,
            'aria-selected': id === chosen ? 'true' : 'false',
            'aria-expanded': isOpen === undefined ? undefined : String(isOpen),
            class: `line ${look ?? ''}`,
          },
          [
            element('span', { class: 'twist', 'aria-hidden': 'true' }, [
              isOpen === undefined ? '' : isOpen ? '▾' : '▸',
            ]),
            ...content,
          ],
        )
        line.style.paddingInlineStart = `${0.4 + depth}em`
        return line
      }),
    )
    const at = items.findIndex(({ id }) => id === chosen)
    if (at >= 0) this.root.setAttribute('aria-activedescendant', `${prefix}-${at}`)
    else this.root.removeAttribute('aria-activedescendant')
  }

  #key(event: KeyboardEvent): void {
    const items = this.#items
    const at = items.findIndex(({ id }) => id === this.#chosen)
    const item = items[at]
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) this.#choose(items[Math.max(0, Math.min(items.length - 1, to))])
    else if (event.key === 'ArrowRight' && item?.isOpen === false) this.#events.toggle?.(item.id)
    else if (event.key === 'ArrowLeft' && item?.isOpen === true) this.#events.toggle?.(item.id)
    else if (event.key === 'ArrowLeft' && item !== undefined)
      this.#choose(items.slice(0, at).findLast(({ depth }) => depth < item.depth))
    else if ((event.key === 'Enter' || event.key === ' ') && item?.isOpen !== undefined)
      this.#events.toggle?.(item.id)
    else return
    event.preventDefault()
  }

  #choose(item: TreeItem | undefined): void {
    if (item === undefined) return
    this.#events.choose(item.id)
    this.root.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }
}
