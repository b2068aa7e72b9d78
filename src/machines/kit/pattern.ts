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
import { stopChildren } from './xstate-internals.ts'

/** Actor logic of which only its input, its output and its error matter: what a pattern is made around. */
export type Work = PromiseActorLogic<unknown>

/** Takes any logic as work: a pattern passes its input and output on, and looks at neither. */
export function asWork(logic: AnyActorLogic): Work {
  return withTransition(logic as Work, (transition) => (snapshot, event, scope) => {
    try {
      return transition(snapshot, event, scope)
    } catch (error) {
      // XState ends a machine that throws, and leaves its children running.
      stopChildren(snapshot, scope)
      throw error
    }
  })
}

type Transition = Work['transition']

/** The same logic, with its definition, its options and its name, but for one thing: how it moves. */
export function withTransition(work: Work, change: (transition: Transition) => Transition): Work {
  const transition = change((snapshot, event, scope) => work.transition(snapshot, event, scope))
  return overriding(work, { transition })
}

/** The same logic, but for some of its parts. They are defined, not assigned: the logic may be frozen. */
export function overriding<Members extends object>(
  work: Work,
  members: Members & Partial<Work>,
): Work & Members {
  return Object.create(work, Object.getOwnPropertyDescriptors(members)) as Work & Members
}

/**
 * A statechart whose insides are its own: what others see of it is its context, events, states, tags, input, output and
 * children.
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

/** The child that runs the work of a pattern. */
export type WorkChild<L extends AnyActorLogic> = { readonly work?: ActorRefFromLogic<L> | undefined }

/**
 * Gives a machine the type that its users see. XState cannot check a machine whose output is a type parameter, so the
 * patterns are written with `unknown` inside, and this is the one place where that becomes the type that was asked for.
 *
 * @param revive - Returns the context of a snapshot that is restored, with values that JSON can't say made again.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast, with a name
export function asPattern<P, Context = unknown>(
  machine: AnyActorLogic,
  revive?: (context: Context) => Context,
): P {
  const work = asWork(machine)
  return (revive === undefined ? work : withContext(work, revive)) as unknown as P
}

/** The same logic, which changes a context before it goes on from there. */
function withContext<Context>(work: Work, revive: (context: Context) => Context): Work {
  const restore: NonNullable<Work['restoreSnapshot']> = (snapshot, scope) => {
    const { context } = snapshot as unknown as { readonly context: Context }
    return work.restoreSnapshot!(Object.assign({}, snapshot, { context: revive(context) }), scope)
  }
  return overriding(work, { restoreSnapshot: restore })
}
