import type { AnyActorLogic, InputFrom } from 'xstate'

/** Actor logic by name, like the `actors` of `setup`. */
export type NamedLogic = Readonly<Record<string, AnyActorLogic>>

/** The inputs of actors, by their names. Only logic that needs an input must have one. */
export type InputsOf<A extends NamedLogic> = {
  readonly [Name in keyof A as undefined extends InputFrom<A[Name]> ? never : Name]: InputFrom<A[Name]>
} & {
  readonly [Name in keyof A as undefined extends InputFrom<A[Name]> ? Name : never]?: InputFrom<A[Name]>
}

/** An invoke of one of the actors under its own name. */
export type InvokeOf<A extends NamedLogic> = {
  readonly [Name in keyof A & string]: {
    readonly src: Name
    readonly id: Name
    readonly input: InputFrom<A[Name]>
  }
}[keyof A & string]

/**
 * Invokes actors, each under its own name: `[{ src: 'users', id: 'users', input }, …]`.
 *
 * ```ts
 * const actors = { users: usersView, log: tailingView() }
 * setup({ actors }).createMachine({ invoke: all(actors) })
 * ```
 *
 * @param inputs - The input of each actor, by its name. Actors that need no input can be left out.
 */
export function all<const A extends NamedLogic>(
  actors: A,
  ...[inputs]: object extends InputsOf<A> ? [inputs?: InputsOf<A>] : [inputs: InputsOf<A>]
): InvokeOf<A>[] {
  const given: Readonly<Record<string, unknown>> = inputs ?? {}
  return Object.keys(actors).map((name) => ({ src: name, id: name, input: given[name] }) as InvokeOf<A>)
}
