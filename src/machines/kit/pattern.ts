import type {
  ActorRefFromLogic,
  AnyActorLogic,
  AnyActorRef,
  EventObject,
  MachineContext,
  MetaObject,
  ParameterizedObject,
  PromiseActorLogic,
  ProvidedActor,
  StateMachine,
  StateSchema,
  StateValue,
} from 'xstate'
import { gapOf, type Gap } from './restored.ts'
import { kindOf, stopChildren } from './xstate-internals.ts'

/** Actor logic seen as work: a pattern looks only at how it starts, ends and fails. */
export type Work = PromiseActorLogic<unknown>

/** Takes any logic as work. A pattern passes the input and the output on, and looks at neither. */
export function asWork(logic: AnyActorLogic): Work {
  return withTransition(logic as Work, (transition) => (snapshot, event, scope) => {
    try {
      return transition(snapshot, event, scope)
    } catch (error) {
      // If a transition throws, XState ends the machine but leaves its children running.
      stopChildren(snapshot, scope)
      throw error
    }
  })
}

type Transition = Work['transition']

/** The same logic (definition, options and name) with another transition function. */
export function withTransition(work: Work, change: (transition: Transition) => Transition): Work {
  const transition = change((snapshot, event, scope) => work.transition(snapshot, event, scope))
  return overriding(work, { transition })
}

/** The same logic with other members. They are defined, not assigned, since the logic may be frozen. */
export function overriding<Members extends object>(
  work: Work,
  members: Members & Partial<Work>,
): Work & Members {
  return Object.create(work, Object.getOwnPropertyDescriptors(members)) as Work & Members
}

/** What a chart says of itself in its `meta`, for what restores actors and for what checks charts. */
export interface PatternRules {
  /**
   * What a restored actor does: it goes on, and what was under way is asked for again; it begins again as a whole; or it's as if it
   * was cancelled, since nobody knows what has happened.
   */
  readonly resume: 'goesOn' | 'beginsAgain' | 'cancelled'
  /** Whether what it holds is never written to a file. It begins again. */
  readonly isSecret?: boolean
  /** What is written to a file of its context, if that isn't all. */
  readonly kept?: (context: never) => object
  /** Whether it can be done. With `keepOpen`, a control isn't. */
  readonly canEnd: boolean
  /** Whether it can fail, so that its parent needs an `onError`. */
  readonly canFail: boolean
  /** The event that ends it in order. An app that is interrupted sends it first, and ends when this actor has. */
  readonly interrupt?: string
}

/** What the chart of a pattern says of itself; undefined for other logic. */
export function rulesOf(logic: object | undefined): PatternRules | undefined {
  const { meta } =
    (logic as { readonly root?: { readonly meta?: Partial<PatternRules> } } | undefined)?.root ?? {}
  return meta?.resume === undefined ? undefined : (meta as PatternRules)
}

/**
 * Whether an actor may fail by its own work: a promise and an observable may, and a pattern says whether it may. Of other machines, it's their
 * actors that may.
 */
export function mayFail(logic: AnyActorLogic): boolean {
  const kind = kindOf(logic)
  if (kind !== undefined) return kind === 'promise' || kind === 'observable' || kind === 'eventObservable'
  return rulesOf(logic)?.canFail ?? false
}

/**
 * The type of a pattern: a statechart that shows its users its context, events, states, tags, input, output and children,
 * but not its actions, guards and delays.
 */
export type Pattern<
  Context extends MachineContext,
  Event extends EventObject,
  State extends StateValue,
  Tag extends string,
  Input,
  Output,
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no children, and so none by any name
  Children extends Readonly<Record<string, AnyActorRef | undefined>> = Record<never, never>,
> = StateMachine<
  Context,
  Event,
  Children,
  ProvidedActor,
  ParameterizedObject,
  ParameterizedObject,
  string,
  State,
  Tag,
  Input,
  Output,
  EventObject,
  MetaObject,
  StateSchema
>

/** The children of a pattern that runs `L`: the child `work`, while it runs. */
export type WorkChild<L extends AnyActorLogic> = { readonly work?: ActorRefFromLogic<L> | undefined }

/**
 * Gives a machine the type that its users see. XState can't check a machine whose output is a type parameter, so the
 * patterns use `unknown` inside, and this is the one place that casts it to the public type.
 *
 * @param revive - Returns the context of a restored snapshot, with new objects for values that JSON can't hold. `gap`
 * is how long nothing ran, in an app that goes on.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast, with a name
export function asPattern<P, Context = unknown>(machine: AnyActorLogic, revive?: Revive<Context>): P {
  const work = asWork(machine)
  return (revive === undefined ? work : withContext(work, revive)) as unknown as P
}

type Revive<Context> = (context: Context, gap: Gap | undefined) => Context

/** The same logic, except that the context of a restored snapshot goes through `revive` first. */
function withContext<Context>(work: Work, revive: Revive<Context>): Work {
  const restore: NonNullable<Work['restoreSnapshot']> = (snapshot, scope) => {
    const { context } = snapshot as unknown as { readonly context: Context }
    return work.restoreSnapshot!(
      Object.assign({}, snapshot, { context: revive(context, gapOf(scope)) }),
      scope,
    )
  }
  return overriding(work, { restoreSnapshot: restore })
}
