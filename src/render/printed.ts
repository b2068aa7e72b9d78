import { Pane } from './layout/box.ts'
import type { ColorDepth } from './paint/color.ts'
import { terminalPalette, type Palette } from './theme/palette.ts'
import type { GlyphSet } from './text/glyph-set.ts'
import { GlyphTable, NEWLINE, TAB } from './text/glyphs.ts'
import { InlineSurface } from './encode/cursor-moves.ts'
import type { Node } from './nodes/index.ts'
import { Screen } from './screen.ts'
import { withoutSgr } from './text/sanitize.ts'
import { GlyphBuffer, plainWidth, shape } from './text/shape.ts'

/**
 * Content as lines for a terminal's scrollback, each with its line end. Text is sanitized and not broken, so that the
 * terminal wraps it. Other content is drawn in the given width, as high as it asks for.
 */
export function printed(
  content: Node | string,
  columns: number,
  depth: ColorDepth,
  palette: Palette = terminalPalette(undefined, depth),
  glyphs?: GlyphSet,
): string {
  if (typeof content === 'string') return harmless(content, '\r\n')
  const screen = screenOf(content, columns, depth, glyphs)
  screen.palette = palette
  return screen.draw() + screen.leave()
}

/** The same without a terminal: plain text. */
export function printedPlain(content: Node | string, columns: number, glyphs?: GlyphSet): string {
  if (typeof content === 'string') return harmless(content, '\n')
  const screen = screenOf(content, columns, 'none', glyphs)
  screen.draw()
  return `${screen.toLines().join('\n')}\n`
}

function screenOf(content: Node, columns: number, depth: ColorDepth, glyphs: GlyphSet | undefined): Screen {
  const pane = new Pane(() => undefined)
  pane.content = content
  const screen = new Screen(pane, columns, 1, depth, new InlineSurface(), undefined, glyphs)
  screen.resize(columns, Math.max(1, screen.naturalHeight(columns)))
  screen.arrange()
  return screen
}

function harmless(text: string, lineEnd: string): string {
  if (plainWidth(text) >= 0) return text + lineEnd
  const table = new GlyphTable()
  const glyphs = new GlyphBuffer(text.length)
  shape(withoutSgr(text).replace(/\r?\n$/, ''), table, glyphs)
  let lines = ''
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs.glyphs[i]!
    if (glyph === NEWLINE) lines += lineEnd
    else lines += glyph === TAB ? '\t' : table.text(glyph)
  }
  return lines + lineEnd
}
