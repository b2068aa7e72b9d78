import type { Child, OverlayNode, Placement, Sizing } from './node.ts'
import { nodes, optionsAndChildren } from './children.ts'
import { oneOf, sizing } from './options.ts'
import { text } from './text.ts'

export interface OverlayOptions extends Sizing {
  /** Where the layers over the first one stand: in the centre unless told. */
  readonly at?: Placement | undefined
}

const placements = [
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
 * Layers, each over those before it. The first has the whole room; the others are as large as what they hold.
 *
 * ```ts
 * overlay([page, asking && box({ title: 'Delete?' }, ['y / n'])])
 * ```
 */
export function overlay(layers: readonly Child[]): OverlayNode
export function overlay(options: OverlayOptions, layers: readonly Child[]): OverlayNode
export function overlay(first: OverlayOptions | readonly Child[], second?: readonly Child[]): OverlayNode {
  const [options, layers] = optionsAndChildren<OverlayOptions>('overlay', first, second)
  return {
    kind: 'overlay',
    sizing: sizing(options),
    style: undefined,
    // The first layer has the whole room, also where there is nothing in it.
    layers: nodes([layers[0] || text(''), ...layers.slice(1)]),
    at: oneOf(placements, options.at ?? 'center', 'at'),
  }
}
