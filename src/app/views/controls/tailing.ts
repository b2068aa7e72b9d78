import { endTop, tailing, topOf, type Tailing, type TailSource } from '../../../machines/controls/tailing.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineSource } from '../../../render/nodes/lines.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { component, type Component, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { valueOf } from '../../value-of.ts'
import { isLogic } from '../logic-or-options.ts'
import { textInputView } from './text-input.ts'
import { wheelRows } from './wheel.ts'

/** A line of a log. */
export type LineOf<Source extends TailSource> = NonNullable<ReturnType<Source['at']>>

/** The look of a `tailingView`. */
export interface TailingViewOptions<Source extends TailSource> {
  /**
   * Returns what is shown for a line.
   *
   * @defaultValue its text
   */
  readonly line?: ((line: LineOf<Source>) => string | TextNode) | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/**
 * A log that follows its newest line: the view of `tailing`, with its keys and its mouse. It takes the logic, or makes it. It asks only
 * for the lines in view.
 *
 * ```ts
 * const log = tailingView<LineRing<'stdout' | 'stderr'>>({
 *   line: ({ text: line, source }) => (source === 'stderr' ? text(line, { color: 'danger' }) : line),
 * })
 * ```
 */
export function tailingView<Source extends TailSource = TailSource>(
  logicOrOptions: Tailing<Source> | TailingViewOptions<Source> = {},
  options?: TailingViewOptions<Source>,
): Component<Tailing<Source>, never> {
  const [logic, view] = isLogic<Tailing<Source>>(logicOrOptions)
    ? [logicOrOptions, options ?? {}]
    : [tailing<Source>(), logicOrOptions]
  const { line: look = ({ text }) => text, name = 'tailing' } = view
  const searchField = textInputView({ name: 'search', placeholder: 'text' })
  const scroll = (by: number, snapshot: Asking, { rows }: Place) =>
    ({ type: 'scroll', by, rows: rowsOf(snapshot, rows) }) as const
  return component<Tailing<Source>>({
    logic,
    name,
    keys: {
      up: (snapshot, _, place) => scroll(-1, snapshot, place),
      down: (snapshot, _, place) => scroll(1, snapshot, place),
      pageup: (snapshot, _, place) => scroll(-pageOf(snapshot, place), snapshot, place),
      pagedown: (snapshot, _, place) => scroll(pageOf(snapshot, place), snapshot, place),
      home: (snapshot, _, { rows }) => ({ type: 'toStart', rows: rowsOf(snapshot, rows) }),
      end: { type: 'toEnd' },
      '/': { type: 'search' },
      enter: ({ children }, _, { rows }) => ({ type: 'find', text: valueOf(children.search) ?? '', rows }),
      escape: { type: 'cancel' },
      n: (snapshot, _, { rows }) => ({ type: 'findOlder', rows: rowsOf(snapshot, rows) }),
      N: (snapshot, _, { rows }) => ({ type: 'findNewer', rows: rowsOf(snapshot, rows) }),
    },
    mouse: (snapshot, mouse, place) => {
      const by = wheelRows(mouse)
      return by === undefined ? undefined : scroll(by, snapshot, place)
    },
    view: (snapshot, { rows }) => {
      const { context, children } = snapshot
      const { lines: source, found } = context
      const { dropped, length } = source
      const isFollowing = snapshot.matches({ window: 'following' })
      const end = endTop(context, rowsOf(snapshot, rows))
      const shown: LineSource = {
        length,
        dropped,
        at(index) {
          const line = source.at(index)
          if (line === undefined) return undefined
          const node = look(line as LineOf<Source>)
          return !isFollowing && found === dropped + index ? text([node], { background: 'selection' }) : node
        },
      }
      return column([
        lines(shown, { from: isFollowing ? 'end' : Math.min(topOf(context), end) - dropped }),
        isAsking(snapshot) &&
          row({ height: 1 }, [text('/'), region(children.search, searchField, { grow: 1, focus: true })]),
      ])
    },
  })
}

interface Asking {
  matches(state: { search: 'open' }): boolean
}

function isAsking(snapshot: Asking): boolean {
  return snapshot.matches({ search: 'open' })
}

/** The rows for lines: while the search is open, it has the last row. */
function rowsOf(snapshot: Asking, rows: number): number {
  return Math.max(1, rows - (isAsking(snapshot) ? 1 : 0))
}

function pageOf(snapshot: Asking, { rows }: Place): number {
  return Math.max(1, rowsOf(snapshot, rows) - 1)
}
