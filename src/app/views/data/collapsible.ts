import type { AnyActorLogic } from 'xstate'
import { collapsible, type Collapsible, type CollapsibleOptions } from '../../../machines/data/collapsible.ts'
import type { Work } from '../../../machines/kit/pattern.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { region } from '../../region.ts'

/** The look of a `collapsibleView`. */
export interface CollapsibleLook {
  /**
   * What stands in its first row.
   *
   * @defaultValue the name of the content
   */
  readonly title?: string | undefined
  /** What stands at the right edge of that row. */
  readonly note?: string | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/** The look and the behavior of a `collapsibleView`. */
export interface CollapsibleViewOptions extends CollapsibleOptions, CollapsibleLook {}

/**
 * A component below a title, which is shown or not. Enter, Space and a click on the title open and close it, as do the right and the left
 * arrow.
 *
 * ```ts
 * const log = collapsibleView(logView, { title: 'Log', note: 'build.log' })
 * ```
 */
export function collapsibleView<L extends AnyActorLogic>(
  content: Component<L>,
  options?: CollapsibleViewOptions,
): Component<Collapsible<L>, never>
/**
 * The view of `collapsible`. The logic must have been made with a component.
 *
 * ```ts
 * const log = collapsibleView(collapsible(logView, { open: true }), { title: 'Log' })
 * ```
 */
export function collapsibleView<L extends AnyActorLogic>(
  logic: Collapsible<L>,
  options?: CollapsibleLook,
): Component<Collapsible<L>, never>
export function collapsibleView(
  contentOrLogic: AnyActorLogic | Component<AnyActorLogic>,
  { title, note, name, ...options }: CollapsibleViewOptions = {},
): Component<Collapsible<Work>, never> {
  const isContent = 'view' in contentOrLogic
  const logic = isContent ? collapsible(contentOrLogic, options) : (contentOrLogic as Collapsible<Work>)
  const own = isContent ? contentOrLogic.name : 'content'
  const toggle = { type: 'toggle' } as const
  return component<Collapsible<Work>>({
    logic,
    name: name ?? title ?? `collapsible ${own}`,
    keys: { enter: toggle, space: toggle, right: { type: 'open' }, left: { type: 'close' } },
    view: ({ context, children }, { focused }) =>
      column([
        row({ height: 1, gap: 1, press: toggle }, [
          mark(context.value ? 'open' : 'closed', { color: focused ? 'focus' : 'muted' }),
          text(title ?? own, {
            grow: 1,
            overflow: 'truncate',
            ...(focused && { color: 'focus', bold: true }),
          }),
          note !== undefined && text(note, { color: 'muted', overflow: 'truncate' }),
        ]),
        context.value && region(children.content),
      ]),
  })
}
