type Content = Node | string | false | undefined | null

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** An element. Strings in its content are text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  content: readonly Content[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value)
  made.append(...present(content))
  return made
}

export function span(name: string, content: string): HTMLElement {
  return element('span', { class: name }, [content])
}

export function button(title: string, hint: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title: hint }, [title])
  made.addEventListener('click', press)
  return made
}

/** A button that is on or off. */
export function toggle(title: string, hint: string, change: (isOn: boolean) => void): HTMLButtonElement {
  const made = button(title, hint, () => {
    const isOn = made.getAttribute('aria-pressed') !== 'true'
    made.setAttribute('aria-pressed', String(isOn))
    change(isOn)
  })
  made.setAttribute('aria-pressed', 'false')
  return made
}

/** Copies what `text` returns, and says so. */
export function copyButton(hint: string, text: () => string, title = 'Copy'): HTMLButtonElement {
  const made = button(title, hint, () => {
    navigator.clipboard.writeText(text()).then(
      () => say('Copied'),
      () => say('The browser forbids it'),
    )
  })
  const say = (word: string) => {
    setText(made, word)
    setTimeout(() => setText(made, title), 1_500)
  }
  return made
}

/** Replaces what is inside. */
export function fill(parent: Element, content: readonly Content[]): void {
  parent.replaceChildren(...present(content))
}

/** Sets an attribute, or removes it, unless it is so already. */
export function setAttribute(target: Element, name: string, value: Attributes[string]): void {
  const wanted = value === undefined || value === false ? null : value === true ? '' : String(value)
  if (target.getAttribute(name) === wanted) return
  if (wanted === null) target.removeAttribute(name)
  else target.setAttribute(name, wanted)
}

/** Sets the text of an element that has nothing but text. Its text node stays, and with it a selection around it. */
export function setText(target: Element, text: string): void {
  const { firstChild } = target
  if (!(firstChild instanceof Text)) target.textContent = text
  else if (firstChild.data !== text) firstChild.data = text
}

/** Where the selected text begins. To ask the selection itself would lay out the page, each time. */
let selected: Node | null = null
document.addEventListener('selectionchange', () => {
  const selection = getSelection()
  selected = selection === null || selection.isCollapsed ? null : selection.anchorNode
})

/** Whether the user has selected text inside. */
export function hasSelection(root: Element): boolean {
  return root.contains(selected)
}

function present(content: readonly Content[]): (Node | string)[] {
  return content.filter(
    (part): part is Node | string => part !== false && part !== undefined && part !== null && part !== '',
  )
}
