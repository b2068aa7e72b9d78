import type { Node, SlotNode, TextNode } from '../nodes/node.ts'
import { plainWidth } from '../text/shape.ts'
import type { TextLines } from '../text/text-lines.ts'

const none: readonly never[] = []

/** A node with its place on the screen. Boxes are kept from frame to frame; nodes never change. */
export class Box {
  readonly node: Node
  readonly children: readonly Box[]
  /** What fills the slot, where the node is one. */
  readonly pane: Pane | undefined
  /** The columns of a text that is one line of printable ASCII; -1 for all else. */
  readonly plainWidth: number

  x = 0
  y = 0
  width = 0
  height = 0

  /** The size that it asked for last. */
  measuredWidth = 0
  measuredHeight = 0
  /** The size of what is in it, in `contentFor` columns; -1 before it was asked. A container remembers it for others too. */
  contentFor = -1
  contentWidth = 0
  contentHeight = 0
  answers: Map<number, Size> | undefined

  /** A text's lines, and the width they were broken for. */
  lines: TextLines | undefined
  linesFor = -1

  /** The lines that a window shows. */
  shown: readonly (string | TextNode)[] = none

  constructor(node: Node, children: readonly Box[], pane: Pane | undefined) {
    this.node = node
    this.children = children
    this.pane = pane
    this.plainWidth = node.kind === 'text' ? plainWidth(node.content) : -1
  }

  rememberContent(): void {
    if (this.contentFor < 0 || this.children.length === 0) return
    this.answers ??= new Map()
    this.answers.set(this.contentFor, { width: this.contentWidth, height: this.contentHeight })
  }
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The size that content asks for where it is offered `room` columns. */
export interface Asked {
  readonly room: number
  width: number
  height: number
}

/**
 * A part of the screen with content of its own, which keeps its boxes, and by them its cells, for as long as its content
 * stays. The screen is one; what fills a slot is another.
 */
export class Pane {
  readonly children: Pane[] = []
  /** The boxes of the present content; those that the grid shows are `painted`. */
  box: Box | undefined
  painted: Box | undefined
  /** The style around it when it was painted, and the part of the screen that it was seen in: left, top, right and bottom. */
  paintedStyle = 0
  window: readonly [number, number, number, number] = [0, 0, 0, 0]
  x = 0
  y = 0
  width = 0
  height = 0
  /** It has a place. */
  placed = false
  /** What it asked for, for each number of columns that it was offered since the pane around it was planted. */
  readonly asked: Asked[] = []
  /** Its content has a border all around. */
  isBordered = false
  /** Its boxes must be made anew. */
  stale = true
  /** Something in it must: itself, or a pane below. */
  dirty = true
  readonly #paneOf: (slot: SlotNode) => Pane | undefined
  #content: Node | undefined
  #parent: Pane | undefined

  /** `paneOf` tells what fills a slot of its content. */
  constructor(paneOf: (slot: SlotNode) => Pane | undefined) {
    this.#paneOf = paneOf
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

  /** Makes the boxes of the present content, and finds the panes in its slots. */
  plant(): void {
    this.children.length = 0
    this.box = this.#content && this.#boxOf(this.#content)
  }

  private markDirty(): void {
    if (this.dirty) return
    this.dirty = true
    this.#parent?.markDirty()
  }

  #boxOf(node: Node): Box {
    switch (node.kind) {
      case 'stack':
        return new Box(node, this.#boxesOf(node.children), undefined)
      case 'grid':
        return new Box(node, this.#boxesOf(node.cells), undefined)
      case 'overlay':
        return new Box(node, this.#boxesOf(node.layers), undefined)
      case 'scroll':
        return new Box(node, [this.#boxOf(node.child)], undefined)
      case 'slot':
        return new Box(node, none, this.#adopt(this.#paneOf(node)))
      default:
        return new Box(node, none, undefined)
    }
  }

  #boxesOf(nodes: readonly Node[]): Box[] {
    const boxes = new Array<Box>(nodes.length)
    for (let i = 0; i < nodes.length; i++) boxes[i] = this.#boxOf(nodes[i]!)
    return boxes
  }

  #adopt(pane: Pane | undefined): Pane | undefined {
    if (pane === undefined) return undefined
    pane.#parent = this
    pane.asked.length = 0
    this.children.push(pane)
    return pane
  }
}
