import type { TaskStateName } from '../../../machines/forms/task-context.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'

/** How many tasks are in a state, in words. */
export interface TaskCount {
  readonly count: number
  readonly word: string
  readonly color: ColorRole
}

const counted: readonly (readonly [state: TaskStateName, word: string, color: ColorRole])[] = [
  ['done', 'done', 'success'],
  ['running', 'running', 'accent'],
  ['retrying', 'retrying', 'warning'],
  ['stopping', 'ending', 'accent'],
  ['undoing', 'being taken back', 'warning'],
  ['failed', 'failed', 'danger'],
  ['notUndone', 'not taken back', 'danger'],
  ['undone', 'taken back', 'warning'],
  ['stopped', 'stopped', 'muted'],
  ['skipped', 'skipped', 'muted'],
  ['waiting', 'waiting', 'muted'],
]

/** Counts tasks by their states, in the order in which people want to know: what is done, what goes on, what has failed, the rest. */
export function taskCounts(states: readonly TaskStateName[]): readonly TaskCount[] {
  return counted
    .map(([state, word, color]) => ({ word, color, count: states.filter((other) => other === state).length }))
    .filter(({ count }) => count > 0)
}
