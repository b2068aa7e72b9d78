import type { Box } from '../layout/box.ts'
import type { AnyPress, Press, Sent, Sizing } from '../layout/sizing.ts'
import type { CanvasPen } from '../paint/canvas-pen.ts'
import type { Canvas } from '../paint/canvas.ts'
import { DotPen } from '../paint/dot-pen.ts'
import { sameData, sameStyle } from '../paint/looks-same.ts'
import type { Style } from '../paint/style.ts'
import { leaf } from './kind.ts'
import { cells, describe, sizing, style } from './options.ts'

/** A drawing that is made of dots, lines and texts. */
export interface CanvasNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'canvas'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** What is drawn. */
  readonly data: unknown
  /** Draws it. */
  readonly draw: (pen: CanvasPen, data: never, before: never) => void
  /** How many rows it asks for if nothing else says it. */
  readonly rows: number
  /** What is said in its place where there is no screen. */
  readonly says: ((data: never) => readonly string[]) | undefined
  /** What the engine has to know of this kind, which it doesn't load by itself. */
  readonly implementation: object
}

/** The look of a `canvas`. */
export interface CanvasOptions<D = unknown, E = AnyPress> extends Style, Sizing<E> {
  /**
   * How many rows it asks for if neither `height` nor its share of the room says it.
   *
   * @defaultValue 8
   */
  readonly rows?: number | undefined
  /**
   * Returns the lines that are said in its place where there is no screen.
   *
   * @defaultValue nothing
   */
  readonly says?: ((data: D) => readonly string[]) | undefined
}

const ROWS = 8

/**
 * A drawing of dots, lines and texts. `draw` gets a pen that knows the size, in cells and in dots: a cell has two columns and four rows of
 * dots, the data, and the data that were drawn there before, if it was the same function. It is called again only if the data or the size differ. Plain data are compared by what is in them, everything else by identity, so
 * `draw` should be a function that stands outside of the view.
 *
 * ```ts
 * canvas([3, 9, 5], (pen, values) => {
 *   values.forEach((value, x) => pen.line(x * 4, pen.height - 1, x * 4, pen.height - value, { color: 'hue1' }))
 * }, { height: 4 })
 * ```
 *
 * @throws TypeError if `draw` isn't a function, or an option is invalid.
 */
export function canvas<D, const E extends Press = never>(
  data: D,
  draw: (pen: CanvasPen, data: D, before: D | undefined) => void,
  options: CanvasOptions<D, E> = {},
): CanvasNode<Sent<E>> {
  if (typeof draw !== 'function')
    throw new TypeError(`canvas() takes data and a function that draws it, not ${describe(draw)}`)
  const { rows = ROWS, says } = options
  return {
    kind: 'canvas',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    data,
    draw,
    rows: cells(rows, 'rows'),
    says,
    implementation: canvasKind,
  }
}

const canvasKind = leaf<CanvasNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = box.node.rows
  },
  paint,
  isStill: true,
})

function paint(
  box: Box<CanvasNode>,
  before: Box<CanvasNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { node, width, height } = box
  if (before !== undefined && sameDrawing(node, before.node)) return
  const style = canvas.styles.intern(node.style, under)
  if (width === 0 || height === 0) return
  const pen = new DotPen(box, canvas, style)
  node.draw(
    pen,
    node.data as never,
    before?.node.draw === node.draw ? (before.node.data as never) : (undefined as never),
  )
  pen.paint()
}

function sameDrawing(a: CanvasNode, b: CanvasNode): boolean {
  return a.draw === b.draw && sameData(a.data, b.data) && sameStyle(a.style, b.style)
}
