import { toasting, type Toasting } from '../../../machines/data/toasting.ts'
import {
  shownToasts,
  type Toast,
  type ToastLevel,
  type Toasts,
  type ToastsContext,
} from '../../../machines/data/toasts.ts'
import { box } from '../../../render/nodes/box.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { fitting } from '../../../render/nodes/fitting.ts'
import { mark, type MarkName } from '../../../render/nodes/mark.ts'
import { scroll } from '../../../render/nodes/scroll.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type AnyComponent, type Component } from '../../component.ts'
import { region } from '../../region.ts'

/**
 * The toasts of a store, the newest below, above whatever is in the layer below. Its actor is a child of the component that shows it, and
 * gives toasts their time. It takes the keyboard only if Tab or a click gives it to it.
 *
 * ```ts
 * const messages = toasts()
 * const actors = { toasts: toastsView(messages) }
 * // in the view: overlay([page, layer(region(children.toasts), { at: 'bottom-right', margin: [0, 1] })])
 * ```
 */
export function toastsView(store: Toasts): Component<Toasting, never> {
  const shown = toastList(store)
  return component<Toasting>({
    logic: toasting(store),
    name: 'toasts',
    // Without toasts, nothing is there that could have the focus.
    view: ({ context }) => context.toasts.queue.length > 0 && region(store, shown),
  })
}

const WIDTH = 30
const MAX_WIDTH = 44

/** The toasts that are there, with their keys. */
function toastList(store: Toasts): AnyComponent {
  return component({
    logic: store,
    name: 'toast',
    keys: {
      enter: ({ context }) =>
        shownToasts(context).some(({ action }) => action !== undefined)
          ? { type: 'act' }
          : { type: 'dismiss' },
      escape: { type: 'dismiss' },
      delete: { type: 'dismiss' },
      space: { type: 'keep' },
    },
    help: { escape: 'Dismiss', space: 'Keep' },
    lines: { say: ({ context: { queue } }) => queue.map((toast) => text(wordsOf(toast))) },
    view: ({ context }, { focused }) =>
      scroll(
        fitting([
          {
            minWidth: WIDTH,
            node: column({ minWidth: WIDTH, maxWidth: MAX_WIDTH }, framed(context, focused)),
          },
          { minWidth: 0, node: column({ background: 'surface' }, plain(context)) },
        ]),
        { from: 'end' },
      ),
  })
}

function framed(context: ToastsContext, focused: boolean): Child[] {
  const shown = shownToasts(context)
  return [
    moreOf(context),
    ...shown.map((toast, index) =>
      box(
        {
          border: 'round',
          borderColor: focused && index === shown.length - 1 ? 'focus' : colors[toast.level],
          background: 'surface',
          padding: [0, 1],
          press: { type: 'dismiss', id: toast.id },
        },
        [
          text(wordsOf(toast)),
          (toast.detail !== undefined || toast.action !== undefined) &&
            row({ gap: 2, padding: [0, 0, 0, 2] }, [
              toast.detail !== undefined && text(toast.detail, { color: 'muted', grow: 1 }),
              actionOf(toast, focused),
            ]),
        ],
      ),
    ),
  ]
}

function plain(context: ToastsContext): Child[] {
  return [
    moreOf(context),
    ...shownToasts(context).map((toast) =>
      row({ gap: 1, press: { type: 'dismiss', id: toast.id } }, [
        text(wordsOf(toast), { grow: 1 }),
        actionOf(toast, false),
      ]),
    ),
  ]
}

function actionOf({ id, action }: Toast, focused: boolean): Child {
  return (
    action !== undefined &&
    row({ gap: 1, press: { type: 'act', id } }, [
      focused && text(' Enter ', { color: 'accent', bold: true, background: 'raised' }),
      text(action.label, { color: 'accent', underline: !focused }),
    ])
  )
}

/** How many toasts wait. */
function moreOf({ queue, maxShown }: ToastsContext): Child {
  const count = queue.length - maxShown
  return count > 0 && text(`+${count}`, { color: 'muted', background: 'surface', align: 'right' })
}

function wordsOf({ level, text: words }: Toast): readonly (string | ReturnType<typeof text>)[] {
  return [mark(marks[level], { color: colors[level] }), ` ${words}`]
}

const marks: Readonly<Record<ToastLevel, MarkName>> = {
  info: 'info',
  success: 'done',
  warning: 'warning',
  error: 'failed',
}

const colors = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'danger',
} as const satisfies Readonly<Record<ToastLevel, string>>
