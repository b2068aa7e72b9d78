import type { SnapshotFrom } from 'xstate'
import type { ButtonRow, ButtonRowEvent } from '../../../machines/data/button-row.ts'
import type { DialogButton } from '../../../machines/data/dialog.ts'
import { fitting } from '../../../render/nodes/fitting.ts'
import type { Node } from '../../../render/nodes/index.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { width } from '../../../render/text/width.ts'
import { component, type AnyComponent } from '../../component.ts'

/** Free cells between two buttons. */
const GAP = 2

/** The view of a row of buttons, with its keys. `isAlone` is whether nothing else in its dialog has keys: Tab then goes round. */
export function buttonRowView(
  logic: ButtonRow,
  buttons: readonly DialogButton[],
  isAlone: boolean,
): AnyComponent {
  const tab = (step: 1 | -1) => (snapshot: SnapshotFrom<ButtonRow>) => {
    const { at } = snapshot.context
    const next = isAlone ? (at + step + buttons.length) % buttons.length : at + step
    return { type: 'move', by: next - at } as const
  }
  return component<ButtonRow>({
    logic,
    name: 'buttons',
    keys: {
      left: { type: 'move', by: -1 },
      right: { type: 'move', by: 1 },
      tab: tab(1),
      'shift+tab': tab(-1),
      enter: { type: 'press' },
      space: { type: 'press' },
    },
    view: ({ context: { at, reasons } }, { focused }) => {
      const all = buttons.map((button, index) =>
        buttonOf(button, focused && index === at, reasons[index] !== undefined),
      )
      const wide = buttons.reduce((sum, button) => sum + widthOf(button), GAP * (buttons.length - 1))
      const one = row({ height: 1 }, [
        at > 0 && mark(PREVIOUS, { color: 'muted' }),
        all[at],
        at < all.length - 1 && mark(NEXT, { color: 'muted' }),
      ])
      return row({ height: 1, justify: 'end' }, [
        fitting([
          { minWidth: wide, node: row({ gap: GAP, height: 1 }, all) },
          { minWidth: 0, node: one },
        ]),
      ])
    },
  })
}

const PREVIOUS = ['‹ ', '< '] as const
const NEXT = [' ›', ' >'] as const

/** A button: its word with two blanks at both sides, and a mark before it if it does what can't be undone. */
function buttonOf({ label, destructive = false }: DialogButton, isFocused: boolean, isOff: boolean): Node {
  const press = { type: 'press', button: label } satisfies ButtonRowEvent
  const word = [' ', destructive && mark('warning'), destructive && ' ', label, ' '].filter(
    (part) => part !== false,
  )
  const look = isOff
    ? ({ color: 'faint', background: isFocused ? 'raised' : 'surface' } as const)
    : isFocused
      ? ({ color: 'onAccent', background: destructive ? 'danger' : 'focus' } as const)
      : ({ color: 'text', background: 'raised' } as const)
  return row({ height: 1, press }, [text([' ', ...word, ' '], { ...look, height: 1, overflow: 'truncate' })])
}

function widthOf({ label, destructive = false }: DialogButton): number {
  return width(label) + 4 + (destructive ? 2 : 0)
}
