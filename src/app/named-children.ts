/* eslint-disable @typescript-eslint/no-unused-vars -- StateMachine has fifteen parameters, and only by their places */
import type { ActorRefFromLogic, AnyActorLogic, MachineSnapshot, SnapshotFrom, StateMachine } from 'xstate'

/**
 * The snapshot of logic, with typed children. XState types only the children that the root of a chart invokes. Here each actor in
 * `actors` of `setup` is a child under its own name, whichever state invokes it. For ids that are made at run time, `types.children` is
 * a `Record<string, 'name'>`.
 */
export type NamedChildren<L extends AnyActorLogic> =
  L extends StateMachine<
    infer Context,
    infer Event,
    infer Children,
    infer Actors,
    infer _Action,
    infer _Guard,
    infer _Delay,
    infer Value,
    infer Tag,
    infer _Input,
    infer Output,
    infer _Emitted,
    infer Meta,
    infer Schema,
    infer _TransitionMeta
  >
    ? string extends keyof Children
      ? string extends Actors['src']
        ? SnapshotFrom<L>
        : MachineSnapshot<
            Context,
            Event,
            // The ids that `types.children` has for an actor (any, if that is a Record), or its own name.
            {
              [
                Actor in Actors as undefined extends Actor['id'] ? Actor['src'] : Actor['id'] & string
              ]?: ActorRefFromLogic<Actor['logic']>
            },
            Value,
            Tag,
            Output,
            Meta,
            Schema
          >
      : SnapshotFrom<L>
    : SnapshotFrom<L>
