import type { Style } from '../paint/style.ts'

/** A size on the screen: whole cells, or a share of the room that the parent has. */
export type Length = number | `${number}%`

/** The size that a node asks for, in cells. Without any, a node is as large as what it holds. */
export interface Sizing {
  readonly width?: Length | undefined
  readonly height?: Length | undefined
  readonly minWidth?: Length | undefined
  readonly maxWidth?: Length | undefined
  readonly minHeight?: Length | undefined
  readonly maxHeight?: Length | undefined
  /**
   * Its share of the room that is left over along its parent's direction: with 2 it gets twice as much as with 1. A size
   * given as a number stays. */
  readonly grow?: number | undefined
}

/** Of most nodes nothing is asked: they share this, and are told by it. */
export const unsized: Sizing = Object.freeze({})

/** What a view gives: plain data, made by the builders. */
export type Node =
  TextNode | StackNode | GridNode | OverlayNode | ScrollNode | LinesNode | BarNode | ImageNode | SlotNode

/** What a builder takes for a child: falsy ones are skipped, a string is text. */
export type Child = Node | string | false | 0 | null | undefined

export interface Span {
  readonly text: string
  readonly style: Style | undefined
}

/** What to do with text that is wider than its room. */
export type TextOverflow = 'wrap' | 'truncate' | 'truncate-start' | 'truncate-middle' | 'clip'
export type TextAlign = 'left' | 'center' | 'right'

/** What the terminal's cursor looks like; 'default' is as the user has set it. */
export type CursorShape = 'default' | 'block' | 'underline' | 'bar'

export interface TextNode {
  readonly kind: 'text'
  readonly sizing: Sizing
  readonly style: Style | undefined
  /** One string where nothing in it is styled on its own. */
  readonly content: string | readonly Span[]
  readonly overflow: TextOverflow
  readonly align: TextAlign
  /** Where the cursor stands in it, in UTF-16 units; undefined without one. */
  readonly cursor: number | undefined
  readonly cursorShape: CursorShape
}

/** Where children stand across the direction of a row or column. */
export type Align = 'stretch' | 'start' | 'center' | 'end'
/** Where the room goes that no child takes, along the direction. */
export type Justify = 'start' | 'center' | 'end' | 'between'
export type Border = 'single' | 'round' | 'double' | 'bold' | 'ascii'

export interface StackNode {
  readonly kind: 'stack'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly direction: 'row' | 'column'
  readonly children: readonly Node[]
  readonly gap: number
  readonly align: Align
  readonly justify: Justify
  /** Cells at the top, right, bottom and left. */
  readonly padding: readonly [number, number, number, number]
  readonly border: Border | undefined
  readonly borderStyle: Style | undefined
  readonly title: TextNode | undefined
  /** Its children's borders are one where they meet, and so are those of the children of children that join theirs. */
  readonly join: boolean
}

/** Cells in columns: all rows have as many. */
export interface GridNode {
  readonly kind: 'grid'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly columns: readonly Sizing[]
  /** Row by row, from the left. */
  readonly cells: readonly Node[]
  readonly columnGap: number
  readonly rowGap: number
}

/** Where a layer lies over those below it. */
export type Placement =
  'center' | 'top' | 'bottom' | 'left' | 'right' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

export interface OverlayNode {
  readonly kind: 'overlay'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly layers: readonly Node[]
  readonly at: Placement
}

/** A window onto a node that may be higher than it. */
export interface ScrollNode {
  readonly kind: 'scroll'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly child: Node
  /** Rows that are above the window; 'end' shows the last ones. */
  readonly from: number | 'end'
  /** Rows that are below the window, in place of `from`. */
  readonly fromEnd: number | undefined
}

/** Lines that are fetched as they come into view; an array is one. */
export interface LineSource {
  readonly length: number
  at(index: number): string | TextNode | undefined
}

export interface LinesNode {
  readonly kind: 'lines'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly source: LineSource
  /** Index of the line at the top; 'end' shows the last ones. */
  readonly from: number | 'end'
  /** Index of a line that is in view, in the middle where that can be; instead of `from`. */
  readonly show: number | undefined
}

export interface BarNode {
  readonly kind: 'bar'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly trackStyle: Style | undefined
  /** The part that is filled, from 0 to 1. */
  readonly start: number
  readonly end: number
}

/** A picture: red, green, blue and alpha of each pixel, row by row, 8 bits each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export interface ImageNode {
  readonly kind: 'image'
  readonly sizing: Sizing
  readonly pixels: Pixels
}

/** A hole in a view that something else fills: what, is not this room's business. */
export interface SlotNode {
  readonly kind: 'slot'
  readonly sizing: Sizing
  readonly content: unknown
}
