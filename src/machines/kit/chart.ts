import type { DoneActorEvent, ErrorActorEvent } from 'xstate'

/** How work tells that it has ended. */
export type WorkEvent = DoneActorEvent | ErrorActorEvent

/** An action or a guard that takes the event as its params. */
export function withEvent<Type extends string>(type: Type) {
  return { type, params: <E>({ event }: { event: E }) => event }
}

/** Runs the work of a pattern, with the input that its context has, for as long as the state is active. */
export const invokedWork = {
  src: 'work',
  id: 'work',
  input: ({ context }: { context: { readonly input: unknown } }) => context.input,
} as const

/** What a context keeps of work that is done: `keepOutput: assign(outputOf)`. */
export function outputOf(_: unknown, { output }: { readonly output: unknown }) {
  return { output }
}
