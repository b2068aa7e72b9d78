type Content = Node | string | false | undefined | null

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** An element; text is text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  content: readonly Content[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value))
  made.append(...present(content))
  return made
}

/** Puts this in place of what is inside. */
export function fill(parent: Element, content: readonly Content[]): void {
  parent.replaceChildren(...present(content))
}

export function span(name: string, content: string): HTMLElement {
  return element('span', { class: name }, [content])
}

function present(content: readonly Content[]): (Node | string)[] {
  return content.filter(
    (part): part is Node | string => part !== false && part !== undefined && part !== null && part !== '',
  )
}
