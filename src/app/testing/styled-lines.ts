import { colorNames } from '../../render/paint/color.ts'
import type { Screen } from '../../render/screen.ts'

/** The rows of a screen as text, with styles: `<bold red>failed</>`. */
export function styledLines(screen: Screen): string[] {
  return screen.runs().map((runs) =>
    runs
      .map(({ text, style }) => {
        const look = describe(screen.styles.describe(style))
        return look === '' ? text : `<${look}>${text}</>`
      })
      .join('')
      .trimEnd(),
  )
}

function describe(style: ReturnType<Screen['styles']['describe']>): string {
  const words = [...style.attributes]
  if (style.color !== undefined) words.push(nameOf(style.color))
  if (style.background !== undefined) words.push(`on ${nameOf(style.background)}`)
  if (style.link !== '') words.push(`link=${style.link}`)
  return words.join(' ')
}

function nameOf(color: string | number): string {
  return typeof color === 'number' ? (colorNames[color] ?? String(color)) : color
}
