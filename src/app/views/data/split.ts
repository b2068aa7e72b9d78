import type { SnapshotFrom } from 'xstate'
import type { Panels } from '../../../machines/data/panels.ts'
import {
  firstSize,
  split,
  type Split,
  type SplitEvent,
  type SplitOptions,
} from '../../../machines/data/split.ts'
import { rule } from '../../../render/nodes/rule.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { component, type Component, type KeyTable, type Place } from '../../component.ts'
import type { MouseEvent } from '../../input/events.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { tabStrip } from './tab-strip.ts'

/** The look of a `splitView`. */
export interface SplitLook<Name extends string> {
  /**
   * Whether the panes stand side by side (`row`), or one above the other (`column`).
   *
   * @defaultValue 'row'
   */
  readonly direction?: 'row' | 'column' | undefined
  /**
   * With less room than this, in cells along its direction, one pane is shown at a time, below a row with the names of both.
   *
   * @defaultValue 60 for a row, 10 for a column
   */
  readonly bothFrom?: number | undefined
  /**
   * The titles of the panes, for that row.
   *
   * @defaultValue their names
   */
  readonly titles?: { readonly [N in Name]?: string | undefined } | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/** The look and the behavior of a `splitView`. */
export interface SplitViewOptions<Name extends string> extends SplitOptions<Name>, SplitLook<Name> {}

type Snapshot = SnapshotFrom<Split<Panels>>

/** How far a key moves the divider, in cells. */
const STEPS = { row: 2, column: 1 } as const

/**
 * Two panes and a divider between them: the view of `split`. Alt and an arrow move the divider, as the mouse does; Alt+Z hides the first pane
 * and shows it again. Where there isn't enough room for both, there is one, and the arrows show the other.
 *
 * ```ts
 * const main = splitView({ folders: listView<string>(), files: listView<string>() }, { share: 0.3 })
 * ```
 *
 * @throws TypeError if there aren't two panes, or if `min` names one that there isn't.
 * @throws RangeError if `share` isn't from 0 to 1, or a smallest size isn't a whole number, 0 or more.
 */
export function splitView<P extends Panels>(
  panes: P,
  options?: SplitViewOptions<keyof P & string>,
): Component<Split<P>, never>
/**
 * The view of `split`. The logic must have been made with components.
 *
 * ```ts
 * const main = splitView(split({ folders: listView<string>(), files: listView<string>() }), { direction: 'column' })
 * ```
 */
export function splitView<P extends Panels>(
  logic: Split<P>,
  options?: SplitLook<keyof P & string>,
): Component<Split<P>, never>
export function splitView(
  panesOrLogic: Panels | Split<Panels>,
  options: SplitViewOptions<string> = {},
): Component<Split<Panels>, never> {
  const { direction = 'row', titles = {}, name = 'split' } = options
  const { bothFrom = direction === 'row' ? 60 : 10 } = options
  const logic = isLogic<Split<Panels>>(panesOrLogic) ? panesOrLogic : split(panesOrLogic, options)
  const roomIn = ({ columns, rows }: Pick<Place, 'columns' | 'rows'>) =>
    direction === 'row' ? columns : rows
  const hasBoth = (place: Pick<Place, 'columns' | 'rows'>) => roomIn(place) >= bothFrom
  return component<Split<Panels>>({
    logic,
    name,
    keys: keysOf(direction, (place) => (hasBoth(place) ? roomIn(place) - 1 : undefined)),
    help: { left: 'Other pane', right: 'Other pane' },
    mouse: (snapshot, mouse, place) =>
      hasBoth(place)
        ? onDivider(snapshot, mouse, direction === 'row' ? mouse.x : mouse.y, roomIn(place) - 1)
        : undefined,
    view: (snapshot, { columns, rows, focused }) => {
      const { context, children } = snapshot
      const { names, shown } = context
      if (!hasBoth({ columns, rows }))
        return column([
          tabStrip({
            tabs: names.map((one) => ({
              name: one,
              title: titles[one] ?? one,
              badge: undefined,
              isClosable: false,
            })),
            active: shown,
            focused,
            columns,
            hasLine: false,
          }),
          region(children[shown], { grow: 1 }),
        ])
      const size = firstSize(context, roomIn({ columns, rows }) - 1)
      const divider = rule({
        vertical: direction === 'row',
        color: snapshot.matches('dragging') ? 'focus' : 'border',
        hover: { color: 'focus' },
        select: false,
      })
      const [first, second] = names.map((one) => children[one])
      return (direction === 'row' ? row : column)({ grow: 1 }, [
        size > 0 && region(first, direction === 'row' ? { width: size } : { height: size }),
        divider,
        region(second, { grow: 1 }),
      ])
    },
  })
}

/** The keys, with the room for both panes, if there is enough. */
function keysOf(
  direction: 'row' | 'column',
  roomFor: (place: Place) => number | undefined,
): KeyTable<Snapshot, SplitEvent<string>> {
  const move = (by: number) => (_: unknown, __: unknown, place: Place) => {
    const room = roomFor(place)
    return room === undefined ? undefined : ({ type: 'resize', by, room } as const)
  }
  const turn = (by: number) => (_: unknown, __: unknown, place: Place) =>
    roomFor(place) === undefined ? ({ type: 'turn', by } as const) : undefined
  const [less, more] = direction === 'row' ? ['alt+left', 'alt+right'] : ['alt+up', 'alt+down']
  return {
    [less]: move(-STEPS[direction]),
    [more]: move(STEPS[direction]),
    'alt+z': (_, __, place) => (roomFor(place) === undefined ? undefined : { type: 'toggle' }),
    left: turn(-1),
    right: turn(1),
  }
}

/** What the mouse does to the divider. `at` is its place along the direction. */
function onDivider(
  snapshot: Snapshot,
  { action, button }: MouseEvent,
  at: number,
  room: number,
): SplitEvent<string> | undefined {
  if (snapshot.matches('dragging')) {
    if (action === 'release') return { type: 'drop' }
    return action === 'move' ? { type: 'drag', to: Math.max(0, at), room } : undefined
  }
  const isOn = at === firstSize(snapshot.context, room)
  return action === 'press' && button === 'left' && isOn ? { type: 'grab' } : undefined
}
