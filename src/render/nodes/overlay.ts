import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { contains, cursorOf } from '../layout/locate.ts'
import { measure as measureBox } from '../layout/measure.ts'
import { extent, horizontal, vertical, type Sizing } from '../layout/sizing.ts'
import { offset } from '../layout/spread.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CursorPlace } from '../paint/cursor.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { nodes, optionsAndChildren, type Child } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { oneOf, sizing } from './options.ts'
import { text } from './text.ts'

/** Where a layer lies over those below it. */
export type Placement =
  'center' | 'top' | 'bottom' | 'left' | 'right' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** Layers, each over those before it. */
export interface OverlayNode {
  readonly kind: 'overlay'
  readonly sizing: Sizing
  readonly layers: readonly Node[]
  readonly at: Placement
}

export interface OverlayOptions extends Sizing {
  /** Where the layers over the first one stand: in the centre unless told. */
  readonly at?: Placement | undefined
}

const placements = [
  'center',
  'top',
  'bottom',
  'left',
  'right',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
] as const satisfies readonly Placement[]

/**
 * Layers, each over those before it. The first has the whole room; the others are as large as what they hold.
 *
 * ```ts
 * overlay([page, asking && box({ title: 'Delete?' }, ['y / n'])])
 * ```
 */
export function overlay(layers: readonly Child[]): OverlayNode
export function overlay(options: OverlayOptions, layers: readonly Child[]): OverlayNode
export function overlay(first: OverlayOptions | readonly Child[], second?: readonly Child[]): OverlayNode {
  const [options, layers] = optionsAndChildren<OverlayOptions>('overlay', first, second)
  return {
    kind: 'overlay',
    sizing: sizing(options),
    // The first layer has the whole room, also where there is nothing in it.
    layers: nodes([layers[0] || text(''), ...layers.slice(1)]),
    at: oneOf(placements, options.at ?? 'center', 'at'),
  }
}

export const overlayKind = container<OverlayNode>({
  children: ({ layers }) => layers,
  measure,
  arrange,
  paint,
  cursor,
})

function measure(box: Box<OverlayNode>, limit: number, glyphs: GlyphTable): void {
  box.contentWidth = 0
  box.contentHeight = 0
  for (const layer of box.children) {
    measureBox(layer, limit, glyphs)
    box.contentWidth = Math.max(box.contentWidth, layer.measuredWidth)
    box.contentHeight = Math.max(box.contentHeight, layer.measuredHeight)
  }
}

function arrange(box: Box<OverlayNode>, glyphs: GlyphTable): void {
  const [across, down] = sidesOf(box.node.at)
  box.children.forEach((layer, index) => {
    if (index === 0) return arrangeBox(layer, box.x, box.y, box.width, box.height, glyphs)
    const { sizing } = layer.node
    measureBox(layer, box.width, glyphs)
    const width = extent(sizing, horizontal, box.width, layer.measuredWidth)
    const height = extent(sizing, vertical, box.height, layer.measuredHeight)
    const x = box.x + offset(across, box.width - width)
    arrangeBox(layer, x, box.y + offset(down, box.height - height), width, height, glyphs)
  })
}

function sidesOf(at: Placement): ['start' | 'center' | 'end', 'start' | 'center' | 'end'] {
  return [
    at.endsWith('left') ? 'start' : at.endsWith('right') ? 'end' : 'center',
    at.startsWith('top') ? 'start' : at.startsWith('bottom') ? 'end' : 'center',
  ]
}

/** A layer is painted over those below it, so it is painted again when one of them painted anything. */
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
    paintBox(box.children[i]!, covered ? undefined : known?.children[i], canvas, under)
    covered ||= buffer.written !== written
  }
}

/** The cursor of the uppermost layer that has one, unless a layer above hides it. */
function cursor({ children }: Box<OverlayNode>, glyphs: GlyphTable): CursorPlace | undefined {
  for (let i = children.length - 1; i >= 0; i--) {
    const place = cursorOf(children[i]!, glyphs)
    if (place === undefined) continue
    const isHidden = children.some((layer, above) => above > i && contains(layer, place.x, place.y))
    return isHidden ? undefined : place
  }
  return undefined
}
