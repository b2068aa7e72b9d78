import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, enqueueActions, setup, type ActorRefFromLogic, type AnyActorRef } from 'xstate'
import { failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { requireLimit } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { tailing } from '../controls/tailing.ts'
import type { LineRing } from '../streams/line-ring.ts'
import { canAnswer } from './answerable.ts'
import { leafNeeds, lineageOf, taskNodes, type TaskNode } from './task-graph.ts'
import { taskLog } from './task-log.ts'
import {
  task,
  type TaskChanged,
  type TaskContext,
  type TaskEvent,
  type TaskLogic,
  type TaskStateName,
  type ListedTask,
} from './task.ts'
import type { TaskMistakes, TaskOutputs, TaskTree } from './task-options.ts'
import { hasRoom, isStarted, outputsOf, resultsFor, skipReason, SKIPPED_BY_USER } from './task-results.ts'
import { TasksError, type TaskEnd } from './tasks-error.ts'

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
   * whether all end. 'finish': what doesn't need it goes on, and then all end. 'stop': what runs is ended at once.
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
  /** When it began, in ms on the clock of `now`. */
  readonly startedAt: number
  /** When it ended, on the same clock. */
  readonly endedAt: number | undefined
  /** Whether it was cancelled. */
  readonly cancelled: boolean
  /** The path of the file with the whole output, if there is one. */
  readonly logPath: string | undefined
}

/** What `tasks` can be told. */
export type TasksEvent =
  /** The failed task that is asked about is tried again, or left out, or its whole output is shown. */
  | { readonly type: 'retry' | 'skip' | 'read' }
  /** The output isn't shown any more. */
  | { readonly type: 'close' }
  /** No failed task is tried again: everything ends. */
  | { readonly type: 'giveUp' }
  /** Ends what runs. */
  | { readonly type: 'cancel' }

/** The states of `tasks`. */
export type TasksState = { working: 'running' | 'asking' } | 'stopping' | 'undoing' | 'done' | 'failed'

/** What `tasks` returns. Each task is a child, by its id. */
export type Tasks<Tree> = Pattern<
  TasksContext,
  TasksEvent,
  TasksState,
  'busy' | 'asking',
  undefined,
  TaskOutputs<Tree>,
  { readonly [id: string]: ActorRefFromLogic<TaskLogic> | undefined }
> & {
  /** The tasks and groups, each group before what is in it. */
  readonly nodes: readonly TaskNode[]
}

interface Context extends TasksContext {
  /** What tasks have returned, by id. */
  readonly outputs: Readonly<Record<string, unknown>>
  /** The ids of tasks that are done, in the order in which they were. */
  readonly done: readonly string[]
  readonly log: AnyActorRef | undefined
  readonly error: unknown
  /** What comes of a failure. Known when there is one: only then it matters whether somebody can answer. */
  readonly policy: TasksOptions['onFailure']
}

type Event = TasksEvent | TaskChanged | FailEvent | { readonly type: 'log.failed'; readonly error: unknown }

const LOG = 'actty.log'
const OUTPUT = 'actty.output'

/**
 * Runs tasks, each as soon as what it needs is done. Its output is what the tasks have returned, by their names.
 *
 * ```ts
 * const release = tasks({
 *   test: { title: 'Unit tests', run: subprocess({ command: 'npm', args: ['test'] }) },
 *   build: { title: 'Build', run: async ({ report }) => { report('bundling'); return 'dist' } },
 *   push: { needs: ['test', 'build'], run: async ({ results }: TaskTools<{ build: string }>) => results.build.length },
 * })
 * ```
 *
 * Each task is a child of its own. If it fails, the whole fails with a TasksError, once nobody can or will try it again.
 *
 * @param tree - Tasks by name, and groups of them. The compiler checks the names in `needs`, and declared types of results.
 * @throws TypeError if a task needs one that isn't there, tasks need each other, or a task has nothing to do.
 * @throws RangeError if a number is out of its range.
 */
export function tasks<const Tree extends TaskTree>(
  tree: Tree,
  ...rest: [TaskMistakes<Tree>] extends [never] ? [options?: TasksOptions] : [mistake: TaskMistakes<Tree>]
): Tasks<Tree> {
  const options: TasksOptions = (rest[0] as TasksOptions | undefined) ?? {}
  return listOf(taskNodes(tree), options) as Tasks<Tree>
}

function listOf(nodes: readonly TaskNode[], options: TasksOptions): unknown {
  const { concurrency = Infinity, onFailure, rollBack = 'failure', name = 'tasks' } = options
  requireLimit('tasks: concurrency', concurrency)
  const leaves = nodes.filter((node) => node.task !== undefined)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const needs = new Map(leaves.map((leaf) => [leaf, leafNeeds(leaf)]))
  const isOptional = (id: string) => lineageOf(byId.get(id)!).some(({ options }) => options.optional === true)
  const canUndo = (id: string) => byId.get(id)?.task?.undo !== undefined
  const failures = ({ tasks }: Context) =>
    Object.values(tasks).filter(({ id, state }) => state === 'failed' && !isOptional(id))
  const isIn = ({ tasks }: Context, ...states: TaskStateName[]) =>
    Object.values(tasks).some(({ state }) => states.includes(state))
  const isBusy = (context: Context) => isIn(context, 'running', 'retrying', 'stopping')
  /** Whether what needs a task may begin. */
  const isOver = ({ tasks }: Context, { id }: TaskNode) => {
    const { state } = tasks[id]!
    return state === 'done' || state === 'skipped' || (state === 'failed' && isOptional(id))
  }
  const undoable = ({ done, tasks }: Context) =>
    done.findLast((id) => canUndo(id) && tasks[id]!.state === 'done')

  const machine = setup({
    types: { context: {} as Context, events: {} as Event },
    actors: {
      log: taskLog,
      output: tailing<LineRing>(),
      ...Object.fromEntries(leaves.map((leaf) => [leaf.id, task(leaf)])),
    } as unknown as { log: typeof taskLog; output: ReturnType<typeof tailing<LineRing>>; task: TaskLogic },
    actions: {
      ...failingActions,
      noteChange: assign(({ context, event, self }) => {
        if (event.type !== 'task.changed') return {}
        const { output, id, state } = event
        const news = Object.fromEntries(
          Object.entries(event).filter(([name]) => name !== 'type' && name !== 'output'),
        )
        const isNew = state === 'done' && context.tasks[id]!.state !== 'done'
        return {
          tasks: { ...context.tasks, [id]: { ...context.tasks[id]!, ...news } },
          ...(isNew && {
            outputs: { ...context.outputs, [id]: output },
            done: [...context.done.filter((other) => other !== id), id],
          }),
          endedAt: now(self),
          policy: context.policy ?? onFailure ?? (canAnswer(self.system) ? 'ask' : 'stop'),
        }
      }),
      /** Starts as many tasks as may run. */
      fill: enqueueActions(({ context, enqueue }) => {
        const running = new Set(leaves.filter(({ id }) => isStarted(context.tasks[id]!.state)))
        const started: Record<string, ListedTask> = {}
        for (const leaf of leaves) {
          const listed = context.tasks[leaf.id]!
          if (listed.state !== 'waiting' || !needs.get(leaf)!.every((need) => isOver(context, need))) continue
          const results = resultsFor(leaf, context)
          const reason = skipReason(leaf, context)
          if (reason !== undefined) tell(enqueue, leaf.id, { type: 'skip', reason })
          else if (hasRoom(leaf, running, concurrency)) {
            running.add(leaf)
            started[leaf.id] = { ...listed, state: 'running' }
            tell(enqueue, leaf.id, { type: 'start', results })
          }
        }
        // The tasks say it, too, but only after other events that may come before.
        enqueue.assign({ tasks: { ...context.tasks, ...started } })
      }),
      ask: assign({ asked: ({ context }) => failures(context)[0]?.id }),
      retryAsked: enqueueActions(({ context, enqueue }) => {
        const leaf = byId.get(context.asked!)!
        const listed = context.tasks[leaf.id]!
        enqueue.assign({
          tasks: { ...context.tasks, [leaf.id]: { ...listed, state: 'running' } },
          asked: undefined,
        })
        tell(enqueue, leaf.id, { type: 'start', results: resultsFor(leaf, context) })
      }),
      skipAsked: enqueueActions(({ context, enqueue }) =>
        tell(enqueue, context.asked!, { type: 'skip', reason: SKIPPED_BY_USER }),
      ),
      read: enqueueActions(({ context, enqueue, self }) => {
        const { children } = self.getSnapshot() as { children: Record<string, AnyActorRef | undefined> }
        const { context: asked } = children[context.asked!]!.getSnapshot() as { context: TaskContext }
        enqueue.spawnChild('output', { id: OUTPUT, input: { lines: asked.lines } })
        enqueue.assign({ read: context.asked })
      }),
      close: enqueueActions(({ enqueue }) => {
        enqueue.stopChild(OUTPUT)
        enqueue.assign({ read: undefined })
      }),
      stopAll: enqueueActions(({ context, enqueue }) => {
        for (const { id, state } of Object.values(context.tasks))
          if (isStarted(state)) tell(enqueue, id, { type: 'stop' })
      }),
      undoLast: enqueueActions(({ context, enqueue }) => {
        const id = undoable(context)
        if (id === undefined) return
        tell(enqueue, id, { type: 'undo' })
        enqueue.assign({ tasks: { ...context.tasks, [id]: { ...context.tasks[id]!, state: 'undoing' } } })
      }),
      noteCancelled: assign({ cancelled: true }),
      forgetAsked: assign({ asked: undefined }),
      loseLog: assign({ logPath: undefined }),
      noteFailure: assign({
        error: ({ context }) => new TasksError(endsOf(context.tasks), context.cancelled, usedLog(context)),
      }),
    },
    guards: {
      isAllOver: ({ context }) => leaves.every((leaf) => isOver(context, leaf)),
      hasToStop: ({ context }) => failures(context).length > 0 && context.policy === 'stop',
      hasToAsk: ({ context }) => failures(context).length > 0 && context.policy === 'ask',
      isStuck: ({ context }) =>
        failures(context).length > 0 && context.policy === 'finish' && !isBusy(context),
      isAnswered: ({ context }) =>
        context.asked === undefined || context.tasks[context.asked]!.state !== 'failed',
      isQuiet: ({ context }) => !isBusy(context),
      isQuietToUndo: ({ context }) =>
        !isBusy(context) &&
        undoable(context) !== undefined &&
        (rollBack === 'always' || (rollBack === 'failure' && !context.cancelled)),
      isUndoing: ({ context }) => isIn(context, 'undoing'),
      hasUndoable: ({ context }) => !isIn(context, 'undoing') && undoable(context) !== undefined,
      hasOutput: ({ context }) => (context.tasks[context.asked ?? '']?.rows ?? 0) > 0,
      isReading: ({ context }) => context.read !== undefined,
    },
  }).createMachine({
    id: name,
    meta: { resume: 'goesOn', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Runs tasks, each when what it needs is done.',
    context: ({ spawn, self }) => {
      const logPath = options.log === false ? undefined : (options.log ?? logIn(tmpdir(), name))
      const log =
        logPath === undefined ? undefined : (spawn('log', { id: LOG, input: logPath }) as AnyActorRef)
      for (const { id } of leaves) spawn(id as 'task', { id, input: { log } })
      return {
        tasks: Object.fromEntries(leaves.map((leaf) => [leaf.id, listedAtFirst(leaf)])),
        outputs: {},
        done: [],
        asked: undefined,
        read: undefined,
        startedAt: now(self),
        endedAt: undefined,
        cancelled: false,
        logPath,
        log,
        error: undefined,
        policy: undefined,
      }
    },
    initial: 'working',
    on: { 'log.failed': { actions: 'loseLog' } },
    states: {
      working: {
        tags: 'busy',
        entry: 'fill',
        initial: 'running',
        always: [
          { guard: 'isAllOver', target: 'done' },
          { guard: 'hasToStop', target: 'stopping' },
          { guard: 'isStuck', target: 'stopping' },
        ],
        on: {
          'task.changed': { actions: ['noteChange', 'fill'] },
          cancel: { target: 'stopping', actions: 'noteCancelled', description: 'Cancel all' },
        },
        states: {
          running: { always: { guard: 'hasToAsk', target: 'asking' } },
          asking: {
            description: 'A task has failed. Others may go on.',
            tags: 'asking',
            entry: 'ask',
            exit: ['forgetAsked', 'close'],
            always: { guard: 'isAnswered', target: 'running' },
            on: {
              retry: { actions: 'retryAsked', description: 'Retry' },
              skip: { actions: 'skipAsked', description: 'Skip' },
              read: { guard: 'hasOutput', actions: 'read', description: 'Whole output' },
              close: { guard: 'isReading', actions: 'close', description: 'Back' },
              giveUp: { target: '#stopping', description: 'Stop' },
            },
          },
        },
      },
      stopping: {
        id: 'stopping',
        description: 'What runs is ended.',
        tags: 'busy',
        entry: 'stopAll',
        on: {
          'task.changed': { actions: 'noteChange' },
          cancel: { guard: 'isQuiet', description: 'Cancel' },
        },
        always: [
          { guard: 'isQuietToUndo', target: 'undoing' },
          { guard: 'isQuiet', target: 'failed' },
        ],
      },
      undoing: {
        description: 'What was done is taken back, the last first.',
        tags: 'busy',
        entry: 'undoLast',
        on: { 'task.changed': { actions: 'noteChange' } },
        always: [{ guard: 'isUndoing' }, { guard: 'hasUndoable', actions: 'undoLast' }, { target: 'failed' }],
      },
      done: { type: 'final' },
      failed: { ...failed, entry: ['noteFailure', 'announceFailure'] },
    },
    output: ({ context }) => outputsOf(nodes, context),
  })
  return Object.assign(asPattern<object, Context>(machine), { nodes })
}

/** The ids of tasks are known at run time only. */
function tell(enqueue: { sendTo(target: never, event: never): void }, id: string, event: TaskEvent): void {
  enqueue.sendTo(id as never, event as never)
}

function listedAtFirst({ id, title }: TaskNode): ListedTask {
  return {
    id,
    title,
    state: 'waiting',
    error: undefined,
    reason: undefined,
    rows: 0,
    startedAt: undefined,
    endedAt: undefined,
  }
}

function endsOf(listed: TasksContext['tasks']): readonly TaskEnd[] {
  return Object.values(listed).map(({ id, title, state, error }) => ({ id, title, state, error }))
}

/** The log, if anything can have been written to it. */
function usedLog({ logPath, tasks }: TasksContext): string | undefined {
  return Object.values(tasks).some(({ state }) => state !== 'waiting') ? logPath : undefined
}

function logIn(folder: string, name: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  return join(folder, `${name}-${time}-${process.pid}.log`)
}
