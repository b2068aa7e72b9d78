import type { Box, Pane } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'
import { glyphOf } from '../text/glyphs.ts'
import type {
  BarNode,
  GridNode,
  ImageNode,
  OverlayNode,
  ScrollNode,
  StackNode,
  TextNode,
} from '../nodes/node.ts'
import { paintBorder, paintJoints } from './paint-border.ts'
import { paintImage } from './paint-image.ts'
import { paintLines, paintText } from './paint-text.ts'
import { sameBar, sameStack, sameStyle, sameText } from './looks-same.ts'

/**
 * Paints a pane over what it painted last. Cells are left alone where the boxes before and after say the same: a pane
 * that did not change is not entered. With `fresh` nothing on the grid is to be relied on.
 */
export function paintPane(pane: Pane, canvas: Canvas, style: number, fresh: boolean): void {
  const { box, painted } = pane
  const known =
    !fresh &&
    pane.paintedStyle === style &&
    box !== undefined &&
    painted !== undefined &&
    samePlace(box, painted)
  if (!known && !covers(box, pane))
    canvas.grid.fill(pane.x, pane.y, pane.width, pane.height, canvas.styles.blank(style))
  if (box !== undefined && (pane.dirty || !known)) {
    pane.window = canvas.grid.clipped
    paint(box, known ? painted : undefined, canvas, style)
  }
  pane.painted = box
  pane.paintedStyle = style
  pane.stale = false
  pane.dirty = false
}

/** Whether a pane's content takes all of its place. */
function covers(box: Box | undefined, pane: Pane): boolean {
  return box !== undefined && box.width === pane.width && box.height === pane.height
}

/** Paints a box where `before` stood; undefined where there was another thing, or the style around it has changed. */
function paint(box: Box, before: Box | undefined, canvas: Canvas, under: number): void {
  const { node } = box
  const was =
    before !== undefined && samePlace(box, before) && before.node.kind === node.kind ? before : undefined
  switch (node.kind) {
    case 'text':
      if (was === undefined || !sameText(node, was.node as TextNode)) paintText(box, node, canvas, under)
      return
    case 'stack':
      return paintStack(box, node, was, canvas, under)
    case 'grid':
      return paintGrid(box, node, was, canvas, under)
    case 'overlay':
      return paintLayers(box, node, was, canvas, under)
    case 'scroll':
      return paintScrolled(box, node, was, canvas, under)
    case 'lines':
      return paintLines(box, node, was, canvas, under)
    case 'bar':
      if (was === undefined || !sameBar(node, was.node as BarNode)) paintBar(box, node, canvas, under)
      return
    case 'image':
      if ((was?.node as ImageNode | undefined)?.pixels !== node.pixels) paintImage(box, node, canvas, under)
      return
    case 'slot':
      if (box.pane !== undefined) paintPane(box.pane, canvas, under, was?.pane !== box.pane)
  }
}

function samePlace(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

function paintStack(box: Box, node: StackNode, was: Box | undefined, canvas: Canvas, under: number): void {
  const style = canvas.styles.intern(node.style, under)
  const before =
    was !== undefined && sameStack(node, was.node as StackNode) && sameChildren(box, was) ? was : undefined
  if (before === undefined) {
    canvas.grid.fill(box.x, box.y, box.width, box.height, canvas.styles.blank(style))
    if (node.border !== undefined) paintBorder(box, node, canvas, style)
  }
  const { written } = canvas.grid
  for (let i = 0; i < box.children.length; i++) paint(box.children[i]!, before?.children[i], canvas, style)
  if (node.join && canvas.grid.written !== written) paintJoints(box, canvas, style)
}

function paintGrid(box: Box, node: GridNode, was: Box | undefined, canvas: Canvas, under: number): void {
  const style = canvas.styles.intern(node.style, under)
  const before =
    was !== undefined && sameStyle(node.style, (was.node as GridNode).style) && sameChildren(box, was)
      ? was
      : undefined
  if (before === undefined) canvas.grid.fill(box.x, box.y, box.width, box.height, canvas.styles.blank(style))
  for (let i = 0; i < box.children.length; i++) paint(box.children[i]!, before?.children[i], canvas, style)
}

/** A layer is painted over those below it, so it is painted anew when one of them painted anything. */
function paintLayers(box: Box, node: OverlayNode, was: Box | undefined, canvas: Canvas, under: number): void {
  const style = canvas.styles.intern(node.style, under)
  const before = was !== undefined && sameChildren(box, was) ? was : undefined
  const { grid } = canvas
  if (before === undefined) grid.fill(box.x, box.y, box.width, box.height, canvas.styles.blank(style))
  let covered = before === undefined
  const wasCovered = grid.covered
  for (let i = 0; i < box.children.length; i++) {
    const written = grid.written
    grid.covered = wasCovered || i < box.children.length - 1
    paint(box.children[i]!, covered ? undefined : before?.children[i], canvas, style)
    covered ||= grid.written !== written
  }
}

function paintScrolled(
  box: Box,
  node: ScrollNode,
  was: Box | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { grid, styles } = canvas
  const [left, top, right, bottom] = grid.clipped
  const [x, y] = [Math.max(left, box.x), Math.max(top, box.y)]
  grid.clip(
    x,
    y,
    Math.max(x, Math.min(right, box.x + box.width)),
    Math.max(y, Math.min(bottom, box.y + box.height)),
  )
  const style = styles.intern(node.style, under)
  const before =
    was !== undefined && sameStyle(node.style, (was.node as ScrollNode).style) && sameChildren(box, was)
      ? was
      : undefined
  const child = box.children[0]!
  if (before === undefined && child.width < box.width)
    grid.fill(box.x, box.y, box.width, box.height, styles.blank(style))
  paint(child, before?.children[0], canvas, style)
  grid.clip(left, top, right, bottom)
}

/** Whether all children stand where they stood: then nothing between them has changed either. */
function sameChildren(box: Box, was: Box): boolean {
  if (box.children.length !== was.children.length) return false
  for (let i = 0; i < box.children.length; i++)
    if (!samePlace(box.children[i]!, was.children[i]!)) return false
  return true
}

const EIGHTHS = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'].map((block) => glyphOf(block.codePointAt(0)!))
const TRACK = glyphOf('░'.codePointAt(0)!)

function paintBar(box: Box, node: BarNode, canvas: Canvas, under: number): void {
  const filled = canvas.styles.intern(node.style, under)
  const track = canvas.styles.intern(node.trackStyle, under)
  const start = Math.floor(node.start * box.width)
  const eighths = Math.round(node.end * box.width * 8)
  const whole = Math.floor(eighths / 8)
  for (let row = 0; row < box.height; row++)
    for (let column = 0; column < box.width; column++) {
      const inside = column >= start && column < whole
      const part = column === whole && eighths % 8 > 0 && start <= whole
      const glyph = inside ? EIGHTHS[8]! : part ? EIGHTHS[eighths % 8]! : TRACK
      canvas.grid.writeGlyph(box.x + column, box.y + row, glyph, inside || part ? filled : track)
    }
}
