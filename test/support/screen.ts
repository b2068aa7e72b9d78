import { Pane } from '../../src/render/layout/box.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import { Screen } from '../../src/render/screen.ts'
import type { GlyphSet } from '../../src/render/text/glyph-set.ts'
import { DISPUTED, TAIL } from '../../src/render/text/glyphs.ts'

export function screenOf(columns: number, rows: number, glyphs?: GlyphSet): Screen {
  return new Screen(new Pane(() => undefined), columns, rows, 'truecolor', undefined, undefined, glyphs)
}

/** A screen whose slots are filled by what `contents` has under their paths: '1' is the view's second slot, '1.0' the first there. */
export function screenWithRegions(
  columns: number,
  rows: number,
  contents: ReadonlyMap<string, Node>,
): { readonly screen: Screen; readonly panes: ReadonlyMap<string, Pane> } {
  const panes = new Map<string, Pane>()
  const paneAt = (path: string): Pane => {
    const known = panes.get(path)
    if (known !== undefined) return known
    const pane: Pane = new Pane((index) => paneAt(path === '' ? String(index) : `${path}.${index}`))
    panes.set(path, pane)
    pane.content = contents.get(path)
    return pane
  }
  return { screen: new Screen(paneAt(''), columns, rows, 'truecolor'), panes }
}

/** Draws a view, and gives the bytes. */
export function draw(screen: Screen, node: Node): string {
  screen.pane.content = node
  screen.arrange()
  return screen.draw()
}

/** What a view looks like. */
export function shown(node: Node, columns: number, rows: number, glyphs?: GlyphSet): string[] {
  const screen = screenOf(columns, rows, glyphs)
  draw(screen, node)
  return screen.toLines()
}

/** Whether terminals disagree about a cell: what is asked is that all others are right. */
export function isDisputed({ buffer: { columns, glyphs } }: Screen, x: number, y: number): boolean {
  let at = y * columns + x
  while (glyphs[at] === TAIL) at--
  return (glyphs[at]! & DISPUTED) !== 0
}
