import type { ListedTask, TaskEvent, TaskStateName } from './task-context.ts'
import { leafNeeds, lineageOf, type TaskNode } from './task-graph.ts'
import { hasRoom, inputOf, isStarted, outputsOf, resultsFor, skipReason } from './task-results.ts'
import type { TasksMemory } from './tasks-context.ts'
import type { TaskEnd } from './tasks-error.ts'

/** A list of tasks, and what can be said of it from what is known about them. */
export class TaskList {
  /** The tasks and groups, each group before what is in it. */
  readonly nodes: readonly TaskNode[]
  /** The tasks. */
  readonly leaves: readonly TaskNode[]
  readonly #concurrency: number
  readonly #byId: ReadonlyMap<string, TaskNode>
  readonly #needs: ReadonlyMap<TaskNode, readonly TaskNode[]>

  constructor(nodes: readonly TaskNode[], concurrency: number) {
    this.nodes = nodes
    this.leaves = nodes.filter(({ task }) => task !== undefined)
    this.#concurrency = concurrency
    this.#byId = new Map(nodes.map((node) => [node.id, node]))
    this.#needs = new Map(this.leaves.map((leaf) => [leaf, leafNeeds(leaf)]))
  }

  /** What is told to which task, so that as many run as may. */
  next(context: TasksMemory): readonly (readonly [id: string, event: TaskEvent])[] {
    const running = new Set(this.leaves.filter(({ id }) => isStarted(context.tasks[id]!.state)))
    const told: [string, TaskEvent][] = []
    for (const leaf of this.leaves) {
      const isReady = this.#needs.get(leaf)!.every(({ id }) => this.#isOver(context, id))
      if (context.tasks[leaf.id]!.state !== 'waiting' || !isReady) continue
      const event = this.startOf(leaf.id, context)
      if (event.type === 'start' && !hasRoom(leaf, running, this.#concurrency)) continue
      if (event.type === 'start') running.add(leaf)
      told.push([leaf.id, event])
    }
    return told
  }

  /** What starts a task, or skips it. Its functions may throw: then the task has failed, and not the list. */
  startOf(id: string, context: TasksMemory): TaskEvent {
    const node = this.#byId.get(id)!
    try {
      const reason = skipReason(node, context)
      if (reason !== undefined) return { type: 'skip', reason }
      const results = resultsFor(node, context)
      return { type: 'start', results, input: inputOf(node.task!, { results, input: context.input }) }
    } catch (error) {
      return { type: 'fail', error }
    }
  }

  /** The tasks that have failed and whose failure isn't only told. */
  failures({ tasks }: TasksMemory): readonly ListedTask[] {
    return Object.values(tasks).filter(({ id, state }) => state === 'failed' && !this.#isOptional(id))
  }

  isIn({ tasks }: TasksMemory, ...states: readonly TaskStateName[]): boolean {
    return Object.values(tasks).some(({ state }) => states.includes(state))
  }

  isBusy(context: TasksMemory): boolean {
    return this.isIn(context, 'running', 'retrying', 'stopping')
  }

  isAllOver(context: TasksMemory): boolean {
    return this.leaves.every(({ id }) => this.#isOver(context, id))
  }

  /** The id of the task that is taken back next. */
  lastUndoable({ done, tasks }: TasksMemory): string | undefined {
    return done.findLast((id) => this.#canUndo(id) && tasks[id]!.state === 'done')
  }

  ends({ tasks }: TasksMemory): readonly TaskEnd[] {
    return Object.values(tasks).map(({ id, title, state, error }) => ({
      id,
      title,
      state,
      error,
      canUndo: this.#canUndo(id),
    }))
  }

  outputs(context: TasksMemory): unknown {
    return outputsOf(this.nodes, context)
  }

  /** Whether what needs a task may begin. */
  #isOver({ tasks }: TasksMemory, id: string): boolean {
    const { state } = tasks[id]!
    return state === 'done' || state === 'skipped' || (state === 'failed' && this.#isOptional(id))
  }

  #isOptional(id: string): boolean {
    return lineageOf(this.#byId.get(id)!).some(({ options }) => options.optional === true)
  }

  #canUndo(id: string): boolean {
    return this.#byId.get(id)!.task?.undo !== undefined
  }
}
