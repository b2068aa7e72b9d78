import type { TextNode } from '../nodes/text.ts'
import type { Color } from './color.ts'
import type { Style } from './style.ts'

/** Which columns of a line have dots, so that lines can be told apart without colors. */
export type Dash = 'solid' | 'dashed' | 'dotted' | 'dash-dot' | 'long-dash' | 'sparse'

/** What points and lines look like. */
export interface Stroke {
  /** The color. In a cell, that of what was drawn last. */
  readonly color?: Color | undefined
  /**
   * Which columns of a line have dots.
   *
   * @defaultValue 'solid'
   */
  readonly dash?: Dash | undefined
  /**
   * The character that stands for its dots in ASCII.
   *
   * @defaultValue one that is like the dots in the cell, such as `/`
   */
  readonly ascii?: string | undefined
}

/**
 * What draws on a `canvas`. Dots and cells are counted from the upper left corner; a cell has two columns and four rows of dots. What is
 * outside isn't drawn, and neither is what isn't a finite number.
 */
export interface CanvasPen {
  /** How many cells the canvas has in a row. */
  readonly columns: number
  /** How many rows of cells it has. */
  readonly rows: number
  /** How many dots it has in a row. */
  readonly width: number
  /** How many rows of dots it has. */
  readonly height: number
  /** Draws a dot. */
  point(x: number, y: number, stroke?: Stroke): void
  /** Draws a line between two dots, with both of them. */
  line(x1: number, y1: number, x2: number, y2: number, stroke?: Stroke): void
  /** Writes a text that begins in a cell, over the dots that are there. It has one row, and is cut at the edge. */
  text(column: number, row: number, content: string | TextNode, style?: Style): void
}
