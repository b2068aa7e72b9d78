import type { SnapshotFrom } from 'xstate'
import { graphemes } from '../../../machines/controls/graphemes.ts'
import type { EditTarget } from '../../../machines/controls/line-edit.ts'
import { textInput, type TextInput } from '../../../machines/controls/text-input.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Style } from '../../../render/paint/style.ts'
import { component, type Component, type KeyTable } from '../../component.ts'
import { clusterAtColumn, textWindow } from './text-window.ts'

export interface TextInputViewOptions extends Style {
  /** Stands there, dimmed, while nothing is written. */
  readonly placeholder?: string | undefined
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
 * A field that text is written in, a row high: what `textInput` of `actty/machines` looks like, and its keys. With the
 * focus, the terminal's own cursor stands in it, where input methods look for it.
 *
 * ```ts
 * const name = await run(textInputView(textInput(), { placeholder: 'Your name' })) // undefined where it was left
 * ```
 */
export function textInputView(
  logic: TextInput = textInput(),
  options: TextInputViewOptions = {},
): Component<TextInput> {
  const { placeholder = '', name = 'textInputView', ...style } = options
  return component({
    logic,
    name,
    keys,
    mouse: (snapshot, { action, button, x, y }, { columns }) => {
      if (action !== 'press' || button !== 'left' || y > 0) return undefined
      const { clusters, cursor } = shownOf(snapshot)
      const { first } = textWindow(clusters, cursor, columns)
      return { type: 'place', cursor: clusterAtColumn(clusters, first, x) }
    },
    view: (snapshot, { columns }) => {
      const { clusters, cursor } = shownOf(snapshot)
      if (clusters.length === 0)
        return text(placeholder, { ...style, dim: true, overflow: 'truncate', cursor: 0, height: 1 })
      const window = textWindow(clusters, cursor, columns)
      return text(window.text, { ...style, overflow: 'clip', cursor: window.cursor, height: 1 })
    },
  })
}

/** The clusters that are shown: of a secret, only how many there are. */
function shownOf({ context }: SnapshotFrom<TextInput>): { clusters: readonly string[]; cursor: number } {
  const { value, cursor, masked } = context
  const clusters = graphemes(value)
  return { clusters: masked ? clusters.map(() => '•') : clusters, cursor }
}
