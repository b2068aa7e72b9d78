import type { TaskNode } from '../../../machines/forms/task-graph.ts'
import type { TaskStateName } from '../../../machines/forms/task-context.ts'
import type { ListedTask } from '../../../machines/forms/task-context.ts'
import type { TasksContext } from '../../../machines/forms/tasks-context.ts'
import { ExitError } from '../../../machines/processes/exit-error.ts'
import { leavesOf } from '../../../machines/forms/task-graph.ts'

/** A row of a list of tasks, with the rows of what is said below it. */
export interface ShownTask {
  readonly node: TaskNode
  readonly state: TaskStateName
  /** What the list knows of it; undefined for a group. */
  readonly listed: ListedTask | undefined
  /** How many rows it takes. */
  readonly rows: number
}

/** What fits of a list of tasks, in its order, and how many of the others are in which state. */
export interface ShownTasks {
  readonly shown: readonly ShownTask[]
  readonly hidden: readonly TaskStateName[]
}

/** A failed task has so many rows of output at most. */
const FAILED_ROWS = 3

/** Which give way last, if not all fit: what has failed, then what goes on, then what comes, then what is over. */
const order: readonly TaskStateName[] = [
  'failed',
  'notUndone',
  'stopping',
  'undoing',
  'retrying',
  'running',
  'stopped',
  'undone',
  'waiting',
  'done',
  'skipped',
]

/** Chooses what is shown of a list in so many rows. A group that is over is one row. */
export function shownTasks(nodes: readonly TaskNode[], context: TasksContext, rows: number): ShownTasks {
  const all = nodes.filter((node) => !isInClosedGroup(node, context)).map((node) => shownTask(node, context))
  if (heightOf(all) <= rows) return { shown: all, hidden: [] }
  const rank = ({ node, state }: ShownTask) => (node.id === context.asked ? -1 : order.indexOf(state))
  const kept = new Map<TaskNode, ShownTask>()
  // One row says how many others there are.
  let left = Math.max(1, rows - 1)
  const keep = (task: ShownTask) => {
    if (left <= 0 || kept.has(task.node)) return
    const fitting = Math.min(task.rows, Math.max(1, left))
    kept.set(task.node, { ...task, rows: fitting })
    left -= fitting
  }
  const isOver = (task: ShownTask) => rank(task) >= order.indexOf('done')
  const sorted = all.toSorted(
    (a, b) => rank(a) - rank(b) || (isOver(a) ? -1 : 1) * (all.indexOf(a) - all.indexOf(b)),
  )
  for (const task of sorted) keep(task)
  const hidden = all.filter(({ node }) => node.task !== undefined && !kept.has(node))
  const shown = all.flatMap(({ node }) => kept.get(node) ?? [])
  return { shown, hidden: rows > 1 ? hidden.map(({ state }) => state) : [] }
}

/** The state of a task, or of what is in a group: that of the one that matters most. */
export function stateOf(node: TaskNode, { tasks }: Pick<TasksContext, 'tasks'>): TaskStateName {
  if (node.task !== undefined) return tasks[node.id]!.state
  const states = new Set(leavesOf(node).map(({ id }) => tasks[id]!.state))
  const only = states.size === 1 ? [...states][0]! : undefined
  if (only !== undefined) return only
  const worst = order.find((state) => states.has(state)) ?? 'done'
  // It has begun, although nothing runs at the moment.
  return worst === 'waiting' ? 'running' : worst
}

function shownTask(node: TaskNode, context: TasksContext): ShownTask {
  const state = stateOf(node, context)
  const listed = context.tasks[node.id]
  const rows = 1 + (listed === undefined ? 0 : rowsBelow(listed)) + (node.id === context.asked ? 1 : 0)
  return { node, state, listed, rows }
}

/** How many rows there are below the title of a task. */
function rowsBelow({ state, error, rows }: ListedTask): number {
  if (state === 'running' || state === 'stopping' || state === 'undoing') return Math.min(1, rows)
  if (state === 'retrying' || state === 'notUndone') return 1
  return state === 'failed' ? Math.min(FAILED_ROWS, rows + (saysMessage(error, rows) ? 1 : 0)) : 0
}

/** Whether the message says more than the output above it, whose last lines say it better than the exit code. */
export function saysMessage(error: unknown, rows: number): boolean {
  return rows === 0 || !(error instanceof ExitError)
}

function isInClosedGroup({ parent }: TaskNode, context: TasksContext): boolean {
  if (parent === undefined) return false
  const state = stateOf(parent, context)
  return state === 'done' || state === 'skipped' || isInClosedGroup(parent, context)
}

function heightOf(tasks: readonly ShownTask[]): number {
  return tasks.reduce((sum, { rows }) => sum + rows, 0)
}
