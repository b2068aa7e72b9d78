import { place } from '../layout/arrange.ts'
import { measurePane } from '../layout/measure.ts'
import type { Sizing, AnyPress } from '../layout/sizing.ts'
import { paintPane } from '../paint/paint.ts'
import { leaf } from './kind.ts'
import { sizing } from './options.ts'

/** A place in a view that `app` fills with a region. `render` doesn't know with what. */
export interface SlotNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'slot'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** What `app` fills it with. */
  readonly content: unknown
}

/** A place for something that isn't a node. */
export function slot(content: unknown, options: Sizing = {}): SlotNode<never> {
  return { kind: 'slot', sizing: sizing(options), content }
}

export const slotKind = leaf<SlotNode>({
  measure(box, limit, glyphs) {
    const asked = box.pane && measurePane(box.pane, limit, glyphs)
    box.contentWidth = asked?.width ?? 0
    box.contentHeight = asked?.height ?? 0
  },
  arrange({ pane, x, y, width, height }, glyphs) {
    if (pane !== undefined) place(pane, x, y, width, height, glyphs)
  },
  paint({ pane }, before, canvas, under) {
    if (pane !== undefined) paintPane(pane, canvas, under, before?.pane !== pane)
  },
  isBordered: ({ pane }) => pane?.isBordered ?? false,
  ownSides: ({ pane }) => pane?.ownSides ?? 0,
})
