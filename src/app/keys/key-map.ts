import { readFileSync } from 'node:fs'
import type { AnyActorLogic, AnyStateMachine, EventObject } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { AnyComponent, KeyBinding, KeyTable } from '../component.ts'
import { sameEvent } from '../input/key-groups.ts'
import { pressOf } from '../input/bindings.ts'
import { parseKeyName } from '../input/key-names.ts'

/** Keys by the names of events: of an event of any component, or of one component, by its name. */
export type KeyMapOption = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string | readonly string[]>>>
>

type Keys = readonly string[]
type Table = KeyTable<unknown, EventObject>

/** The components of an app with the keys that its user wants. */
export interface KeyMap {
  /** The component with other keys. The same component has always the same. */
  readonly rebound: (component: AnyComponent) => AnyComponent
  /** The keys that leave the app; undefined if the user says nothing of them. */
  readonly quit: Keys | undefined
}

/**
 * What a user says of keys, checked against the components of the app.
 *
 * @throws Error with all that is wrong: unknown events, components and keys, and keys that would do two things.
 */
export function keyMapOf(root: AnyComponent, option: string | KeyMapOption): KeyMap {
  const [source, wanted] = typeof option === 'string' ? [option, read(option)] : ['keys', option]
  const components = componentsIn(root.logic as AnyActorLogic, root)
  const problems: string[] = []
  const say = (problem: string) => {
    if (!problems.includes(problem)) problems.push(problem)
  }
  const general = new Map<string, Keys>()
  const own = new Map<string, Map<string, Keys>>()
  let quit: Keys | undefined
  const allEvents = new Set(components.flatMap(eventsOf))
  for (const [name, value] of Object.entries(wanted)) {
    if (isKeys(value)) {
      if (name === 'quit' && !allEvents.has(name)) quit = keysIn(name, value, say)
      else if (allEvents.has(name)) general.set(name, keysIn(name, value, say))
      else say(`'${name}' is no event of this app. ${nearest(name, allEvents)}`)
      continue
    }
    const named = components.filter((component) => component.name === name)
    const events = new Set(named.flatMap(eventsOf))
    if (named.length === 0) {
      say(
        `'${name}' is no component of this app. ${nearest(name, new Set(components.map((one) => one.name)))}`,
      )
      continue
    }
    const keys = new Map<string, Keys>()
    for (const [event, given] of Object.entries(value))
      if (events.has(event)) keys.set(event, keysIn(`${name}, ${event}`, given, say))
      else say(`'${event}' is no event of ${name}. ${nearest(event, events)}`)
    own.set(name, keys)
  }
  const made = new WeakMap<AnyComponent, AnyComponent>()
  const rebound = (component: AnyComponent): AnyComponent => {
    const known = made.get(component)
    if (known !== undefined) return known
    const keys = new Map([...general, ...(own.get(component.name) ?? [])])
    const other = withKeys(component, keys, (problem) => say(`in ${component.name}: ${problem}`))
    made.set(component, other)
    made.set(other, other)
    return other
  }
  for (const component of components) rebound(component)
  if (problems.length > 0)
    throw new Error(`${source} can't be used:\n${problems.map((one) => `- ${one}`).join('\n')}`)
  return { rebound, quit }
}

/** A file that isn't there says nothing. */
function read(file: string): KeyMapOption {
  let json: string
  try {
    json = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as KeyMapOption
  } catch (error) {
    throw new Error(`${file} isn't JSON: ${(error as Error).message}`, { cause: error })
  }
  throw new Error(`${file} has to be an object: { "event": "key" }`)
}

function isKeys(value: KeyMapOption[string]): value is string | Keys {
  return typeof value !== 'object' || Array.isArray(value)
}

function keysIn(where: string, value: unknown, say: (problem: string) => void): Keys {
  const written: unknown[] = Array.isArray(value) ? value : [value]
  return written.flatMap((one) => {
    try {
      return parseKeyName(one as string)
    } catch {
      say(`${JSON.stringify(one)} of ${where} is no key. Keys are written as "r", "ctrl+s" or "g g"`)
      return []
    }
  })
}

function nearest(name: string, known: ReadonlySet<string>): string {
  const near = [...known].filter((one) => !one.startsWith(XSTATE_EVENTS.own) && !one.includes('*'))
  const best = near.toSorted((a, b) => sharedEnds(name, b) - sharedEnds(name, a))[0]
  return best !== undefined && sharedEnds(name, best) * 2 > name.length
    ? `Did you mean '${best}'?`
    : `There are: ${near.join(', ')}`
}

/** How many letters are the same at the beginning and at the end of two words. */
function sharedEnds(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let end = 0
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return start + end
}

/** The components that an app may show: its own, and those among its actors. */
function componentsIn(logic: AnyActorLogic, root: AnyComponent): AnyComponent[] {
  const found = new Set<AnyComponent>([root])
  const visited = new Set<unknown>()
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || visited.has(one)) return
    visited.add(one)
    if ('view' in one) found.add(one as AnyComponent)
    const { actors } = (one as Partial<AnyStateMachine>).implementations ?? {}
    Object.values((actors ?? {}) as Record<string, unknown>).forEach(visit)
  }
  visit(logic)
  return [...found]
}

/** The events that keys send, and those that the chart takes. */
function eventsOf(component: AnyComponent): string[] {
  const { keys } = component as { readonly keys?: Table }
  const bindings = typeof keys === 'object' ? Object.values(keys) : []
  const sent = bindings.flatMap((binding) => (typeof binding === 'function' ? [] : binding.type))
  return [...sent, ...takenBy(component)]
}

function takenBy({ logic }: AnyComponent): readonly string[] {
  return (logic as { readonly events?: readonly string[] }).events ?? []
}

/** The component with a table in which events have other keys. */
function withKeys(
  component: AnyComponent,
  wanted: ReadonlyMap<string, Keys>,
  say: (problem: string) => void,
): AnyComponent {
  const { keys, help } = component as {
    readonly keys?: Table
    readonly help?: Readonly<Record<string, string>>
  }
  if (typeof keys !== 'object' || wanted.size === 0) return component
  const table: Record<string, KeyBinding<unknown, EventObject>> = {}
  const texts: Record<string, string> = { ...help }
  for (const [key, binding] of Object.entries(keys)) {
    if (typeof binding !== 'function') {
      if (!wanted.has(binding.type)) table[key] = binding
      continue
    }
    // What a function returns is known only when it's called.
    table[key] = (...given) => {
      const event = binding(...given)
      return event !== undefined && wanted.has(event.type) ? undefined : event
    }
  }
  for (const [type, chosen] of wanted) {
    const sources = Object.entries(keys).filter(
      ([key, binding]) =>
        key !== 'text' && key !== 'paste' && (typeof binding === 'function' || binding.type === type),
    )
    const values = sources.flatMap(([, binding]) => (typeof binding === 'function' ? [] : binding))
    if (values.some((value) => !sameEvent(value, values[0]!)))
      say(`several keys send '${type}', each with something else in it. They can't be changed`)
    const fixed = sources.find(([, binding]) => typeof binding !== 'function')
    const isOwn = fixed !== undefined || sources.length > 0
    const isTaken = ((component.logic as Partial<AnyStateMachine>).events as string[] | undefined)?.includes(
      type,
    )
    if (!isOwn || (fixed === undefined && !isTaken)) continue
    for (const key of chosen) {
      const before = table[key]
      if (before !== undefined && typeof before !== 'function') {
        say(`${key} does '${type}' and '${before.type}'. Give one of them another key`)
        continue
      }
      table[key] = (snapshot, input, place) => {
        for (const [source, binding] of fixed === undefined ? sources : [fixed]) {
          const event = typeof binding === 'function' ? binding(snapshot, pressOf(source), place) : binding
          if (event?.type === type) return event
        }
        return before?.(snapshot, input, place)
      }
      const text = fixed && help?.[fixed[0]]
      if (text !== undefined) texts[key] = text
    }
  }
  for (const chord of Object.keys(table))
    for (const key of Object.keys(table))
      if (chord.startsWith(`${key} `)) say(`${key} begins ${chord}. Give one of them another key`)
  const own = { keys: { value: Object.freeze(table) }, help: { value: Object.freeze(texts) } }
  return Object.create(component, own) as AnyComponent
}
