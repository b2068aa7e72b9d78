import type {
  AnyActorLogic,
  AnyActorRef,
  AnyMachineSnapshot,
  AnyStateMachine,
  AnyStateNode,
  StateValue,
} from 'xstate'
import { actorsOf, invokedIn } from '../lint/chart.ts'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'

/** An actor that an active state of a chart invokes. */
export interface ActiveInvoke {
  readonly id: string
  readonly logic: AnyActorLogic | undefined
  readonly node: AnyStateNode
  readonly index: number
}

/** The actors that the active states invoke. */
export function activeInvokes({ machine, value }: AnyMachineSnapshot): readonly ActiveInvoke[] {
  return activeStates(machine.root, value as StateValue).flatMap((node) =>
    invokedIn(node).map(({ id, logic }, index) => ({ id, logic, node, index })),
  )
}

/** How the active states invoke a child; undefined if it was spawned. */
export function invokeOf(snapshot: AnyMachineSnapshot, id: string): ActiveInvoke | undefined {
  return activeInvokes(snapshot).find((invoke) => invoke.id === id)
}

/** How XState makes an invoked actor. */
export function howOf({ node, index }: ActiveInvoke): object {
  const { src, systemId, onSnapshot } = node.invoke[index]!
  return { src, systemId, syncSnapshot: onSnapshot !== undefined }
}

/** The input of an invoked actor, from the present context. */
export function inputOf({ node, index }: ActiveInvoke, context: unknown, self: AnyActorRef): unknown {
  const { input } = node.invoke[index]!
  const event = { type: XSTATE_EVENTS.init }
  return typeof input === 'function' ? (input as (given: object) => unknown)({ context, event, self }) : input
}

/** The logic of a spawned child, by its name. */
export function namedLogic(machine: AnyStateMachine, name: string): AnyActorLogic | undefined {
  return actorsOf(machine)[name]
}

function activeStates(node: AnyStateNode, value: StateValue | undefined): readonly AnyStateNode[] {
  if (value === undefined) return [node]
  const inner = typeof value === 'string' ? { [value]: undefined } : value
  return [
    node,
    ...Object.entries(inner).flatMap(([key, within]) => {
      const state = node.states[key]
      return state === undefined ? [] : activeStates(state, within)
    }),
  ]
}
