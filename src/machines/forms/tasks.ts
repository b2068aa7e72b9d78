import { requireLimit } from '../kit/numbers.ts'
import { taskNodes } from './task-graph.ts'
import { TaskList } from './task-list.ts'
import type { TaskMistakes, TaskTree } from './task-options.ts'
import { tasksChart } from './tasks-chart.ts'
import type { Tasks, TasksOptions } from './tasks-context.ts'

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
  const { concurrency = Infinity } = options
  requireLimit('tasks: concurrency', concurrency)
  const nodes = taskNodes(tree)
  return Object.assign(tasksChart(new TaskList(nodes, concurrency), options), { nodes }) as Tasks<Tree>
}
