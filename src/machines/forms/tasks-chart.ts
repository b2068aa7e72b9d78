import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, enqueueActions, setup, type AnyActorRef } from 'xstate'
import { tailing } from '../controls/tailing.ts'
import { messageOf } from '../kit/message-of.ts'
import { now } from '../kit/clock.ts'
import { failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type PatternRules } from '../kit/pattern.ts'
import type { LineRing } from '../streams/line-ring.ts'
import { canAnswer } from './answerable.ts'
import { task } from './task.ts'
import type { ListedTask, TaskChanged, TaskContext, TaskEvent, TaskLogic } from './task-context.ts'
import type { TaskNode } from './task-graph.ts'
import type { TaskList } from './task-list.ts'
import { taskLog } from './task-log.ts'
import { isStarted, SKIPPED_BY_USER } from './task-results.ts'
import type { TasksContext, TasksEvent, TasksMemory, TasksOptions } from './tasks-context.ts'
import { TasksError } from './tasks-error.ts'

type Event = TasksEvent | TaskChanged | FailEvent | { readonly type: 'log.failed'; readonly error: unknown }

const LOG = 'actty.log'
const OUTPUT = 'actty.output'

/** What ends: the first time, that goes on to its end. The second time, nothing is waited for any more. */
const cancelledAgain = {
  cancel: [
    { guard: 'isCancelled', target: 'failed', description: 'End at once' },
    { actions: 'noteCancelled', description: 'Cancel all' },
  ],
} as const

/** The chart of a list of tasks. */
export function tasksChart(list: TaskList, options: TasksOptions): object {
  const { onFailure, rollBack = 'failure', name = 'tasks' } = options
  const machine = setup({
    types: { context: {} as TasksMemory, events: {} as Event },
    actors: {
      [LOG]: taskLog,
      [OUTPUT]: tailing<LineRing>(),
      ...Object.fromEntries(list.leaves.map((leaf) => [leaf.id, task(leaf)])),
    } as unknown as {
      [LOG]: typeof taskLog
      [OUTPUT]: ReturnType<typeof tailing<LineRing>>
      task: TaskLogic
    },
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
          policy: context.policy ?? policyFor(onFailure, canAnswer(self.system)),
        }
      }),
      /** Starts as many tasks as may run. */
      fill: enqueueActions(({ context, enqueue }) => {
        const told = list.next(context)
        const started = told.filter(([, { type }]) => type === 'start').map(([id]) => id)
        for (const [id, event] of told) tell(enqueue, id, event)
        // The tasks say it, too, but only after other events that may come before.
        enqueue.assign({ tasks: withState(context, started, 'running') })
      }),
      ask: assign({ asked: ({ context }) => list.failures(context)[0]?.id }),
      retryAsked: enqueueActions(({ context, enqueue }) => {
        const id = context.asked!
        const event = list.startOf(id, context)
        if (event.type === 'start')
          enqueue.assign({ tasks: withState(context, [id], 'running'), asked: undefined })
        tell(enqueue, id, event)
      }),
      skipAsked: enqueueActions(({ context, enqueue }) =>
        tell(enqueue, context.asked!, { type: 'skip', reason: SKIPPED_BY_USER }),
      ),
      read: enqueueActions(({ context, enqueue, self }) => {
        const { children } = self.getSnapshot() as { children: Record<string, AnyActorRef | undefined> }
        const { context: asked } = children[context.asked!]!.getSnapshot() as { context: TaskContext }
        enqueue.spawnChild(OUTPUT, { id: OUTPUT, input: { lines: asked.lines } })
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
        const id = list.lastUndoable(context)
        if (id === undefined) return
        tell(enqueue, id, { type: 'undo' })
        enqueue.assign({ tasks: withState(context, [id], 'undoing') })
      }),
      noteCancelled: assign({ cancelled: true }),
      decideToUndo: assign({
        rollsBack: ({ context }) => rollBack === 'always' || (rollBack === 'failure' && !context.cancelled),
      }),
      forgetAsked: assign({ asked: undefined }),
      loseLog: assign((_, error: unknown) => ({ logPath: undefined, logError: messageOf(error) })),
      noteFailure: assign({
        error: ({ context }) => new TasksError(list.ends(context), context.cancelled, usedLog(context)),
      }),
    },
    guards: {
      isAllOver: ({ context }) => list.isAllOver(context),
      hasToStop: ({ context }) => context.policy === 'stop' && list.failures(context).length > 0,
      hasToAsk: ({ context }) => context.policy === 'ask' && list.failures(context).length > 0,
      isStuck: ({ context }) =>
        context.policy === 'finish' && !list.isBusy(context) && list.failures(context).length > 0,
      isAnswered: ({ context }) =>
        context.asked === undefined || context.tasks[context.asked]!.state !== 'failed',
      isQuiet: ({ context }) => !list.isBusy(context),
      isQuietToUndo: ({ context }) =>
        context.rollsBack && !list.isBusy(context) && list.lastUndoable(context) !== undefined,
      isCancelled: ({ context }) => context.cancelled,
      isUndoing: ({ context }) => list.isIn(context, 'undoing'),
      hasUndoable: ({ context }) =>
        !list.isIn(context, 'undoing') && list.lastUndoable(context) !== undefined,
      hasOutput: ({ context }) => (context.tasks[context.asked ?? '']?.rows ?? 0) > 0,
      isReading: ({ context }) => context.read !== undefined,
    },
  }).createMachine({
    id: name,
    meta: {
      resume: 'goesOn',
      canEnd: true,
      canFail: true,
      interrupt: 'cancel' satisfies TasksEvent['type'],
    } satisfies PatternRules,
    description: 'Runs tasks, each when what it needs is done.',
    context: ({ spawn, self, input }) => {
      const logPath = options.log === false ? undefined : (options.log ?? logIn(tmpdir(), name))
      const log = logPath === undefined ? undefined : (spawn(LOG, { id: LOG, input: logPath }) as AnyActorRef)
      for (const { id } of list.leaves) spawn(id as 'task', { id, input: { log, given: input } })
      return {
        tasks: Object.fromEntries(list.leaves.map((leaf) => [leaf.id, listedAtFirst(leaf)])),
        outputs: {},
        done: [],
        input,
        asked: undefined,
        read: undefined,
        startedAt: now(self),
        endedAt: undefined,
        cancelled: false,
        logPath,
        log,
        error: undefined,
        policy: undefined,
        rollsBack: false,
      }
    },
    initial: 'working',
    on: {
      'log.failed': {
        actions: {
          type: 'loseLog',
          params: ({ event }: { readonly event: { readonly error?: unknown } }) => event.error,
        },
      },
    },
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
        entry: ['decideToUndo', 'stopAll'],
        on: { 'task.changed': { actions: 'noteChange' }, ...cancelledAgain },
        always: [
          { guard: 'isQuietToUndo', target: 'undoing' },
          { guard: 'isQuiet', target: 'failed' },
        ],
      },
      undoing: {
        description: 'What was done is taken back, the last first.',
        tags: 'busy',
        entry: 'undoLast',
        on: { 'task.changed': { actions: 'noteChange' }, ...cancelledAgain },
        always: [{ guard: 'isUndoing' }, { guard: 'hasUndoable', actions: 'undoLast' }, { target: 'failed' }],
      },
      done: { type: 'final' },
      failed: { ...failed, entry: ['noteFailure', 'announceFailure'] },
    },
    output: ({ context }) => list.outputs(context),
  })
  return asPattern<object>(machine)
}

/** The ids of tasks are known at run time only. */
function tell(enqueue: { sendTo(target: never, event: never): void }, id: string, event: TaskEvent): void {
  enqueue.sendTo(id as never, event as never)
}

/** What is known about all tasks, once some of them are in this state. */
function withState(
  { tasks }: TasksContext,
  ids: readonly string[],
  state: ListedTask['state'],
): TasksContext['tasks'] {
  return { ...tasks, ...Object.fromEntries(ids.map((id) => [id, { ...tasks[id]!, state }])) }
}

function listedAtFirst({ id, title }: TaskNode): ListedTask {
  return {
    id,
    title,
    state: 'waiting',
    error: undefined,
    reason: undefined,
    attempt: undefined,
    maxAttempts: undefined,
    retryAt: undefined,
    rows: 0,
    startedAt: undefined,
    endedAt: undefined,
  }
}

/** What comes of a failure. To ask an app that nobody can answer would be to wait for ever. */
function policyFor(
  onFailure: TasksOptions['onFailure'],
  isAnswered: boolean | undefined,
): TasksMemory['policy'] {
  if (onFailure === undefined) return isAnswered === true ? 'ask' : 'stop'
  return onFailure === 'ask' && isAnswered === false ? 'stop' : onFailure
}

/** The log, if anything can have been written to it. */
function usedLog({ logPath, tasks }: TasksContext): string | undefined {
  return Object.values(tasks).some(({ state }) => state !== 'waiting') ? logPath : undefined
}

function logIn(folder: string, name: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, '-')
  return join(folder, `${name}-${time}-${process.pid}.log`)
}
