import type { Box, Pane } from '../layout/box.ts'
import { lineCount } from '../layout/line-window.ts'
import type { LinesNode } from '../nodes/lines.ts'
import type { TerminalNode } from '../nodes/terminal.ts'
import type { TextNode } from '../nodes/text.ts'
import type { GlyphTable } from '../text/glyphs.ts'

/** A part of the screen: left, top, right and bottom. */
export type Rectangle = readonly [number, number, number, number]

/** A text on the screen that can be selected: a `text`, a window on `lines`, or that of a terminal. */
export interface TextSource {
  readonly pane: Pane
  /** Its number among the texts of its pane, in the order of the view. */
  readonly index: number
  readonly box: Box<TextNode> | Box<LinesNode> | Box<TerminalNode>
  /** The glyphs that it is drawn with. */
  readonly glyphs: GlyphTable
  /** The part of the screen that it can be seen in. */
  readonly clip: Rectangle
  /** What is above it, and hides it there. */
  readonly covers: readonly Box[]
  /** The window that it's seen through, if it is scrolled. */
  readonly window: Rectangle | undefined
  /** The number of its first line, and that after its last. A `text` is one line, with all line feeds in it. */
  readonly first: number
  readonly end: number
}

/** The texts of a pane and of those inside it, in the order of the views: a region's stand where its slot is. */
export function textSources(pane: Pane, glyphs: GlyphTable): TextSource[] {
  const sources: TextSource[] = []
  collectPane(pane, { glyphs, clip: [0, 0, pane.width, pane.height], covers: [], window: undefined }, sources)
  return sources
}

type Surroundings = Pick<TextSource, 'glyphs' | 'clip' | 'covers' | 'window'>

function collectPane(pane: Pane, around: Surroundings, sources: TextSource[]): void {
  let index = 0
  const add = (box: TextSource['box'], around: Surroundings, first: number, count: number) =>
    sources.push({ ...around, pane, index: index++, box, first, end: first + count })
  const collect = (box: Box, around: Surroundings): void => {
    const { node, children } = box
    if (node.sizing.select === false) return
    if (box.pane !== undefined) collectPane(box.pane, seenIn(around, box.pane), sources)
    else if (node.kind === 'text' && isShown(node)) add(box as Box<TextNode>, around, 0, 1)
    else if (node.kind === 'lines')
      add(box as Box<LinesNode>, windowed(around, box), node.source.dropped ?? 0, lineCount(node.source))
    else if (node.kind === 'terminal')
      add(box as Box<TerminalNode>, windowed(around, box), 0, node.source.length)
    else if (node.kind === 'overlay')
      children.forEach((layer, at) =>
        collect(layer, { ...around, covers: [...around.covers, ...children.slice(at + 1)] }),
      )
    else
      for (const child of children)
        // Of several forms of a content, one is shown.
        if (node.kind !== 'fitting' || child.width > 0)
          collect(child, node.kind === 'scroll' ? windowed(around, box) : around)
  }
  if (pane.box !== undefined) collect(pane.box, around)
}

function seenIn(around: Surroundings, box: Placed): Surroundings {
  return { ...around, clip: meet(around.clip, box) }
}

/** What is in a window that has more rows than it shows. */
function windowed(around: Surroundings, box: Box): Surroundings {
  const seen = seenIn(around, box)
  return (box.kind.overflow(box) ?? 0) > 0 ? { ...seen, window: seen.clip } : seen
}

/** An empty text that grows is room, and no text. */
function isShown({ content, sizing }: TextNode): boolean {
  return content.length > 0 || sizing.grow === undefined
}

type Placed = Pick<Box, 'x' | 'y' | 'width' | 'height'>

export function meet([left, top, right, bottom]: Rectangle, { x, y, width, height }: Placed): Rectangle {
  return [Math.max(left, x), Math.max(top, y), Math.min(right, x + width), Math.min(bottom, y + height)]
}
