import { assign, raise, setup, type ActorRefFromLogic } from 'xstate'
import { withEvent } from '../kit/chart.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { foldCase } from './fold-case.ts'
import type { Line } from '../streams/line-ring.ts'
import { Ring, type RingJson } from '../streams/ring.ts'
import { textInput, type TextInput } from './text-input.ts'

/** Lines for `tailing`. Like a LineRing, it is a value that never changes, and it may have dropped its oldest lines. */
export interface TailSource {
  /** How many lines it has. */
  readonly length: number
  /** How many older lines it has dropped. */
  readonly dropped: number
  /** The line at an index. 0 is the oldest line that isn't dropped. */
  at(index: number): { readonly text: string } | undefined
  /** Whether these lines belong to the same stream as others, earlier or later. Without this method, they never do. */
  continues?(others: TailSource): boolean
}

/** The input of `tailing`. */
export interface TailingInput<Source extends TailSource> {
  /** The lines at first. By default there are none. */
  readonly lines?: Source | undefined
}

/** The lines of `tailing` before it gets any. */
export interface NoLines {
  /** No lines. */
  readonly length: 0
  /** None was dropped. */
  readonly dropped: 0
  /** Always undefined. */
  at(index: number): undefined
}

/** The context of `tailing`. Numbers of lines count from the first line ever, dropped ones included. */
export interface TailingContext<Source extends TailSource> {
  /** The lines. */
  readonly lines: Source | NoLines
  /** The number of the line at the top of the window. While it follows, the window shows the end instead. */
  readonly value: number
  /** Where the mouse holds the scroll bar: rows below the upper end of its thumb. */
  readonly held: number | undefined
  /** The text that is searched for. */
  readonly wanted: string
  /** The number of the line that was found last. */
  readonly found: number | undefined
}

/** What `tailing` can be told. `rows` is the height of the window on the lines. */
export type TailingEvent<Source extends TailSource> =
  /** The lines with new ones at their end, or lines of another stream. It follows those from their end. */
  | { readonly type: 'lines'; readonly lines: Source }
  /** Moves the window by so many rows: down, or up if `by` is negative. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  /** Moves the window to the oldest line, or follows the newest. */
  | { readonly type: 'toStart'; readonly rows?: number }
  | { readonly type: 'toEnd' }
  /** The mouse holds the scroll bar, so many rows below the upper end of its thumb, or lets go of it. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Asks what to search for. The text input for it is the child `search`. */
  | { readonly type: 'search' }
  /** Searches for a text, from the newest line backwards. Case doesn't matter. */
  | { readonly type: 'find'; readonly text: string; readonly rows: number }
  /** Searches on, in older or in newer lines. */
  | { readonly type: 'findOlder' | 'findNewer'; readonly rows: number }
  /** Doesn't search after all. */
  | { readonly type: 'cancel' }

/** The states of `tailing`. */
export type TailingState = { window: 'following' | 'browsing'; search: 'closed' | 'open' }

/** What `tailing` returns. */
export type Tailing<Source extends TailSource> = Pattern<
  TailingContext<Source>,
  TailingEvent<Source>,
  TailingState,
  never,
  TailingInput<Source> | undefined,
  never,
  {
    /** The text input, while it asks what to search for. */
    readonly search?: ActorRefFromLogic<TextInput> | undefined
  }
>

type Context = TailingContext<TailSource>

const noLines: NoLines = { length: 0, dropped: 0, at: () => undefined }

/**
 * Shows lines as they come, like `tail -f`. It follows the newest line until it is scrolled up. Then it stays at the lines
 * that it shows, even as new ones come, until it is scrolled back to the end.
 *
 * ```ts
 * invoke: { src: 'log', id: 'log' },
 * on: { grown: { actions: sendTo('log', ({ context }) => ({ type: 'lines', lines: context.lines })) } },
 * ```
 */
export function tailing<Source extends TailSource = TailSource>(): Tailing<Source> {
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as TailingEvent<TailSource>,
      input: undefined as TailingInput<TailSource> | undefined,
      children: {} as { search: 'search' },
    },
    actors: { search: textInput({ keepOpen: true }) },
    actions: {
      keep: assign({ lines: (_, { lines }: { lines: TailSource }) => lines }),
      reset: assign({ value: 0, found: undefined }),
      scrollUp: assign({
        value: ({ context }, { by, rows }: { by: number; rows: number }) => endTop(context, rows) + by,
      }),
      scrollBy: assign({
        value: ({ context }, { by }: { by: number }) => Math.max(context.lines.dropped, topOf(context) + by),
      }),
      toStart: assign({ value: ({ context }) => context.lines.dropped }),
      keepWanted: assign({ wanted: (_, text: string) => text, found: undefined }),
      showFound: assign(({ context }, { step, rows }: { step: 1 | -1; rows: number }) => {
        const found = findLine(context, step)!
        const top = Math.max(context.lines.dropped, Math.min(found - (rows >> 1), endTop(context, rows)))
        return { found, value: top }
      }),
    },
    guards: {
      isSameStream: ({ context }, { lines }: { lines: TailSource }) =>
        lines === context.lines || lines.continues?.(context.lines) === true,
      hasMore: ({ context }, { by, rows }: { by: number; rows: number }) =>
        by < 0 && context.lines.length > rows,
      isAtEnd: ({ context }, { by, rows }: { by: number; rows: number }) =>
        topOf(context) + by >= endTop(context, rows),
      isHigher: ({ context }, { rows = 0 }: { rows?: number }) => context.lines.length > rows,
      isBelowStart: ({ context }, by: number) => by > 0 || topOf(context) > context.lines.dropped,
      isWanted: ({ context }) => context.wanted !== '',
      finds: ({ context }, step: 1 | -1) => findLine(context, step) !== undefined,
    },
  }).createMachine({
    id: 'tailing',
    meta: { resume: 'beginsAgain', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'Follows lines as they come.',
    context: ({ input }) => ({
      lines: input?.lines ?? noLines,
      value: 0,
      held: undefined,
      wanted: '',
      found: undefined,
    }),
    type: 'parallel',
    states: {
      window: {
        initial: 'following',
        on: {
          hold: { actions: assign({ held: ({ event }) => event.at }) },
          drop: { actions: assign({ held: undefined }) },
          lines: [
            { guard: withEvent('isSameStream'), actions: withEvent('keep') },
            { target: '.following', actions: [withEvent('keep'), 'reset'] },
          ],
          findOlder: [
            {
              guard: { type: 'finds', params: -1 },
              target: '.browsing',
              actions: { type: 'showFound', params: ({ event: { rows } }) => ({ step: -1, rows }) },
              description: 'Older',
            },
            { guard: 'isWanted' },
          ],
          findNewer: [
            {
              guard: { type: 'finds', params: 1 },
              target: '.browsing',
              actions: { type: 'showFound', params: ({ event: { rows } }) => ({ step: 1, rows }) },
              description: 'Newer',
            },
            { guard: 'isWanted' },
          ],
        },
        states: {
          following: {
            description: 'It shows the newest lines.',
            on: {
              scroll: {
                guard: withEvent('hasMore'),
                target: 'browsing',
                actions: withEvent('scrollUp'),
              },
              toStart: { guard: withEvent('isHigher'), target: 'browsing', actions: 'toStart' },
            },
          },
          browsing: {
            description: 'It stays at the same lines, even as new ones come.',
            on: {
              scroll: [
                { guard: withEvent('isAtEnd'), target: 'following' },
                {
                  guard: { type: 'isBelowStart', params: ({ event }) => event.by },
                  actions: withEvent('scrollBy'),
                },
              ],
              toStart: { guard: { type: 'isBelowStart', params: -1 }, actions: 'toStart' },
              toEnd: { target: 'following', description: 'Follow' },
            },
          },
        },
      },
      search: {
        initial: 'closed',
        states: {
          closed: { on: { search: { target: 'open', description: 'Search' } } },
          open: {
            description: 'It asks what to search for.',
            invoke: { src: 'search', id: 'search', input: undefined },
            on: {
              find: {
                target: 'closed',
                actions: [
                  { type: 'keepWanted', params: ({ event }) => event.text },
                  raise(({ event }) => ({ type: 'findOlder', rows: event.rows }) as const),
                ],
                description: 'Find',
              },
              cancel: { target: 'closed', description: 'Cancel' },
            },
          },
        },
      },
    },
  })
  return asPattern(announcing(machine), (context: Context) => ({
    ...context,
    lines: restoredLines(context.lines),
  }))
}

/** Lines from a restored snapshot. A ring is restored. Other sources are lost, until `lines` brings them again. */
function restoredLines(lines: TailSource | RingJson<Line>): TailSource {
  if ('at' in lines) return lines
  return 'items' in lines ? Ring.from(lines) : noLines
}

/** The line at the top of a window that isn't following. If that line was dropped, it is the oldest one left. */
export function topOf({ value, lines }: Context): number {
  return Math.max(value, lines.dropped)
}

/** The line at the top of a window that shows the newest lines. */
export function endTop({ lines: { dropped, length } }: Context, rows: number): number {
  return dropped + Math.max(0, length - rows)
}

/** The next line that contains the wanted text, from the line found last, or else from the newest. */
function findLine({ lines, wanted, found }: Context, step: 1 | -1): number | undefined {
  if (wanted === '') return undefined
  const { dropped, length } = lines
  const text = foldCase(wanted)
  const from =
    found === undefined ? (step < 0 ? length : -1) : Math.max(-1, Math.min(length, found - dropped))
  for (let index = from + step; index >= 0 && index < length; index += step)
    if (foldCase(lines.at(index)?.text ?? '').includes(text)) return dropped + index
  return undefined
}
