import { messageOf } from '../kit/message-of.ts'
import { dropStack } from '../kit/no-stack.ts'
import { ToldError } from '../kit/told-error.ts'
import type { TaskStateName } from './task-context.ts'

/** What became of a task. */
export interface TaskEnd {
  /** The names from the outermost group to it, joined by a point. */
  readonly id: string
  /** What it does, for people. */
  readonly title: string
  /** The state that it ended in. */
  readonly state: TaskStateName
  /** Why it failed, if it has. */
  readonly error: unknown
  /** Whether it can be taken back. */
  readonly canUndo: boolean
}

/**
 * Tasks that weren't all done: one has failed, or they were cancelled. The message says which, what was taken back, and what was left
 * undone. A process that lets it through prints that and ends with status 1, or 130 after Ctrl+C.
 *
 * ```ts
 * if (error instanceof TasksError) console.error(error.tasks.filter(({ state }) => state === 'failed'))
 * ```
 */
export class TasksError extends ToldError {
  /** The name of the class. */
  override readonly name = 'TasksError'
  /** What became of each task, in their order. */
  readonly tasks: readonly TaskEnd[]
  /** Whether they were cancelled. */
  readonly cancelled: boolean
  /** The path of the file with the whole output, if there is one. */
  readonly log: string | undefined
  /** 130 if they were cancelled, else 1. */
  override readonly exitStatus: number

  constructor(tasks: readonly TaskEnd[], cancelled: boolean, log: string | undefined) {
    super(tellingOf(tasks, cancelled, log))
    this.tasks = tasks
    this.cancelled = cancelled
    this.log = log
    this.exitStatus = cancelled ? 130 : 1
    dropStack(this)
  }
}

/** A message names so many tasks in each state at most. */
const MAX_NAMES = 12

/** What is told of states that aren't what was wanted, in this order. */
const wordings: readonly (readonly [TaskStateName, string])[] = [
  ['undone', 'taken back'],
  ['undoing', 'taken back only in part'],
  ['done', 'done, and not taken back'],
  ['notUndone', 'could not be taken back'],
  ['stopped', 'stopped before it was done'],
  ['stopping', 'told to stop, but not ended yet'],
  ['waiting', 'not begun'],
]

/** What happened to the tasks that weren't done, a line each. */
function tellingOf(tasks: readonly TaskEnd[], cancelled: boolean, log: string | undefined): string {
  const failed = tasks
    .filter(({ state }) => state === 'failed')
    .map(({ title, error }) => `${title} failed: ${messageOf(error)}`)
  const others = wordings.flatMap(([state, words]) => {
    // Nothing is left of a task that is done and has nothing to be taken back.
    const titles = tasks
      .filter((task) => task.state === state && (state !== 'done' || task.canUndo))
      .map(({ title }) => title)
    return titles.length === 0 ? [] : [`${words}: ${namesOf(titles)}`]
  })
  const path = log === undefined ? [] : [`the whole output is in ${log}`]
  return [...(cancelled ? ['cancelled'] : []), ...failed, ...others, ...path].join('\n')
}

function namesOf(titles: readonly string[]): string {
  const others = titles.length - MAX_NAMES
  return others <= 1 ? titles.join(', ') : `${titles.slice(0, MAX_NAMES).join(', ')} and ${others} others`
}
