import type { EventNames } from '../messages.ts'

/** A state of a chart, as its definition describes it. */
export interface ChartNode {
  /** The keys from the root: 'form.editing'; '' is the root. */
  readonly path: string
  readonly key: string
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history'
  readonly isInitial: boolean
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
  readonly targets: readonly string[]
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
  return new ChartReader(names).node(config, text(config['id'], 'machine'), [], true)
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

  constructor(names: EventNames) {
    this.#names = names
  }

  node(config: Config, key: string, path: readonly string[], isInitial: boolean): ChartNode {
    const { initial, description, invoke, entry, exit } = config
    const states = Object.entries(record(config['states']))
    const kind = kindOf(config['type'], states.length > 0)
    const first = typeof initial === 'string' ? initial : text(record(initial)['target'], '')
    return {
      path: path.join('.'),
      key,
      kind,
      isInitial,
      description: typeof description === 'string' ? description : undefined,
      invokes: list(invoke).map((one) => this.#childOf(record(one))),
      entry: this.#namesOf(entry),
      exit: this.#namesOf(exit),
      transitions: this.#transitions(config),
      children: states.map(([name, child]) =>
        this.node(record(child), name, [...path, name], kind === 'compound' && name === first),
      ),
    }
  }

  #transitions(config: Config): ChartTransition[] {
    const all: ChartTransition[] = []
    const add = (label: string, group: string, given: unknown, isExternal = false) => {
      for (const [index, one] of list(given).entries())
        all.push({ label, place: `${group}.${index}`, isExternal, ...this.#transition(one) })
    }
    for (const [event, given] of Object.entries(record(config['on'])))
      add(this.#label(event), `on.${event}`, given, !event.startsWith(this.#names.own))
    for (const [delay, given] of Object.entries(record(config['after'])))
      add(/^\d+$/.test(delay) ? `after ${delay} ms` : `after ${delay}`, `after.${delay}`, given)
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

  #transition(given: unknown): Omit<ChartTransition, 'label' | 'place' | 'isExternal'> {
    const config = typeof given === 'string' ? { target: given } : record(given)
    const { target, guard, actions, description } = config
    return {
      targets: this.#namesOf(target),
      guard: guard === undefined ? undefined : this.#nameOf(guard),
      actions: this.#namesOf(actions),
      description: typeof description === 'string' ? description : undefined,
    }
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
