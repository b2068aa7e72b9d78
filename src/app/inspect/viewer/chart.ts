import type { EventNames } from '../messages.ts'
import { valueText } from './value-text.ts'

/** A state of a chart, as its definition describes it. */
export interface ChartNode {
  /** The keys from the root: 'form.editing'; '' is the root. */
  readonly path: string
  readonly key: string
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history'
  readonly isInitial: boolean
  /** A history state that remembers the states inside of states, too. */
  readonly isDeep: boolean
  readonly description: string | undefined
  readonly invokes: readonly string[]
  readonly entry: readonly string[]
  readonly exit: readonly string[]
  readonly transitions: readonly ChartTransition[]
  readonly children: readonly ChartNode[]
}

export interface ChartTransition {
  /** As a person reads it: 'refresh', 'after 5000', 'done: work'. */
  readonly label: string
  /** Where it stands in the config of its state: 'on.SAVE.1', 'always.0'. Messages name taken transitions by it. */
  readonly place: string
  /** Its event comes from outside, not from the machine's own delays and children. */
  readonly isExternal: boolean
  /** As they stand in the config. */
  readonly targets: readonly string[]
  /** The states that they are. A target that names no state isn't among them. */
  readonly to: readonly ChartNode[]
  /** What it leaves and enters again, though it is inside. */
  readonly reenters: boolean
  readonly guard: string | undefined
  readonly actions: readonly string[]
  readonly description: string | undefined
}

type Config = Readonly<Record<string, unknown>>

/** The chart of a definition (a machine's config as JSON); undefined if it isn't a statechart's. */
export function chartOf(definition: string, names: EventNames): ChartNode | undefined {
  const config = record(parse(definition))
  if (config['states'] === undefined && config['on'] === undefined && config['invoke'] === undefined)
    return undefined
  return new ChartReader(names, text(config['id'], 'machine')).read(config)
}

/** The paths of the states that a value says are active, the root among them. */
export function activePaths(value: unknown): ReadonlySet<string> {
  const paths = new Set([''])
  const add = (inner: unknown, around: string) => {
    if (typeof inner === 'string') paths.add(around + inner)
    else
      for (const [key, below] of Object.entries(record(inner))) {
        paths.add(around + key)
        add(below, `${around}${key}.`)
      }
  }
  add(value, '')
  return paths
}

/** The transitions out of active states that an event from outside may take now: the innermost first, one an event and guard. */
export function takes(chart: ChartNode, active: ReadonlySet<string>): readonly ChartTransition[] {
  const found = new Map<string, ChartTransition>()
  const decided = new Set<string>()
  for (const node of activeNodes(chart, active)) {
    for (const transition of node.transitions) {
      if (!transition.isExternal || decided.has(transition.label)) continue
      found.set(`${node.path} ${transition.label} ${transition.guard ?? ''} ${found.size}`, transition)
    }
    for (const { label, guard } of node.transitions) if (guard === undefined) decided.add(label)
  }
  return [...found.values()]
}

/** Innermost first. */
function activeNodes(node: ChartNode, active: ReadonlySet<string>): ChartNode[] {
  if (!active.has(node.path)) return []
  return [...node.children.flatMap((child) => activeNodes(child, active)), node]
}

/** Reads the states of one machine. */
class ChartReader {
  readonly #names: EventNames
  readonly #id: string
  readonly #byPath = new Map<string, ChartNode>()
  readonly #byId = new Map<string, ChartNode>()
  /** What is filled in when all states are known. */
  readonly #unresolved: {
    readonly from: string
    readonly targets: readonly string[]
    readonly to: ChartNode[]
  }[] = []

  constructor(names: EventNames, id: string) {
    this.#names = names
    this.#id = id
  }

  read(config: Config): ChartNode {
    const root = this.#node(config, this.#id, [], true)
    for (const { from, targets, to } of this.#unresolved)
      for (const target of targets) {
        const found = this.#resolve(target, from)
        if (found !== undefined) to.push(found)
      }
    return root
  }

  #node(config: Config, key: string, path: readonly string[], isInitial: boolean): ChartNode {
    const { initial, description, invoke, entry, exit } = config
    const states = Object.entries(record(config['states']))
    const kind = kindOf(config['type'], states.length > 0)
    const first = typeof initial === 'string' ? initial : text(record(initial)['target'], '')
    const at = path.join('.')
    const node: ChartNode = {
      path: at,
      key,
      kind,
      isInitial,
      isDeep: config['history'] === 'deep',
      description: typeof description === 'string' ? description : undefined,
      invokes: list(invoke).map((one) => this.#childOf(record(one))),
      entry: this.#namesOf(entry),
      exit: this.#namesOf(exit),
      transitions: this.#transitions(config, at, kind),
      children: states.map(([name, child]) =>
        this.#node(record(child), name, [...path, name], kind === 'compound' && name === first),
      ),
    }
    this.#byPath.set(at, node)
    this.#byId.set(text(config['id'], [this.#id, ...path].join('.')), node)
    return node
  }

  /** As XState does it: '#id', '#id.child', '.child', or a sibling and what is inside. */
  #resolve(target: string, from: string): ChartNode | undefined {
    if (target.startsWith('.')) return this.#byPath.get(below(from, target.slice(1)))
    if (!target.startsWith('#')) return this.#byPath.get(below(parentPath(from), target))
    const keys = target.slice(1).split('.')
    for (let count = keys.length; count > 0; count--) {
      const node = this.#byId.get(keys.slice(0, count).join('.'))
      if (node !== undefined) return this.#byPath.get(below(node.path, keys.slice(count).join('.')))
    }
    return undefined
  }

  #transitions(config: Config, from: string, kind: ChartNode['kind']): ChartTransition[] {
    const all: ChartTransition[] = []
    const add = (label: string, group: string, given: unknown, isExternal = false) => {
      for (const [index, one] of list(given).entries())
        all.push({ label, place: `${group}.${index}`, isExternal, ...this.#transition(one, from) })
    }
    for (const [event, given] of Object.entries(record(config['on'])))
      add(this.#label(event), `on.${event}`, given, !event.startsWith(this.#names.own))
    for (const [delay, given] of Object.entries(record(config['after'])))
      add(/^\d+$/.test(delay) ? `after ${delay} ms` : `after ${delay}`, `after.${delay}`, given)
    if (kind === 'history') add('default', 'target', config['target'])
    add('always', 'always', config['always'])
    add('done', 'onDone', config['onDone'])
    for (const [index, given] of list(config['invoke']).entries()) {
      const invoke = record(given)
      const label = this.#childOf(invoke)
      add(`done: ${label}`, `invoke.${index}.onDone`, invoke['onDone'])
      add(`error: ${label}`, `invoke.${index}.onError`, invoke['onError'])
      add(`snapshot: ${label}`, `invoke.${index}.onSnapshot`, invoke['onSnapshot'])
    }
    return all
  }

  #transition(given: unknown, from: string): Omit<ChartTransition, 'label' | 'place' | 'isExternal'> {
    const config = typeof given === 'string' ? { target: given } : record(given)
    const { target, guard, actions, description, reenter } = config
    const targets = list(target).map((one) => text(one, ''))
    const to: ChartNode[] = []
    this.#unresolved.push({ from, targets, to })
    return {
      targets,
      to,
      reenters: reenter === true,
      guard: guard === undefined ? undefined : this.#guardText(guard),
      actions: this.#namesOf(actions),
      description: typeof description === 'string' ? description : undefined,
    }
  }

  /** 'isValid', 'not(isLocked)', 'and(isValid, stateIn(form.editing))'. */
  #guardText(guard: unknown): string {
    const name = this.#nameOf(guard)
    const { guards, stateValue } = record(guard)
    if (Array.isArray(guards)) return `${name}(${guards.map((one) => this.#guardText(one)).join(', ')})`
    if (stateValue !== undefined) return `${name}(${valueText(stateValue)})`
    return name
  }

  #label(event: string): string {
    const { childDone, childFailed } = this.#names
    if (event.startsWith(childDone)) return `done: ${event.slice(childDone.length)}`
    return event.startsWith(childFailed) ? `error: ${event.slice(childFailed.length)}` : event
  }

  #childOf(invoke: Config): string {
    return text(invoke['id'], this.#nameOf(invoke['src']))
  }

  #namesOf(given: unknown): readonly string[] {
    return list(given).map((one) => this.#nameOf(one))
  }

  #nameOf(value: unknown): string {
    const name = typeof value === 'string' ? value : text(record(value)['type'], 'inline')
    return name.startsWith(this.#names.own) ? name.slice(this.#names.own.length) : name
  }
}

function below(path: string, inner: string): string {
  return [path, inner].filter((part) => part !== '').join('.')
}

/** The path of the state around; of the root, the root. */
function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}

function kindOf(type: unknown, hasStates: boolean): ChartNode['kind'] {
  if (type === 'parallel' || type === 'final' || type === 'history') return type
  return hasStates ? 'compound' : 'atomic'
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

function record(value: unknown): Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {}
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
