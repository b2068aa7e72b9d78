import type { SnapshotFrom } from 'xstate'
import type { TextPlace } from '../../../machines/editor/edited-text.ts'
import { selectionIn } from '../../../machines/editor/field.ts'
import { isToken } from '../../../machines/editor/pastes.ts'
import {
  textArea,
  type TextArea,
  type TextAreaContext,
  type TextAreaEvent,
  type TextAreaOptions,
} from '../../../machines/forms/text-area.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { badge } from '../../../render/nodes/badge.ts'
import { grow } from '../../../render/nodes/grow.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { layer } from '../../../render/nodes/layer.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { style as styleOf } from '../../../render/nodes/options.ts'
import { overlay } from '../../../render/nodes/overlay.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text, type TextContent } from '../../../render/nodes/text.ts'
import type { CursorShape } from '../../../render/paint/cursor.ts'
import type { Style } from '../../../render/paint/style.ts'
import { component, type Component, type Place } from '../../component.ts'
import type { MouseEvent } from '../../input/events.ts'
import { onScrollbar } from '../controls/scrollbar.ts'
import { wheelRows } from '../controls/wheel.ts'
import { isLogic } from '../logic-or-options.ts'
import { textAreaLines } from './text-area-lines.ts'
import { completionMenu } from './completion-menu.ts'
import { textAreaKeys } from './text-area-keys.ts'
import { TextAreaLayout } from './text-area-layout.ts'
import { shownText, TextRows, type TextRow } from './text-rows.ts'

/** The look of a `textAreaView`. */
export interface TextAreaViewOptions extends Style {
  /** A quiet text that is shown while the field is empty. */
  readonly placeholder?: string | undefined
  /**
   * How many rows it has at the least: a whole number, 1 or more.
   *
   * @defaultValue 1
   */
  readonly minRows?: number | undefined
  /**
   * Up to how many rows it grows with its text, before it scrolls.
   *
   * @defaultValue 10
   */
  readonly maxRows?: number | undefined
  /**
   * Whether it has neither a ground nor the mark at its left, as in a pane of its own.
   *
   * @defaultValue false
   */
  readonly bare?: boolean | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

type Snapshot = SnapshotFrom<TextArea>
type RegionSize = Pick<Place, 'columns' | 'rows'>

const MAX_ROWS = 10

/**
 * A field for a text of several lines: the view of `textArea`, with its keys and its mouse. It grows with its text up to `maxRows`, and
 * then scrolls. It takes the logic, or the options to make it.
 *
 * ```ts
 * import { textAreaView } from 'actty/forms'
 * const message = await run(textAreaView({ placeholder: 'What has changed?' }), { screen: 'inline' })
 * ```
 */
export function textAreaView(
  logicOrOptions: TextArea | (TextAreaOptions & TextAreaViewOptions) = {},
  options?: TextAreaViewOptions,
): Component<TextArea, never> {
  const [logic, look] = isLogic<TextArea>(logicOrOptions)
    ? [logicOrOptions, options ?? {}]
    : [textArea(logicOrOptions), logicOrOptions]
  const { placeholder, name = 'textArea' } = look
  return textAreaField(logic, look, textAreaLines(placeholder || name))
}

/** The field alone: without a face for lines, it's a part of what has one. */
export function textAreaField(
  logic: TextArea,
  look: TextAreaViewOptions,
  face?: ReturnType<typeof textAreaLines>,
): Component<TextArea, never> {
  const { placeholder = '', name = 'textArea', bare = false } = look
  const { minRows = 1, maxRows = MAX_ROWS } = look
  const style = styleOf(look)
  const rows = new TextRows()
  let last: TextAreaLayout | undefined
  // The keys, the help line and the view ask for the same one.
  const layoutOf = ({ context }: Snapshot, { columns, rows: height }: RegionSize) => {
    const size = { columns, rows: height, minRows, maxRows, bare }
    return last?.isOf(context, size) === true ? last : (last = new TextAreaLayout(context, rows, size))
  }
  return component<TextArea>({
    logic,
    name,
    keys: textAreaKeys(layoutOf),
    ...(face && { lines: face }),
    mouse: (snapshot, mouse, place) => mouseEvent(snapshot, mouse, layoutOf(snapshot, place), place),
    view: (snapshot, info) => {
      const { context } = snapshot
      const layout = layoutOf(snapshot, info)
      const { focused } = info
      const body =
        context.edited.text.length === 0 ? empty(placeholder, context) : rowsNode(context, layout, focused)
      const look = context.disabled ? { ...style, color: 'faint' as const } : style
      const field =
        layout.frame === 0
          ? column({ ...look, height: layout.wanted }, [grow(body)])
          : framed(body, layout, look, context, focused)
      return withMenu(snapshot, layout, column([field, ...notes(context), modeNote(context)]), info.rows)
    },
  })
}

function mouseEvent(
  { context }: Snapshot,
  mouse: MouseEvent,
  layout: TextAreaLayout,
  { columns }: Place,
): TextAreaEvent | undefined {
  const { visible, top, total } = layout
  const overflow = Math.max(0, total - visible)
  const scrolled = (by: number): TextAreaEvent => ({
    type: 'scroll',
    top: layout.startOf(Math.max(0, Math.min(top + by, overflow))),
  })
  const turned = wheelRows(mouse)
  if (turned !== undefined) return overflow > 0 ? scrolled(turned) : undefined
  const bar = onScrollbar(mouse, { columns, rows: visible, overflow, above: top }, context.held)
  if (bar !== undefined) return bar.type === 'scroll' ? scrolled(bar.by) : bar
  const { action, button, x, y, shift } = mouse
  if (button !== 'left' || action === 'release' || (action === 'press' && y >= visible)) return undefined
  const at = { at: layout.placeUnder(x, y), top: layout.topPlace }
  return action === 'press' ? { type: 'press', ...at, select: shift } : { type: 'drag', ...at }
}

const quiet: Style = { color: 'muted', italic: true }
const selected: Style = { background: 'selection', color: 'onSelection' }

/** Vi's modes are told by the cursor, too. */
function shapeOf({ vi }: TextAreaContext): CursorShape {
  return vi === undefined ? 'default' : vi.mode === 'insert' ? 'bar' : 'block'
}

function empty(placeholder: string, context: TextAreaContext): Node {
  const { search } = context
  const cursor = search === undefined ? 0 : undefined
  return text(placeholder, {
    ...quiet,
    overflow: 'truncate',
    cursor,
    cursorShape: shapeOf(context),
    height: 1,
  })
}

/** The rows in view. */
function rowsNode(context: TextAreaContext, layout: TextAreaLayout, focused: boolean): Node {
  const source = {
    length: layout.total,
    at: (index: number) => rowNode(context, layout.row(index)!, index === layout.cursorRow),
  }
  return lines(source, { from: layout.top, scrollbar: true, focused, select: false })
}

function rowNode(context: TextAreaContext, shown: TextRow, hasCursor: boolean): Node {
  const { pastes, edited, search } = context
  const part = (from: number, to: number) => shownText(shown.text.slice(from, to), pastes)
  const content = contentOf(context, shown, part)
  if (!hasCursor || search !== undefined) return text(content, { overflow: 'clip', height: 1 })
  const cursor = part(shown.start, edited.cursor.at).length
  // A line that is a text has no cursor.
  return row([grow(text(content, { overflow: 'clip', height: 1, cursor, cursorShape: shapeOf(context) }))])
}

/** A row in parts: what is selected, and pastes, have looks of their own. */
function contentOf(
  context: TextAreaContext,
  { line, text: whole, start, end, isLast }: TextRow,
  part: (from: number, to: number) => string,
): TextContent {
  const { pastes } = context
  const selection = selectionIn(context)
  const inRow = ({ line: at, at: offset }: TextPlace) =>
    at < line ? start : at > line ? end : Math.max(start, Math.min(offset, end))
  const [from, to] = selection === undefined ? [end, end] : [inRow(selection[0]), inRow(selection[1])]
  // A line feed that is selected is seen as a blank.
  const hasFeed = selection !== undefined && isLast && selection[0].line <= line && selection[1].line > line
  const isPlain = from === to && !hasFeed && !hasToken(whole, start, end)
  if (isPlain) return part(start, end)
  const marked = (a: number, b: number, style?: Style) => tokensIn(whole, a, b, pastes, style)
  return [
    ...marked(start, from),
    ...marked(from, to, selected),
    ...(hasFeed ? [text(' ', selected)] : []),
    ...marked(to, end),
  ]
}

function hasToken(whole: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isToken(whole[at]!)) return true
  return false
}

function tokensIn(
  whole: string,
  from: number,
  to: number,
  pastes: TextAreaContext['pastes'],
  style?: Style,
): TextNode[] {
  const parts = whole.slice(from, to).split(/([\ufdd0-\ufdef])/)
  return parts
    .filter((piece) => piece !== '')
    .map((piece) => text(shownText(piece, pastes), isToken(piece) ? { color: 'accent', ...style } : style))
}

function framed(
  body: Node,
  layout: TextAreaLayout,
  style: Style | undefined,
  { error, disabled }: TextAreaContext,
  isFocused: boolean,
): Node {
  return row(
    {
      background: 'raised',
      ...style,
      border: { left: '▌' },
      borderColor: error !== undefined ? 'danger' : isFocused && !disabled ? 'focus' : 'faint',
      padding: [0, 0, 0, 1],
      height: layout.wanted,
    },
    [grow(body)],
  )
}

/** What is said below the text. */
function notes({ error, search, isCut }: TextAreaContext): Child[] {
  return [
    search !== undefined &&
      text(
        [
          text('search ', { color: 'muted' }),
          search.query,
          !search.isFound && text('  nothing has it', { color: 'warning' }),
        ],
        {
          overflow: 'truncate',
          height: 1,
          cursor: 'search '.length + search.query.length,
        },
      ),
    isCut &&
      text([mark('more'), ' the end was cut off'], { color: 'warning', overflow: 'truncate', height: 1 }),
    error !== undefined &&
      text([mark('failed'), ` ${error}`], { color: 'danger', overflow: 'truncate', height: 1 }),
  ]
}

const modeWords = { insert: 'INSERT', normal: 'NORMAL', visual: 'VISUAL', visualLine: 'VISUAL LINE' } as const
const modeColors = { insert: 'success', normal: 'accent', visual: 'warning', visualLine: 'warning' } as const

/** The mode of vi, and what is typed of a command. */
function modeNote({ vi }: TextAreaContext): Child {
  if (vi === undefined) return undefined
  const begun = `${vi.operator?.count ?? ''}${vi.operator?.key ?? ''}${vi.count}${vi.pending ?? ''}`
  return row({ gap: 1, height: 1 }, [
    badge(modeWords[vi.mode], { color: modeColors[vi.mode], soft: true }),
    begun !== '' && text(begun, { color: 'muted' }),
  ])
}

/** The field with the menu below the cursor; above it, if only there is room for it. */
function withMenu(snapshot: Snapshot, layout: TextAreaLayout, field: Node, rows: number): Node {
  const menu = completionMenu(snapshot)
  if (menu === undefined) return field
  const { context } = snapshot
  const y = layout.cursorRow - layout.top
  const x =
    layout.frame + Math.max(0, layout.cursorColumn - (context.edited.cursor.at - context.query!.from.at))
  const isAbove = rows - y - 1 < menu.rows && y >= menu.rows
  const top = isAbove ? y - menu.rows : y + 1
  return overlay([field, layer(menu.node, { at: 'top-left', margin: [top, 0, 0, x] })])
}
