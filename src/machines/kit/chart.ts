import type { DoneActorEvent, ErrorActorEvent } from 'xstate'

/** The events by which XState says that work has ended. */
export type WorkEvent = DoneActorEvent | ErrorActorEvent

/** An action or a guard whose params are the event. */
export function withEvent<Type extends string>(type: Type) {
  return { type, params: <E>({ event }: { event: E }) => event }
}

/** Runs the work of a pattern while a state is active. Its input is that of the pattern, kept in the context. */
export const invokedWork = {
  src: 'work',
  id: 'work',
  input: ({ context }: { context: { readonly input: unknown } }) => context.input,
} as const

/** For `keepOutput: assign(outputOf)`: keeps the output of work that is done. */
export function outputOf(_: unknown, { output }: { readonly output: unknown }) {
  return { output }
}
