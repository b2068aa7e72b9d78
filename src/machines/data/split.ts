import { assign, setup } from 'xstate'
import { withEvent } from '../kit/chart.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, asWork, mayFail, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { inputOf, passingChangesOn, type PanelChildren, type Panels, type PanelsInput } from './panels.ts'

/** How a `split` divides its room at first. */
export interface SplitOptions<Name extends string> {
  /**
   * The part of the room that the first pane has, from 0 to 1.
   *
   * @defaultValue 0.5
   */
  readonly share?: number | undefined
  /**
   * The smallest sizes of the panes, in cells, by their names.
   *
   * @defaultValue 4
   */
  readonly min?: { readonly [N in Name]?: number | undefined } | undefined
}

/** The context of a `split`. */
export interface SplitContext<Name extends string> {
  /** The part of the room that the first pane has, from 0 to 1; 0 while it is hidden. */
  readonly value: number
  /** The same as it is, or as it was before the pane was hidden. */
  readonly share: number
  /** The name of the pane that is shown where there isn't enough room for both. */
  readonly shown: Name
  /** The names of the panes. */
  readonly names: readonly [first: Name, second: Name]
  /** The smallest sizes of the panes, in cells. */
  readonly min: readonly [first: number, second: number]
  /** The inputs of the panes, by name. */
  readonly input: unknown
}

/** What a `split` can be told. `room` is what both panes have together, in cells. */
export type SplitEvent<Name extends string> =
  /** Makes the first pane larger by so many cells, or smaller if `by` is negative. */
  | { readonly type: 'resize'; readonly by: number; readonly room: number }
  /** Gives the first pane a part of the room, from 0 to 1, such as one that was kept. */
  | { readonly type: 'set'; readonly share: number }
  /** Hides the first pane, or shows it again as large as it was. */
  | { readonly type: 'toggle' }
  /** The mouse takes the divider, moves it to so many cells, and lets go of it. */
  | { readonly type: 'grab' }
  | { readonly type: 'drag'; readonly to: number; readonly room: number }
  | { readonly type: 'drop' }
  /** Shows a pane, or the other one, where there isn't enough room for both. */
  | { readonly type: 'select'; readonly name: Name }
  | { readonly type: 'turn'; readonly by: number }

/** What `split` returns. Its children are the panes, by their names. It doesn't end; it fails if a pane fails. */
export type Split<P extends Panels> = Pattern<
  SplitContext<keyof P & string>,
  SplitEvent<keyof P & string>,
  'resting' | 'dragging',
  never,
  PanelsInput<P>,
  never,
  PanelChildren<P>
>

type Context = SplitContext<string>

/** How large a pane may be made at least. */
const MIN = 4

/**
 * Two panes and a divider between them that can be moved. For more than two, a pane may be a `split` itself. The value is the part of the room
 * that the first pane has: keep it, and give it back as `share`, or with the event `set`.
 *
 * ```ts
 * const main = split({ folders: list<string>(), files: list<string>() }, { share: 0.3, min: { folders: 12 } })
 * ```
 *
 * @param panes - Two actors' logic, by their names. The input has the inputs of the panes by the same names.
 * @throws TypeError if there aren't two panes, or if `min` names one that there isn't.
 * @throws RangeError if `share` isn't from 0 to 1, or a smallest size isn't a whole number, 0 or more.
 */
export function split<P extends Panels>(panes: P, options: SplitOptions<keyof P & string> = {}): Split<P> {
  const { share = 0.5, min = {} } = options as SplitOptions<string>
  const [first, second, ...others] = Object.keys(panes)
  if (first === undefined || second === undefined || others.length > 0)
    throw new TypeError('split: it takes two panes. For more of them, a pane may be a split itself')
  requireShare(share)
  const sizes = [minOf(min, first), minOf(min, second)] as const
  for (const name of Object.keys(min))
    if (name !== first && name !== second)
      throw new TypeError(`split: there is no pane '${name}' for 'min', only ${first} and ${second}`)

  const machine = setup({
    types: { context: {} as Context, events: {} as SplitEvent<string> },
    actors: { first: asWork(panes[first]!), second: asWork(panes[second]!) },
    actions: {
      resize: assign(({ context }, { by, room }: { by: number; room: number }) =>
        sized(firstSize(context, room) + by, room, context),
      ),
      drag: assign(({ context }, { to, room }: { to: number; room: number }) =>
        // So far beyond its smallest size, it's hidden.
        to * 2 < context.min[0] ? { value: 0 } : sized(to, room, context),
      ),
      set: assign((_, share: number) => (share === 0 ? { value: 0 } : { value: share, share })),
      toggle: assign({ value: ({ context: { value, share } }) => (value > 0 ? 0 : share) }),
      select: assign({ shown: (_, name: string) => name }),
      turn: assign({ shown: ({ context: { names, shown } }) => names[shown === names[0] ? 1 : 0] }),
    },
    guards: {
      resizes: ({ context }, { by, room }: { by: number; room: number }) => {
        const size = firstSize(context, room)
        return (
          context.value > 0 && Number.isFinite(by + room) && within(size + by, room, context.min) !== size
        )
      },
      isShare: (_, share: number) => share >= 0 && share <= 1,
      isOther: ({ context: { names, shown } }, name: string) => name !== shown && names.includes(name),
    },
  }).createMachine({
    id: 'split',
    meta: {
      resume: 'goesOn',
      canEnd: false,
      canFail: mayFail(panes[first]!) || mayFail(panes[second]!),
    } satisfies PatternRules,
    description: 'Two panes, and a divider between them.',
    context: ({ input }) => ({
      value: share,
      share: share === 0 ? 0.5 : share,
      shown: first,
      names: [first, second],
      min: sizes,
      input,
    }),
    invoke: [
      {
        src: 'first',
        id: first,
        input: ({ context }: { context: Context }) => inputOf(context.input, first),
      },
      {
        src: 'second',
        id: second,
        input: ({ context }: { context: Context }) => inputOf(context.input, second),
      },
    ],
    on: {
      set: {
        guard: { type: 'isShare', params: ({ event }) => event.share },
        actions: { type: 'set', params: ({ event }) => event.share },
      },
      toggle: { actions: 'toggle', description: 'Hide or show' },
      select: {
        guard: { type: 'isOther', params: ({ event }) => event.name },
        actions: { type: 'select', params: ({ event }) => event.name },
      },
      turn: { actions: 'turn', description: 'Other pane' },
    },
    initial: 'resting',
    states: {
      resting: {
        on: {
          resize: { guard: withEvent('resizes'), actions: withEvent('resize'), description: 'Resize' },
          grab: 'dragging',
        },
      },
      dragging: {
        description: 'The mouse has the divider.',
        on: { drag: { actions: withEvent('drag') }, drop: 'resting' },
      },
    },
  })
  return asPattern(announcing(passingChangesOn(machine)))
}

/** The size of the first pane in so much room, in cells. */
export function firstSize({ value, min }: Pick<Context, 'value' | 'min'>, room: number): number {
  return value === 0 ? 0 : within(Math.round(value * room), room, min)
}

function sized(wanted: number, room: number, { min }: Context): Partial<Context> {
  const share = Math.min(1, within(wanted, room, min) / Math.max(1, room))
  return { value: share, share }
}

/** Where there isn't enough room for both, the second pane gives way. */
function within(size: number, room: number, [first, second]: readonly [number, number]): number {
  return Math.max(0, Math.min(room, Math.max(first, Math.min(size, room - second))))
}

function requireShare(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`split: share is from 0 to 1, not ${share}`)
}

function minOf(min: Readonly<Record<string, number | undefined>>, name: string): number {
  const size = min[name] ?? MIN
  if (!Number.isInteger(size) || size < 0)
    throw new RangeError(
      `split: the smallest size of '${name}' is a whole number of cells, 0 or more, not ${size}`,
    )
  return size
}
