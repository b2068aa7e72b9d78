import type { TextNode } from '../../src/render/nodes/index.ts'

/** The parts of a text, each with its style in front: `<bold color=1>failed`. Parts of the same style are one. */
export function parts({ content }: TextNode): string[] {
  if (typeof content === 'string') return [content]
  const joined: { look: string; text: string }[] = []
  for (const { text, style } of content) {
    const look = Object.entries(style ?? {})
      .filter(([, value]) => value !== undefined && value !== false)
      .toSorted()
      .map(([name, value]) => (value === true ? name : `${name}=${String(value)}`))
      .join(' ')
    const last = joined.at(-1)
    if (last?.look === look) last.text += text
    else joined.push({ look, text })
  }
  return joined.map(({ look, text }) => (look === '' ? text : `<${look}>${text}`))
}
