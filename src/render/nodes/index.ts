import type { NodeKind } from '../layout/box.ts'
import type { AnyPress } from '../layout/sizing.ts'
import type { CanvasNode } from './canvas.ts'
import type { FittingNode } from './fitting.ts'
import { gridKind, type GridNode } from './grid.ts'
import { hintsKind, type HintsNode } from './hints.ts'
import { imageKind, type ImageNode } from './image.ts'
import { linesKind, type LineRow, type LinesNode, type LineSource } from './lines.ts'
import { overlayKind, type OverlayNode } from './overlay.ts'
import { paneKind, type PaneNode } from './pane.ts'
import { progressBarKind, type ProgressBarNode } from './progress-bar.ts'
import { ruleKind, type RuleNode } from './rule.ts'
import { scrollKind, type ScrollNode } from './scroll.ts'
import { slotKind, type SlotNode } from './slot.ts'
import { stackKind, type StackNode } from './stack.ts'
import type { TallLinesNode } from './tall-lines.ts'
import type { TerminalNode } from './terminal.ts'
import { textKind, type TextNode } from './text.ts'

export type { LineRow, LinesNode, LineSource, ScrollNode, SlotNode, StackNode, TallLinesNode, TextNode }

/** What a view returns: plain data, made by the builders. `E` are the events of `press` in it. */
export type Node<E = AnyPress> =
  | CanvasNode<E>
  | FittingNode
  | GridNode<E>
  | HintsNode
  | ImageNode<E>
  | LinesNode<E>
  | OverlayNode<E>
  | PaneNode<E>
  | ProgressBarNode<E>
  | RuleNode<E>
  | ScrollNode<E>
  | SlotNode<E>
  | StackNode<E>
  | TallLinesNode
  | TerminalNode<E>
  | TextNode<E>

/** What the engine needs to know of a node, by its kind. */
export function kindOf(node: Node): NodeKind {
  switch (node.kind) {
    // Most nodes are of these kinds: until it is compiled, a switch compares one case after the other.
    case 'text':
      return textKind
    case 'stack':
      return stackKind
    // Only `canvas`, `fitting`, `tallLines` and `terminal` make these nodes.
    case 'canvas':
    case 'fitting':
    case 'tallLines':
    case 'terminal':
      return node.implementation as NodeKind
    case 'grid':
      return gridKind
    case 'hints':
      return hintsKind
    case 'image':
      return imageKind
    case 'lines':
      return linesKind
    case 'overlay':
      return overlayKind
    case 'pane':
      return paneKind
    case 'progress-bar':
      return progressBarKind
    case 'rule':
      return ruleKind
    case 'scroll':
      return scrollKind
    case 'slot':
      return slotKind
  }
}
