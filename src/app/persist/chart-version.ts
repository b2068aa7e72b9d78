import { createHash } from 'node:crypto'
import type { AnyActorLogic, AnyStateMachine, AnyStateNode } from 'xstate'
import { actorsOf, invokedIn, transitionsFrom } from '../lint/chart.ts'

/** A hash of all charts in an app: their states, transitions and actors. It doesn't say anything of their code. */
export function chartVersion(logic: AnyActorLogic): string {
  const seen = new Map<object, number>()
  const shape = JSON.stringify(shapeOf(logic, seen))
  return createHash('sha256').update(shape).digest('hex').slice(0, 12)
}

function shapeOf(logic: object | undefined, seen: Map<object, number>): unknown {
  const { root } = (logic ?? {}) as Partial<AnyStateMachine>
  if (root === undefined) return 'other logic'
  const before = seen.get(root)
  if (before !== undefined) return before
  seen.set(root, seen.size)
  const actors = Object.entries(actorsOf(logic as AnyStateMachine))
  return [nodeShape(root, seen), actors.map(([name, actor]) => [name, shapeOf(actor, seen)])]
}

function nodeShape(node: AnyStateNode, seen: Map<object, number>): unknown {
  const { key, type } = node
  const states: readonly AnyStateNode[] = Object.values(node.states)
  const transitions = transitionsFrom(node).map(({ eventType, target = [] }) => [
    eventType as unknown,
    (target as readonly AnyStateNode[]).map(({ id }) => id),
  ])
  const invoked = invokedIn(node).map(({ id, src, logic }) => [id, src, shapeOf(logic, seen)])
  return [key, type as unknown, transitions, invoked, states.map((inner) => nodeShape(inner, seen))]
}
