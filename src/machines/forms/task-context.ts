import type { AnyActorRef } from 'xstate'
import type { Pattern } from '../kit/pattern.ts'
import type { LineRing } from '../streams/line-ring.ts'
import type { TaskProgress } from './task-options.ts'

/** The states of a task. */
export type TaskState =
  | 'waiting'
  | { working: 'running' | 'retrying' }
  | 'failing'
  | 'stopping'
  | 'stopped'
  | 'done'
  | 'skipped'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'notUndone'

/** The name of a task's state. */
export type TaskStateName = Exclude<TaskState, object | 'failing'> | 'running' | 'retrying'

/** The context of a task. */
export interface TaskContext {
  /** What it does, for people. */
  readonly title: string
  /** The results of its needs, by their names. */
  readonly results: Readonly<Record<string, unknown>>
  /** The input of the list. */
  readonly given: unknown
  /** The input of its work. */
  readonly input: unknown
  /** What it has returned. */
  readonly output: unknown
  /** Why it failed, or why the last attempt did. */
  readonly error: unknown
  /** Why it was skipped. */
  readonly reason: string | undefined
  /** The number of the attempt, from 1, if it may be tried again. */
  readonly attempt: number | undefined
  /** How many attempts there may be. */
  readonly maxAttempts: number | undefined
  /** When the next attempt is due, in ms on the clock of `now`. */
  readonly retryAt: number | undefined
  /** When it began and when it ended, on the same clock. */
  readonly startedAt: number | undefined
  /** When it ended. */
  readonly endedAt: number | undefined
  /** How far it is. */
  readonly progress: TaskProgress | undefined
  /** The last lines of its output. */
  readonly lines: LineRing
  /** What gets its lines for the log. */
  readonly log: AnyActorRef | undefined
}

/** What a task can be told, by the list that it is in. */
export type TaskEvent =
  | { readonly type: 'start'; readonly results: TaskContext['results']; readonly input: unknown }
  | { readonly type: 'skip'; readonly reason: string }
  /** It can't be started. */
  | { readonly type: 'fail'; readonly error: unknown }
  | { readonly type: 'stop' | 'undo' }

/** A task tells its list that its state has changed. */
export interface TaskChanged {
  readonly type: 'task.changed'
  readonly id: string
  readonly state: TaskStateName
  readonly output: unknown
  readonly error: unknown
  readonly reason: string | undefined
  readonly attempt: number | undefined
  readonly maxAttempts: number | undefined
  readonly retryAt: number | undefined
  /** How many rows of output there are to show, up to three. */
  readonly rows: number
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

/** What `task` makes. */
export type TaskLogic = Pattern<TaskContext, TaskEvent, TaskState, 'busy' | 'settled', TaskInput, never>

/** The input of a task's actor. */
export interface TaskInput {
  /** The input of the list. */
  readonly given: unknown
  /** What gets its lines for the log. */
  readonly log: AnyActorRef | undefined
}

/** What a list knows about a task. */
export interface ListedTask {
  /** The names from the outermost group to it, joined by a point. It's the id of its actor. */
  readonly id: string
  /** What it does, for people. */
  readonly title: string
  /** The state that it is in. */
  readonly state: TaskStateName
  /** Why it failed. */
  readonly error: unknown
  /** Why it was skipped. */
  readonly reason: string | undefined
  /** The number of the attempt, from 1, if it may be tried again. */
  readonly attempt: number | undefined
  /** How many attempts there may be. */
  readonly maxAttempts: number | undefined
  /** When the next attempt is due, in ms on the clock of `now`. */
  readonly retryAt: number | undefined
  /** How many rows of its output can be shown, up to three. */
  readonly rows: number
  /** When it began, in ms on the clock of `now`. */
  readonly startedAt: number | undefined
  /** When it ended, on the same clock. */
  readonly endedAt: number | undefined
}
