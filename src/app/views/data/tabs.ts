import type { SnapshotFrom } from 'xstate'
import type { Panels } from '../../../machines/data/panels.ts'
import { tabs, type Tabs, type TabsEvent, type TabsOptions } from '../../../machines/data/tabs.ts'
import { column } from '../../../render/nodes/stack.ts'
import { component, type Component, type KeyBinding } from '../../component.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { tabStrip } from './tab-strip.ts'

/** The look of `tabsView`. */
export interface TabsLook<Name extends string> {
  /**
   * The titles of tabs, by their names.
   *
   * @defaultValue their names
   */
  readonly titles?: { readonly [N in Name]?: string | undefined } | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/** The look and the behavior of `tabsView`. */
export interface TabsViewOptions<Name extends string> extends TabsOptions<Name>, TabsLook<Name> {}

/** With fewer rows, there is no line below the names. */
const WITH_LINE = 8

/** Keys for the first tabs. */
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/**
 * Panels below a row with their names: the view of `tabs`. Its keys are those that the panel that is shown has no use for: the left and the
 * right arrow, Ctrl+PageUp and Ctrl+PageDown, Alt+1 to Alt+9, and Ctrl+W for a tab that can be closed. A click on a name shows its panel.
 *
 * ```ts
 * const pages = tabsView({ files: listView<string>(), notes: textInputView() }, { titles: { files: 'Files' } })
 * ```
 *
 * @throws TypeError if there is no panel, or if `first` or `closable` name one that there isn't.
 */
export function tabsView<P extends Panels>(
  panels: P,
  options?: TabsViewOptions<keyof P & string>,
): Component<Tabs<P>, never>
/**
 * The view of `tabs`. The logic must have been made with components.
 *
 * ```ts
 * const pages = tabsView(tabs({ files: listView<string>() }), { titles: { files: 'Files' } })
 * ```
 */
export function tabsView<P extends Panels>(
  logic: Tabs<P>,
  options?: TabsLook<keyof P & string>,
): Component<Tabs<P>, never>
export function tabsView(
  panelsOrLogic: Panels | Tabs<Panels>,
  { titles = {}, name = 'tabs', ...options }: TabsViewOptions<string> = {},
): Component<Tabs<Panels>, never> {
  const logic = isLogic<Tabs<Panels>>(panelsOrLogic) ? panelsOrLogic : tabs(panelsOrLogic, options)
  type Binding = KeyBinding<SnapshotFrom<Tabs<Panels>>, TabsEvent<string>>
  const toTab =
    (at: number): Binding =>
    ({ context }) => {
      const wanted = context.open[at - 1]
      return wanted === undefined ? undefined : { type: 'select', name: wanted }
    }
  return component<Tabs<Panels>>({
    logic,
    name,
    keys: {
      left: { type: 'turn', by: -1 },
      right: { type: 'turn', by: 1 },
      'ctrl+pageup': { type: 'turn', by: -1 },
      'ctrl+pagedown': { type: 'turn', by: 1 },
      'ctrl+w': { type: 'close' },
      ...Object.fromEntries(DIGITS.map((digit) => [`alt+${digit}`, toTab(digit)])),
    },
    help: { left: 'Other tab', right: 'Other tab' },
    view: (snapshot, { columns, rows, focused }) => {
      const { value, open, badges } = snapshot.context
      return column([
        tabStrip({
          tabs: open.map((one) => ({
            name: one,
            title: titles[one] ?? one,
            badge: badges[one],
            isClosable: snapshot.can({ type: 'close', name: one }),
          })),
          active: value,
          focused,
          columns,
          hasLine: rows >= WITH_LINE,
        }),
        region(snapshot.children[value], { grow: 1 }),
      ])
    },
  })
}
