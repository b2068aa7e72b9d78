import {
  setup,
  type AnyActor,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type InputFrom,
} from 'xstate'
import { messageOf } from '../../machines/kit/message-of.ts'
import { component as wrap, type AnyComponent, type Component } from '../component.ts'
import { samplesFrom, type Samples } from '../explore/samples.ts'
import { activeIn } from '../active-states.ts'
import { statePath } from '../state-path.ts'
import { reachableIn, statesIn } from '../lint/chart.ts'
import { regionLines } from '../lines/region-lines.ts'
import { region } from '../region.ts'
import { mount, rootOf } from '../testing/mount.ts'
import { screenshot } from '../testing/screenshot.ts'
import type { ThemeChoice } from '../theme.ts'
import { MAX_REACHED, walk, type Reached } from './walk.ts'

/** The time of day in a storyboard. */
const START = Date.UTC(2000, 0, 1)

/** What a storyboard is made with. */
export interface StoryboardOptions {
  /**
   * What the work of actors answers, by the names of actors; or the file of a recording that has such answers. Without them, answers are made
   * up: values that have every property.
   */
  readonly samples?: Samples | string | undefined
  /**
   * The sizes of the terminal, in cells.
   *
   * @defaultValue [[80, 24], [40, 12]]
   */
  readonly sizes?: readonly (readonly [columns: number, rows: number])[] | undefined
  /**
   * The themes of the pictures.
   *
   * @defaultValue ['dark', 'light']
   */
  readonly themes?: readonly ThemeChoice[] | undefined
  /**
   * The time of day in all of them, in ms since 1970.
   *
   * @defaultValue 2000-01-01T00:00:00Z
   */
  readonly now?: number | undefined
}

/** The options of `storyboard`. They are required if the component's logic needs an input. */
export type StoryboardArguments<L extends AnyActorLogic> =
  undefined extends InputFrom<L>
    ? [options?: StoryboardOptions & StoryboardInputs<L> & { readonly input?: InputFrom<L> }]
    : [options: StoryboardOptions & StoryboardInputs<L> & { readonly input: InputFrom<L> }]

/** Other inputs of an app, for the states that only they lead to. */
export interface StoryboardInputs<L extends AnyActorLogic> {
  /**
   * Inputs that are tried after the first.
   *
   * @defaultValue []
   */
  readonly inputs?: readonly InputFrom<L>[] | undefined
}

/** A state of an app, as it looks. */
export interface Board {
  /** The state, and that of a child that it shows: `showing`, `showing, users failed`. */
  readonly state: string
  /** What the chart says of the state. */
  readonly description: string | undefined
  /** The paths of the states that are active in it: `form`, `form.editing`. */
  readonly activeStates: readonly string[]
  /** The types of the events that lead there. */
  readonly events: readonly string[]
  /** Whether something in its context is made up. */
  readonly isMadeUp: boolean
  /** Whether no event led there, so that it was put into this state with the context of the start. */
  readonly isResolved: boolean
  /** How it looks, at each size. */
  readonly screens: readonly BoardScreen[]
  /** What it says in lines, without a screen. */
  readonly lines: readonly string[]
  /** Why it can't be drawn; undefined if it can. */
  readonly error: string | undefined
}

/** A state at one size. */
export interface BoardScreen {
  /** Its width, in cells. */
  readonly columns: number
  /** Its height, in cells. */
  readonly rows: number
  /** Its rows, without blanks at their ends. */
  readonly lines: readonly string[]
  /** A picture for each theme, as SVG. */
  readonly pictures: readonly string[]
}

/** Every state of an app, as it looks. */
export interface Storyboard {
  /** The name of the app. */
  readonly name: string
  /** Its chart. */
  readonly machine: AnyStateMachine
  /** The states that were drawn. */
  readonly boards: readonly Board[]
  /** The states that nothing led to, and why. States that an app only goes through aren't among them. */
  readonly unreached: readonly { readonly state: string; readonly reason: string }[]
}

/**
 * Draws every state that the chart of a component can reach, and those of the children that it shows. Nothing runs: no promise, no process, no
 * timer. Spinners stand still, and times begin.
 *
 * ```ts
 * const { boards } = await storyboard(app, { samples: { users: [['Ada', 'Grace']] } })
 * ```
 *
 * @throws TypeError if the component's logic isn't a machine.
 */
export async function storyboard<L extends AnyActorLogic>(
  component: Component<L>,
  ...args: StoryboardArguments<L>
): Promise<Storyboard> {
  const options: DrawnOptions = args[0] ?? {}
  const machine = component as unknown as AnyStateMachine
  if (!('root' in machine)) throw new TypeError('storyboard() takes a component whose logic is a machine')
  const now = options.now ?? START
  const samples = samplesFrom(options.samples)
  const inputs = [options.input, ...(options.inputs ?? [])]
  const reached = walk(machine, machine.id, inputs, samples, now)
  const unreached = unreachedIn(machine, reached)
  const boards: Board[] = []
  for (const way of firstOfEach(reached)) {
    const state = statePath(way.snapshot)
    const board = await drawn(component, state, way, options, now)
    boards.push(board)
    if (board.error !== undefined) continue
    for (const [child, seen] of childrenOf(way, machine.id, samples, now)) {
      const other = await drawn(component, `${state}, ${child}`, seen, options, now)
      // A child that isn't shown looks the same in all of its states.
      if (!looksLike(other, board)) boards.push(other)
    }
  }
  for (const { node, isPossible } of unreached) {
    const way = isPossible ? resolvedIn(node, machine, reached) : undefined
    if (way !== undefined) boards.push(await drawn(component, statePath(way.snapshot), way, options, now))
  }
  return {
    name: component.name,
    machine,
    boards,
    unreached: unreached.map(({ node, reason }) => ({ state: node.path.join('.'), reason })),
  }
}

type DrawnOptions = StoryboardOptions & {
  readonly input?: unknown
  readonly inputs?: readonly unknown[] | undefined
}

/** A way to a state, or the state without one. */
type Way = Reached & { readonly isResolved?: boolean }

/** For each state the first way to it: the shortest one. */
function firstOfEach(reached: readonly Reached[]): readonly Reached[] {
  const first = new Map<string, Reached>()
  for (const way of reached) {
    if (way.snapshot.status !== 'active') continue
    const state = statePath(way.snapshot)
    // A way without made-up values looks like the app.
    if (!first.has(state) || (first.get(state)!.isMadeUp && !way.isMadeUp)) first.set(state, way)
  }
  return [...first.values()]
}

/** The same state with its children in other states than their first. */
function childrenOf(
  { snapshot, events, isMadeUp }: Reached,
  path: string,
  samples: Samples,
  now: number,
): readonly (readonly [string, Reached])[] {
  return Object.entries(snapshot.children as Readonly<Record<string, AnyActorRef | undefined>>).flatMap(
    ([id, child]) => {
      const logic = (child as { readonly logic?: AnyStateMachine } | undefined)?.logic
      if (child === undefined || logic === undefined || !('root' in logic)) return []
      const { input } = (child as AnyActor).options as { readonly input?: unknown }
      const others = firstOfEach(walk(logic, `${path}/${id}`, [input], samples, now)).slice(1)
      return others.map((other) => {
        const shown = Object.create(child, { getSnapshot: { value: () => other.snapshot } }) as AnyActorRef
        const all = snapshot.children as Readonly<Record<string, unknown>>
        const children = { value: { ...all, [id]: shown }, enumerable: true }
        return [
          `${id} ${statePath(other.snapshot)}`,
          {
            snapshot: Object.create(snapshot, { children }) as AnyMachineSnapshot,
            events: [...events, ...other.events.map((type) => `${id}: ${type}`)],
            isMadeUp: isMadeUp || other.isMadeUp,
          },
        ] as const
      })
    },
  )
}

/** Draws a snapshot as the engine does, at each size. */
async function drawn(
  component: AnyComponent,
  state: string,
  { snapshot, events, isMadeUp, isResolved = false }: Way,
  {
    sizes = [
      [80, 24],
      [40, 12],
    ],
    themes = ['dark', 'light'],
  }: StoryboardOptions,
  now: number,
): Promise<Board> {
  const description = descriptionOf(snapshot)
  const activeStates = activeIn(snapshot.machine.root as AnyStateNode, snapshot.value as never)
    .filter(({ parent }) => parent !== undefined)
    .map(({ path }) => path.join('.'))
  const about = { state, description, activeStates, events, isMadeUp, isResolved }
  const shown = { getSnapshot: () => snapshot, subscribe: () => ({ unsubscribe() {} }), send() {} }
  const stage = wrap({
    name: 'storyboard',
    logic: setup({}).createMachine({ id: 'storyboard' }),
    view: () => region(shown as never, component as never, { grow: 1, focus: true }),
  })
  const [[columns, rows] = [80, 24]] = sizes
  const app = mount(stage, { columns, rows, now, motion: false })
  try {
    const screens: BoardScreen[] = []
    for (const [columns, rows] of sizes) {
      await app.resize(columns, rows)
      const pictures = themes.map((theme) => screenshot(app, { theme }))
      screens.push({ columns, rows, lines: app.screen(), pictures })
    }
    return { ...about, screens, lines: regionLines(rootOf(app), 'unicode', () => false), error: undefined }
  } catch (error) {
    return { ...about, screens: [], lines: [], error: messageOf(error) }
  } finally {
    await app.unmount()
  }
}

function looksLike(a: Board, b: Board): boolean {
  return (
    a.screens.length > 0 &&
    a.screens.every(({ pictures }, size) =>
      pictures.every((svg, theme) => svg === b.screens[size]?.pictures[theme]),
    )
  )
}

function descriptionOf(snapshot: AnyMachineSnapshot): string | undefined {
  const nodes = activeIn(snapshot.machine.root as AnyStateNode, snapshot.value as never)
  return nodes.find(({ description, parent }) => parent !== undefined && description !== undefined)
    ?.description
}

interface Unreached {
  readonly node: AnyStateNode
  /** Whether some transition leads there. */
  readonly isPossible: boolean
  readonly reason: string
}

function unreachedIn(machine: AnyStateMachine, reached: readonly Reached[]): readonly Unreached[] {
  const seen = new Set(
    reached.flatMap(({ snapshot }) => activeIn(machine.root, snapshot.value as never).map(({ id }) => id)),
  )
  const possible = reachableIn(machine)
  const tried =
    reached.length < MAX_REACHED
      ? 'no event with the samples, or with made-up values, led here'
      : `nothing led here within ${MAX_REACHED} snapshots`
  return statesIn(machine.root)
    .filter((node) => !seen.has(node.id) && node.type !== 'history')
    .map((node) => ({ node, isPossible: possible.has(node) }))
    .filter(({ node, isPossible }) => !isPossible || !isPassing(node))
    .map((found) => ({ ...found, reason: found.isPossible ? tried : 'no transition leads here' }))
}

/** An app leaves such a state as it enters it. */
function isPassing({ always = [] }: AnyStateNode): boolean {
  return always.some(({ guard }) => guard === undefined)
}

/** A state that nothing led to, with the context of the start, and all actors that were seen. */
function resolvedIn(
  node: AnyStateNode,
  machine: AnyStateMachine,
  reached: readonly Reached[],
): Way | undefined {
  const [first] = reached
  if (first === undefined || node.type !== 'atomic') return undefined
  const value = node.path.reduceRight<unknown>((inner, key) => (inner === '' ? key : { [key]: inner }), '')
  const children = Object.assign({}, ...reached.map(({ snapshot }) => snapshot.children as object)) as object
  const context: unknown = first.snapshot.context
  const snapshot = machine.resolveState({ value, context, children } as never) as AnyMachineSnapshot
  return { snapshot, events: [], isMadeUp: true, isResolved: true }
}
