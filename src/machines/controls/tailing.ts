import { assign, raise, setup, type ActorRefFromLogic } from 'xstate'
import { withEvent } from '../kit/chart.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { foldCase } from './fold-case.ts'
import { type Line } from '../streams/line-ring.ts'
import { Ring, type RingJson } from '../streams/ring.ts'
import { textInput, type TextInput } from './text-input.ts'

/** Lines of which the oldest give way, as a LineRing's do. Like that, it is a value. */
export interface TailSource {
  readonly length: number
  /** How many have given way. */
  readonly dropped: number
  at(index: number): { readonly text: string } | undefined
  /** Whether these are lines of the same stream as others, sooner or later. Without it, no others are. */
  continues?(others: TailSource): boolean
}

export interface TailingInput<Source extends TailSource> {
  readonly lines?: Source | undefined
}

/** What it watches before it has any lines. */
export interface NoLines {
  readonly length: 0
  readonly dropped: 0
  at(index: number): undefined
}

export interface TailingContext<Source extends TailSource> {
  readonly lines: Source | NoLines
  /** The line at the top of the window, counted from the first that there ever was; while it follows, the end is shown. */
  readonly value: number
  /** What is looked for. */
  readonly wanted: string
  /** The line that was found last, counted from the first that there ever was. */
  readonly found: number | undefined
}

/** `rows` is the height of the window that shows it. */
export type TailingEvent<Source extends TailSource> =
  /** There are more of the lines; or there are others, and it follows those. */
  | { readonly type: 'lines'; readonly lines: Source }
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  | { readonly type: 'toStart' | 'toEnd' }
  /** Begins to ask what to look for: the actor's child `search` is the text input for it. */
  | { readonly type: 'search' }
  /** Looks for a text, whatever its case, from the newest line backwards. */
  | { readonly type: 'find'; readonly text: string; readonly rows: number }
  /** Looks for it once more, in older lines or in newer ones. */
  | { readonly type: 'findOlder' | 'findNewer'; readonly rows: number }
  | { readonly type: 'cancel' }

export type TailingState = { window: 'following' | 'browsing'; search: 'closed' | 'open' }

export type Tailing<Source extends TailSource> = Pattern<
  TailingContext<Source>,
  TailingEvent<Source>,
  TailingState,
  never,
  TailingInput<Source> | undefined,
  never,
  {
    /** While it asks what to look for. */
    readonly search?: ActorRefFromLogic<TextInput> | undefined
  }
>

type Context = TailingContext<TailSource>

const noLines: NoLines = { length: 0, dropped: 0, at: () => undefined }

/**
 * Watches lines as they come, as in `tail -f`: it follows them until it is scrolled up, and then stays at the lines that
 * it shows, whatever comes, until it is at the end again.
 *
 * ```ts
 * invoke: [
 *   { src: 'log', id: 'log', input: undefined },
 *   { src: 'command', id: 'command', onSnapshot: { actions: sendTo('log', ({ event }) => linesOf(event)) } },
 * ]
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
      isWanted: ({ context }) => context.wanted !== '',
      finds: ({ context }, step: 1 | -1) => findLine(context, step) !== undefined,
    },
  }).createMachine({
    id: 'tailing',
    description: 'Watches lines as they come.',
    context: ({ input }) => ({
      lines: input?.lines ?? noLines,
      value: 0,
      wanted: '',
      found: undefined,
    }),
    type: 'parallel',
    states: {
      window: {
        initial: 'following',
        on: {
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
            description: 'It shows the end, whatever comes.',
            on: {
              scroll: {
                guard: withEvent('hasMore'),
                target: 'browsing',
                actions: withEvent('scrollUp'),
              },
              toStart: { target: 'browsing', actions: 'toStart' },
            },
          },
          browsing: {
            description: 'It stays at the same lines, whatever comes.',
            on: {
              scroll: [
                { guard: withEvent('isAtEnd'), target: 'following' },
                { actions: withEvent('scrollBy') },
              ],
              toStart: { actions: 'toStart' },
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
            description: 'It asks what to look for.',
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

/** Lines as they were before JSON. Of a source that isn't a ring nothing is left, until it is given again. */
function restoredLines(lines: TailSource | RingJson<Line>): TailSource {
  if ('at' in lines) return lines
  return 'items' in lines ? Ring.from(lines) : noLines
}

/** The line at the top of a window that stays where it is: the oldest where that one has given way. */
export function topOf({ value, lines }: Context): number {
  return Math.max(value, lines.dropped)
}

/** The line at the top of a window that shows the end. */
export function endTop({ lines: { dropped, length } }: Context, rows: number): number {
  return dropped + Math.max(0, length - rows)
}

/** The next line in a direction that has what is wanted: from the one found last, or else from the newest. */
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
