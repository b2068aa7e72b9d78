import { requireLimit, requirePositiveTime } from '../kit/numbers.ts'
import type { TaskGroup, TaskOptions, TaskTree } from './task-options.ts'

/** A task or a group, at its place in the tree. */
export interface TaskNode {
  /** The names from the outermost group to it, joined by a point. It's the id of the task's actor. */
  readonly id: string
  /** Its name beside the others of its group. */
  readonly name: string
  /** What it does, for people. */
  readonly title: string
  /** How many groups are around it. */
  readonly depth: number
  /** The group around it. */
  readonly parent: TaskNode | undefined
  /** Whether it's the last one of its group. */
  readonly isLast: boolean
  /** What a task does; undefined for a group. */
  readonly task: TaskOptions | undefined
  /** What was said of it. */
  readonly options: TaskOptions | TaskGroup
  /** What is in the group. */
  readonly children: readonly TaskNode[]
  /** What it needs, by the names that it uses. */
  readonly needs: ReadonlyMap<string, TaskNode>
}

interface Draft extends TaskNode {
  readonly children: Draft[]
  readonly needs: Map<string, Draft>
}

/**
 * The tasks of a tree, each group before what is in it.
 *
 * @throws TypeError if a task is neither a task nor a group, has an id that another one has, needs one that isn't there, or if tasks
 * need each other.
 */
export function taskNodes(tree: TaskTree): readonly TaskNode[] {
  const nodes: Draft[] = []
  const top = drafts(tree, undefined, nodes)
  const ids = new Set<string>()
  for (const { id } of nodes) {
    if (ids.has(id)) throw new TypeError(`tasks: two tasks are called ${id}: rename one of them`)
    ids.add(id)
  }
  for (const node of nodes) findNeeds(node, top)
  refuseCycles(nodes)
  return nodes
}

/** The tasks in a group, also in the groups in it; a task itself. */
export function leavesOf(node: TaskNode): readonly TaskNode[] {
  return node.task === undefined ? node.children.flatMap(leavesOf) : [node]
}

/** The node, and the groups around it. */
export function lineageOf(node: TaskNode): readonly TaskNode[] {
  const line: TaskNode[] = []
  for (let at: TaskNode | undefined = node; at !== undefined; at = at.parent) line.push(at)
  return line
}

function drafts(tree: TaskTree, parent: Draft | undefined, all: Draft[]): Draft[] {
  const entries = Object.entries(tree)
  return entries.map(([name, options], index) => {
    const id = parent === undefined ? name : `${parent.id}.${name}`
    const isGroup = 'tasks' in options
    check(id, options)
    const node: Draft = {
      id,
      name,
      title: options.title ?? name,
      depth: parent === undefined ? 0 : parent.depth + 1,
      parent,
      isLast: index === entries.length - 1,
      task: isGroup ? undefined : options,
      options,
      children: [],
      needs: new Map(),
    }
    all.push(node)
    if (isGroup) node.children.push(...drafts(options.tasks, node, all))
    return node
  })
}

function check(id: string, options: Partial<TaskOptions & TaskGroup>): void {
  const { run, tasks, concurrency = Infinity, maxTime } = options
  if (tasks === undefined && typeof run !== 'function' && (run as unknown) === undefined)
    throw new TypeError(`tasks: ${id} has neither 'run' nor 'tasks': say what it does`)
  requireLimit(`tasks: concurrency of ${id}`, concurrency)
  if (maxTime !== undefined) requirePositiveTime(`tasks: maxTime of ${id}`, maxTime)
}

function findNeeds(node: Draft, top: readonly Draft[]): void {
  for (const name of node.options.needs ?? []) {
    const found = scopesOf(node, top)
      .flat()
      .find((other) => other.name === name)
    if (found === undefined)
      throw new TypeError(
        `tasks: ${node.id} needs '${name}', but there is no task of that name beside or around it: ${namesAround(node, top)}`,
      )
    node.needs.set(name, found)
  }
}

/** What a task may need: what is beside it, then what is beside the groups around it. */
function scopesOf(node: Draft, top: readonly Draft[]): (readonly Draft[])[] {
  return lineageOf(node).map(({ parent }) => (parent === undefined ? top : (parent as Draft).children))
}

function namesAround(node: Draft, top: readonly Draft[]): string {
  const names = scopesOf(node, top)
    .flat()
    .filter((other) => other !== node)
    .map(({ name }) => name)
  return names.length === 0 ? 'it is alone' : `there are ${names.join(', ')}`
}

/** A group waits for what it needs, what is in it waits for the group's needs, and what needs a group waits for all that is in it. */
function refuseCycles(nodes: readonly TaskNode[]): void {
  const known = new Set<TaskNode>()
  const path: TaskNode[] = []
  const visit = (leaf: TaskNode) => {
    const at = path.indexOf(leaf)
    if (at >= 0) {
      const ring = [...path.slice(at), leaf].map(({ id }) => id).join(' needs ')
      throw new TypeError(`tasks: none of these can be first: ${ring}`)
    }
    if (known.has(leaf)) return
    path.push(leaf)
    for (const needed of leafNeeds(leaf)) visit(needed)
    path.pop()
    known.add(leaf)
  }
  for (const node of nodes) if (node.task !== undefined) visit(node)
}

/** The tasks that must be done before a task: those that it needs, and those that the groups around it need. */
export function leafNeeds(leaf: TaskNode): readonly TaskNode[] {
  return [...new Set(lineageOf(leaf).flatMap(({ needs }) => [...needs.values()].flatMap(leavesOf)))]
}
