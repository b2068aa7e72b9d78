import type { TaskContext, TaskLogic, TaskState } from '../../../machines/forms/task-context.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import type { MarkName } from '../../../render/nodes/mark.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { progressBar } from '../../../render/nodes/progress-bar.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { text } from '../../../render/nodes/text.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { duration } from '../../../render/text/duration.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'
import { component, type Presentation } from '../../component.ts'
import { titled } from '../patterns/state-row.ts'
import { saysMessage } from './shown-tasks.ts'
import type { TaskStateName } from '../../../machines/forms/task-context.ts'

/** The mark of each state that isn't busy. */
export const taskMarks: Partial<Record<TaskStateName, MarkName>> = {
  waiting: 'waiting',
  stopped: 'skipped',
  done: 'done',
  skipped: 'skipped',
  failed: 'failed',
  retrying: 'retry',
  undone: 'skipped',
  notUndone: 'failed',
}

/** In fewer columns, there is no time. */
const MIN_COLUMNS_FOR_NOTE = 20

/** In fewer columns, there is no bar. */
const MIN_COLUMNS_FOR_BAR = 50

/** Bars begin in the same column, if the titles are shorter than this. */
const TITLE_COLUMNS = 18

/** A row for a task, and below it what it has written last, as many rows as the region has. */
export function taskRow(logic: TaskLogic): Presentation<TaskLogic> {
  return component<TaskLogic>({
    logic,
    name: 'task',
    view: (snapshot, { columns, rows }) => {
      const { context } = snapshot
      const state = stateName(snapshot.value)
      return column([titleRow(context, state, columns), ...rowsBelow(context, state, rows - 1)])
    },
  })
}

function stateName(value: TaskState): TaskStateName {
  if (value === 'failing') return 'stopping'
  return typeof value === 'object' ? value.working : value
}

function titleRow(context: TaskContext, state: TaskStateName, columns: number): Child {
  const { title, progress, attempt, maxAttempts, retryAt, startedAt } = context
  const isRunning = state === 'running' || state === 'retrying'
  const total = isRunning ? progress?.total : undefined
  const about = state === 'retrying' && [
    text(`attempt ${attempt}${Number.isFinite(maxAttempts) ? ` of ${maxAttempts}` : ''}`, {
      color: 'warning',
    }),
    retryAt !== undefined && text(['next in ', elapsed({ until: retryAt })], { color: 'muted' }),
  ]
  const line = titled(taskMarks[state], title, startedAt, about || [])
  const hasBar = total !== undefined && columns >= MIN_COLUMNS_FOR_BAR
  return row({ gap: 2, height: 1 }, [
    hasBar ? row({ minWidth: TITLE_COLUMNS, height: 1 }, [line]) : grow(line),
    hasBar &&
      progressBar(progress!.done / Math.max(1, total), {
        state: state === 'retrying' ? 'retrying' : 'running',
      }),
    isRunning && progress !== undefined && text(countOf(progress.done, total), { color: 'muted', height: 1 }),
    columns >= MIN_COLUMNS_FOR_NOTE && noteOf(context, state),
  ])
}

function countOf(done: number, total: number | undefined): string {
  return total === undefined
    ? done.toLocaleString('en-US')
    : `${done.toLocaleString('en-US')}/${total.toLocaleString('en-US')}`
}

const words: Partial<Record<TaskStateName, string>> = {
  stopping: 'ending',
  stopped: 'stopped',
  undoing: 'taking back',
  undone: 'taken back',
  notUndone: 'not taken back',
}

/** How long it took, or has taken until now; or why it has no time. */
function noteOf({ reason, startedAt, endedAt }: TaskContext, state: TaskStateName): TextNode | undefined {
  const look = { color: 'muted', height: 1, overflow: 'truncate' } as const
  if (state === 'waiting') return undefined
  if (state === 'skipped') return text(`skipped: ${reason}`, look)
  const word = words[state]
  const time =
    startedAt === undefined
      ? undefined
      : endedAt === undefined
        ? elapsed({ from: startedAt })
        : duration(endedAt - startedAt)
  return text([word, word !== undefined && time !== undefined && '  ', time], look)
}

function rowsBelow(context: TaskContext, state: TaskStateName, rows: number): Child[] {
  const { error, lines } = context
  if (rows <= 0) return []
  if (state === 'retrying')
    return [behind(error === undefined ? lines.at(-1)?.text : messageOf(error), 'faint')]
  if (state === 'running' || state === 'stopping' || state === 'undoing')
    return [behind(lines.at(-1)?.text, 'faint')]
  if (state === 'notUndone') return [behind(messageOf(error), 'danger')]
  if (state !== 'failed') return []
  const message = saysMessage(error, lines.length) ? [messageOf(error)] : []
  const last = Array.from(
    { length: Math.min(lines.length, rows - message.length) },
    (_, index) => lines.at(-1 - index)!.text,
  )
  return [...last.toReversed(), ...message].slice(-rows).map((line) => behind(line, 'danger'))
}

function behind(line: string | undefined, color: ColorRole): Child {
  if (line === undefined) return undefined
  return text(
    [mark('trunk', { color }), ' ', text(line, { color: color === 'faint' ? 'muted' : undefined })],
    {
      height: 1,
      overflow: 'truncate',
    },
  )
}
