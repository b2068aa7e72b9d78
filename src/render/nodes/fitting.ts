import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { measure as measureBox } from '../layout/measure.ts'
import { unsized, type Sizing } from '../layout/sizing.ts'
import { paint as paintBox } from '../paint/paint.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'

/** Several forms of the same content, of which that is shown for which there is enough room. */
export interface FittingNode {
  /** The kind of the node. */
  readonly kind: 'fitting'
  /** The size that it asks for. */
  readonly sizing: Sizing<undefined>
  /** The forms, the widest first. The last needs no width. */
  readonly forms: readonly Form[]
  /** What the engine has to know of this kind, which it doesn't load by itself: views that don't need it shouldn't pay for it. */
  readonly implementation: object
}

/** A form of a content. */
export interface Form {
  /** In fewer columns than this, another form is shown. */
  readonly minWidth: number
  /** The content in this form. */
  readonly node: Node
}

/** The first of these forms that there is room for. */
export function fitting(forms: readonly Form[]): FittingNode {
  return { kind: 'fitting', sizing: unsized, forms, implementation: fittingKind }
}

const fittingKind = container<FittingNode>({
  children: ({ forms }) => forms.map(({ node }) => node),
  measure(box, limit, glyphs) {
    const child = shownIn(box, limit)
    measureBox(child, limit, glyphs)
    box.contentWidth = child.measuredWidth
    box.contentHeight = child.measuredHeight
  },
  arrange(box, glyphs) {
    const { x, y, width, height } = box
    const shown = shownIn(box, width)
    for (const child of box.children)
      if (child === shown) arrangeBox(child, x, y, width, height, glyphs)
      else arrangeBox(child, x, y, 0, 0, glyphs) // so that nothing in it is found by the mouse
  },
  paint(box, before, canvas, under) {
    paintBox(shownIn(box, box.width), before && shownIn(before, before.width), canvas, under)
  },
  isStill: true,
})

function shownIn({ node, children }: Box<FittingNode>, width: number): Box {
  const index = node.forms.findIndex(({ minWidth }) => minWidth <= width)
  return children.at(index)!
}
