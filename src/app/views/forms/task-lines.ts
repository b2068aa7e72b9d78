import type { ListedTask, TaskStateName } from '../../../machines/forms/task-context.ts'
import type { TasksContext, TasksEvent } from '../../../machines/forms/tasks-context.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { duration } from '../../../render/text/duration.ts'
import type { LineFace, LineQuestion } from '../../lines/line-face.ts'

/** What tasks say and read where there is no screen: a line for each change of a task, and a question about what has failed. */
export const taskLines: LineFace<{ readonly context: TasksContext }, TasksEvent> = {
  say: ({ context }) => Object.values(context.tasks).flatMap((task) => lineOf(task) ?? []),
  ask: ({ context }) => questionAbout(context),
  read: (line) => events[line.trim().toLowerCase()] ?? `${line.trim() || 'an empty line'} isn't r, s or q`,
}

const words: Partial<Record<TaskStateName, string>> = {
  running: 'begins',
  retrying: 'is tried again',
  stopping: 'is ended',
  stopped: 'was ended',
  undoing: 'is taken back',
  undone: 'was taken back',
  notUndone: 'could not be taken back',
}

function lineOf({ title, state, error, reason, startedAt, endedAt }: ListedTask): string | undefined {
  if (state === 'waiting') return undefined
  if (state === 'skipped') return `${title}: skipped: ${reason}`
  if (state === 'failed') return `${title}: failed: ${messageOf(error)}`
  if (state === 'done') return `${title}: done in ${duration((endedAt ?? 0) - (startedAt ?? 0))}`
  return `${title} ${words[state]}`
}

function questionAbout({ asked, tasks }: TasksContext): LineQuestion | undefined {
  if (asked === undefined) return undefined
  const { title } = tasks[asked]!
  return {
    question: `${title} has failed`,
    lines: [],
    prompt: `${title} has failed: r retry, s skip, q stop: `,
  }
}

const events: Readonly<Record<string, TasksEvent>> = {
  r: { type: 'retry' },
  s: { type: 'skip' },
  q: { type: 'giveUp' },
}
