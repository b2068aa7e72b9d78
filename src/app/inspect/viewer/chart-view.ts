import { activePaths, takes, type ChartNode, type ChartTransition } from './chart.ts'
import { element, fill, hasSelection, setAttribute, span } from './dom.ts'
import { Summary } from './summary.ts'
import type { ViewedActor } from './model.ts'

/** The chart of an actor: states as boxes in boxes, the active ones lit; what it did last, and what it can take now. */
export class ChartView {
  readonly root = element('div', { class: 'chart-pane' })
  readonly #summary = new Summary()
  readonly #chart = element('div', { class: 'chart', tabindex: 0, role: 'group', 'aria-label': 'Chart' })
  readonly #states = new Map<string, HTMLElement>()
  readonly #transitions = new Map<string, HTMLElement>()
  #actor: ViewedActor | undefined
  #snapshot: unknown
  #last: unknown
  #active = ''
  /** The active state stays in view, until someone scrolls away from it. */
  #follows = true

  constructor() {
    this.root.append(this.#summary.root, this.#chart)
    this.#chart.addEventListener('scroll', () => (this.#follows = this.#isActiveInView()))
  }

  show(actor: ViewedActor | undefined): void {
    const isOther = actor !== this.#actor
    if (!isOther && actor?.snapshot === this.#snapshot && actor?.last === this.#last) return
    if (isOther) this.#make(actor)
    this.#actor = actor
    this.#snapshot = actor?.snapshot
    this.#last = actor?.last
    if (actor !== undefined) this.#light(actor)
  }

  /** An actor's chart stays as it is: afterwards only what is lit changes. */
  #make(actor: ViewedActor | undefined): void {
    this.#states.clear()
    this.#transitions.clear()
    this.#active = ''
    this.#follows = true
    this.#summary.clear()
    fill(this.#chart, [
      actor?.chart === undefined
        ? element('p', { class: 'hint' }, [
            actor === undefined
              ? 'No actor is chosen.'
              : 'This actor isn’t a statechart: it has a snapshot, but no states.',
          ])
        : this.#state(actor.chart),
    ])
  }

  #light({ chart, name, snapshot, last }: ViewedActor): void {
    const active = activePaths(snapshot.value)
    const isRunning = snapshot.status === 'active'
    this.#summary.show({ name, snapshot, last, can: chart && (isRunning ? takes(chart, active) : []) })
    for (const [path, state] of this.#states) {
      const isActive = active.has(path)
      state.classList.toggle('active', isActive)
      setAttribute(state, 'aria-current', isActive ? 'step' : undefined)
    }
    for (const [place, line] of this.#transitions)
      line.classList.toggle('lit', last?.taken.has(place) === true)
    const activeNow = [...active].join(' ')
    if (activeNow !== this.#active && this.#follows && !hasSelection(this.#chart)) this.#scrollToActive()
    this.#active = activeNow
  }

  /** The innermost active states, of which the first is scrolled to. */
  #activeLeaf(): HTMLElement | undefined {
    return [...this.#states.values()].find(
      (state) => state.classList.contains('active') && state.querySelector('.active') === null,
    )
  }

  #scrollToActive(): void {
    this.#activeLeaf()?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  #isActiveInView(): boolean {
    const leaf = this.#activeLeaf()?.getBoundingClientRect()
    const { top, bottom } = this.#chart.getBoundingClientRect()
    return leaf === undefined || (leaf.bottom > top && leaf.top < bottom)
  }

  #state(node: ChartNode): HTMLElement {
    const { key, path, kind, isInitial, description, invokes, entry, exit, transitions, children } = node
    const made = element('section', { class: `state ${kind}`, 'data-state': path, 'aria-label': key }, [
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
          transitions.map((one) => this.#transition(one, path)),
        ),
      children.length > 0 &&
        element(
          'div',
          { class: 'children' },
          children.map((child) => this.#state(child)),
        ),
    ])
    this.#states.set(path, made)
    return made
  }

  #transition(one: ChartTransition, path: string): HTMLElement {
    const { label, targets, guard, actions, description, isExternal, place } = one
    const made = element('li', { class: isExternal ? '' : 'internal', title: description }, [
      span('event', label),
      guard !== undefined && span('guard', ` if ${guard}`),
      targets.length > 0 && span('target', ` → ${targets.join(', ')}`),
      actions.length > 0 && span('action', ` / ${actions.join(', ')}`),
    ])
    this.#transitions.set(`${path}:${place}`, made)
    return made
  }
}
