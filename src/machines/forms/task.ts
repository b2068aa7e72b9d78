import { assign, enqueueActions, fromPromise, sendParent, setup, type AnyActorRef } from 'xstate'
import { withEvent, type WorkEvent } from '../kit/chart.ts'
import { now } from '../kit/clock.ts'
import { reasonOf } from '../kit/failure.ts'
import { heldWork, pathOf } from '../kit/held-work.ts'
import { asPattern, type PatternRules } from '../kit/pattern.ts'
import { parentOf } from '../kit/xstate-internals.ts'
import { LineRing } from '../streams/line-ring.ts'
import { tapOutput } from '../streams/output-tap.ts'
import { Ring } from '../streams/ring.ts'
import { followWork, type WorkNews, type WorkNewsEvent } from './follow-work.ts'
import type {
  TaskChanged,
  TaskContext,
  TaskEvent,
  TaskInput,
  TaskLogic,
  TaskState,
  TaskStateName,
} from './task-context.ts'
import type { TaskNode } from './task-graph.ts'
import type { TaskProgress } from './task-options.ts'
import { tapInto } from './task-log.ts'
import { taskLogics, undoOf, workOf, type ReportEvent } from './task-work.ts'

/** How many lines of its output are kept. All of them are in the log. */
const MAX_LINES = 10_000

/** How much of a line is kept, in UTF-16 units: with the number of lines, it bounds the memory of a task. */
const MAX_LENGTH = 2_000

/** How many of the last lines are shown. */
const MAX_ROWS = 3

/** How long work that was stopped may take to end before that is given up, in ms. */
const STOP_TIME = 5_000

/** A task of a list: it waits until it is started, works, and may be taken back when it's done. */
export function task({ id, title, task: options }: TaskNode): TaskLogic {
  const changed = (
    { output, error, reason, attempt, maxAttempts, retryAt, lines, startedAt, endedAt }: TaskContext,
    state: TaskStateName,
  ): TaskChanged => ({
    type: 'task.changed',
    id,
    state,
    output,
    error,
    reason,
    attempt,
    maxAttempts,
    retryAt,
    rows: Math.min(MAX_ROWS, lines.length),
    startedAt,
    endedAt,
  })
  const machine = setup({
    types: {
      context: {} as TaskContext,
      input: {} as TaskInput,
      events: {} as TaskEvent | ReportEvent | WorkNewsEvent | WorkEvent,
    },
    actors: { work: workOf(options!), undo: undoOf(options!), followWork, ending },
    actions: {
      /** Told with the name of the state, since the snapshot isn't there yet. */
      tell: sendParent(({ context }, state: TaskStateName) => changed(context, state)),
      begin: assign(({ event, self }) => ({
        ...(event.type === 'start' && { results: event.results, input: event.input }),
        startedAt: now(self),
        endedAt: undefined,
        attempt: undefined,
        retryAt: undefined,
        error: undefined,
        progress: undefined,
        // What an earlier attempt has written is in the log.
        lines: new LineRing(MAX_LINES),
      })),
      end: assign({ endedAt: ({ self }) => now(self), retryAt: undefined }),
      keepOutput: assign((_, { output }: { output: unknown }) => ({ output, error: undefined })),
      keepError: assign((_, { error }: { error: unknown }) => ({ error: reasonOf(error) })),
      keepReason: assign({
        reason: ({ event }) => (event.type === 'skip' ? event.reason : undefined),
      }),
      /** Its list has to know how many rows it takes, and nothing else of its output. */
      takeLines: enqueueActions(({ context, enqueue, self }, lines: readonly string[]) => {
        enqueue.assign({
          lines: context.lines.concat(lines.map((line) => ({ text: keptOf(line), source: id }))),
        })
        if (context.lines.length < MAX_ROWS)
          enqueue.sendTo(parentOf(self)!, ({ context }) => changed(context, nameOf(self)))
      }),
      /** What a command writes goes there at once: a flood may be more than the rings keep. */
      logLines: ({ context }, lines: readonly string[]) => context.log?.send({ type: 'lines', id, lines }),
      tapWork: ({ context, self }) => context.log && tapOutput(self, tapInto(context.log, id)),
      keepProgress: assign((_, progress: TaskProgress | undefined) => ({ progress })),
      keepAttempt: assign((_, { attempt, maxAttempts, retryAt, error }: Partial<WorkNews>) => ({
        attempt,
        maxAttempts,
        retryAt,
        error,
      })),
      writeState: ({ context, self }, state: TaskStateName) => {
        const { reason, error, startedAt } = context
        context.log?.send({
          type: 'state',
          id,
          title,
          state,
          reason,
          error,
          time: now(self) - (startedAt ?? now(self)),
        })
      },
    },
    guards: {
      isRetry: (_, { attempt, retryAt }: Partial<WorkNews>) => (attempt ?? 0) > 1 || retryAt !== undefined,
    },
    delays: { stopTime: STOP_TIME },
  }).createMachine({
    id: 'task',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: title,
    context: ({ input: { given, log } }) => ({
      title,
      results: {},
      given,
      input: undefined,
      output: undefined,
      error: undefined,
      reason: undefined,
      attempt: undefined,
      maxAttempts: undefined,
      retryAt: undefined,
      startedAt: undefined,
      endedAt: undefined,
      progress: undefined,
      lines: new LineRing(MAX_LINES),
      log,
    }),
    initial: 'waiting',
    states: {
      waiting: {
        entry: { type: 'tell', params: 'waiting' },
        on: {
          start: 'working',
          skip: { target: 'skipped', actions: 'keepReason' },
          fail: { target: 'failed', actions: withEvent('keepError') },
        },
      },
      working: {
        tags: 'busy',
        entry: ['begin', 'tapWork'],
        exit: 'end',
        invoke: [
          {
            src: 'work',
            id: 'work',
            input: ({ context }: { context: TaskContext }) => context.input as object,
            onDone: { target: 'done', actions: withEvent('keepOutput') },
            onError: { target: 'failing', actions: withEvent('keepError') },
          },
          { src: 'followWork', id: 'news' },
        ],
        on: {
          stop: { target: 'stopping', description: 'Stop' },
          report: [
            {
              guard: ({ event }) => typeof event.news === 'string',
              actions: [
                { type: 'takeLines', params: ({ event }) => linesIn(event.news) },
                { type: 'logLines', params: ({ event }) => linesIn(event.news) },
              ],
            },
            { actions: { type: 'keepProgress', params: ({ event }) => event.news as TaskProgress } },
          ],
          'work.news': [
            {
              guard: ({ event }) => event.news.lines !== undefined,
              actions: [
                { type: 'takeLines', params: ({ event }) => event.news.lines! },
                {
                  type: 'logLines',
                  params: ({ event }) => (event.news.isTapped === true ? [] : event.news.lines!),
                },
              ],
            },
            {
              guard: ({ event }) => event.news.progress !== undefined,
              actions: { type: 'keepProgress', params: ({ event }) => event.news.progress },
            },
            {
              guard: { type: 'isRetry', params: ({ event }) => event.news },
              target: '.retrying',
              actions: { type: 'keepAttempt', params: ({ event }) => event.news },
            },
            { actions: { type: 'keepAttempt', params: ({ event }) => event.news } },
          ],
        },
        initial: 'running',
        states: {
          running: { entry: entered('running') },
          retrying: { entry: entered('retrying') },
        },
      },
      failing: {
        description: 'It has failed, but what it runs has not ended yet.',
        tags: 'busy',
        invoke: { src: 'ending', id: 'ending', onDone: 'failed', onError: 'failed' },
        after: { stopTime: 'failed' },
      },
      stopping: {
        description: 'Its work has been told to end.',
        tags: 'busy',
        entry: { type: 'tell', params: 'stopping' },
        invoke: { src: 'ending', id: 'ending', onDone: 'stopped', onError: 'stopped' },
        after: { stopTime: 'stopped' },
      },
      stopped: {
        description: 'It was ended before it was done.',
        tags: 'settled',
        entry: entered('stopped'),
      },
      done: {
        tags: 'settled',
        entry: entered('done'),
        on: { undo: 'undoing' },
      },
      skipped: {
        tags: 'settled',
        entry: entered('skipped'),
      },
      failed: {
        tags: 'settled',
        entry: entered('failed'),
        on: {
          start: { target: 'working', description: 'Retry' },
          fail: { target: 'failed', reenter: true, actions: withEvent('keepError') },
          skip: { target: 'skipped', actions: 'keepReason', description: 'Skip' },
        },
      },
      undoing: {
        tags: 'busy',
        entry: entered('undoing'),
        invoke: [
          {
            src: 'undo',
            id: 'work',
            input: ({ context }: { context: TaskContext }) => ({
              results: context.results,
              input: context.given,
              output: context.output,
            }),
            onDone: 'undone',
            onError: { target: 'notUndone', actions: withEvent('keepError') },
          },
          { src: 'followWork', id: 'news' },
        ],
        on: {
          report: {
            guard: ({ event }) => typeof event.news === 'string',
            actions: [
              { type: 'takeLines', params: ({ event }) => linesIn(event.news) },
              { type: 'logLines', params: ({ event }) => linesIn(event.news) },
            ],
          },
          'work.news': {
            guard: ({ event }) => event.news.lines !== undefined,
            actions: { type: 'takeLines', params: ({ event }) => event.news.lines! },
          },
        },
      },
      undone: {
        tags: 'settled',
        entry: entered('undone'),
      },
      notUndone: {
        description: 'It could not be taken back.',
        tags: 'settled',
        entry: entered('notUndone'),
      },
    },
  })
  const logic = asPattern<TaskLogic, TaskContext>(machine, (context) => ({
    ...context,
    lines: Ring.from(context.lines),
  }))
  taskLogics.add(logic)
  return logic
}

/** What a state does when it is entered. */
const entered = <State extends TaskStateName>(state: State) => [
  { type: 'writeState', params: state } as const,
  { type: 'tell', params: state } as const,
]

/** The name of the state that a working task is in. */
function nameOf(self: AnyActorRef): TaskStateName {
  const { value } = self.getSnapshot() as { readonly value: TaskState }
  if (value === 'failing') return 'running'
  return typeof value === 'object' ? value.working : value
}

function linesIn(news: string | TaskProgress): readonly string[] {
  return typeof news === 'string' ? news.replace(/\n$/, '').split('\n') : []
}

/** Waits until what a task has begun has ended: processes, and functions that were aborted. */
const ending = fromPromise(async ({ self }) => {
  const path = pathOf(self as never).replace(/\/?[^/]*$/, '')
  const own = heldWork(self).filter(({ actor }) => actor === path || actor.startsWith(`${path}/`))
  await Promise.allSettled(own.filter(({ actor }) => !actor.endsWith('/ending')).map(({ ended }) => ended))
})

/** What is kept of a line. A part of a string holds all of it in V8, so a part is copied. */
function keptOf(line: string): string {
  return line.length <= MAX_LENGTH
    ? line
    : `${Buffer.from(line.slice(0, MAX_LENGTH - 1), 'utf16le').toString('utf16le')}…`
}
