import type { Sizing } from '../layout/sizing.ts'
import { nodes, type Child } from './children.ts'
import type { Node } from './index.ts'
import { oneOf, sides, sizing, type Sides } from './options.ts'

/** Where a layer lies over those below it. */
export type Placement =
  'center' | 'top' | 'bottom' | 'left' | 'right' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** A layer of an `overlay`, with a place of its own. */
export interface Layer {
  readonly layer: Node
  /** Its place; without one, that of the overlay's option. */
  readonly at: Placement | undefined
  /** Cells that stay free around it, at the top, right, bottom and left. */
  readonly margin: readonly [number, number, number, number]
  /** Keys and mouse don't reach what is below. */
  readonly isModal: boolean
  /** What is below is dim. */
  readonly isDim: boolean
}

export interface LayerOptions extends Sizing {
  /**
   * Where it lies.
   *
   * @defaultValue the option `at` of the overlay
   */
  readonly at?: Placement | undefined
  /**
   * Cells that stay free around it: at all sides, [vertical, horizontal] or [top, right, bottom, left].
   *
   * @defaultValue 0
   */
  readonly margin?: Sides | undefined
}

export interface ModalOptions extends LayerOptions {
  /**
   * Whether what is below is dim.
   *
   * @defaultValue false
   */
  readonly dim?: boolean | undefined
}

export const placements = [
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
 * A layer of an `overlay` with a place, a margin and a size of its own.
 *
 * ```ts
 * overlay([page, saved && layer(box(['saved']), { at: 'bottom-right', margin: 1 })])
 * ```
 *
 * @throws TypeError for options that are invalid.
 */
export function layer(node: Node | string, options?: LayerOptions): Layer
export function layer(child: Child, options?: LayerOptions): Layer | undefined
export function layer(child: Child, options: LayerOptions = {}): Layer | undefined {
  return layerOf(child, options, false, false)
}

/**
 * A layer of an `overlay` where keys and mouse stop: they reach what is in it and the component that shows it, and nothing else.
 * When it goes, the focus is where it was before.
 *
 * ```ts
 * overlay([page, modal(region(children.dialog), { dim: true })])
 * ```
 *
 * @throws TypeError for options that are invalid.
 */
export function modal(node: Node | string, options?: ModalOptions): Layer
export function modal(child: Child, options?: ModalOptions): Layer | undefined
export function modal(child: Child, options: ModalOptions = {}): Layer | undefined {
  return layerOf(child, options, true, options.dim ?? false)
}

function layerOf(child: Child, options: LayerOptions, isModal: boolean, isDim: boolean): Layer | undefined {
  const [node] = nodes([child])
  if (node === undefined) return undefined
  const given = Object.entries(sizing(options)).filter(([, value]) => value !== undefined)
  return {
    layer: given.length === 0 ? node : { ...node, sizing: { ...node.sizing, ...Object.fromEntries(given) } },
    at: options.at && oneOf(placements, options.at, 'at'),
    margin: sides(options.margin, 'margin'),
    isModal,
    isDim,
  }
}
