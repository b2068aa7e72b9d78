import type { AnyActorLogic, AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'

/* What the rules read of a chart. */

/** A state with all states in it, the outer ones first. */
export function statesIn(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(statesIn)]
}

/** A state and those around it, the innermost first. */
export function withOuter(node: AnyStateNode): AnyStateNode[] {
  return node.parent === undefined ? [node] : [node, ...withOuter(node.parent)]
}

/** The transitions of a state itself, the eventless ones too. */
export function transitionsFrom(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...node.transitions.values()].flat().concat(node.always ?? [])
}

/** The transitions of a state itself for an event. */
export function transitionsFor(node: AnyStateNode, type: string): AnyTransitionDefinition[] {
  return [...node.transitions].flatMap(([descriptor, transitions]) =>
    matches(descriptor, type) ? transitions : [],
  )
}

/** Whether an event has the type that a chart names: 'a', 'a.*' or '*'. */
function matches(descriptor: string, type: string): boolean {
  if (descriptor === type || descriptor === '*') return true
  return descriptor.endsWith('.*') && `${type}.`.startsWith(descriptor.slice(0, -1))
}

/** The states that a chart can be in by its transitions, whatever their guards say. */
export function reachableIn({ root }: AnyStateMachine): ReadonlySet<AnyStateNode> {
  const reached = new Set<AnyStateNode>()
  const enter = (node: AnyStateNode): void => {
    if (reached.has(node)) return
    reached.add(node)
    if (node.parent !== undefined) enter(node.parent)
    const inner = Object.values(node.states)
    if (node.type === 'parallel') inner.forEach(enter)
    if (node.type === 'compound') node.initial.target.forEach(enter)
    // It leads to a state that was active before.
    if (node.type === 'history') Object.values(node.parent?.states ?? {}).forEach(enter)
    for (const { target } of transitionsFrom(node))
      (target as readonly AnyStateNode[] | undefined)?.forEach(enter)
  }
  enter(root)
  return reached
}

/** An actor that a state invokes. Its logic is undefined if it's named and nobody has given it. */
interface Invoked {
  readonly id: string
  readonly src: string
  readonly logic: AnyActorLogic | undefined
}

/** The actors that a state invokes, by name or inline. */
export function invokedIn(node: AnyStateNode): readonly Invoked[] {
  const { invoke = [] } = node.config as { readonly invoke?: unknown }
  const configs = (Array.isArray(invoke) ? invoke : [invoke]) as readonly { readonly src: unknown }[]
  return node.invoke.map(({ id, src }, index) => {
    const given = configs[index]?.src
    const name = typeof src === 'string' ? src : id
    const inline = typeof given === 'object' && given !== null ? (given as AnyActorLogic) : undefined
    return { id, src: name, logic: inline ?? actorsOf(node.machine as AnyStateMachine)[name] }
  })
}

/** The actors that a machine is given by name. */
export function actorsOf(machine: AnyStateMachine): Readonly<Record<string, AnyActorLogic | undefined>> {
  return machine.implementations.actors as Readonly<Record<string, AnyActorLogic>>
}

/** What names an action or a guard; undefined if it's a function. */
export function nameOf(named: unknown): string | undefined {
  if (typeof named === 'string') return named
  if (typeof named !== 'object' || named === null) return undefined
  const { type } = named as { readonly type?: unknown }
  return typeof type === 'string' ? type : undefined
}
