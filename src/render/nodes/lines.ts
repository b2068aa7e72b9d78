import type { PressOf } from './children.ts'
import { LEFT_SIDE, RIGHT_SIDE } from '../layout/sides.ts'
import { firstCursor } from '../layout/locate.ts'
import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import { firstLine, lineCount } from '../layout/line-window.ts'
import { paintLines } from '../paint/paint-lines.ts'
import type { Style } from '../paint/style.ts'
import type { Node } from './index.ts'
import { leaf } from './kind.ts'
import { cells, describe, number, sizing, style } from './options.ts'

/** Lines that are asked for as they come into view. An array is one, too. */
export interface LineSource {
  /** How many lines there are. */
  readonly length: number
  /**
   * How many lines were before the first one, if the source forgets old lines. By that, what the user has selected stays on its text.
   *
   * @defaultValue 0
   */
  readonly dropped?: number | undefined
  /** The line at an index: a string, a text, or any other view of one row. */
  at(index: number, row: LineRow): string | Node | undefined
}

/** What a line may depend on besides its index. */
export interface LineRow {
  /** How many cells it has. */
  readonly columns: number
  /** Whether it is the selected one. */
  readonly selected: boolean
  /** Whether the lines are what has the keyboard. */
  readonly focused: boolean
}

/** A window on lines. */
export interface LinesNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'lines'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** The lines. */
  readonly source: LineSource
  /** The index of the line at the top. 'end' shows the last lines. */
  readonly from: number | 'end'
  /** The index of a line to keep in view, in the middle if possible. If set, `from` isn't used. */
  readonly show: number | undefined
  /** The index of the line that wears the bar of a selection. If undefined, there is no room for the mark of one. */
  readonly selected: number | undefined
  /** Whether there is a scroll bar if not all lines fit. */
  readonly scrollbar: boolean
  /** Whether selection and scroll bar look like what has the keyboard. */
  readonly focused: boolean
}

/** The position and look of `lines`. */
export interface LinesOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * The index of the line at the top, or 'end' to show the last lines.
   *
   * @defaultValue 0
   */
  readonly from?: number | 'end' | undefined
  /** The index of a line to keep in view, whatever the height, instead of `from`. */
  readonly show?: number | undefined
  /**
   * The index of the selected line: a bar as wide as the window, with the mark `▌` at its left. All lines then have two free cells at the
   * left and one at the right. -1 selects none.
   *
   * @defaultValue no line is selected, and lines begin at the edge
   */
  readonly selected?: number | undefined
  /**
   * Whether a scroll bar stands at the right if not all lines fit.
   *
   * @defaultValue false
   */
  readonly scrollbar?: boolean | undefined
  /**
   * Whether the selected line and the scroll bar have the color of what has the keyboard.
   *
   * @defaultValue false
   */
  readonly focused?: boolean | undefined
}

/**
 * A window on many lines. Only the lines in view are asked for, so a million lines cost no more than a screenful. A line
 * that is too long is cut at the edge. A line may be any view of one row, but without regions in it.
 *
 * ```ts
 * lines({ length: 1_000_000, at: (index) => `row ${index}` }, { from: 4_000, scrollbar: true })
 * ```
 *
 * @throws TypeError if the source or an option is invalid.
 */
export function lines<S extends LineSource, const E extends Press = never>(
  source: S,
  options: LinesOptions<E> = {},
): LinesNode<Sent<E> | PressOf<ReturnType<S['at']>>> {
  const { from = 0, show, selected, scrollbar = false, focused = false } = options
  if (typeof (source as Partial<LineSource> | undefined)?.at !== 'function')
    throw new TypeError(`lines() takes an array, or an object with length and at(), not ${describe(source)}`)
  return {
    kind: 'lines',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    source,
    from: from === 'end' ? from : cells(from, 'from'),
    show: show === undefined ? undefined : cells(show, 'show'),
    selected: selected === undefined ? undefined : number(selected, 'selected'),
    scrollbar,
    focused,
  }
}

export const linesKind = leaf<LinesNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = lineCount(box.node.source)
  },
  paint: paintLines,
  cursor: firstCursor,
  ownSides: ({ node }) =>
    node.selected !== undefined ? LEFT_SIDE | RIGHT_SIDE : node.scrollbar ? RIGHT_SIDE : 0,
  above: ({ node, height }) => firstLine(node, height),
  overflow: ({ node, height }) => Math.max(0, lineCount(node.source) - height),
})
