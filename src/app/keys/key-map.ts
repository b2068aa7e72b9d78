import { readFileSync } from 'node:fs'
import type { AnyActorLogic, AnyStateMachine, EventObject } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { AnyComponent, KeyBinding, KeyTable } from '../component.ts'
import { sameEvent } from '../input/key-groups.ts'
import { pressOf } from '../input/bindings.ts'
import { parseKeyName } from '../input/key-names.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import { KeyFileError } from './key-file-error.ts'

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
 * @throws Error with all that is wrong: unknown events, components and keys, and keys that would do two things. It's a KeyFileError if they
 * are in a file.
 */
export function keyMapOf(root: AnyComponent, option: string | KeyMapOption): KeyMap {
  const [source, wanted] = typeof option === 'string' ? [option, read(option)] : ['keys', option]
  const components = componentsIn(root.logic as AnyActorLogic, root)
  const problems = new Set<string>()
  const say = (problem: string) => void problems.add(problem)
  const choices = choicesIn(wanted, components, say)
  const rebound = rebinding(choices, say)
  for (const component of components) rebound(component)
  if (problems.size > 0) {
    const message = `${source} can't be used:\n${[...problems].map((one) => `- ${one}`).join('\n')}`
    throw typeof option === 'string' ? new KeyFileError(message) : new Error(message)
  }
  return { rebound, quit: choices.quit }
}

/** Is told what is wrong. */
type Say = (problem: string) => void

/** The keys that a user wants, by the types of events. */
type KeysByEvent = ReadonlyMap<string, Keys>

interface Choices {
  /** For the events of any component. */
  readonly general: KeysByEvent
  /** For those of one component, by its name. */
  readonly own: ReadonlyMap<string, KeysByEvent>
  readonly quit: Keys | undefined
}

function choicesIn(wanted: KeyMapOption, components: readonly AnyComponent[], say: Say): Choices {
  const general = new Map<string, Keys>()
  const own = new Map<string, KeysByEvent>()
  let quit: Keys | undefined
  const allEvents = new Set(components.flatMap(eventsOf))
  for (const [name, value] of Object.entries(wanted))
    if (!isKeys(value)) own.set(name, ownKeys(name, value, components, say))
    else if (name === 'quit' && !allEvents.has(name)) quit = keysIn(name, value, say)
    else if (allEvents.has(name)) general.set(name, keysIn(name, value, say))
    else say(`'${name}' is no event of this app. ${nearest(name, allEvents)}`)
  return { general, own, quit }
}

/** What is said of one component. */
function ownKeys(
  name: string,
  value: Readonly<Record<string, unknown>>,
  components: readonly AnyComponent[],
  say: Say,
): KeysByEvent {
  const named = components.filter((component) => component.name === name)
  if (named.length === 0)
    say(`'${name}' is no component of this app. ${nearest(name, new Set(components.map((one) => one.name)))}`)
  const events = new Set(named.flatMap(eventsOf))
  const keys = new Map<string, Keys>()
  for (const [event, given] of named.length === 0 ? [] : Object.entries(value))
    if (events.has(event)) keys.set(event, keysIn(`${name}, ${event}`, given, say))
    else say(`'${event}' is no event of ${name}. ${nearest(event, events)}`)
  return keys
}

/** Makes components with other keys, each once. */
function rebinding({ general, own }: Choices, say: Say): KeyMap['rebound'] {
  const made = new WeakMap<AnyComponent, AnyComponent>()
  return (component) => {
    const known = made.get(component)
    if (known !== undefined) return known
    const keys = new Map([...general, ...(own.get(component.name) ?? [])])
    const other = withKeys(component, keys, (problem) => say(`in ${component.name}: ${problem}`))
    made.set(component, other)
    made.set(other, other)
    return other
  }
}

/** A file that isn't there says nothing. */
function read(file: string): KeyMapOption {
  let json: string
  try {
    json = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new KeyFileError(`${file} can't be read: ${messageOf(error)}`, error)
  }
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as KeyMapOption
  } catch (error) {
    throw new KeyFileError(`${file} isn't JSON: ${messageOf(error)}`, error)
  }
  throw new KeyFileError(`${file} has to be an object: { "event": "key" }`)
}

function isKeys(value: KeyMapOption[string]): value is string | Keys {
  return typeof value !== 'object' || (value as unknown) === null || Array.isArray(value)
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
function withKeys(component: AnyComponent, wanted: KeysByEvent, say: Say): AnyComponent {
  const { keys, help = {} } = component as Presented
  if (typeof keys !== 'object' || wanted.size === 0) return component
  const table = withoutEvents(keys, wanted)
  const texts: Record<string, string> = { ...help }
  const given = new Map<string, string>()
  for (const [type, chosen] of wanted) {
    const sources = sourcesOf(component, keys, type, say)
    if (sources.length === 0) continue
    const text = help[sources[0]![0]]
    for (const key of chosen) {
      const before = table[key]
      const other = typeof before === 'object' ? before.type : given.get(key)
      given.set(key, type)
      if (other !== undefined && other !== type)
        say(`${key} does '${type}' and '${other}'. Give one of them another key`)
      else {
        table[key] = standingFor(sources, type, before)
        if (text !== undefined && typeof sources[0]![1] !== 'function') texts[key] = text
      }
    }
  }
  sayPrefixes(Object.keys(table), say)
  const own = { keys: { value: Object.freeze(table) }, help: { value: Object.freeze(texts) } }
  return Object.create(component, own) as AnyComponent
}

interface Presented {
  readonly keys?: Table
  readonly help?: Readonly<Record<string, string>>
}

type Binding = KeyBinding<unknown, EventObject>

/** A key of the component, and what it's bound to. */
type Source = readonly [key: string, binding: Binding]

/** The table without the events that get other keys. */
function withoutEvents(keys: Table, wanted: KeysByEvent): Record<string, Binding> {
  const table: Record<string, Binding> = {}
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
  return table
}

/** The keys that send an event of this type: the first one that is bound to it, or all those that may be. None if it isn't the component's. */
function sourcesOf(component: AnyComponent, keys: Table, type: string, say: Say): readonly Source[] {
  const sources = Object.entries(keys).filter(
    ([key, binding]) =>
      key !== 'text' && key !== 'paste' && (typeof binding === 'function' || binding.type === type),
  )
  const fixed = sources.flatMap(([key, binding]) =>
    typeof binding === 'function' ? [] : [[key, binding] as const],
  )
  if (fixed.some(([, event]) => !sameEvent(event, fixed[0]![1])))
    say(`several keys send '${type}', each with something else in it. They can't be changed`)
  if (fixed.length > 0) return fixed.slice(0, 1)
  return takenBy(component).includes(type) ? sources : []
}

/** A binding that sends what other keys sent. If they send nothing of this type now, it does what the key did before. */
function standingFor(sources: readonly Source[], type: string, before: Binding | undefined): Binding {
  return (snapshot, input, place) => {
    for (const [source, binding] of sources) {
      const event = typeof binding === 'function' ? binding(snapshot, pressOf(source), place) : binding
      if (event?.type === type) return event
    }
    return typeof before === 'function' ? before(snapshot, input, place) : before
  }
}

function sayPrefixes(keys: readonly string[], say: Say): void {
  for (const chord of keys)
    for (const key of keys)
      if (chord.startsWith(`${key} `)) say(`${key} begins ${chord}. Give one of them another key`)
}
