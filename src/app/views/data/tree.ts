import type { SnapshotFrom } from 'xstate'
import type { FoundRow } from '../../../machines/data/tree-branch.ts'
import {
  cursorPosition,
  guidesOf,
  listedRow,
  listedRows,
  treeTop,
} from '../../../machines/data/tree-context.ts'
import { tree, type Tree } from '../../../machines/data/tree.ts'
import type { TreeEvent } from '../../../machines/data/tree-events.ts'
import type { TreeOptions } from '../../../machines/data/tree-options.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { LineRow, LineSource, Node as View, TextNode } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import type { TextInput } from '../../../machines/controls/text-input.ts'
import type { MouseEvent } from '../../input/events.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { withHits } from '../controls/hits.ts'
import { onScrollbar } from '../controls/scrollbar.ts'
import { textInputView } from '../controls/text-input.ts'
import { cursorKeys } from '../controls/row-keys.ts'
import { selects } from '../controls/selects.ts'
import { wheelRows } from '../controls/wheel.ts'
import { oneLine } from './table-layout.ts'

/** What a function `row` may read besides its node. `columns` is the room that the guides leave. */
export interface TreeRow extends LineRow {
  /** How many nodes are around it. */
  readonly depth: number
  /** Whether it is open. */
  readonly isOpen: boolean
}

/** The look of a `treeView`. */
export interface TreeLook<Node> {
  /**
   * Returns what stands after the guides of a node: any view of one row, without regions in it.
   *
   * @defaultValue its label, in which what the filter has found is underlined
   */
  readonly row?: ((node: Node, row: TreeRow) => string | View) | undefined
  /**
   * Returns what stands at the right edge of a node's row, if there is room.
   *
   * @defaultValue nothing
   */
  readonly detail?: ((node: Node, row: TreeRow) => string | TextNode | undefined) | undefined
  /**
   * What stands below an open node without children.
   *
   * @defaultValue 'nothing'
   */
  readonly empty?: string | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/** The behavior and the look of a `treeView`. */
export interface TreeViewOptions<Node> extends TreeOptions<Node>, TreeLook<Node> {}

type Snapshot = SnapshotFrom<Tree<unknown>>
type Found = FoundRow<unknown>

/** Cells for the mark of the cursor. */
const BEFORE = 2
/** Cells of a level, and those of a node's own marker and the blank after it. */
const LEVEL = 3
const MARKER = 2
/** In fewer columns, rows have no details. */
const DETAIL_FROM = 24

/**
 * A tree: the view of `tree`, with its keys and its mouse. It takes the options to make the logic, too. The right arrow opens a node or goes
 * to its first child, the left one closes it or goes to the node around it. A click on a marker opens and closes.
 *
 * ```ts
 * const folders = treeView<Folder>({
 *   label: ({ name }) => name,
 *   key: ({ path }) => path,
 *   load: fromPromise(({ input, signal }: { input: Folder; signal: AbortSignal }) => foldersIn(input.path, signal)),
 * })
 * const folder = await run(folders, { input: { root: { name: 'src', path: 'src' } } })
 * ```
 */
export function treeView<Node>(options?: TreeViewOptions<Node>): Component<Tree<Node>, never>
/**
 * The view of a `tree` that there is already.
 *
 * ```ts
 * const folders = treeView(tree<Folder>({ label: ({ name }) => name }), { empty: 'no folders' })
 * ```
 */
export function treeView<Node>(logic: Tree<Node>, options?: TreeLook<Node>): Component<Tree<Node>, never>
export function treeView(
  logicOrOptions: Tree<unknown> | TreeViewOptions<unknown> = {},
  options: TreeLook<unknown> = {},
): Component<Tree<unknown>, never> {
  const [logic, look] = isLogic<Tree<unknown>>(logicOrOptions)
    ? [logicOrOptions, options]
    : [tree<unknown>(logicOrOptions), logicOrOptions]
  const filterField = textInputView({ name: 'filter', placeholder: 'filter' })
  return component<Tree<unknown>>({
    logic,
    name: look.name ?? 'tree',
    keys: keysOf(),
    help: { up: 'Select', down: 'Select' },
    mouse: onMouse,
    view: (snapshot, { rows, focused }) => {
      const { context } = snapshot
      const shown: LineSource = {
        length: listedRows(context),
        at(position, line) {
          const found = listedRow(context, position)
          return found && rowOf(look, context, found, line)
        },
      }
      const isNothing = shown.length === 0 && !snapshot.hasTag('busy')
      return column([
        isNothing
          ? lines([text('nothing found', { color: 'muted', overflow: 'truncate' })], { selected: -1 })
          : lines(shown, {
              from: treeTop(context, rowsIn(snapshot, rows)),
              selected: cursorPosition(context),
              scrollbar: true,
              focused,
            }),
        filterRow(snapshot, filterField),
      ])
    },
  })
}

function rowOf(look: TreeLook<unknown>, context: Snapshot['context'], found: Found, line: LineRow): View {
  const guides = guidesIn(context, found, line.columns)
  if (found.kind !== 'node') return text([...guides.spans, ...faceSpans(look, found)], CUT)
  const { node, branch, path } = found
  const own = { ...line, columns: Math.max(0, line.columns - guides.width) }
  const told = { ...own, depth: path.length - 1, isOpen: branch?.isOpen === true }
  const detail = line.columns < DETAIL_FROM ? undefined : look.detail?.(node, told)
  const shown = look.row?.(node, told) ?? labelIn(context, node)
  const label = typeof shown === 'string' ? text(oneLine(shown), CUT) : shown
  if (detail === undefined && label.kind === 'text') return text([...guides.spans, label], CUT)
  return row({ height: 1 }, [
    text(guides.spans, { width: guides.width, overflow: 'clip' }),
    row({ height: 1, grow: 1 }, [label]),
    detail !== undefined && text([' ', detail], { color: 'muted', overflow: 'truncate' }),
  ])
}

const CUT = { overflow: 'truncate' } as const
const hit: Style = { color: 'accent', bold: true, underline: true }

function labelIn({ label, matches }: Snapshot['context'], node: unknown): string | TextNode {
  const named: unknown = label(node) // which may come from data, and be no text at all
  return withHits(oneLine(String(named)), matches?.found.text ?? '', hit)
}

/** What is before the text of a row: the guides, the marker, and a blank. If they need more than half of the row, outer levels are left out. */
function guidesIn(
  context: Snapshot['context'],
  found: Found,
  columns: number,
): { readonly spans: readonly (string | TextNode)[]; readonly width: number } {
  const guides = guidesOf(context, found)
  const left = hiddenLevels(guides.length, columns)
  const shown = guides.slice(left)
  const spans: (string | TextNode)[] = []
  for (const [level, hasNext] of shown.entries()) {
    const isLast = level === shown.length - 1
    if (level === 0 && left > 0) spans.push(mark('more', faint), isLast ? ' ' : '  ')
    else if (isLast) spans.push(mark(hasNext ? 'branch' : 'lastBranch', faint))
    else spans.push(...(hasNext ? [mark('trunk', faint), '  '] : ['   ']))
  }
  spans.push(markerOf(context, found), ' ')
  return { spans, width: markerColumn(guides.length, columns) + MARKER }
}

const faint: Style = { color: 'faint' }

function markerOf(
  { hasChildren, matches }: Snapshot['context'],
  { kind, node, branch, path }: Found,
): string | TextNode {
  // Without nodes, a row of its own says that they are loading.
  const isRefreshing = branch?.isOpen === true && branch.isLoading && branch.nodes.length > 0
  if (kind === 'loading' || isRefreshing) return spinner()
  if (kind === 'failed') return mark('failed', { color: 'danger' })
  const isInner = kind === 'node' && (branch !== undefined || hasChildren(node))
  if (!isInner) return path.length > 1 ? mark(LEAF, faint) : ' '
  const isOpen = branch?.isOpen === true || (matches?.listed !== undefined && branch !== undefined)
  return mark(isOpen ? 'open' : 'closed', { color: 'muted' })
}

const LEAF = ['─', '-'] as const

/** How many of the levels of a row are left out in so many columns. */
function hiddenLevels(levels: number, columns: number): number {
  return Math.max(0, levels - Math.max(1, Math.floor(columns / 2 / LEVEL)))
}

/** The column of the marker of a row with so many levels. */
function markerColumn(levels: number, columns: number): number {
  return Math.max(0, (levels - hiddenLevels(levels, columns)) * LEVEL - 1)
}

function faceSpans({ empty = 'nothing' }: TreeLook<unknown>, { kind, parent }: Found): TextNode[] {
  if (kind === 'loading') return [text('loading …', { color: 'muted' })]
  if (kind === 'empty') return [text(empty, { color: 'muted' })]
  return [
    text(oneLine(parent.problem ?? 'failed'), { color: 'danger' }),
    ...(parent.isLazy ? [text('  r  Load again', { color: 'muted' })] : []),
  ]
}

function filterRow(snapshot: Snapshot, field: Component<TextInput, never>): View | false {
  if (!snapshot.matches('filtering')) return false
  const { context, children } = snapshot
  return row({ height: 1, background: 'raised', padding: [0, 1, 0, 0] }, [
    region(children.filter, field, { grow: 1, focus: true }),
    context.matches?.listed &&
      text(` ${context.matches.found.found.length}${snapshot.hasTag('busy') ? '…' : ''}`, { color: 'muted' }),
  ])
}

/** The rows for nodes: while the filter is open, it has the last row. */
function rowsIn(snapshot: Snapshot, rows: number): number {
  return Math.max(0, rows - (snapshot.matches('filtering') ? 1 : 0))
}

function onMouse(snapshot: Snapshot, mouse: MouseEvent, place: Place): TreeEvent<unknown> | undefined {
  const { context } = snapshot
  const rows = rowsIn(snapshot, place.rows)
  const by = wheelRows(mouse)
  if (by !== undefined) return { type: 'scroll', by, rows }
  const above = treeTop(context, rows)
  const window = { columns: place.columns, rows, overflow: Math.max(0, listedRows(context) - rows), above }
  const bar = onScrollbar(mouse, window, context.held)
  if (bar !== undefined) return bar.type === 'scroll' ? { ...bar, rows } : bar
  const { action, button, x, y } = mouse
  if (action !== 'press' || !selects(button) || y >= rows) return undefined
  const position = above + y
  const found = listedRow(context, position)
  const isOn = found && Math.abs(x - BEFORE - markerIn(found, place.columns)) <= 1
  const toggle = { type: 'toggle', position, rows } as const
  return isOn && button === 'left' && snapshot.can(toggle) ? toggle : { type: 'select', position, rows }
}

function markerIn({ path }: Found, columns: number): number {
  return markerColumn(path.length - 1, columns - BEFORE - 1)
}

function keysOf(): KeyTable<Snapshot, TreeEvent<unknown>> {
  const inward = (snapshot: Snapshot, _: unknown, place: Place) => {
    const rows = rowsIn(snapshot, place.rows)
    if (snapshot.can({ type: 'open' })) return { type: 'open', rows } as const
    const found = listedRow(snapshot.context, cursorPosition(snapshot.context))
    const isOpen = found?.branch !== undefined && snapshot.can({ type: 'close' })
    return isOpen ? ({ type: 'move', by: 1, rows } as const) : undefined
  }
  const outward = (snapshot: Snapshot, _: unknown, place: Place) =>
    snapshot.can({ type: 'close' })
      ? ({ type: 'close' } as const)
      : ({ type: 'parent', rows: rowsIn(snapshot, place.rows) } as const)
  return {
    ...cursorKeys((snapshot: Snapshot, { rows }) => ({ rows: rowsIn(snapshot, rows) })),
    right: inward,
    left: outward,
    l: inward,
    h: outward,
    space: (snapshot, _, place) => ({ type: 'toggle', rows: rowsIn(snapshot, place.rows) }),
    r: { type: 'reload' },
    '/': { type: 'filter' },
    // A tree that stays open never takes these two: they are keys of the region around it.
    enter: (snapshot) => {
      const found = listedRow(snapshot.context, cursorPosition(snapshot.context))
      if (found?.kind === 'failed' && snapshot.can({ type: 'reload' })) return { type: 'reload' }
      return snapshot.can({ type: 'choose' }) ? { type: 'choose' } : undefined
    },
    escape: (snapshot) =>
      snapshot.matches('filtering')
        ? { type: 'clear' }
        : snapshot.can({ type: 'leave' })
          ? { type: 'leave' }
          : undefined,
    '*': { type: 'openAll' },
    'shift+right': { type: 'openAll' },
    'shift+left': { type: 'closeAll' },
  }
}
