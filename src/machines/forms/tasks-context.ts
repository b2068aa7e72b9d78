import type { ActorRefFromLogic, AnyActorRef } from 'xstate'
import type { Pattern } from '../kit/pattern.ts'
import type { ListedTask, TaskLogic } from './task-context.ts'
import type { TaskNode } from './task-graph.ts'
import type { TaskOutputs, TasksInput } from './task-options.ts'

/** How a list of tasks works. */
export interface TasksOptions {
  /**
   * How many tasks may run at a time: a whole number, 1 or more, or `Infinity`.
   *
   * @defaultValue Infinity
   */
  readonly concurrency?: number | undefined
  /**
   * What comes of a task that fails. 'ask': what doesn't need it goes on, and a person says whether it's tried again or skipped, or
   * whether all end; in an app that nobody can answer, it's as 'stop'. 'finish': what doesn't need it goes on, and then all end. 'stop':
   * what runs is ended at once.
   *
   * @defaultValue 'ask' where somebody can press keys, else 'stop'
   */
  readonly onFailure?: 'ask' | 'finish' | 'stop' | undefined
  /**
   * When tasks that are done are taken back, by their `undo`, in reverse order: when one has failed for good, also when they were
   * cancelled ('always'), or never.
   *
   * @defaultValue 'failure'
   */
  readonly rollBack?: 'failure' | 'always' | 'never' | undefined
  /**
   * The file for the whole output; `false` for none.
   *
   * @defaultValue a file in the temporary folder
   */
  readonly log?: string | false | undefined
  /**
   * The name of the chart.
   *
   * @defaultValue 'tasks'
   */
  readonly name?: string | undefined
}

/** The context of `tasks`. */
export interface TasksContext {
  /** What is known about each task, by id, in their order. */
  readonly tasks: Readonly<Record<string, ListedTask>>
  /** The id of the failed task that is asked about. */
  readonly asked: string | undefined
  /** The id of the task whose whole output is shown, by the child `actty.output`. */
  readonly read: string | undefined
  /** What the functions of tasks get as `input`. */
  readonly input: unknown
  /** When it began, in ms on the clock of `now`. */
  readonly startedAt: number
  /** When it ended, on the same clock. */
  readonly endedAt: number | undefined
  /** Whether it was cancelled. */
  readonly cancelled: boolean
  /** The path of the file with the whole output, if there is one. */
  readonly logPath: string | undefined
  /** Why the output isn't written to a file, if it was to be: 'ENOSPC: no space left on device, write'. */
  readonly logError?: string | undefined
}

/** What `tasks` can be told. */
export type TasksEvent =
  /** The failed task that is asked about is tried again, or left out, or its whole output is shown. */
  | { readonly type: 'retry' | 'skip' | 'read' }
  /** The output isn't shown any more. */
  | { readonly type: 'close' }
  /** No failed task is tried again: everything ends. */
  | { readonly type: 'giveUp' }
  /** Ends what runs. The second time, what ends or is taken back isn't waited for. */
  | { readonly type: 'cancel' }

/** The states of `tasks`. */
export type TasksState = { working: 'running' | 'asking' } | 'stopping' | 'undoing' | 'done' | 'failed'

/** What `tasks` returns. Each task is a child, by its id. */
export type Tasks<Tree> = Pattern<
  TasksContext,
  TasksEvent,
  TasksState,
  'busy' | 'asking',
  TasksInput<Tree>,
  TaskOutputs<Tree>,
  { readonly [id: string]: ActorRefFromLogic<TaskLogic> | undefined }
> & {
  /** The tasks and groups, each group before what is in it. */
  readonly nodes: readonly TaskNode[]
}

/** What the chart knows besides. */
export interface TasksMemory extends TasksContext {
  /** What tasks have returned, by id. */
  readonly outputs: Readonly<Record<string, unknown>>
  /** The ids of tasks that are done, in the order in which they were. */
  readonly done: readonly string[]
  readonly log: AnyActorRef | undefined
  readonly error: unknown
  /** What comes of a failure. Known when there is one: only then it matters whether somebody can answer. */
  readonly policy: TasksOptions['onFailure']
  /** Whether what is done is taken back. Known when it ends. */
  readonly rollsBack: boolean
}
