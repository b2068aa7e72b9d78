import { LEFT_SIDE, RIGHT_SIDE } from '../layout/sides.ts'
import type { Sizing } from '../layout/sizing.ts'
import { askedRows, lastFirstLine, type TallSource } from '../layout/tall-window.ts'
import { paintTallLines } from '../paint/paint-tall-lines.ts'
import type { Style } from '../paint/style.ts'
import { leaf } from './kind.ts'
import type { LineSource } from './lines.ts'

/** A window on lines of several rows, or with stripes: the rows of a table. */
export interface TallLinesNode {
  /** The kind of the node. */
  readonly kind: 'tallLines'
  /** The size that it asks for. */
  readonly sizing: Sizing<never>
  /** Its style. */
  readonly style: Style | undefined
  /** The lines, and how many rows each has. */
  readonly source: LineSource & {
    /** How many rows a line has. */
    height(index: number): number
  }
  /** The index of the line at the top. */
  readonly from: number
  /** The index of the line that wears the bar of a selection. */
  readonly selected: number
  /** Whether each second line has the background `surface`. */
  readonly zebra: boolean
  /** Whether selection and scroll bar look like what has the keyboard. */
  readonly focused: boolean
  /** How it is laid out and painted: what makes it brings that along. */
  readonly implementation: object
}

/**
 * As `lines` with a selected line and a scroll bar, but lines may have several rows, and stripes. The first line is always seen from its first
 * row, and the last one is cut if it doesn't fit. The mouse selects no text in them.
 */
export function tallLines(
  source: LineSource & TallSource,
  options: Pick<TallLinesNode, 'from' | 'selected' | 'zebra' | 'focused'>,
): TallLinesNode {
  return {
    kind: 'tallLines',
    sizing: { grow: 1, select: false },
    style: undefined,
    source,
    ...options,
    implementation: tallLinesKind,
  }
}

const tallLinesKind = leaf<TallLinesNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = askedRows(box.node.source)
  },
  paint: paintTallLines,
  ownSides: () => LEFT_SIDE | RIGHT_SIDE,
  above: ({ node, height }) => Math.min(node.from, lastFirstLine(node.source, height)),
  overflow: ({ node, height }) => lastFirstLine(node.source, height),
})
