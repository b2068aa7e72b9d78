import type { TextNode } from '../nodes/text.ts'
import { BLANK } from '../text/glyphs.ts'
import type { Canvas } from './canvas.ts'
import { clipLine } from './clip-line.ts'
import type { CanvasPen, Dash, Stroke } from './canvas-pen.ts'
import { asciiOf, brailleOf, DOT_COLUMNS, DOT_ROWS, dotBit } from './dots.ts'
import { paintContent } from './paint-text.ts'
import type { Style } from './style.ts'

/** A text of a canvas, in its place. */
interface PlacedText {
  readonly column: number
  readonly row: number
  readonly content: string | TextNode
  readonly style: Style | undefined
}

/** A part of the screen in cells. */
interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** For each dash, a bit for each column of its period. */
const DASHES: Readonly<Record<Dash, string>> = {
  solid: '#',
  dashed: '######..',
  dotted: '#.',
  'dash-dot': '######...#..',
  'long-dash': '##############..',
  sparse: '#...',
}

// One canvas is painted at a time: all share these, and a frame makes none.
let dots = new Uint8Array(0)
let looks = new Int32Array(0)
let characters = new Uint8Array(0)

/** Draws dots into numbers of its own, and paints them and texts when all is drawn. */
export class DotPen implements CanvasPen {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
  readonly #canvas: Canvas
  readonly #under: number
  readonly #place: Place
  /** The cells that can be seen: left, top, right and bottom, from the corner of the canvas. */
  readonly #seen: readonly [number, number, number, number]
  #texts: PlacedText[] | undefined
  #look: Stroke | undefined
  #style = 0
  #character = 0
  #dash = DASHES.solid

  constructor(place: Place, canvas: Canvas, under: number) {
    this.columns = place.width
    this.rows = place.height
    this.width = place.width * DOT_COLUMNS
    this.height = place.height * DOT_ROWS
    this.#canvas = canvas
    this.#under = under
    this.#place = place
    const [left, top, right, bottom] = canvas.buffer.clipped
    const { x, y, width, height } = place
    const seen = [Math.max(0, left - x), Math.max(0, top - y)] as const
    const end = [Math.min(width, right - x), Math.min(height, bottom - y)] as const
    this.#seen = [seen[0], seen[1], Math.max(seen[0], end[0]), Math.max(seen[1], end[1])]
    this.#clear((this.#seen[2] - seen[0]) * (this.#seen[3] - seen[1]))
    this.#take({})
  }

  point(x: number, y: number, stroke: Stroke = plain): void {
    if (stroke !== this.#look) this.#take(stroke)
    this.#dot(Math.floor(x), Math.floor(y))
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke = plain): void {
    if (stroke !== this.#look) this.#take(stroke)
    const [left, top, right, bottom] = this.#seen
    const ends = clipLine(x1, y1, x2, y2, [
      left * DOT_COLUMNS,
      top * DOT_ROWS,
      right * DOT_COLUMNS - 1,
      bottom * DOT_ROWS - 1,
    ])
    if (ends === undefined) return
    const [fromX, fromY, toX, toY] = ends
    const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps
      const x = Math.round(fromX + (toX - fromX) * share)
      if (this.#dash[x % this.#dash.length] === '#') this.#dot(x, Math.round(fromY + (toY - fromY) * share))
    }
  }

  text(column: number, row: number, content: string | TextNode, style?: Style): void {
    if (!Number.isFinite(column) || !Number.isFinite(row)) return
    const text = { column: Math.floor(column), row: Math.floor(row), content, style }
    ;(this.#texts ??= []).push(text)
  }

  /** Paints what was drawn. */
  paint(): void {
    this.#paintDots()
    for (const text of this.#texts ?? []) this.#paintText(text)
  }

  #clear(size: number): void {
    if (dots.length < size) {
      dots = new Uint8Array(size)
      looks = new Int32Array(size)
      characters = new Uint8Array(size)
    } else dots.fill(0, 0, size)
  }

  #take(stroke: Stroke): void {
    this.#look = stroke
    const { color, dash = 'solid', ascii } = stroke
    const { styles } = this.#canvas
    this.#style = styles.intern(color === undefined ? undefined : { color }, this.#under)
    this.#character = ascii === undefined ? 0 : ascii.charCodeAt(0) & 0x7f
    this.#dash = DASHES[dash]
  }

  #dot(x: number, y: number): void {
    const [left, top, right, bottom] = this.#seen
    const [column, row] = [Math.floor(x / DOT_COLUMNS), Math.floor(y / DOT_ROWS)]
    // Written so that it is false for NaN, too.
    if (!(column >= left && column < right && row >= top && row < bottom)) return
    const at = (row - top) * (right - left) + column - left
    dots[at]! |= dotBit(x, y)
    looks[at] = this.#style
    characters[at] = this.#character
  }

  #paintDots(): void {
    const [left, top, right, bottom] = this.#seen
    const { buffer, glyphs, styles } = this.#canvas
    const empty = styles.empty(this.#under)
    const isAscii = glyphs.set === 'ascii'
    let at = 0
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++, at++) {
        const cell = dots[at]!
        const drawn = isAscii ? characters[at]! || asciiOf(cell) : brailleOf(cell)
        const [glyph, style] = cell === 0 ? [BLANK, empty] : [drawn, looks[at]!]
        buffer.writeGlyph(this.#place.x + column, this.#place.y + row, glyph, style)
      }
  }

  #paintText({ column, row, content, style }: PlacedText): void {
    const { x, y } = this.#place
    const [left, top, right, bottom] = this.#seen
    if (row < top || row >= bottom || column >= right) return
    const { buffer, styles } = this.#canvas
    const clipped = buffer.clipped
    buffer.clip(x + left, y + top, x + right, y + bottom)
    const node = typeof content === 'string' ? undefined : content
    const look = styles.intern(node?.style, styles.intern(style, this.#under))
    paintContent(
      node?.content ?? (content as string),
      x + column,
      y + row,
      this.columns - column,
      this.#canvas,
      look,
    )
    buffer.clip(...clipped)
  }
}

const plain: Stroke = {}
