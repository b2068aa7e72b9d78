import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import { nodes, type Child, type PressOf } from './children.ts'
import type { Node } from './index.ts'
import { number, oneOf, sides, sizing, type Sides } from './options.ts'

/** Where a layer is on those below it. */
export type Placement =
  'center' | 'top' | 'bottom' | 'left' | 'right' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** A cell, counted from the upper left corner of an `overlay`. */
export interface Point {
  /** The column, from 0. */
  readonly x: number
  /** The row, from 0. */
  readonly y: number
}

/** A layer of an `overlay`, with a place of its own. */
export interface Layer<E = AnyPress> {
  /** What it shows. */
  readonly layer: Node<E>
  /** Where it is. If undefined, the overlay's option decides. */
  readonly at: Placement | Point | undefined
  /** Free cells around it, at the top, right, bottom and left. */
  readonly margin: readonly [number, number, number, number]
  /** Whether keys and the mouse can't reach the layers below. */
  readonly isModal: boolean
  /** Whether the layers below are dim. */
  readonly isDim: boolean
  /** What is sent if the mouse is pressed outside of it, if it's modal. */
  readonly pressOutside: E | undefined
}

/** The place and size of a `layer`. */
export interface LayerOptions<E = AnyPress> extends Sizing<E> {
  /**
   * Where it is. At a point, it begins in the row below that cell. If there is no room for it there, it ends in the row above. It's moved so
   * that none of it is outside.
   *
   * @defaultValue the option `at` of the overlay
   */
  readonly at?: Placement | Point | undefined
  /**
   * Free cells around it: on all sides, [vertical, horizontal] or [top, right, bottom, left].
   *
   * @defaultValue 0
   */
  readonly margin?: Sides | undefined
}

/** The place and look of a `modal`. */
export interface ModalOptions<E = AnyPress> extends LayerOptions<E> {
  /**
   * Whether the layers below are dim.
   *
   * @defaultValue false
   */
  readonly dim?: boolean | undefined
  /**
   * The event that is sent to the actor whose view has the layer when the left or right button of the mouse is pressed outside of it.
   *
   * @defaultValue nothing is sent
   */
  readonly pressOutside?: E | undefined
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
 * @throws TypeError if an option is invalid.
 */
export function layer<N extends Node | string, const E extends Press = never>(
  node: N,
  options?: LayerOptions<E>,
): Layer<Sent<E> | PressOf<N>>
/**
 * The same for a child that may be falsy, and is skipped then.
 *
 * ```ts
 * overlay([page, layer(saved && box(['saved']), { at: 'bottom-right' })])
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function layer<C extends Child, const E extends Press = never>(
  child: C,
  options?: LayerOptions<E>,
): Layer<Sent<E> | PressOf<C>> | undefined
export function layer(child: Child, options: LayerOptions = {}): Layer | undefined {
  return layerOf(child, options, false)
}

/**
 * A layer of an `overlay` that has keys and the mouse for itself: they reach what is in it and the component that shows it,
 * and nothing else. When it is gone, the focus is where it was before.
 *
 * ```ts
 * overlay([page, modal(region(children.dialog), { dim: true })])
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function modal<N extends Node | string, const E extends Press = never>(
  node: N,
  options?: ModalOptions<E>,
): Layer<Sent<E> | PressOf<N>>
/**
 * The same for a child that may be falsy, and is skipped then.
 *
 * ```ts
 * overlay([page, modal(asking && region(children.dialog))])
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function modal<C extends Child, const E extends Press = never>(
  child: C,
  options?: ModalOptions<E>,
): Layer<Sent<E> | PressOf<C>> | undefined
export function modal(child: Child, options: ModalOptions = {}): Layer | undefined {
  return layerOf(child, options, true)
}

function layerOf(child: Child, options: ModalOptions, isModal: boolean): Layer | undefined {
  const [node] = nodes([child])
  if (node === undefined) return undefined
  const given = Object.entries(sizing(options)).filter(([, value]) => value !== undefined)
  return {
    layer: given.length === 0 ? node : { ...node, sizing: { ...node.sizing, ...Object.fromEntries(given) } },
    at: options.at && placed(options.at),
    margin: sides(options.margin, 'margin'),
    isModal,
    isDim: options.dim ?? false,
    pressOutside: options.pressOutside as unknown,
  }
}

function placed(at: Placement | Point): Placement | Point {
  return typeof at === 'object' ? { x: number(at.x, 'x'), y: number(at.y, 'y') } : oneOf(placements, at, 'at')
}
