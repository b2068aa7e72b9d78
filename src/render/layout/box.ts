import { kindOf, type Node, type ScrollNode, type TextNode } from '../nodes/index.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CursorPlace } from '../paint/cursor.ts'
import type { Thumb } from '../paint/scrollbar.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import type { TextLines } from '../text/text-lines.ts'
import type { LineColumns } from './line-window.ts'
import { ScrollWindow } from './scroll-window.ts'
import { UNMEASURED } from './sizing.ts'

const none: readonly never[] = []

/** What the engine needs to know of a kind of node. Each kind is one file in `nodes`. */
export interface NodeKind<N extends Node = Node> {
  /** The children of a node, in order. */
  children(node: N): readonly Node[]
  /** Sets `contentWidth` and `contentHeight`: the size of the content in `limit` columns. */
  measure(box: Box<N>, limit: number, glyphs: GlyphTable): void
  /** Places the children of a box, which itself is placed already. */
  arrange(box: Box<N>, glyphs: GlyphTable): void
  /**
   * Paints the box. `before` is a box of this kind whose cells are still there. It is undefined if there are other cells,
   * or if the style around the box (`under`) has changed.
   */
  paint(box: Box<N>, before: Box<N> | undefined, canvas: Canvas, under: number): void
  /** Where the box wants the terminal's cursor. */
  cursor(box: Box<N>, glyphs: GlyphTable): CursorPlace | undefined
  /** How many rows of its content are above the window, or undefined if it isn't a window. */
  above(box: Box<N>): number | undefined
  /** How many rows of its content are out of view, or undefined if it isn't a window. */
  overflow(box: Box<N>): number | undefined
  /** Whether it has a border all around. */
  isBordered(box: Box<N>): boolean
  /** At which sides it has free cells or a scroll bar of its own: bits of sides.ts. */
  ownSides(box: Box<N>): number
  /** Whether its cells depend on nothing but its node, its place, the style around it, and its children. */
  readonly isStill: boolean
}

/** A node with a place on the screen. Boxes live longer than a frame; nodes never change. */
export class Box<N extends Node = Node> {
  readonly node: N
  readonly kind: NodeKind<N>
  /** Those of a window on lines are the rows in view that are views, as they were painted last. */
  children: readonly Box[]
  /** What fills the slot, if the node is a slot. */
  readonly pane: Pane | undefined
  /** Whether nothing but another node changes its cells, and those of all boxes in it. Then it isn't painted over itself. */
  readonly isStill: boolean

  x = 0
  y = 0
  width = 0
  height = 0

  /** The size that it asked for last. */
  measuredWidth = 0
  measuredHeight = 0
  /** The size of its content in `contentFor` columns, or -1 before it is measured. Containers keep other answers, too. */
  contentFor = -1
  contentWidth = 0
  contentHeight = 0
  answers: Map<number, Size> | undefined

  /** The columns of a text that is one line of printable ASCII. -1 for other texts, UNMEASURED before it is measured. */
  plainWidth = UNMEASURED
  /** The lines of a text, and the width that they were broken for. */
  lines: TextLines | undefined
  linesFor = -1

  /** Whether a text breaks its lines only between words: it stands in a row. */
  keepsWords = false
  /** Whether it has one row only, as what is in a row of that height. A text then shows as much of its first line as fits. */
  isOneRow = false

  /** Where it stands, if it is a scrolled view. */
  window: ScrollWindow | undefined

  /** Whether it looks like what has the keyboard, if it is a pane; and whether it did when it was painted. */
  isFocused = false
  shownFocused = false

  /** What it shows, if it is a window on lines. */
  shown: ShownLines | undefined
  shownTall: ShownTallLines | undefined

  constructor(node: N, kind: NodeKind<N>, children: readonly Box[], pane: Pane | undefined) {
    this.node = node
    this.kind = kind
    this.children = children
    this.pane = pane
    this.isStill = kind.isStill && areStill(children)
  }

  /**
   * The box of a view that isn't part of a pane's content, such as a row of a window on lines.
   *
   * @throws TypeError if there is a slot in it, which only a pane can fill.
   */
  loose(node: Node, isOneRow = true): Box {
    if (node.kind === 'slot')
      throw new TypeError(
        "a line of lines() can't have a region or a help line in it: put these beside the lines",
      )
    const kind = kindOf(node)
    const children = kind.children(node).map((child) => this.loose(child, isOneRow))
    const box = new Box(node, kind, children, undefined)
    box.isOneRow = isOneRow
    return box
  }

  rememberContent(): void {
    if (this.contentFor < 0) return
    this.answers ??= new Map()
    this.answers.set(this.contentFor, { width: this.contentWidth, height: this.contentHeight })
  }
}

/** What stands in a row of a window on lines: a line as it was given, or the box of one that is a view. */
export type PaintedLine = string | TextNode | Box

/** What a window on lines has painted. */
export interface ShownLines {
  readonly rows: readonly PaintedLine[]
  /** The row that is selected, counted from the first in view. */
  readonly selected: number
  readonly isFocused: boolean
  readonly columns: LineColumns
  readonly thumb: Thumb | undefined
}

/** What a line of several rows stands on. */
export type Ground = 'plain' | 'striped' | 'selected'

/** What a window on lines of several rows has painted: each line stands at its first row. */
export interface ShownTallLines extends Omit<ShownLines, 'rows' | 'selected'> {
  readonly lines: ReadonlyMap<number, { readonly box: Box; readonly ground: Ground }>
}

function areStill(boxes: readonly Box[]): boolean {
  for (let i = 0; i < boxes.length; i++) if (!boxes[i]!.isStill) return false
  return true
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The size that content asks for in `room` columns. */
export interface Asked {
  readonly room: number
  width: number
  height: number
}

/**
 * A part of the screen with content of its own. It keeps its boxes, and so its cells, as long as its content stays the same.
 * The screen is a pane, and so is what fills a slot.
 */
export class Pane {
  readonly children: Pane[] = []
  /** The boxes of the current content. Those that the cells show are `painted`. */
  box: Box | undefined
  painted: Box | undefined
  /**
   * The style around it when it was painted, and the part of the screen that it was seen in: left, top, right and bottom.
   */
  paintedStyle = 0
  window: readonly [number, number, number, number] = [0, 0, 0, 0]
  x = 0
  y = 0
  width = 0
  height = 0
  /** Whether it has a place. */
  placed = false
  /** What it asked for, by the number of columns, since the boxes of the pane around it were made. */
  readonly asked: Asked[] = []
  /** Whether its content has a border all around. */
  isBordered = false
  /** At which sides its content has free cells of its own. */
  ownSides = 0
  /** The boxes of nodes that show whether the keyboard is in them, the innermost before those around them. */
  readonly frames: Box[] = []
  /** Whether there are such boxes in it, or in a pane inside it. */
  holdsFrames = false
  /** Whether a text in it has a cursor, or rows that come into view may have one. */
  mayHaveCursor = false
  /** Whether its boxes must be rebuilt. */
  stale = true
  /** Whether it or a pane inside it is stale. */
  dirty = true
  /** The scrolled views in it. */
  #windows: ScrollWindow[] = []
  #planted = 0
  readonly #paneOf: (index: number) => Pane | undefined
  #slots = 0
  #content: Node | undefined
  /** The pane that it fills a slot of. */
  parent: Pane | undefined

  /** `paneOf` returns what fills a slot, by the slot's index, since a slot may occur twice. */
  constructor(paneOf: (index: number) => Pane | undefined) {
    this.#paneOf = paneOf
  }

  /** Whether there are scrolled views in it. */
  get scrolls(): boolean {
    return this.#windows.length > 0
  }

  get content(): Node | undefined {
    return this.#content
  }

  set content(content: Node | undefined) {
    if (content === this.#content) return
    this.#content = content
    this.invalidate()
  }

  invalidate(): void {
    this.stale = true
    this.markDirty()
  }

  /** The same content needs other sizes now: it is measured and painted again. */
  redo(): void {
    this.painted = undefined
    this.invalidate()
  }

  /** Builds the boxes of the current content, and finds the panes in its slots. */
  plant(): void {
    this.children.length = 0
    this.frames.length = 0
    this.mayHaveCursor = false
    this.#slots = 0
    this.#planted = 0
    const before = this.#windows.length
    this.box = this.#content && this.#boxOf(this.#content)
    this.#windows.length = this.#planted
    // Which of them is which isn't known.
    if (this.#planted !== before) for (const window of this.#windows) window.above = undefined
  }

  /** It is painted again, as far as it looks different. */
  markDirty(): void {
    if (this.dirty) return
    this.dirty = true
    this.parent?.markDirty()
  }

  #boxOf(node: Node): Box {
    // Most nodes are texts, which have nothing in them.
    if (node.kind === 'text') {
      if (node.cursor !== undefined) this.mayHaveCursor = true
      return new Box(node, kindOf(node), none, undefined)
    }
    const kind = kindOf(node)
    const pane = node.kind === 'slot' ? this.#adopt(this.#paneOf(this.#slots++)) : undefined
    const box = new Box(node, kind, this.#boxesOf(kind.children(node)), pane)
    if (node.kind === 'scroll') box.window = this.#windowOf(node)
    else if (node.kind === 'pane') this.frames.push(box)
    else if (node.kind === 'lines' || node.kind === 'terminal') this.mayHaveCursor = true
    return box
  }

  #boxesOf(nodes: readonly Node[]): readonly Box[] {
    if (nodes.length === 0) return none
    const boxes = new Array<Box>(nodes.length)
    for (let i = 0; i < nodes.length; i++) boxes[i] = this.#boxOf(nodes[i]!)
    return boxes
  }

  #windowOf(node: ScrollNode): ScrollWindow {
    const index = this.#planted++
    return (this.#windows[index] ??= new ScrollWindow(node)).show(node)
  }

  #adopt(pane: Pane | undefined): Pane | undefined {
    if (pane === undefined) return undefined
    pane.parent = this
    pane.asked.length = 0
    this.children.push(pane)
    return pane
  }
}
