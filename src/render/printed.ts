import { Pane } from './layout/box.ts'
import type { ColorDepth } from './paint/color.ts'
import { terminalPalette, type Palette } from './theme/palette.ts'
import type { GlyphSet } from './text/glyph-set.ts'
import { GlyphTable, NEWLINE, TAB } from './text/glyphs.ts'
import { InlineSurface } from './encode/cursor-moves.ts'
import type { Node } from './nodes/index.ts'
import { OWN_COLORS } from './paint/sgr.ts'
import type { StyleTable } from './paint/style.ts'
import { Screen, type StyledRun } from './screen.ts'
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

/** The same with colors (SGR) and nothing else that a terminal would do: a line has no cursor moves and no links. */
export function printedColors(
  content: Node | string,
  columns: number,
  depth: ColorDepth,
  palette: Palette,
  glyphs?: GlyphSet,
): string {
  if (typeof content === 'string') return harmless(content, '\n')
  const screen = screenOf(content, columns, depth, glyphs)
  screen.palette = palette
  screen.draw()
  return screen
    .runs()
    .map((runs) => `${coloredLine(runs, screen.styles)}\n`)
    .join('')
}

/** OSC 8 (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). */
const link = /\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)/g

function coloredLine(runs: readonly StyledRun[], styles: StyleTable): string {
  const last = runs.findLastIndex(({ text }) => text.trim() !== '')
  let line = styles.reset === OWN_COLORS ? '' : styles.reset
  let shown = 0
  for (const [at, { text, style }] of runs.slice(0, last + 1).entries()) {
    line += styles.change(shown, style) + (at === last ? text.trimEnd() : text)
    shown = style
  }
  return (shown === 0 && styles.reset === OWN_COLORS ? line : line + OWN_COLORS).replace(link, '')
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
