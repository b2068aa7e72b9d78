import type { SnapshotFrom } from 'xstate'
import { graphemes } from '../../../machines/controls/graphemes.ts'
import { ordered } from '../../../machines/controls/line-edit.ts'
import { textInput, type TextInput, type TextInputOptions } from '../../../machines/controls/text-input.ts'
import { mark, marked } from '../../../render/nodes/mark.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text, type TextContent } from '../../../render/nodes/text.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { style as styleOf } from '../../../render/nodes/options.ts'
import type { Style } from '../../../render/paint/style.ts'
import { component, type Component, type KeyTable } from '../../component.ts'
import { isLogic } from '../logic-or-options.ts'
import { editKeys } from './edit-keys.ts'
import { clusterAtColumn, textWindow, type TextWindow } from './text-window.ts'

/** The look of a `textInputView`. */
export interface TextInputViewOptions extends Style {
  /** A quiet text that is shown while the field is empty. */
  readonly placeholder?: string | undefined
  /**
   * Whether it has neither a ground nor the mark at its left, as in a row that has both.
   *
   * @defaultValue false
   */
  readonly bare?: boolean | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

const keys: KeyTable<SnapshotFrom<TextInput>, Parameters<TextInput['transition']>[1]> = {
  ...editKeys,
  enter: { type: 'submit' },
  escape: (snapshot) => ({ type: snapshot.can({ type: 'unselect' }) ? 'unselect' : 'leave' }),
  'ctrl+g': { type: 'unselect' },
  up: { type: 'older' },
  down: { type: 'newer' },
  'ctrl+p': { type: 'older' },
  'ctrl+n': { type: 'newer' },
  home: editKeys['ctrl+home'],
  end: editKeys['ctrl+end'],
  'ctrl+a': editKeys['ctrl+home'],
  'ctrl+e': editKeys['ctrl+end'],
  'shift+home': editKeys['ctrl+shift+home'],
  'shift+end': editKeys['ctrl+shift+end'],
  // In an empty field it's the end of the input, as in a shell: the region around it may leave.
  'ctrl+d': ({ context }) => (context.value === '' ? undefined : editKeys.delete),
  text: (_, input) => ({ type: 'insert', text: input.text }),
  paste: (_, input) => ({ type: 'insert', text: input.text }),
}

/**
 * A field for a line of text, one row high: the view of `textInput`, with its keys and its mouse. It takes the logic, or the options to
 * make it. If it has the focus, the terminal's own cursor is in it, so that input methods find it.
 *
 * ```ts
 * const name = await run(textInputView({ placeholder: 'Your name' })) // undefined if the user left it
 * ```
 */
export function textInputView(
  logicOrOptions: TextInput | (TextInputOptions & TextInputViewOptions) = {},
  options?: TextInputViewOptions,
): Component<TextInput, never> {
  const [logic, look] = isLogic<TextInput>(logicOrOptions)
    ? [logicOrOptions, options ?? {}]
    : [textInput(logicOrOptions), logicOrOptions]
  const { placeholder = '', name = 'textInput', bare = false } = look
  const style = styleOf(look)
  const frameIn = (columns: number) => (bare || columns < MIN_COLUMNS ? 0 : FRAME)
  return component({
    logic,
    name,
    keys,
    mouse: (snapshot, { action, button, x, y, shift }, { columns }) => {
      const isDrag = action === 'move'
      if (button !== 'left' || (!isDrag && (action !== 'press' || y > 0))) return undefined
      const { clusters, cursor } = shownOf(snapshot)
      const frame = frameIn(columns)
      const { first } = textWindow(clusters, cursor, columns - frame)
      const at = clusterAtColumn(clusters, first, Math.max(0, x - frame))
      return { type: 'place', cursor: at, select: isDrag || shift }
    },
    view: (snapshot, { columns, focused }) => {
      const { clusters, cursor } = shownOf(snapshot)
      const frame = frameIn(columns)
      const window = textWindow(clusters, cursor, columns - frame)
      const field =
        clusters.length === 0
          ? text(placeholder, { ...quiet, ...style, overflow: 'truncate', cursor: 0, height: 1 })
          : text(contentOf(window, snapshot), {
              ...style,
              overflow: 'clip',
              cursor: window.cursor,
              height: 1,
              select: !snapshot.context.masked,
            })
      return frame === 0 ? field : framed(field, style, focused)
    },
  })
}

/** The columns of the mark at the left and of the blank after it. In fewer columns than these, there is only the text. */
const FRAME = 2
const MIN_COLUMNS = 6

const quiet: Style = { color: 'muted', italic: true }

function framed(field: TextNode, style: Style | undefined, isFocused: boolean): Node {
  return row(
    {
      background: 'raised',
      ...style,
      border: { left: '▌' },
      borderColor: isFocused ? 'focus' : 'faint',
      padding: [0, 0, 0, 1],
      height: 1,
    },
    [grow(field)],
  )
}

/** The clusters that are shown: bullets for a masked text, and '…' after a text that was cut. */
function shownOf({ context }: SnapshotFrom<TextInput>): { clusters: readonly string[]; cursor: number } {
  const { value, cursor, masked, isCut } = context
  const clusters = masked ? graphemes(value).map(() => '•') : graphemes(value)
  return { clusters: isCut ? [...clusters, '…'] : clusters, cursor }
}

const selected: Style = { background: 'selection', color: 'onSelection' }

/** Bullets and '…' are marks. What the user typed is text. */
function contentOf(
  { text: shown, isEnd, first }: TextWindow,
  snapshot: SnapshotFrom<TextInput>,
): TextContent {
  const { context } = snapshot
  const isCut = context.isCut && isEnd && shown !== ''
  const typed = isCut ? shown.slice(0, -1) : shown
  const { clusters } = shownOf(snapshot)
  const [from, to] = ordered(context).map((at) => clusters.slice(first, at).join('').length) as [
    number,
    number,
  ]
  const part = (start: number, end?: number) => {
    const content = typed.slice(start, end)
    return context.masked ? marked(content, '*'.repeat(content.length)) : content
  }
  return [
    part(0, from),
    from < to && text([part(from, to)], selected),
    part(to, Infinity),
    isCut && mark('more'),
  ]
}
