import {
  assign,
  enqueueActions,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type AnyMachineSnapshot,
  type SnapshotEvent,
} from 'xstate'
import { answering, SETTLED, settledIn, type AnswerFrom } from '../kit/answer.ts'
import { requireLimit } from '../kit/numbers.ts'
import type { WorkEvent } from '../kit/chart.ts'
import { failed, failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { asPattern, asWork, type Pattern, type PatternRules } from '../kit/pattern.ts'
import type { InputsOf } from '../kit/all.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'

/** Actor logic by name: what `gathering` runs. */
export type Parts = Readonly<Record<string, AnyActorLogic>>

/** What is known about a part. */
export interface Part<Data> {
  /** It goes from waiting to running, and from there to done or failed. A part that doesn't end may run again. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** What it answered. */
  readonly data: Data | undefined
  /** Why it failed. */
  readonly error: unknown
  /** Whether its actor has ended, so that nothing can change any more. */
  readonly ended: boolean
}

/** What is known about each part, by name. */
export type PartsOf<P extends Parts> = { readonly [Name in keyof P]: Part<AnswerFrom<P[Name]>> }

/** The outputs of all parts, by name. */
export type AllOf<P extends Parts> = { readonly [Name in keyof P]: AnswerFrom<P[Name]> }

/** The first part that was done. */
export type FirstOf<P extends Parts> = {
  readonly [Name in keyof P]: { readonly name: Name; readonly data: AnswerFrom<P[Name]> }
}[keyof P]

/** The inputs of the parts, by name. It can be left out if no part needs an input. */
export type GatheringInput<P extends Parts> =
  object extends InputsOf<P> ? InputsOf<P> | undefined : InputsOf<P>

/** The context of `gathering`. */
export interface GatheringContext<P extends Parts, Output> {
  /** What is known about each part, by name. */
  readonly parts: PartsOf<P>
  /** The result, once there is one. */
  readonly data: Output | undefined
  /** Why there is no result. */
  readonly error: unknown
}

/** The states of `gathering`. */
export type GatheringState = 'gathering' | 'gathered' | 'done' | 'failed'

/** What `gathering` returns. Its tags are 'busy' until there is a result, and 'settled' then. */
export type Gathering<P extends Parts, Output> = Pattern<
  GatheringContext<P, Output>,
  /** Passed on to the parts that haven't ended. */
  { readonly type: 'refresh' },
  GatheringState,
  'busy' | 'settled',
  GatheringInput<P>,
  Output,
  { readonly [Name in keyof P & string]?: ActorRefFromLogic<P[Name]> | undefined }
>

/** When `gathering` is done, and how many parts run at a time. */
export interface GatheringOptions {
  /**
   * When it is done. 'settled': when each part is done or has failed. 'all': when each part is done; it fails if one fails.
   * 'first': when one part is done; it fails if all fail.
   *
   * @defaultValue 'settled'
   */
  readonly until?: 'settled' | 'all' | 'first'
  /**
   * How many parts may run at a time: a whole number, 1 or more, or `Infinity`.
   *
   * @defaultValue Infinity
   */
  readonly concurrency?: number
}

type AnyParts = Readonly<Record<string, Part<unknown>>>

interface Context {
  readonly input: Readonly<Record<string, unknown>>
  readonly parts: AnyParts
  readonly data: unknown
  readonly error: unknown
}

type Event = { readonly type: 'refresh' } | FailEvent | WorkEvent | SnapshotEvent

const waiting: Part<unknown> = { state: 'waiting', data: undefined, error: undefined, ended: false }

/**
 * Runs parts side by side until all are done. It fails if one fails. Its output is that of the parts, by name.
 *
 * ```ts
 * const page = gathering({ users: loadUsers, orders: loadOrders }, { until: 'all', concurrency: 2 })
 * ```
 *
 * The context shows the state of each part. Each is a child under its own name. Parts that don't end (`debouncing`,
 * `polling`) go on, and so does this: their new answers change its context.
 *
 * @param parts - Actor logic by name. The input of the pattern has the inputs of the parts by the same names.
 * @throws RangeError if `concurrency` isn't a whole number, 1 or more, or Infinity.
 */
export function gathering<P extends Parts>(
  parts: P,
  options: GatheringOptions & { readonly until: 'all' },
): Gathering<P, AllOf<P>>
/**
 * Runs parts side by side until one is done, and stops the others. It fails if all fail. Its output has the name of that
 * part and its data.
 *
 * ```ts
 * const fastest = gathering({ near: loadNear, far: loadFar }, { until: 'first' })
 * ```
 *
 * @param parts - Actor logic by name. The input of the pattern has the inputs of the parts by the same names.
 * @throws RangeError if `concurrency` isn't a whole number, 1 or more, or Infinity.
 */
export function gathering<P extends Parts>(
  parts: P,
  options: GatheringOptions & { readonly until: 'first' },
): Gathering<P, FirstOf<P>>
/**
 * Runs parts side by side until each is done or has failed. A part that fails doesn't stop the others. Its output says for
 * each part what it came to.
 *
 * ```ts
 * const dashboard = gathering({ users: loadUsers, orders: loadOrders })
 * ```
 *
 * Parts that don't end (`debouncing`, `polling`) go on, and so does this: their new answers change its context.
 *
 * @param parts - Actor logic by name. The input of the pattern has the inputs of the parts by the same names.
 * @throws RangeError if `concurrency` isn't a whole number, 1 or more, or Infinity.
 */
export function gathering<P extends Parts>(parts: P, options?: GatheringOptions): Gathering<P, PartsOf<P>>
export function gathering(parts: Parts, options: GatheringOptions = {}): unknown {
  const { until = 'settled', concurrency = Infinity } = options
  requireLimit('gathering: concurrency', concurrency)
  const names = Object.keys(parts)
  // With 'first', a part ends with its first answer.
  const take = until === 'first' ? answering : asWork

  const machine = setup({
    types: { context: {} as Context, events: {} as Event },
    actors: Object.fromEntries(names.map((name) => [name, take(parts[name]!)])),
    actions: {
      ...failingActions,
      /** Starts as many parts as may run. */
      fill: enqueueActions(({ context, enqueue }) => {
        const room = concurrency - names.filter((name) => isFirstRun(context.parts[name]!)).length
        const next = names
          .filter((name) => context.parts[name]!.state === 'waiting')
          .slice(0, Math.max(0, room))
        for (const name of next)
          enqueue.spawnChild(name, { id: name, input: context.input[name], syncSnapshot: true })
        const running = next.map((name) => [name, { ...waiting, state: 'running' }] as const)
        enqueue.assign({ parts: { ...context.parts, ...Object.fromEntries(running) } })
      }),
      keepPart: assign(({ context, event }) => ({
        parts: { ...context.parts, ...changeIn(context.parts, event) },
      })),
      keepResult: assign(({ context }) => resultOf(until, Object.entries(context.parts))),
      refreshParts: enqueueActions(({ context, enqueue }) => {
        for (const name of names) if (isAlive(context.parts[name]!)) enqueue.sendTo(name, { type: 'refresh' })
      }),
    },
    guards: {
      changesPart: ({ context, event }) => changeIn(context.parts, event) !== undefined,
      isDecided: ({ context }) => isDecided(until, Object.values(context.parts)),
      hasFailed: ({ context }) => context.error !== undefined && isFinal(until, context),
      isDone: ({ context }) => context.error === undefined && isFinal(until, context),
    },
  }).createMachine({
    id: 'gathering',
    meta: { resume: 'goesOn', canEnd: true, canFail: until !== 'settled' } satisfies PatternRules,
    description: 'Runs parts side by side, and gathers their answers.',
    context: ({ input }) => ({
      input: input ?? {},
      parts: Object.fromEntries(names.map((name) => [name, waiting])),
      data: undefined,
      error: undefined,
    }),
    initial: 'gathering',
    entry: 'fill',
    on: {
      refresh: { actions: 'refreshParts', description: 'Refresh' },
      [XSTATE_EVENTS.anyChildDone]: {
        guard: 'changesPart',
        target: '.gathering',
        actions: ['keepPart', 'fill'],
      },
      [XSTATE_EVENTS.anyChildFailed]: {
        guard: 'changesPart',
        target: '.gathering',
        actions: ['keepPart', 'fill'],
      },
      [XSTATE_EVENTS.anyChildSnapshot]: {
        guard: 'changesPart',
        target: '.gathering',
        actions: ['keepPart', 'fill'],
      },
    },
    states: {
      gathering: {
        tags: 'busy',
        always: { guard: 'isDecided', target: 'gathered', actions: 'keepResult' },
      },
      gathered: {
        description: 'There is a result. Parts that go on may change it.',
        tags: SETTLED,
        always: [
          { guard: 'hasFailed', target: 'failed' },
          { guard: 'isDone', target: 'done' },
        ],
      },
      done: { type: 'final' },
      failed,
    },
    output: ({ context }) => context.data,
  })
  return asPattern(machine)
}

/** Whether a part runs and has no answer yet. Only such parts count for `concurrency`. */
function isFirstRun({ state, data, error }: Part<unknown>): boolean {
  return state === 'running' && data === undefined && error === undefined
}

function isAlive({ state, ended }: Part<unknown>): boolean {
  return state !== 'waiting' && !ended
}

/** What an event changes about a part, or undefined if it changes nothing. */
function changeIn(parts: AnyParts, event: Event): AnyParts | undefined {
  const name = 'actorId' in event ? event.actorId : event.type.slice(XSTATE_EVENTS.childSnapshot.length)
  const before = parts[name]
  if (before === undefined || before.ended) return undefined
  const after = partFrom(event, before)
  const isSame = after.state === before.state && after.data === before.data && after.error === before.error
  return isSame && !after.ended ? undefined : { [name]: after }
}

function partFrom(event: Event, before: Part<unknown>): Part<unknown> {
  if ('output' in event) return { state: 'done', data: event.output, error: undefined, ended: true }
  if ('error' in event) return { state: 'failed', data: undefined, error: reasonOf(event.error), ended: true }
  const snapshot = (event as SnapshotEvent).snapshot as Partial<AnyMachineSnapshot>
  const { data, error } = (snapshot.context ?? {}) as { readonly data?: unknown; readonly error?: unknown }
  const isSettled = settledIn(snapshot) !== undefined
  // A part that is neither settled nor busy, such as a paused one, keeps its state.
  const unsettled = snapshot.tags === undefined || snapshot.tags.has('busy') ? 'running' : before.state
  const state = isSettled ? (error == null ? 'done' : 'failed') : unsettled
  return { state, data, error, ended: false }
}

function isDecided(until: GatheringOptions['until'], parts: readonly Part<unknown>[]): boolean {
  const isDone = ({ state }: Part<unknown>) => state === 'done'
  const hasFailed = ({ state }: Part<unknown>) => state === 'failed'
  if (until === 'all' && parts.some(hasFailed)) return true
  if (until === 'first' && parts.some(isDone)) return true
  return parts.every((part) => isDone(part) || hasFailed(part))
}

/** Whether the parts that made the result have ended, so that it can't change any more. */
function isFinal(until: GatheringOptions['until'], { parts, error }: Context): boolean {
  const all = Object.values(parts)
  if (until === 'all' && error !== undefined)
    return all.some(({ state, ended }) => state === 'failed' && ended)
  if (until === 'first' && error === undefined)
    return all.some(({ state, ended }) => state === 'done' && ended)
  return all.every(({ ended }) => ended)
}

function resultOf(
  until: GatheringOptions['until'],
  parts: readonly (readonly [string, Part<unknown>])[],
): { readonly data: unknown; readonly error: unknown } {
  const failure = parts.find(([, { state }]) => state === 'failed')
  if (until === 'settled') return { data: Object.fromEntries(parts), error: undefined }
  if (until === 'all')
    return failure === undefined
      ? { data: Object.fromEntries(parts.map(([name, { data }]) => [name, data])), error: undefined }
      : { data: undefined, error: failure[1].error }
  const first = parts.find(([, { state }]) => state === 'done')
  if (first !== undefined) return { data: { name: first[0], data: first[1].data }, error: undefined }
  const errors = parts.map(([, { error }]) => error)
  return { data: undefined, error: new AggregateError(errors, 'all parts failed') }
}
