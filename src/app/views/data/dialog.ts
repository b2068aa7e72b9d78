import type { AnyActorLogic, SnapshotFrom } from 'xstate'
import {
  dialog,
  type Dialog,
  type DialogButton,
  type DialogEvent,
  type DialogOptions,
  type DialogParts,
} from '../../../machines/data/dialog.ts'
import { buttonRow } from '../../../machines/data/button-row.ts'
import { box } from '../../../render/nodes/box.ts'
import { nodes, type Child } from '../../../render/nodes/children.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type AnyComponent, type Component } from '../../component.ts'
import type { LineFace } from '../../lines/line-face.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { buttonRowView } from './button-row.ts'

/** The look of a `dialogView`. */
export interface DialogLook<Data = undefined> {
  /**
   * What stands below the title: a text, or a view that is made of the dialog's input.
   *
   * @defaultValue nothing
   */
  readonly content?: string | ((data: Data) => Child) | undefined
  /**
   * The largest width, in cells.
   *
   * @defaultValue 60
   */
  readonly maxWidth?: number | undefined
  /**
   * The component's name, for errors.
   *
   * @defaultValue 'dialog'
   */
  readonly name?: string | undefined
}

type AnyDialog = Dialog<unknown, never, unknown>
type AnyOptions = DialogOptions<unknown, never, unknown>
type Snapshot = SnapshotFrom<AnyDialog>

/**
 * A dialog: the view of `dialog`, with its keys and its mouse. Its actor is a child that runs while it's open. It's shown by
 * `modal(region(children.restart), { dim: true })` in an `overlay`.
 *
 * ```ts
 * const restart = dialogView({
 *   title: (service: string) => `Restart ${service}?`,
 *   content: 'It answers nobody for about 20 s.',
 *   buttons: [{ label: 'Restart', answer: true, key: 'r', destructive: true }],
 * })
 * ```
 *
 * @throws TypeError if there is no button, if two have the same label, if `default` names none, or if a key isn't one.
 */
export function dialogView<const Answer, Body extends AnyActorLogic = never, Data = undefined>(
  options: DialogOptions<Answer, Body, Data> & DialogLook<Data>,
): Component<Dialog<Answer, Body, Data>, never>
/**
 * The view of a `dialog`. Its body must have been made with a component.
 *
 * ```ts
 * const restart = dialogView(dialog({ title: 'Restart?', buttons: [{ label: 'Go on', answer: true }] }), { content: 'It takes 20 s.' })
 * ```
 *
 * @throws TypeError if a key isn't one.
 */
export function dialogView<Answer, Body extends AnyActorLogic, Data>(
  logic: Dialog<Answer, Body, Data>,
  look?: DialogLook<Data>,
): Component<Dialog<Answer, Body, Data>, never>
export function dialogView(logicOrOptions: object, given: DialogLook<never> = {}): AnyComponent {
  const [logic, look] = isLogic<AnyDialog>(logicOrOptions)
    ? [logicOrOptions, given as DialogLook<unknown>]
    : [dialog(logicOrOptions as AnyOptions) as AnyDialog, logicOrOptions as DialogLook<unknown>]
  const { parts } = logic
  const { buttons, body } = parts
  const { maxWidth = MAX_WIDTH, name = 'dialog' } = look
  const labels = buttons.map(({ label }) => label)
  const row = buttonRowView(buttonRow(labels), buttons, body === undefined)
  const withKeys = buttons.filter(
    (button): button is DialogButton & { key: string } => button.key !== undefined,
  )
  return component<AnyDialog>({
    logic,
    name,
    keys: {
      enter: { type: 'submit' },
      escape: { type: 'cancel' },
      ...Object.fromEntries(
        withKeys.map(({ key, label }): [string, DialogEvent] => [key, { type: 'choose', button: label }]),
      ),
    },
    help: Object.fromEntries(withKeys.map(({ key, label }) => [key, label])),
    lines: body === undefined ? askedInLines(parts, look) : undefined,
    view: ({ context: { title, problem, data }, children }) => {
      const { body: field, buttons: below } = children as Readonly<Record<string, never>>
      return box(
        {
          title: text(title, { color: 'focus', bold: true }),
          border: 'round',
          borderColor: 'focus',
          background: 'surface',
          padding: [0, 2],
          maxWidth,
        },
        [
          blank(),
          ...contentOf(look, data),
          body !== undefined && region(field, { minHeight: 1 }),
          problem !== undefined && text([mark('failed'), ` ${problem}`], { color: 'danger' }),
          blank(),
          region(below, row, { height: 1 }),
        ],
      )
    },
  })
}

/** In cells. */
const MAX_WIDTH = 60

/** A row that is there only if there is room for it. */
const blank = () => text('', { grow: 1, maxHeight: 1 })

function contentOf({ content }: DialogLook<unknown>, data: unknown): Child[] {
  const shown = typeof content === 'function' ? content(data) : content
  return nodes([shown]).length === 0 ? [] : [column({}, [shown])]
}

/** In lines, a dialog is a question that is answered by the label of a button, its key or its number. */
function askedInLines(
  { buttons, default: wanted, cancel }: DialogParts,
  look: DialogLook<unknown>,
): LineFace<Snapshot, DialogEvent> {
  const words = buttons.map(({ label }) => label).join(', ')
  const enter = wanted ?? (cancel === false ? undefined : cancel)
  return {
    say: ({ status, context }) => (status === 'active' ? nodes(contentOf(look, context.data)) : []),
    ask: ({ status, context: { title, problem } }) =>
      status !== 'active'
        ? undefined
        : {
            question: title,
            lines: [],
            prompt: `${title} (${words}${enter === undefined ? '' : `, Enter for ${enter}`}): `,
            problem,
          },
    read: (line) => {
      const typed = line.trim().toLowerCase()
      const found = buttons.find(
        ({ label, key }, index) =>
          label.toLowerCase() === typed || key?.toLowerCase() === typed || String(index + 1) === typed,
      )
      if (typed === '' && enter !== undefined) return { type: 'choose', button: enter }
      return found === undefined
        ? `${JSON.stringify(line.trim())} isn't one of ${words}`
        : { type: 'choose', button: found.label }
    },
  }
}
