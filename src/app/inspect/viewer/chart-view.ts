import { activePaths, taken, takes, type ChartNode, type ChartTransition } from './chart.ts'
import { element, fill, span } from './dom.ts'
import { valueText, type ViewedActor } from './model.ts'

/** The chart of an actor: states as boxes in boxes, the active ones lit; its last transition, and what it can take now. */
export class ChartView {
  readonly root = element('div', { class: 'chart-pane' })
  readonly #summary = element('div', { class: 'summary', 'aria-live': 'off' })
  readonly #chart = element('div', { class: 'chart', tabindex: 0, role: 'group', 'aria-label': 'Chart' })

  constructor() {
    this.root.append(this.#summary, this.#chart)
  }

  show(actor: ViewedActor | undefined): void {
    if (actor === undefined) {
      fill(this.#summary, [])
      fill(this.#chart, [element('p', { class: 'hint' }, ['No actor is chosen.'])])
      return
    }
    const { chart, snapshot, last } = actor
    const active = activePaths(snapshot.value)
    const isActive = snapshot.status === 'active'
    const lit = new Set(
      chart === undefined || last === undefined ? [] : taken(chart, activePaths(last.from), last.event.type),
    )
    const can = chart === undefined || !isActive ? [] : takes(chart, active)
    fill(this.#summary, [
      element('h2', {}, [actor.name, span(`status ${snapshot.status}`, snapshot.status)]),
      fact('State', [span('state', valueText(snapshot.value) || snapshot.status)]),
      last !== undefined &&
        fact('Last transition', [
          span('event', last.event.type),
          ` ${valueText(last.from)} → ${valueText(last.to)}`,
          element('time', {}, [` ${new Date(last.at).toLocaleTimeString()}`]),
        ]),
      chart !== undefined &&
        fact(
          'Can take',
          can.length === 0 ? [span('hint', 'nothing')] : can.map((transition) => chip(transition)),
        ),
    ])
    fill(this.#chart, [
      chart === undefined
        ? element('p', { class: 'hint' }, ['This actor is no statechart: it has a snapshot, and no states.'])
        : state(chart, active, lit),
    ])
  }
}

function fact(name: string, content: readonly (Node | string)[]): HTMLElement {
  return element('div', { class: 'fact' }, [
    element('span', { class: 'name' }, [name]),
    element('span', {}, content),
  ])
}

function chip({ label, guard, description }: ChartTransition): HTMLElement {
  return element('span', { class: 'chip', title: description }, [
    label,
    guard !== undefined && span('guard', ` if ${guard}`),
  ])
}

function state(node: ChartNode, active: ReadonlySet<string>, lit: ReadonlySet<ChartTransition>): HTMLElement {
  const { key, path, kind, isInitial, description, invokes, entry, exit, transitions, children } = node
  const isActive = active.has(path)
  return element(
    'section',
    {
      class: `state ${kind} ${isActive ? 'active' : ''}`,
      'data-state': path,
      'aria-label': `${key}${isActive ? ', active' : ''}`,
      'aria-current': isActive ? 'step' : undefined,
    },
    [
      element('header', {}, [
        isInitial && path !== '' && element('span', { class: 'initial', title: 'initial state' }, ['●']),
        element('strong', {}, [key]),
        kind !== 'atomic' && kind !== 'compound' && span('kind', kind),
        ...invokes.map((name) => span('invoke', `invokes ${name}`)),
      ]),
      description !== undefined && element('p', { class: 'description' }, [description]),
      ...[...entry.map((name) => `entry / ${name}`), ...exit.map((name) => `exit / ${name}`)].map((line) =>
        element('p', { class: 'action' }, [line]),
      ),
      transitions.length > 0 &&
        element(
          'ul',
          { class: 'transitions' },
          transitions.map((one) => transition(one, lit.has(one))),
        ),
      children.length > 0 &&
        element(
          'div',
          { class: 'children' },
          children.map((child) => state(child, active, lit)),
        ),
    ],
  )
}

function transition(one: ChartTransition, isLit: boolean): HTMLElement {
  const { label, targets, guard, actions, description, isExternal } = one
  return element(
    'li',
    { class: `${isLit ? 'lit' : ''} ${isExternal ? '' : 'internal'}`, title: description },
    [
      span('event', label),
      guard !== undefined && span('guard', ` if ${guard}`),
      targets.length > 0 && span('target', ` → ${targets.join(', ')}`),
      actions.length > 0 && span('action', ` / ${actions.join(', ')}`),
    ],
  )
}
