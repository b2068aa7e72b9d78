import {
  endTop,
  tailing,
  topOf,
  type Tailing,
  type TailingContext,
  type TailSource,
} from '../../../machines/controls/tailing.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { layer, type Layer } from '../../../render/nodes/layer.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { overlay } from '../../../render/nodes/overlay.ts'
import type { LineSource, Node } from '../../../render/nodes/index.ts'
import { component, type Component, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { valueOf } from '../../value-of.ts'
import { isLogic } from '../logic-or-options.ts'
import { withHits } from './hits.ts'
import { onScrollbar } from './scrollbar.ts'
import { textInputView } from './text-input.ts'
import { stepKeys } from './row-keys.ts'
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
  readonly line?: ((line: LineOf<Source>) => string | Node) | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/**
 * A log that follows its newest line: the view of `tailing`, with its keys and its mouse. It takes the logic, or makes it. It asks only
 * for the lines in view. What a search has found is underlined, and the line that it stands at is selected. While the log doesn't follow,
 * a note says how many lines have come since.
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
  const searchField = textInputView({ name: 'search', placeholder: 'search' })
  const scroll = (by: number, snapshot: Asking, { rows }: Place) =>
    ({ type: 'scroll', by, rows: rowsOf(snapshot, rows) }) as const
  return component<Tailing<Source>>({
    logic,
    name,
    keys: {
      ...stepKeys(scroll, pageOf),
      home: (snapshot, _, { rows }) => ({ type: 'toStart', rows: rowsOf(snapshot, rows) }),
      end: { type: 'toEnd' },
      '/': { type: 'search' },
      enter: ({ children }, _, { rows }) => ({ type: 'find', text: valueOf(children.search) ?? '', rows }),
      escape: { type: 'cancel' },
      n: (snapshot, _, { rows }) => ({ type: 'findOlder', rows: rowsOf(snapshot, rows) }),
      N: (snapshot, _, { rows }) => ({ type: 'findNewer', rows: rowsOf(snapshot, rows) }),
    },
    help: { up: 'Scroll', down: 'Scroll' },
    mouse: (snapshot, mouse, place) => {
      const by = wheelRows(mouse)
      if (by !== undefined) return scroll(by, snapshot, place)
      const { context } = snapshot
      const rows = rowsOf(snapshot, place.rows)
      const overflow = Math.max(0, context.lines.length - rows)
      const above = isFollowing(snapshot) ? overflow : topIn(context, rows)
      const bar = onScrollbar(mouse, { columns: place.columns, rows, overflow, above }, context.held)
      return bar?.type === 'scroll' ? scroll(bar.by, snapshot, place) : bar
    },
    view: (snapshot, { columns, rows, focused }) => {
      const { context, children } = snapshot
      const { lines: source, found, wanted } = context
      const { dropped, length } = source
      const follows = isFollowing(snapshot)
      const height = rowsOf(snapshot, rows)
      const top = topIn(context, height)
      const selected = follows || found === undefined ? -1 : found - dropped
      const shown: LineSource = {
        length,
        dropped,
        at(index) {
          const line = source.at(index)
          if (line === undefined) return undefined
          const node = look(line as LineOf<Source>)
          const isText = typeof node === 'string' || node.kind === 'text'
          return wanted === '' || !isText ? node : withHits(node, wanted, index === selected ? current : hit)
        },
      }
      const log = lines(shown, { from: follows ? 'end' : top, selected, scrollbar: true, focused })
      const newer = length - top - height
      return column([
        follows || columns < MIN_NOTE
          ? log
          : overlay({ at: 'bottom-right', grow: 1 }, [log, pausedNote(newer)]),
        isAsking(snapshot) && region(children.search, searchField, { height: 1, focus: true }),
      ])
    },
  })
}

const hit = { color: 'warning', underline: true } as const
const current = { color: 'onAccent', background: 'warning' } as const

/** In fewer columns, a note would hide too much of the line. */
const MIN_NOTE = 40

/** Over the end of the last line: the log doesn't follow, and has so many lines below. */
function pausedNote(newer: number): Layer {
  const count =
    newer > 0 && text([`, ${newer.toLocaleString('en-US')} newer `, mark('down')], { color: 'muted' })
  const note = text([' ', text('paused', { color: 'warning' }), count, ' '], {
    background: 'surface',
    height: 1,
  })
  return layer(row({ select: false }, [note]), { margin: [0, 1, 0, 0] })
}

interface Asking {
  matches(state: { search: 'open' }): boolean
}

function isFollowing(snapshot: { matches(state: { window: 'following' }): boolean }): boolean {
  return snapshot.matches({ window: 'following' })
}

/** How many lines are above a window that doesn't follow. */
function topIn(context: TailingContext<TailSource>, rows: number): number {
  return Math.min(topOf(context), endTop(context, rows)) - context.lines.dropped
}

function isAsking(snapshot: Asking): boolean {
  return snapshot.matches({ search: 'open' })
}

/** The rows for lines: while the search is open, it has the last row. */
function rowsOf(snapshot: Asking, rows: number): number {
  return Math.max(1, rows - (isAsking(snapshot) ? 1 : 0))
}

function pageOf(snapshot: Asking, { rows }: Place): number {
  return rowsOf(snapshot, rows) - 1
}
