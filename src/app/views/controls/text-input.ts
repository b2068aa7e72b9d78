import type { SnapshotFrom } from 'xstate'
import { graphemes } from '../../../machines/controls/graphemes.ts'
import type { EditTarget } from '../../../machines/controls/line-edit.ts'
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

const move = (to: EditTarget) => ({ type: 'move', to }) as const
const del = (to: EditTarget) => ({ type: 'delete', to }) as const

const keys: KeyTable<SnapshotFrom<TextInput>, Parameters<TextInput['transition']>[1]> = {
  enter: { type: 'submit' },
  escape: { type: 'leave' },
  up: { type: 'older' },
  down: { type: 'newer' },
  left: move('left'),
  right: move('right'),
  home: move('start'),
  end: move('end'),
  'ctrl+a': move('start'),
  'ctrl+e': move('end'),
  'ctrl+b': move('left'),
  'ctrl+f': move('right'),
  'ctrl+left': move('wordLeft'),
  'ctrl+right': move('wordRight'),
  'alt+b': move('wordLeft'),
  'alt+f': move('wordRight'),
  backspace: del('left'),
  delete: del('right'),
  'ctrl+w': del('wordLeft'),
  'alt+backspace': del('wordLeft'),
  'alt+d': del('wordRight'),
  'ctrl+u': del('start'),
  'ctrl+k': del('end'),
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
    mouse: (snapshot, { action, button, x, y }, { columns }) => {
      if (action !== 'press' || button !== 'left' || y > 0) return undefined
      const { clusters, cursor } = shownOf(snapshot)
      const frame = frameIn(columns)
      const { first } = textWindow(clusters, cursor, columns - frame)
      return { type: 'place', cursor: clusterAtColumn(clusters, first, Math.max(0, x - frame)) }
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

/** Bullets and '…' are marks. What the user typed is text. */
function contentOf({ text: shown, isEnd }: TextWindow, { context }: SnapshotFrom<TextInput>): TextContent {
  const isCut = context.isCut && isEnd && shown !== ''
  const typed = isCut ? shown.slice(0, -1) : shown
  return [context.masked ? marked(typed, '*'.repeat(typed.length)) : typed, isCut && mark('more')]
}
