import type { ActorRefFromLogic, AnyActorLogic } from 'xstate'
import type { InputsOf } from '../kit/all.ts'
import { withTransition, type Work } from '../kit/pattern.ts'
import { tellParentLater } from '../kit/xstate-internals.ts'

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

/** What panels tell of their values (`<name>.change`), their parent tells its own parent. So an app hears of it however deep a panel is. */
export function passingChangesOn(logic: AnyActorLogic): Work {
  return withTransition(logic as Work, (transition) => (snapshot, event, scope) => {
    if (!event.type.endsWith('.change')) return transition(snapshot, event, scope)
    tellParentLater(scope, event)
    return snapshot
  })
}
