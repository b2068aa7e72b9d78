import type { Font, Measure } from './diagram/texts.ts'

/** Widths that are kept. */
const MAX_KEPT = 20_000

/** Measures texts as the page shows them, without laying out the page: the fonts are those of viewer.css. */
export function measuring(): Measure {
  const canvas = document.createElement('canvas').getContext('2d')!
  const mono = getComputedStyle(document.documentElement).getPropertyValue('--mono')
  const fonts: Readonly<Record<Font, string>> = {
    name: '600 13px system-ui, sans-serif',
    code: `600 12px ${mono}`,
    prose: '12px system-ui, sans-serif',
  }
  const kept = new Map<string, number>()
  return (text, font) => {
    const key = `${font} ${text}`
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size > MAX_KEPT) kept.clear()
    canvas.font = fonts[font]
    const { width } = canvas.measureText(text)
    kept.set(key, width)
    return width
  }
}
