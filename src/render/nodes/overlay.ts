import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { contains, cursorOf } from '../layout/locate.ts'
import { measure as measureBox } from '../layout/measure.ts'
import {
  extent,
  horizontal,
  vertical,
  type Sizing,
  type AnyPress,
  type Press,
  type Sent,
} from '../layout/sizing.ts'
import { offset, type Align } from '../layout/spread.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CursorPlace } from '../paint/cursor.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { optionsAndChildren, type Child, type PressOf } from './children.ts'
import { container } from './kind.ts'
import { layer, placements, type Layer, type Placement } from './layer.ts'
import { oneOf, sizing } from './options.ts'
import { text } from './text.ts'

/** Layers on top of each other. */
export interface OverlayNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'overlay'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** The layers, the lowest first. That one has the whole room. */
  readonly layers: readonly Layer<E>[]
}

/** The look of an `overlay`. */
export interface OverlayOptions<E = AnyPress> extends Sizing<E> {
  /**
   * Where the layers above the lowest are, unless a layer says so itself.
   *
   * @defaultValue 'center'
   */
  readonly at?: Placement | undefined
}

/**
 * Layers on top of each other. The first has the whole room. The others are as large as their content. `layer` gives a
 * layer a place of its own, and `modal` keeps keys and the mouse in it.
 *
 * ```ts
 * overlay([page, asking && modal(box({ title: 'Delete?' }, ['y / n']), { dim: true })])
 * ```
 *
 * @throws TypeError if a layer is invalid.
 */
export function overlay<A extends readonly (Child | Layer)[]>(layers: A): OverlayNode<PressOf<A[number]>>
/**
 * The same with options.
 *
 * ```ts
 * overlay({ at: 'bottom-right' }, [page, hint])
 * ```
 *
 * @throws TypeError if an option or a layer is invalid.
 */
export function overlay<A extends readonly (Child | Layer)[], const E extends Press = never>(
  options: OverlayOptions<E>,
  layers: A,
): OverlayNode<Sent<E> | PressOf<A[number]>>
export function overlay(
  first: OverlayOptions | readonly (Child | Layer)[],
  second?: readonly (Child | Layer)[],
): OverlayNode {
  const [options, [ground, ...above]] = optionsAndChildren<OverlayOptions, Child | Layer>(
    'overlay',
    first,
    second,
  )
  const at = oneOf(placements, options.at ?? 'center', 'at')
  const layers = isLayer(ground) ? ['', ground, ...above] : [ground || '', ...above]
  return {
    kind: 'overlay',
    sizing: sizing(options),
    layers: layers.flatMap((given, index) => {
      const known = isLayer(given) ? given : layer(given === '' && index === 0 ? text('') : given)
      return known === undefined ? [] : [{ ...known, at: known.at ?? at }]
    }),
  }
}

function isLayer(value: Child | Layer): value is Layer {
  return typeof value === 'object' && value !== null && 'layer' in value
}

export const overlayKind = container<OverlayNode>({
  ownSides: ({ children }) => children[0]!.kind.ownSides(children[0]!),
  children: ({ layers }) => layers.map(({ layer }) => layer),
  measure,
  arrange,
  paint,
  cursor,
})

function measure(box: Box<OverlayNode>, limit: number, glyphs: GlyphTable): void {
  box.contentWidth = 0
  box.contentHeight = 0
  for (let i = 0; i < box.children.length; i++) {
    const child = box.children[i]!
    const [top, right, bottom, left] = box.node.layers[i]!.margin
    measureBox(child, Math.max(0, limit - left - right), glyphs)
    box.contentWidth = Math.max(box.contentWidth, Math.min(limit, left + child.measuredWidth + right))
    box.contentHeight = Math.max(box.contentHeight, top + child.measuredHeight + bottom)
  }
}

function arrange(box: Box<OverlayNode>, glyphs: GlyphTable): void {
  arrangeBox(box.children[0]!, box.x, box.y, box.width, box.height, glyphs)
  for (let i = 1; i < box.children.length; i++)
    arrangeLayer(box, box.node.layers[i]!, box.children[i]!, glyphs)
}

/** A margin gives way before less than this of a layer is shown. */
const MIN_COLUMNS = 20
const MIN_ROWS = 5

function arrangeLayer(
  box: Box<OverlayNode>,
  { at, margin: [top, right, bottom, left] }: Layer,
  child: Box,
  glyphs: GlyphTable,
): void {
  const { sizing } = child.node
  measureBox(child, roomIn(box.width, left + right, MIN_COLUMNS), glyphs)
  const columns = roomIn(box.width, left + right, Math.min(MIN_COLUMNS, child.measuredWidth))
  const rows = roomIn(box.height, top + bottom, Math.min(MIN_ROWS, child.measuredHeight))
  const width = extent(sizing, horizontal, columns, child.measuredWidth)
  const height = extent(sizing, vertical, rows, child.measuredHeight)
  const [freeColumns, freeRows] = [box.width - width, box.height - height]
  const [x, y] =
    typeof at === 'object'
      ? [within(at.x, freeColumns), within(rowAt(at.y, height, freeRows), freeRows)]
      : [startIn(freeColumns, left, right, across(at!)), startIn(freeRows, top, bottom, down(at!))]
  arrangeBox(child, box.x + x, box.y + y, width, height, glyphs)
}

/** Below the row of a cell; or above it, if there is room only there. */
function rowAt(y: number, height: number, free: number): number {
  return y < free || y < height ? y + 1 : y - height
}

function within(at: number, free: number): number {
  return Math.max(0, Math.min(Math.trunc(at), free))
}

/** What a margin leaves of the room, but at least `min`. */
function roomIn(room: number, margin: number, min: number): number {
  return Math.max(room - margin, Math.min(room, min))
}

/** Where something starts that leaves `free` cells, its margins included. */
function startIn(free: number, before: number, after: number, side: Align): number {
  const kept = Math.min(free, before + after)
  return (kept < before + after ? kept >> 1 : before) + offset(side, free - kept)
}

function across(at: Placement): Align {
  return at.endsWith('left') ? 'start' : at.endsWith('right') ? 'end' : 'center'
}

function down(at: Placement): Align {
  return at.startsWith('top') ? 'start' : at.startsWith('bottom') ? 'end' : 'center'
}

/** If a layer painted anything, the layers above it are painted again. */
function paint(
  box: Box<OverlayNode>,
  before: Box<OverlayNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { buffer, styles } = canvas
  const known = before !== undefined && sameChildren(box, before) ? before : undefined
  if (known === undefined) buffer.fill(box.x, box.y, box.width, box.height, styles.empty(under))
  let covered = known === undefined
  const wasCovered = buffer.covered
  for (let i = 0; i < box.children.length; i++) {
    const written = buffer.written
    buffer.covered = wasCovered || i < box.children.length - 1
    const dim = isDimmed(box.node, i)
    const isKnown = !covered && known !== undefined && isDimmed(known.node, i) === dim
    const style = dim ? styles.dimmed(under) : under
    paintBox(box.children[i]!, isKnown ? known.children[i] : undefined, canvas, style)
    covered ||= buffer.written !== written
  }
}

/** Whether a layer above makes this one dim. */
function isDimmed({ layers }: OverlayNode, index: number): boolean {
  for (let above = index + 1; above < layers.length; above++) if (layers[above]!.isDim) return true
  return false
}

/** The cursor of the uppermost layer that has one, unless a layer above hides it, or keeps the keys from it. */
function cursor({ node, children }: Box<OverlayNode>, glyphs: GlyphTable): CursorPlace | undefined {
  for (let i = children.length - 1; i >= 0; i--) {
    const place = cursorOf(children[i]!, glyphs)
    if (place !== undefined) {
      const isHidden = children.some((layer, above) => above > i && contains(layer, place.x, place.y))
      return isHidden ? undefined : place
    }
    if (node.layers[i]!.isModal) return undefined
  }
  return undefined
}
