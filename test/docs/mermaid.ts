import type { AnyStateMachine, AnyStateNode } from 'xstate'

interface Labelled {
  readonly eventType: string
  readonly guard?: unknown
  readonly description?: string | undefined
}

/** A statechart as a Mermaid state diagram. */
export function mermaid(machine: AnyStateMachine): string {
  const lines = ['stateDiagram-v2', ...stateLines(machine.root, '  ')]
  return `${lines.join('\n')}\n`
}

function stateLines(node: AnyStateNode, indent: string): string[] {
  const children = Object.values(node.states) as AnyStateNode[]
  const initial = node.initial.target[0] as AnyStateNode | undefined
  const everywhere = arrowsFrom(node, 'anyState')
  return [
    ...(everywhere.length > 0 && node.parent === undefined ? ['anyState: any state'] : []),
    ...(initial === undefined ? [] : [`[*] --> ${initial.key}`]),
    ...(node.parent === undefined ? everywhere : []),
    ...children.flatMap((child) => [
      ...(Object.keys(child.states).length > 0
        ? [`state ${child.key} {`, ...stateLines(child, '  '), '}']
        : []),
      ...arrowsFrom(child, child.key),
      ...(child.type === 'final' ? [`${child.key} --> [*]`] : []),
    ]),
  ].map((line) => indent + line)
}

function arrowsFrom(node: AnyStateNode, name: string): string[] {
  const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])]
  return transitions.flatMap((transition) => {
    const target = transition.target?.[0] as AnyStateNode | undefined
    return target === undefined ? [] : `${name} --> ${target.key}: ${labelOf(transition as Labelled)}`
  })
}

function labelOf({ eventType, guard, description }: Labelled): string {
  const condition = guard === undefined ? '' : ` [${nameOf(guard)}]`
  return `${eventLabel(eventType, description)}${condition}`.trim()
}

function eventLabel(event: string, description: string | undefined): string {
  const [, delay] = /^xstate\.after\.([^.]*)\./.exec(event) ?? []
  if (delay !== undefined) return `after ${delay}`
  const [, outcome, id] = /^xstate\.(done|error)\.actor\.(.*)$/.exec(event) ?? []
  if (outcome !== undefined) return `${id === '*' ? 'part' : id} ${outcome === 'done' ? 'is done' : 'fails'}`
  if (event === 'xstate.snapshot.*') return 'part changes'
  return event === '' ? (description ?? '') : event
}

function nameOf(guard: unknown): string {
  if (typeof guard === 'string') return guard
  return (guard as { type?: string }).type ?? 'condition'
}
