import type { AnyStore } from '@xstate/store'
import type {
  ActorLogic,
  AnyActorLogic,
  ActorSystem,
  EmittedFrom,
  EventFromLogic,
  InputFrom,
  SnapshotFrom,
} from 'xstate'
import type { Child } from '../render/nodes/children.ts'
import type { KeyEvent, MouseEvent, PasteEvent } from './input/events.ts'
import { parseKeyName } from './input/key-names.ts'
import type { NamedChildren } from './named-children.ts'

/** What a component can show: actor logic of any kind, or the stores of `@xstate/store`. */
export type Showable = AnyActorLogic | AnyStore

/** The snapshot of logic as views and keys get it. */
export type SnapshotOf<L> = L extends AnyStore
  ? ReturnType<L['getSnapshot']>
  : L extends AnyActorLogic
    ? NamedChildren<L>
    : never

export type EventOf<L> = L extends AnyStore
  ? Parameters<L['send']>[0]
  : L extends AnyActorLogic
    ? EventFromLogic<L>
    : never

/**
 * What a view may read besides its snapshot. A view is called again when a field changes that it read in its last call, and
 * not for other fields.
 */
export interface ViewInfo {
  /** The region's own size in cells, as it was arranged last; that of the screen before it was. */
  readonly columns: number
  readonly rows: number
  /** Whether keys come to this region, or to one inside it. */
  readonly focused: boolean
  /** What the terminal's text stands on; undefined for as long as the terminal has not said. */
  readonly background: 'light' | 'dark' | undefined
  /** The name of the theme that the app has now. */
  readonly theme: string
}

/** The place that a region has on the screen. */
export interface Place {
  readonly columns: number
  readonly rows: number
  /** How many rows of its first `scroll` or `lines` do not fit into the window. */
  readonly overflow: number
}

/** An event, or a function that makes one; without an event, the key goes on to the region around. */
export type KeyBinding<S, E> =
  E | ((snapshot: S, input: KeyEvent | PasteEvent, place: Place) => E | undefined)

/**
 * Keys by name ('r', 'ctrl+s', 'pagedown'), each with the event that it is. Two names are no keys: 'text' is any key that
 * types a character and is not in the table, and 'paste' is a paste.
 */
export type KeyTable<S, E> = Readonly<Record<string, KeyBinding<S, E>>>

/**
 * For full control: the event that a key or a paste is. It is asked about every key, so what it takes (also ctrl+c) goes
 * no further.
 */
export type KeyFunction<S, E> = (snapshot: S, input: KeyEvent | PasteEvent, place: Place) => E | undefined

/** An event of the logic by each key. */
export type EventsOf<L extends Showable> = Readonly<Record<string, EventOf<L>>>

/** Keys of `quit`: 'q', ['q', 'ctrl+c']. */
export type QuitOption = string | readonly string[] | undefined

/**
 * `F` are the events that keys make, by key, `M` those that the mouse makes, and `Q` is the option `quit`: the compiler infers
 * them.
 */
export interface ComponentOptions<
  L extends Showable,
  F extends EventsOf<L> = EventsOf<L>,
  M extends EventOf<L> = EventOf<L>,
  Q extends QuitOption = QuitOption,
> {
  readonly logic: L
  /** The screen for a snapshot. Pure: it reads nothing but its arguments. */
  readonly view: (snapshot: SnapshotOf<L>, info: ViewInfo) => Child
  readonly keys?:
    | { readonly [Key in keyof F]: KeyBinding<SnapshotOf<L>, F[Key]> }
    | KeyFunction<SnapshotOf<L>, F[keyof F]>
    | undefined
  /** The event that a mouse event is. Its x and y count from the region's own corner. */
  readonly mouse?: ((snapshot: SnapshotOf<L>, mouse: MouseEvent, place: Place) => M | undefined) | undefined
  /** What keys do, for the help line, if no transition has a description of it. */
  readonly help?: Readonly<Record<string, string>> | undefined
  /**
   * Keys by which an app of this component can always be left, if no region on the screen takes them: 'q', ['q', 'ctrl+c'].
   * The option `quit` of `run` replaces it. The result of such an app may be undefined.
   */
  readonly quit?: Q | undefined
  /**
   * For errors and the inspector.
   *
   * @defaultValue the id of the machine, or 'unnamed' if the logic has none
   */
  readonly name?: string | undefined
}

/** What a region shows logic by: its view, its keys and its mouse. */
export interface Presentation<L extends Showable> extends ComponentOptions<L> {
  readonly name: string
}

/**
 * Actor logic that knows what it looks like, and which keys are which of its events. It runs as its logic does: in `actors` of
 * `setup`, with `createActor`, in a pattern.
 */
// Not `L & Presentation<L>`: XState would take the intersection apart, and forget that input is required.
export interface Component<L extends AnyActorLogic, QuitKey extends string = string>
  extends
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- XState declares the logic of any system so
    ActorLogic<SnapshotFrom<L>, EventFromLogic<L>, InputFrom<L>, ActorSystem<any>, EmittedFrom<L>>,
    Presentation<L> {
  /** Keys that leave an app of this component; none without the option `quit`. */
  readonly quit: readonly QuitKey[]
}

/** `string` if the option `quit` names a key, else `never`. */
export type QuitKeyOf<Q> = Q extends string
  ? string
  : Q extends readonly (infer Key)[]
    ? [Key] extends [never]
      ? never
      : string
    : never

// A component is used by those who know its logic (contravariant in keys and view) and by those who only pass it on.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place that forgets a component's logic
export type AnyComponent = Presentation<any>

/**
 * Gives actor logic a view and keys. What it returns is logic, too: put it into `actors`, and `region(children.counter)` shows
 * it. A store is not actor logic: show it by `region(store, component)`.
 *
 * ```ts
 * const counter = component({
 *   logic: counterMachine,
 *   keys: { up: { type: 'increment' }, q: { type: 'quit' } },
 *   view: ({ context }) => text(`Count: ${context.count}`),
 * })
 * ```
 *
 * A key whose event the snapshot cannot take does nothing, is not in the help line, and goes on to the region around.
 *
 * @throws TypeError for an unknown key name, and for options that are invalid.
 */
export function component<
  L extends Showable,
  const F extends EventsOf<L> = EventsOf<L>,
  const M extends EventOf<L> = EventOf<L>,
  const Q extends QuitOption = undefined,
>(
  options: ComponentOptions<L, F, M, Q>,
): L extends AnyActorLogic ? Component<L, QuitKeyOf<Q>> : Presentation<L>
export function component(options: ComponentOptions<Showable>): AnyComponent {
  const { logic, view, keys, mouse, help, quit } = options
  const name = options.name ?? nameOf(logic)
  if (typeof view !== 'function') throw new TypeError(`component ${name}: view must be a function`)
  const presentation = {
    logic,
    view,
    keys: keys && canonical(keys, `component ${name}, keys`),
    mouse,
    help: help && canonical(help, `component ${name}, help`),
    quit: keyNames(quit, `component ${name}, quit`),
    name,
  }
  return Object.freeze(isActorLogic(logic) ? logicWith(logic, presentation) : presentation)
}

function nameOf(logic: Showable): string {
  const id: unknown = 'id' in logic ? logic.id : undefined
  return typeof id === 'string' && id !== '(machine)' ? id : 'unnamed'
}

function isActorLogic(logic: Showable): logic is AnyActorLogic {
  return 'getInitialSnapshot' in logic && !('getSnapshot' in logic)
}

type Getting = AnyActorLogic['getInitialSnapshot']

/** The logic itself, by its prototype, with a presentation. What is not copied by a spread says so when it is missed. */
function logicWith(logic: AnyActorLogic, presentation: AnyComponent): AnyComponent {
  const getInitialSnapshot = function (this: object, ...given: Parameters<Getting>): unknown {
    if ('transition' in this) return logic.getInitialSnapshot.apply(this as AnyActorLogic, given)
    const { name } = presentation
    throw new TypeError(
      `a copy of the component ${name} ({ ...${name} }) isn't actor logic: make a component of it, component({ ...${name}, view })`,
    )
  }
  // Defined, not assigned: the logic may be a component, whose properties are frozen.
  const own = Object.getOwnPropertyDescriptors({ ...presentation, getInitialSnapshot })
  return Object.create(logic, own) as AnyComponent
}

/** Names of keys as they are compared. Throws a TypeError for an unknown one. */
export function keyNames(keys: string | readonly string[] | undefined, where: string): readonly string[] {
  const names = typeof keys === 'string' ? [keys] : (keys ?? [])
  return names.map((name) => keyName(name, where))
}

function keyName(name: string, where: string): string {
  try {
    return parseKeyName(name)
  } catch (error) {
    throw new TypeError(`${where}: ${(error as Error).message}`, { cause: error })
  }
}

/** The same table by the one name of each key. Two names of one key in it are a mistake: only one of them could count. */
function canonical<K extends object>(keys: K, where: string): K {
  if (typeof keys === 'function') return keys
  const written = new Map<string, string>()
  const entries = Object.entries(keys).map(([key, value]): [string, unknown] => {
    const isClass = key === 'text' || key === 'paste'
    const name = isClass ? key : keyName(key, where)
    const other = written.get(name)
    if (other !== undefined)
      throw new TypeError(`${where}: '${other}' and '${key}' are the same key: leave one of them out`)
    written.set(name, key)
    return [name, value]
  })
  return Object.freeze(Object.fromEntries(entries)) as K
}
