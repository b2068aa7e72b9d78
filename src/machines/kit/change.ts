import type { AnyActorLogic, AnyActorRef, EventObject, SnapshotFrom } from 'xstate'
import { overriding, withTransition, type Work } from './pattern.ts'
import { tellParent, tellParentLater } from './xstate-internals.ts'

/*
 * A control has a `value` in its context and tells its parent when it changes, with the event `<id>.change`: once at the
 * start, and then at most once for each event that the control takes. A restored control doesn't tell its value again.
 */

/** The value of actors of this logic (or of this snapshot): `value` in the context, or the value of a pattern's `work`. */
export type ValueOf<L> = (L extends AnyActorLogic ? SnapshotFrom<L> : L) extends infer S
  ? S extends { readonly context: { readonly value: infer Value } }
    ? Value
    : S extends { readonly children: { readonly work?: infer Work } }
      ? Exclude<Work, undefined> extends { getSnapshot(): infer Inner }
        ? ValueOf<Inner>
        : never
      : never
  : never

/**
 * The events by which actors tell their parent their values, for `types.events`.
 *
 * ```ts
 * const actors = { query: textInputView({ keepOpen: true }) }
 * setup({ types: { events: {} as { type: 'leave' } | Changes<typeof actors> }, actors }).createMachine({
 *   invoke: all(actors),
 *   on: { 'query.change': { actions: ({ event }) => console.log(event.value) } },
 * })
 * ```
 */
export type Changes<A extends Readonly<Record<string, AnyActorLogic>>> = {
  [Name in keyof A & string]: [ValueOf<A[Name]>] extends [never]
    ? never
    : { readonly type: `${Name}.change`; readonly value: ValueOf<A[Name]> }
}[keyof A & string]

/**
 * An action that tells the parent the `value` in the context, as controls do. Use it in a chart of your own that is a
 * control.
 *
 * ```ts
 * on: { 'rows.change': { actions: [assign({ value: ({ event }) => event.value }), announce] } }
 * ```
 */
export function announce({
  context,
  self,
}: {
  context: { readonly value: unknown }
  self: AnyActorRef
}): void {
  tellParent(self, changeOf(self, context.value))
}

/** Logic that tells its parent when the `value` in its context changes. */
export function announcing(logic: AnyActorLogic): Work {
  const work = logic as Work
  const moving = withTransition(work, (transition) => (snapshot, event, scope) => {
    const next = transition(snapshot, event, scope)
    const value = valueIn(next)
    if (!Object.is(value, valueIn(snapshot))) tellParentLater(scope, changeOf(scope.self, value))
    return next
  })
  return overriding(moving, {
    getInitialSnapshot: (scope, input) => {
      const first = work.getInitialSnapshot(scope, input)
      tellParentLater(scope, changeOf(scope.self, valueIn(first)))
      return first
    },
  })
}

/** Logic that stands for its child: a region of it shows the child, and the child's value counts as its own. */
export interface SeenThrough extends Work {
  /** The id of the child. */
  readonly seenThrough: string
}

/** Makes logic stand for its child in regions and in values. */
export function seenThrough(logic: AnyActorLogic, child: string): SeenThrough {
  const work = withTransition(logic as Work, (transition) => (snapshot, event, scope) => {
    if (event.type !== `${child}.change`) return transition(snapshot, event, scope)
    const { value } = event as EventObject & { readonly value?: unknown }
    tellParentLater(scope, changeOf(scope.self, value))
    return snapshot
  })
  return overriding(work, { seenThrough: child })
}

function changeOf(
  { id }: { readonly id: string },
  value: unknown,
): EventObject & { readonly value: unknown } {
  return { type: `${id}.change`, value }
}

function valueIn(snapshot: object): unknown {
  return (snapshot as { readonly context: { readonly value: unknown } }).context.value
}
