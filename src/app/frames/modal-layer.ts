import { kindOf, type Node } from '../../render/nodes/index.ts'
import { isMachineSnapshot, statePath } from '../state-path.ts'

/** A modal layer of a region's view: for as long as it is there, keys and mouse stop at it. */
export interface ModalLayer {
  /** How many frames had been written when it was first seen; undefined before it was. */
  seenSince: number | undefined
  /** The question and the state that the keys answer, if they go to the component that shows it. */
  readonly asks: string
}

/** A modal layer's regions that take keys, or are new: how many, and whether one was there before. */
interface Inside {
  readonly count: number
  readonly hasKept: boolean
}

/**
 * The modal layer of a node: the same as before if a region in it is. Without such regions, it is the same if it asks the same.
 * Its last words don't count: they may be a time, or what is typed.
 */
export function modalLayer(
  node: Node,
  snapshot: unknown,
  inside: Inside,
  before: ModalLayer | undefined,
): ModalLayer {
  const state = isMachineSnapshot(snapshot) ? statePath(snapshot) : ''
  const asks = inside.count > 0 ? '' : `${state} ${JSON.stringify(firstWords(node))}`
  const isSame = inside.hasKept || (inside.count === 0 && before?.asks === asks)
  return isSame && before !== undefined ? before : { seenSince: undefined, asks }
}

/** The title of a node, or the first text in it. */
function firstWords(node: Node): unknown {
  if (node.kind === 'text') return node.content
  if (node.kind === 'stack' && node.title !== undefined) return node.title.content
  for (const child of kindOf(node).children(node)) {
    const words = firstWords(child)
    if (words !== undefined) return words
  }
  return undefined
}
