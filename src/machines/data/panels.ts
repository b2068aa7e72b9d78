import type { ActorRefFromLogic, AnyActorLogic } from 'xstate'
import type { InputsOf } from '../kit/all.ts'

/** Actor logic by name: what `tabs` and `split` show. */
export type Panels = Readonly<Record<string, AnyActorLogic>>

/** The inputs of panels, by name. It can be left out if no panel needs an input. */
export type PanelsInput<P extends Panels> = object extends InputsOf<P> ? InputsOf<P> | undefined : InputsOf<P>

/** The actors of panels, by name: those that run. */
export type PanelChildren<P extends Panels> = {
  readonly [Name in keyof P & string]?: ActorRefFromLogic<P[Name]> | undefined
}

/** The input of a panel, from that of all. */
export function inputOf(input: unknown, name: string): unknown {
  return (input as Readonly<Record<string, unknown>> | undefined)?.[name]
}
