import type { AnyActorRef, SnapshotFrom } from 'xstate'
import { leavesOf, type TaskNode } from '../../../machines/forms/task-graph.ts'
import type { TaskMistakes, TaskTree } from '../../../machines/forms/task-options.ts'
import type { TaskLogic, TaskStateName } from '../../../machines/forms/task-context.ts'
import { task } from '../../../machines/forms/task.ts'
import { tasks } from '../../../machines/forms/tasks.ts'
import type { Tasks, TasksContext, TasksOptions } from '../../../machines/forms/tasks-context.ts'
import { tailing } from '../../../machines/controls/tailing.ts'
import type { LineRing } from '../../../machines/streams/line-ring.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { grow, spacer } from '../../../render/nodes/grow.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { progressBar } from '../../../render/nodes/progress-bar.ts'
import { rule } from '../../../render/nodes/rule.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { duration } from '../../../render/text/duration.ts'
import { component, type Component, type Presentation, type ViewInfo } from '../../component.ts'
import { keyHelp, region } from '../../region.ts'
import { tailingView } from '../controls/tailing.ts'
import { isLogic } from '../logic-or-options.ts'
import { titled } from '../patterns/state-row.ts'
import { shownTasks, stateOf, type ShownTask } from './shown-tasks.ts'
import { taskCounts } from './task-counts.ts'
import { taskLines } from './task-lines.ts'
import { taskMarks, taskRow } from './task-row.ts'

/** In fewer rows, the summary is one row. */
const MIN_ROWS_FOR_SUMMARY = 12

/** In fewer rows, there is no line of keys, and no summary. */
const MIN_ROWS_FOR_HELP = 4

/**
 * The view of `tasks`: a row for each task with its mark, how far it is and its time, what it has written last, and a summary. It takes
 * the logic, or makes it. If not all fit, what has failed and what goes on is seen, and the others are counted. Keys, when a task has
 * failed: `r` retry, `s` skip, `o` whole output, `q` stop. Ctrl+C cancels.
 *
 * ```ts
 * await run(tasksView({ build: { run: subprocess({ command: 'make' }) } }), { screen: 'inline' })
 * ```
 *
 * @throws TypeError and RangeError as `tasks` does.
 */
export function tasksView<const Tree extends TaskTree>(logic: Tasks<Tree>): Component<Tasks<Tree>, never>
/**
 * The same, for tasks that it makes.
 *
 * ```ts
 * await run(tasksView({ build: { run: subprocess({ command: 'make' }) } }))
 * ```
 *
 * @throws TypeError and RangeError as `tasks` does.
 */
export function tasksView<const Tree extends TaskTree>(
  tree: Tree,
  ...rest: [TaskMistakes<Tree>] extends [never] ? [options?: TasksOptions] : [mistake: TaskMistakes<Tree>]
): Component<Tasks<Tree>, never>
export function tasksView(given: object, ...[options]: readonly unknown[]): unknown {
  const logic = isLogic<Tasks<TaskTree>>(given)
    ? given
    : tasks(given as TaskTree, options as TasksOptions | undefined)
  const { nodes } = logic
  const leaf = nodes.find((node) => node.task !== undefined)
  const shownRow = leaf && taskRow(task(leaf))
  const output = tailingView<LineRing>(tailing<LineRing>(), { name: 'output' })
  return component<Tasks<TaskTree>>({
    logic,
    lines: taskLines,
    keys: {
      r: { type: 'retry' },
      s: { type: 'skip' },
      o: ({ context }) => ({ type: context.read === undefined ? 'read' : 'close' }),
      q: { type: 'giveUp' },
      // The end of what is typed.
      'ctrl+d': { type: 'giveUp' },
      escape: { type: 'close' },
      'ctrl+c': { type: 'cancel' },
    },
    view: (snapshot, info) => {
      const { context } = snapshot
      const children = snapshot.children as Readonly<Record<string, AnyActorRef | undefined>>
      const isActive = snapshot.status === 'active' && !snapshot.matches('failed')
      if (context.read !== undefined && children['actty.output'] !== undefined)
        return column({ grow: 1 }, [
          titled('failed', context.tasks[context.read]!.title),
          region(children['actty.output'], output, { grow: 1, height: info.maxRows - 2 }),
          keyHelp(),
        ])
      const summary = summaryOf(context, info, isActive)
      const help = isActive && info.maxRows >= MIN_ROWS_FOR_HELP ? 1 : 0
      const room = Math.max(1, info.maxRows - summary.length - help)
      const { shown, hidden } = shownTasks(nodes, context, room)
      return column([
        ...shown.map((task) => rowOf(task, context, children, shownRow)),
        hidden.length > 0 && othersRow(hidden),
        ...summary,
        help > 0 && spacer(),
        help > 0 && keyHelp(),
      ])
    },
  })
}

/** A task with the guides of the groups around it. */
function rowOf(
  shown: ShownTask,
  context: TasksContext,
  children: Readonly<Record<string, AnyActorRef | undefined>>,
  shownRow: Presentation<TaskLogic> | undefined,
): Node {
  const { node, rows } = shown
  const asked = node.id === context.asked && rows > 1
  const content = contentOf(shown, context, children, shownRow, asked ? rows - 1 : rows)
  const whole = asked ? column([content, askRow(context, children)]) : content
  if (node.depth === 0) return whole
  return row({ height: rows }, [guides(node, rows), grow(whole)])
}

function contentOf(
  { node, state }: ShownTask,
  context: TasksContext,
  children: Readonly<Record<string, AnyActorRef | undefined>>,
  shownRow: Presentation<TaskLogic> | undefined,
  rows: number,
): Node {
  if (node.task === undefined) return groupRow(node, state, context)
  if (state === 'waiting') return waitingRow(node, context)
  return region(children[node.id], shownRow as never, { height: rows }) ?? text(node.title)
}

function groupRow(node: TaskNode, state: TaskStateName, context: TasksContext): Node {
  const { tasks: listed } = context
  const own = leavesOf(node).map(({ id }) => listed[id]!)
  if (state === 'waiting') return waitingRow(node, context)
  const from = Math.min(...own.map(({ startedAt = Infinity }) => startedAt))
  const to = Math.max(...own.map(({ endedAt = -Infinity }) => endedAt))
  const isOver = taskMarks[state] !== undefined
  const time = from === Infinity ? undefined : isOver ? duration(to - from) : elapsed({ from })
  return row({ gap: 2, height: 1 }, [
    grow(titled(taskMarks[state], node.title)),
    time !== undefined && text([time], { color: 'muted', height: 1 }),
  ])
}

function waitingRow(node: TaskNode, context: TasksContext): Node {
  const missing = [...node.needs.values()].filter(
    (need) => !['done', 'skipped'].includes(stateOf(need, context)),
  )
  const note = missing.length > 0 && `needs ${missing.map(({ title }) => title).join(', ')}`
  return row({ gap: 2, height: 1 }, [
    grow(titled('waiting', node.title)),
    note && text(note, { color: 'muted', height: 1, overflow: 'truncate' }),
  ])
}

function guides(node: TaskNode, rows: number): Node {
  const outer: string[] = []
  for (let at = node.parent; at?.parent !== undefined; at = at.parent)
    outer.unshift(at.isLast ? '   ' : '│  ')
  const before = outer.map((guide) => (guide === '   ' ? guide : [mark('trunk'), '  '])).flat()
  const first = text([...before, mark(node.isLast ? 'lastBranch' : 'branch'), ' '], {
    color: 'faint',
    height: 1,
  })
  const next = text([...before, node.isLast ? '   ' : mark('trunk'), node.isLast ? '' : '  '], {
    color: 'faint',
    height: 1,
  })
  return column([first, ...Array.from({ length: rows - 1 }, () => next)])
}

/** The keys that the failed task waits for. */
function askRow({ asked }: TasksContext, children: Readonly<Record<string, AnyActorRef | undefined>>): Child {
  const { lines } = (children[asked!]!.getSnapshot() as SnapshotFrom<TaskLogic>).context
  const count = (lines.length + lines.dropped).toLocaleString('en-US')
  const keys = [
    ['r', 'Retry'],
    ['s', 'Skip'],
    ...(lines.length > 0 ? [['o', `Whole output (${count} line${count === '1' ? '' : 's'})`]] : []),
    ['q', 'Stop'],
  ] as const
  return text(
    [
      mark('trunk', { color: 'danger' }),
      ...keys.flatMap(([key, word], at) => [
        at === 0 ? ' ' : '  ',
        text(` ${key} `, { color: 'accent', background: 'raised', bold: true }),
        text(` ${word}`, { color: 'muted' }),
      ]),
    ],
    { height: 1, overflow: 'truncate' },
  )
}

/** What doesn't fit: `… 12 done, 150 waiting`. */
function othersRow(hidden: readonly TaskStateName[]): Node {
  const counts = taskCounts(hidden).map(({ count, word }) => `${count} ${word}`)
  return text([mark('more'), ' ', counts.join(', ')], { color: 'muted', height: 1, overflow: 'truncate' })
}

/** A rule, counts, a line of progress; one row if there are few. When all is over, the time and the log stand in it. */
function summaryOf(context: TasksContext, { maxRows }: ViewInfo, isActive: boolean): readonly Node[] {
  const states = Object.values(context.tasks).map(({ state }) => state)
  const counts = countsRow(context, states, isActive)
  const over = states.filter((state) => state === 'done' || state === 'skipped').length
  if (!isActive) return [counts, ...logRow(context)]
  if (maxRows < MIN_ROWS_FOR_HELP) return []
  if (maxRows < MIN_ROWS_FOR_SUMMARY) return [counts]
  const hasFailed = states.includes('failed')
  return [
    rule(),
    ...(context.logError === undefined ? [] : logRow(context)),
    counts,
    progressBar(over / Math.max(1, states.length), { state: hasFailed ? 'failed' : 'running' }),
  ]
}

function countsRow(context: TasksContext, states: readonly TaskStateName[], isActive: boolean): Node {
  const parts = taskCounts(states).map(({ count, word, color }) => text(`${count} ${word}`, { color }))
  const separator = text(['  ', mark('separator'), '  '], { color: 'faint' })
  const { startedAt, endedAt } = context
  const time = isActive ? elapsed({ from: startedAt }) : duration((endedAt ?? startedAt) - startedAt)
  return row({ gap: 2, height: 1 }, [
    grow(
      text(
        parts.flatMap((part, index): TextNode[] => (index === 0 ? [part] : [separator, part])),
        { height: 1, overflow: 'truncate' },
      ),
    ),
    text([time], { color: 'muted', height: 1 }),
  ])
}

function logRow({ logPath, logError }: TasksContext): readonly Node[] {
  if (logError !== undefined)
    return [
      text([mark('warning'), ' no log: ', logError], { color: 'warning', overflow: 'truncate', height: 1 }),
    ]
  if (logPath === undefined) return []
  return [text(['output in ', logPath], { color: 'muted', overflow: 'truncate-start', height: 1 })]
}
