import { leavesOf, lineageOf, type TaskNode } from './task-graph.ts'
import type { TaskGiven, TaskGroup, TaskOptions } from './task-options.ts'
import { isLogic } from './task-work.ts'
import type { ListedTask, TaskStateName } from './task-context.ts'

/** What a list knows about its tasks. */
interface Known {
  readonly tasks: Readonly<Record<string, ListedTask>>
  /** What tasks have returned, by id. */
  readonly outputs: Readonly<Record<string, unknown>>
  /** The input of the list. */
  readonly input: unknown
}

/** The reason of a task that was left out after it had failed. */
export const SKIPPED_BY_USER = 'it failed'

export function isStarted(state: TaskStateName): boolean {
  return state === 'running' || state === 'retrying'
}

/** Whether one more may run: of all, and of each group around it. */
export function hasRoom(leaf: TaskNode, running: ReadonlySet<TaskNode>, concurrency: number): boolean {
  if (running.size >= concurrency) return false
  return lineageOf(leaf)
    .slice(1)
    .every((group) => {
      const { concurrency: most = Infinity } = group.options as TaskGroup
      return leavesOf(group).filter((other) => running.has(other)).length < most
    })
}

/** Why a task or a group around it is skipped; undefined if none is. */
export function skipReason(leaf: TaskNode, context: Known): string | undefined {
  for (const node of lineageOf(leaf)) {
    const { skip } = node.options
    const reason =
      typeof skip === 'function' ? skip({ results: resultsFor(node, context), input: context.input }) : skip
    if (reason !== undefined && reason !== false) return reason
  }
  return undefined
}

export function resultsFor(node: TaskNode, context: Known): Readonly<Record<string, unknown>> {
  const results: Record<string, unknown> = {}
  for (const [name, needed] of node.needs) defineOutput(results, name, needed, context)
  return results
}

/** The input of its work. */
export function inputOf({ run, input }: TaskOptions, given: TaskGiven): unknown {
  if (input === undefined || !isLogic(run)) return given
  return typeof input === 'function' ? (input as (given: TaskGiven) => unknown)(given) : input
}

export function outputsOf(nodes: readonly TaskNode[], context: Known): unknown {
  const outputs: Record<string, unknown> = {}
  for (const node of nodes) if (node.parent === undefined) defineOutput(outputs, node.name, node, context)
  return outputs
}

/** A task that its user has skipped has no result: to use it all the same is an error that says so. */
function defineOutput(target: object, name: string, node: TaskNode, context: Known): void {
  const isUserSkip = node.task !== undefined && context.tasks[node.id]!.reason === SKIPPED_BY_USER
  if (!isUserSkip)
    return void Object.defineProperty(target, name, { value: outputOf(node, context), enumerable: true })
  const get = () => {
    throw new Error(`${node.title} was skipped, so that it has no result`)
  }
  Object.defineProperty(target, name, { get, enumerable: false })
}

function outputOf(node: TaskNode, context: Known): unknown {
  if (node.task !== undefined) return context.outputs[node.id]
  const outputs: Record<string, unknown> = {}
  for (const child of node.children) defineOutput(outputs, child.name, child, context)
  return outputs
}
