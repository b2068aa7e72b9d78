import { place } from '../layout/arrange.ts'
import { measurePane } from '../layout/measure.ts'
import type { Sizing } from '../layout/sizing.ts'
import { paintPane } from '../paint/paint.ts'
import { leaf } from './kind.ts'
import { sizing } from './options.ts'

/** A placeholder in a view that something else fills: what, is not this room's business. */
export interface SlotNode {
  readonly kind: 'slot'
  readonly sizing: Sizing
  readonly content: unknown
}

/** A placeholder for something that is not a node. */
export function slot(content: unknown, options: Sizing = {}): SlotNode {
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
})
