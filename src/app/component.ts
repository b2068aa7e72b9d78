import type { AnyStore, Readable } from '@xstate/store'
import type {
  ActorLogic,
  AnyActorLogic,
  ActorSystem,
  EmittedFrom,
  EventFromLogic,
  InputFrom,
  SnapshotFrom,
} from 'xstate'
import type { AnyPress } from '../render/layout/sizing.ts'
import type { Child } from '../render/nodes/children.ts'
import type { Point } from '../render/nodes/layer.ts'
import type { KeyEvent, MouseEvent, PasteEvent } from './input/events.ts'
import { isKeyName, parseKeyName } from './input/key-names.ts'
import type { LineFace } from './lines/line-face.ts'
import type { NamedChildren } from './named-children.ts'

/** What a component can show: actor logic of any kind; or stores of `@xstate/store`, and what is selected from them (`store.select`). */
export type Showable = AnyActorLogic | AnyStore | Readable<unknown>

/** The snapshot of logic, as its view and its keys get it. */
export type SnapshotOf<L> = L extends AnyStore
  ? ReturnType<L['getSnapshot']>
  : L extends AnyActorLogic
    ? NamedChildren<L>
    : L extends Readable<infer Value>
      ? Value
      : never

/** The events that logic takes. */
export type EventOf<L> = 0 extends 1 & L
  ? AnyPress
  : L extends AnyStore
    ? Parameters<L['send']>[0]
    : L extends AnyActorLogic
      ? EventFromLogic<L>
      : never

/**
 * What a view may read besides its snapshot. If the view has read a field in its last call, it is called again when that field
 * changes.
 */
export interface ViewInfo {
  /** The region's own width and height in cells. Before the region has been arranged, those of the screen. */
  readonly columns: number
  /** The height of the region, in cells. */
  readonly rows: number
  /** How high the region may be, in cells: in an inline app, whose height is that of its content, the height of the screen. */
  readonly maxRows: number
  /** Whether keys come to this region, or to one inside it. */
  readonly focused: boolean
  /** Whether the terminal's window has the focus. A terminal that doesn't say is taken to have it. */
  readonly windowFocused: boolean
  /** The terminal's background; undefined until the terminal has answered. */
  readonly background: 'light' | 'dark' | undefined
  /** The name of the app's current theme. */
  readonly theme: string
}

/** Where a region was placed by a frame. */
export interface RegionPlacement {
  /** The width of the region, in cells. */
  readonly columns: number
  /** The height of the region, in cells. */
  readonly rows: number
  /** Whether keys come to the region, or to one inside it, and the terminal's window has the focus. */
  readonly focused: boolean
  /** The terminal's background; undefined until the terminal has answered. */
  readonly background: ViewInfo['background']
}

/** The place of a region on the screen, in cells. */
export interface Place {
  /** The width of the region, in cells. */
  readonly columns: number
  /** The height of the region, in cells. */
  readonly rows: number
  /** How many rows of its first `scroll` or `lines` don't fit into the window. */
  readonly overflow: number
  /** How many of its rows are above that window now. */
  readonly above: number
  /**
   * The first cell of the selected row of what has the focus in the region, or else of what has the focus, counted from the region's own corner:
   * where a menu opens.
   */
  readonly focus: Point
}

/** The event of a key, or a function that returns it. If the function returns undefined, the key goes on to the region around. */
export type KeyBinding<S, E> =
  E | ((snapshot: S, input: KeyEvent | PasteEvent, place: Place) => E | undefined)

/**
 * The events of keys, by the names of the keys ('r', 'ctrl+s', 'pagedown') and of chords, keys that are pressed one after the other ('g g',
 * 'ctrl+x ctrl+s'). Two names are special: 'text' stands for every key
 * that types a character and isn't in the table, and 'paste' for a paste.
 */
export type KeyTable<S, E> = Readonly<Record<string, KeyBinding<S, E>>>

/**
 * Returns the event of a key or a paste. It is called for every key, even ctrl+c. A key for which it returns an event goes no
 * further.
 */
export type KeyFunction<S, E> = (snapshot: S, input: KeyEvent | PasteEvent, place: Place) => E | undefined

/** Events of the logic, by the names of keys. */
export type EventsOf<L extends Showable> = Readonly<Record<string, EventOf<L>>>

/** The keys that leave an app: 'q', ['q', 'ctrl+c']. */
export type QuitOption = string | readonly string[] | undefined

/**
 * What `component` takes. The compiler infers `F` (the events of keys, by key), `M` (the events of the mouse), `Q` (the option
 * `quit`) and `P` (the events of `placed`).
 */
export interface ComponentOptions<
  L extends Showable,
  F extends EventsOf<L> = EventsOf<L>,
  M extends EventOf<L> = EventOf<L>,
  Q extends QuitOption = QuitOption,
  P extends EventOf<L> = EventOf<L>,
> {
  /** Actor logic (a machine, a promise, a pattern, a component, …) or a store. */
  readonly logic: L
  /**
   * Returns what is shown for a snapshot. It must be pure: it reads only its arguments. Each `press` in it has to be an event of the
   * logic.
   */
  readonly view: (snapshot: SnapshotOf<L>, info: ViewInfo) => Child<EventOf<L> | undefined>
  /** The event for each key, or a function that returns the event of any key or paste. */
  readonly keys?:
    | { readonly [Key in keyof F]: KeyBinding<SnapshotOf<L>, F[Key]> }
    | KeyFunction<SnapshotOf<L>, F[keyof F]>
    | undefined
  /** Returns the event of a mouse event, whose `x` and `y` count from the region's own corner. */
  readonly mouse?: ((snapshot: SnapshotOf<L>, mouse: MouseEvent, place: Place) => M | undefined) | undefined
  /**
   * Returns the event by which logic that has to know its size, or whether it has the focus, is told: after a frame that has placed the
   * region otherwise than it was told last, so at most once a frame. Where nothing is drawn, as in lines, nothing is told.
   */
  readonly placed?: ((snapshot: SnapshotOf<L>, placement: RegionPlacement) => P | undefined) | undefined
  /**
   * What keys do, by their names, for the help line. It replaces the `description` of the transition, unless it's undefined. A text under the
   * name of a guard is the reason why a key does nothing now: `help: { isRunning: 'it has ended' }`.
   */
  readonly help?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Keys that leave an app of this component in every state, if no region on the screen takes them: 'q', ['q', 'ctrl+c']. The result
   * is then undefined. The option `quit` of `run` replaces it.
   */
  readonly quit?: Q | undefined
  /**
   * What it says and reads in lines (`screen: 'lines'`, `TERM=dumb`, `ACCESSIBLE=1`). An app of such a component is lines in a pipe, too.
   *
   * @defaultValue the rows of its view that changed are said, and its keys are typed by their names
   */
  readonly lines?: LineFace<SnapshotOf<L>, EventOf<L>> | undefined
  /**
   * The name of the component in errors and in the inspector.
   *
   * @defaultValue the id of the machine, or 'unnamed' if the logic has none
   */
  readonly name?: string | undefined
}

/** The view, the keys and the mouse by which a region shows logic. */
export interface Presentation<L extends Showable> extends ComponentOptions<L> {
  /** Its name, for errors. */
  readonly name: string
}

/**
 * Actor logic with a view and keys. It runs as its logic does: in `actors` of `setup`, with `createActor`, in a pattern. `QuitKey` is
 * `never` if it has no `quit`.
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

/** A component or presentation of any logic. */
// A component is contravariant in the logic of its keys and view. Code that only passes it on needs this.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place that forgets a component's logic
export type AnyComponent = Presentation<any>

/**
 * Gives actor logic a view and keys. The result is actor logic, too: put it into `actors`, and `region(children.counter)` shows it.
 * A store isn't actor logic: show it with `region(store, component)`.
 *
 * ```ts
 * const counter = component({
 *   logic: counterMachine,
 *   keys: { up: { type: 'increment' }, q: { type: 'quit' } },
 *   view: ({ context }) => text(`Count: ${context.count}`),
 * })
 * ```
 *
 * If the current snapshot can't take a key's event, the key isn't in the help line, and goes on to the region around.
 *
 * @throws TypeError for an unknown name of a key, two names of one key in a table, and a `view` that isn't a function.
 */
export function component<
  L extends Showable,
  const F extends EventsOf<L> = EventsOf<L>,
  const M extends EventOf<L> = EventOf<L>,
  const Q extends QuitOption = undefined,
  const P extends EventOf<L> = EventOf<L>,
>(
  options: ComponentOptions<L, F, M, Q, P>,
): L extends AnyActorLogic ? Component<L, QuitKeyOf<Q>> : Presentation<L>
export function component(options: ComponentOptions<Showable>): AnyComponent {
  const { logic, view, keys, mouse, placed, help, quit, lines } = options
  const name = options.name ?? nameOf(logic)
  if (typeof view !== 'function') throw new TypeError(`component ${name}: view must be a function`)
  const presentation = {
    logic,
    view,
    keys: keys && canonical(keys, `component ${name}, keys`),
    mouse,
    placed,
    help: help && helpTexts(help, logic, `component ${name}, help`),
    quit: keyNames(quit, `component ${name}, quit`),
    lines,
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

/** An object whose prototype is the logic. A spread doesn't copy the prototype, so a copy throws an error that says so. */
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

/** The canonical names of keys. Throws a TypeError for an unknown key. */
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

/** Texts by the names of keys, and of guards of the logic. */
function helpTexts(
  help: Readonly<Record<string, string | undefined>>,
  logic: Showable,
  where: string,
): Readonly<Record<string, string | undefined>> {
  const guards = guardsOf(logic)
  const [ofKeys, reasons]: [Record<string, string | undefined>, Record<string, string | undefined>] = [{}, {}]
  for (const [name, text] of Object.entries(help)) {
    if (!isKeyName(name) && !Object.hasOwn(guards, name))
      throw new TypeError(`${where}: '${name}' is neither a key nor a guard of the logic`)
    if (isKeyName(name)) ofKeys[name] = text
    else reasons[name] = text
  }
  return Object.freeze({ ...canonical(ofKeys, where), ...reasons })
}

function guardsOf(logic: Showable): object {
  const { implementations } = logic as { readonly implementations?: { readonly guards?: object } }
  return implementations?.guards ?? {}
}

/** The table by the canonical names of keys. Throws a TypeError for two names of one key, since only one of them could count. */
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
  for (const chord of written.keys())
    for (let end = chord.lastIndexOf(' '); end > 0; end = chord.lastIndexOf(' ', end - 1))
      if (written.has(chord.slice(0, end)))
        throw new TypeError(`${where}: '${chord.slice(0, end)}' begins '${chord}': leave one of them out`)
  return Object.freeze(Object.fromEntries(entries)) as K
}
