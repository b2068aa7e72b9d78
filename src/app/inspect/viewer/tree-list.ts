import { element, hasSelection, setAttribute, setText, span } from './dom.ts'
import { KeyedList } from './keyed-list.ts'

export interface TreeItem {
  readonly key: string
  readonly depth: number
  /** Class names and texts. */
  readonly parts: readonly (readonly [name: string, text: string])[]
  readonly look?: string | undefined
  /** Whether what is inside is shown; undefined if nothing is inside. */
  readonly isOpen?: boolean | undefined
}

interface TreeEvents {
  readonly choose: (key: string) => void
  readonly toggle?: (key: string) => void
}

/**
 * A tree with one line for each item. Arrow keys, Home and End move in it; left and right close and open: the keys of the
 * WAI-ARIA Authoring Practices, "Tree View Pattern".
 */
export class TreeList {
  readonly root: HTMLElement
  readonly #events: TreeEvents
  readonly #list: KeyedList<TreeItem>
  #items: readonly TreeItem[] = []
  #chosen: string | undefined
  #lines = 0

  constructor(label: string, events: TreeEvents) {
    this.#events = events
    this.root = element('div', { role: 'tree', tabindex: 0, class: 'tree', 'aria-label': label })
    this.#list = new KeyedList(this.root, {
      make: (item) => this.#make(item),
      update: (line, item) => update(line, item),
    })
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.root.addEventListener('click', ({ target }) => this.#click(target as Element))
  }

  show(items: readonly TreeItem[], chosen: string | undefined): void {
    this.#list.show(items)
    this.#items = items
    if (chosen !== this.#chosen) this.#mark(this.#chosen, false)
    this.#chosen = chosen
    this.#mark(chosen, true)
  }

  #make(item: TreeItem): HTMLElement {
    const id = `${this.root.ariaLabel!.replace(/\W/g, '-')}-${this.#lines++}`
    const line = element('div', { role: 'treeitem', id, 'data-id': item.key, 'aria-selected': 'false' }, [
      element('span', { class: 'twist', 'aria-hidden': 'true' }),
    ])
    update(line, item)
    return line
  }

  #mark(key: string | undefined, isChosen: boolean): void {
    const line = key === undefined ? undefined : this.#list.elementOf(key)
    if (line !== undefined) setAttribute(line, 'aria-selected', String(isChosen))
    setAttribute(this.root, 'aria-activedescendant', isChosen ? line?.id : undefined)
  }

  #click(target: Element): void {
    const key = target.closest<HTMLElement>('[role=treeitem]')?.dataset['id']
    const item = this.#items.find((item) => item.key === key)
    if (item === undefined || hasSelection(this.root)) return // a click that selects text isn't for the line
    this.#events.choose(item.key)
    if (item.isOpen !== undefined) this.#events.toggle?.(item.key)
  }

  #key(event: KeyboardEvent): void {
    const items = this.#items
    const at = items.findIndex(({ key }) => key === this.#chosen)
    const item = items[at]
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) this.#choose(items[Math.max(0, Math.min(items.length - 1, to))])
    else if (event.key === 'ArrowRight' && item?.isOpen === false) this.#events.toggle?.(item.key)
    else if (event.key === 'ArrowLeft' && item?.isOpen === true) this.#events.toggle?.(item.key)
    else if (event.key === 'ArrowLeft' && item !== undefined)
      this.#choose(items.slice(0, at).findLast(({ depth }) => depth < item.depth))
    else if ((event.key === 'Enter' || event.key === ' ') && item?.isOpen !== undefined)
      this.#events.toggle?.(item.key)
    else return
    event.preventDefault()
  }

  #choose(item: TreeItem | undefined): void {
    if (item === undefined) return
    this.#events.choose(item.key)
    this.#list.elementOf(item.key)?.scrollIntoView({ block: 'nearest' })
  }
}

function update(line: HTMLElement, { depth, parts, look, isOpen }: TreeItem): void {
  const [twist, ...spans] = line.children
  setAttribute(line, 'aria-level', depth + 1)
  setAttribute(line, 'aria-expanded', isOpen === undefined ? undefined : String(isOpen))
  setAttribute(line, 'class', look === undefined ? 'line' : `line ${look}`)
  setText(twist!, isOpen === undefined ? '' : isOpen ? '▾' : '▸')
  const indent = `${0.4 + depth}em`
  if (line.style.paddingInlineStart !== indent) line.style.paddingInlineStart = indent
  for (const [index, [name, text]] of parts.entries()) {
    const part = spans[index]
    if (part === undefined) line.append(span(name, text))
    else {
      setAttribute(part, 'class', name)
      setText(part, text)
    }
  }
  for (const part of spans.slice(parts.length)) part.remove()
}
