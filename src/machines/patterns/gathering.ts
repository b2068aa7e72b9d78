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
import { asPattern, asWork, type Pattern } from '../kit/pattern.ts'
import type { InputsOf } from '../kit/all.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'

export type Parts = Readonly<Record<string, AnyActorLogic>>

/** What is known of a part; each goes from waiting through running to done or failed. */
export interface Part<Data> {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly data: Data | undefined
  readonly error: unknown
  /** Nothing can change it any more. */
  readonly ended: boolean
}

export type PartsOf<P extends Parts> = { readonly [Name in keyof P]: Part<AnswerFrom<P[Name]>> }

/** The outputs of all parts, by name. */
export type AllOf<P extends Parts> = { readonly [Name in keyof P]: AnswerFrom<P[Name]> }

/** The first part that was done. */
export type FirstOf<P extends Parts> = {
  readonly [Name in keyof P]: { readonly name: Name; readonly data: AnswerFrom<P[Name]> }
}[keyof P]

/** The inputs of the parts, by name. It may be left out if no part needs one. */
export type GatheringInput<P extends Parts> =
  object extends InputsOf<P> ? InputsOf<P> | undefined : InputsOf<P>

export interface GatheringContext<P extends Parts, Output> {
  readonly parts: PartsOf<P>
  /** What it gathered, when it has. */
  readonly data: Output | undefined
  readonly error: unknown
}

export type GatheringState = 'gathering' | 'gathered' | 'done' | 'failed'

export type Gathering<P extends Parts, Output> = Pattern<
  GatheringContext<P, Output>,
  /** Is passed on to the parts that live on. */
  { readonly type: 'refresh' },
  GatheringState,
  'busy' | 'settled',
  GatheringInput<P>,
  Output,
  { readonly [Name in keyof P & string]?: ActorRefFromLogic<P[Name]> | undefined }
>

export interface GatheringOptions {
  /**
   * When it is done: when all parts have ended, well or not ('settled', unless told); when all are done, and it fails with
   * the first that fails ('all'); when one is done, and it fails when none can be ('first').
   */
  readonly until?: 'settled' | 'all' | 'first'
  /**
   * How many run at a time.
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
 * Runs parts side by side. Its context shows what each has come to; the failure of one does not hide the others. Each is a
 * child under its own name. Parts that live on (`debouncing`, `polling`) stay alive, and so does it: their new answers
 * change its context.
 *
 * ```ts
 * const machine = gathering({ users: loadUsers, orders: loadOrders }, { until: 'all', concurrency: 2 })
 * machine.provide({}) // output: { users: User[], orders: Order[] }
 * ```
 *
 * Its input is that of the parts, by name.
 *
 * @throws RangeError if `concurrency` isn't a whole number, 1 or more, or Infinity.
 */
export function gathering<P extends Parts>(
  parts: P,
  options: GatheringOptions & { readonly until: 'all' },
): Gathering<P, AllOf<P>>
export function gathering<P extends Parts>(
  parts: P,
  options: GatheringOptions & { readonly until: 'first' },
): Gathering<P, FirstOf<P>>
export function gathering<P extends Parts>(parts: P, options?: GatheringOptions): Gathering<P, PartsOf<P>>
export function gathering(parts: Parts, options: GatheringOptions = {}): unknown {
  const { until = 'settled', concurrency = Infinity } = options
  requireLimit('gathering: concurrency', concurrency)
  const names = Object.keys(parts)
  // Whoever is first has won: there is no living on.
  const take = until === 'first' ? answering : asWork

  const machine = setup({
    types: { context: {} as Context, events: {} as Event },
    actors: Object.fromEntries(names.map((name) => [name, take(parts[name]!)])),
    actions: {
      ...failingActions,
      /** Begins as many parts as there is room for. */
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
    description: 'Runs parts side by side, and gathers what they come to.',
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
        description: 'There is a result. Parts that live on may change it.',
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

/** Whether it runs and has come to nothing yet: one that lives on may run again beside others. */
function isFirstRun({ state, data, error }: Part<unknown>): boolean {
  return state === 'running' && data === undefined && error === undefined
}

function isAlive({ state, ended }: Part<unknown>): boolean {
  return state !== 'waiting' && !ended
}

/** The part that an event is about, as it is now; undefined where that is what is known already. */
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
  // One that is neither settled nor busy, as when it is paused, is what it was.
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

/** Whether the result can no longer change, since the parts that made it have ended. */
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
  return { data: undefined, error: new AggregateError(errors, 'none of the parts was done') }
}
