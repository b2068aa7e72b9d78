import type { AnyActorRef } from 'xstate'
import type { ListedTask, TaskContext, TaskStateName } from '../../../machines/forms/task-context.ts'
import type { TasksContext, TasksEvent } from '../../../machines/forms/tasks-context.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Node } from '../../../render/nodes/index.ts'
import { duration } from '../../../render/text/duration.ts'
import { sanitize } from '../../../render/text/sanitize.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'
import type { LineFace, LineQuestion } from '../../lines/line-face.ts'
import { taskCounts } from './task-counts.ts'

interface Snapshot {
  readonly status: string
  readonly context: TasksContext
  readonly children: Readonly<Record<string, AnyActorRef | undefined>>
}

/** So many of its last lines are said of a failed task. */
const FAILED_LINES = 10

/** What tasks say and read where there is no screen: a line for each change of a task, and a question about what has failed. */
export const taskLines: LineFace<Snapshot, TasksEvent> = {
  say: (snapshot) => [
    ...lostLog(snapshot.context),
    ...Object.values(snapshot.context.tasks)
      .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      .flatMap((task) => linesOf(task, snapshot)),
    ...endOf(snapshot),
  ],
  ask: ({ context }) => questionAbout(context),
  read: (line, snapshot) => {
    const word = line.trim().toLowerCase()
    if (word === 'o') return outputOf(snapshot)
    return events[word] ?? `${line.trim() || 'an empty line'} isn't r, s, o or q`
  },
}

/** The output isn't lost silently: that is said once. */
function lostLog({ logError }: TasksContext): readonly Node[] {
  return logError === undefined ? [] : [line('no log', logError, 'warning')]
}

/** What is over is said before what begins because of that, if both are said at once. */
const order: readonly TaskStateName[] = [
  'done',
  'skipped',
  'failed',
  'retrying',
  'running',
  'stopping',
  'stopped',
  'undone',
  'notUndone',
  'undoing',
  'waiting',
]

const words: Partial<Record<TaskStateName, readonly [string, ColorRole]>> = {
  running: ['begins', 'muted'],
  stopping: ['is ended', 'muted'],
  stopped: ['was ended', 'warning'],
  undoing: ['is taken back', 'warning'],
  undone: ['was taken back', 'warning'],
}

function linesOf(task: ListedTask, snapshot: Snapshot): readonly Node[] {
  const { id, title, state, error, reason, startedAt = 0, endedAt = 0 } = task
  if (state === 'waiting') return []
  if (state === 'retrying') return [attemptLine(task)]
  if (state === 'skipped') return [line(title, `skipped: ${reason}`, 'muted')]
  if (state === 'done') return [line(title, `done in ${duration(endedAt - startedAt)}`, 'success')]
  if (state === 'notUndone')
    return [line(title, `could not be taken back: ${messageOf(error)}`, 'danger'), ...lastLines(id, snapshot)]
  if (state === 'failed') return failureLines(task, snapshot)
  const [word, color] = words[state]!
  return [text([title, ' ', text(word, { color })])]
}

function line(title: string, said: string, color: ColorRole): Node {
  return text([`${title}: `, text(said, { color })])
}

function attemptLine({ title, error, attempt, maxAttempts = Infinity, retryAt }: ListedTask): Node {
  const number = `attempt ${attempt}${Number.isFinite(maxAttempts) ? ` of ${maxAttempts}` : ''}`
  return retryAt === undefined
    ? line(title, number, 'warning')
    : line(title, `${number} failed: ${messageOf(error)}`, 'warning')
}

/** That it has failed, and its last lines, which say why. */
function failureLines({ id, title, error }: ListedTask, snapshot: Snapshot): readonly Node[] {
  return [line(title, `failed: ${messageOf(error)}`, 'danger'), ...lastLines(id, snapshot)]
}

function lastLines(id: string, snapshot: Snapshot): readonly Node[] {
  const lines = linesKept(id, snapshot)
  const first = Math.max(0, lines.length - FAILED_LINES)
  return lines.slice(first).map((line) => text(`  ${line}`, { overflow: 'truncate' }))
}

function linesKept(id: string, { children }: Snapshot): readonly string[] {
  const { context } = (children[id]?.getSnapshot() ?? {}) as { readonly context?: TaskContext }
  return context === undefined ? [] : [...context.lines].map(({ text }) => text)
}

/** What has come of all tasks, once they are over. */
function endOf({ status, context }: Snapshot): readonly Node[] {
  if (status === 'active') return []
  const { tasks, startedAt, endedAt = startedAt, logPath } = context
  const counts = taskCounts(Object.values(tasks).map(({ state }) => state))
  if (counts.length === 0) return []
  const parts = counts.flatMap(({ count, word, color }, at) => [
    at === 0 ? '' : ', ',
    text(`${count} ${word}`, { color }),
  ])
  return [
    text([...parts, ` in ${duration(endedAt - startedAt)}`]),
    // An error says it itself.
    ...(logPath === undefined || status !== 'done'
      ? []
      : [text(`the whole output is in ${logPath}`, { color: 'muted' })]),
  ]
}

function questionAbout({ asked, tasks }: TasksContext): LineQuestion | undefined {
  if (asked === undefined) return undefined
  const { title } = tasks[asked]!
  return {
    question: `${title} has failed`,
    lines: [],
    prompt: `${title} has failed: r retry, s skip, o output, q stop: `,
  }
}

/** All that is kept of the output of the task that is asked about. */
function outputOf(snapshot: Snapshot): string {
  const { asked, logPath } = snapshot.context
  const lines = linesKept(asked!, snapshot)
  if (lines.length === 0) return 'it has written nothing'
  const kept = lines.map((line) => `  ${sanitize(line)}`)
  return [...kept, ...(logPath === undefined ? [] : [`${lines.length} lines, also in ${logPath}`])].join('\n')
}

const events: Readonly<Record<string, TasksEvent>> = {
  r: { type: 'retry' },
  s: { type: 'skip' },
  q: { type: 'giveUp' },
}
