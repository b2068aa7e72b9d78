import { activePaths, takes } from './chart.ts'
import { DiagramView } from './diagram-view.ts'
import { element, hasSelection } from './dom.ts'
import type { ViewedActor } from './viewed.ts'
import { Summary } from './summary.ts'
import { Viewport } from './viewport.ts'

/** The chart of an actor as a diagram, the active states lit; what it did last, and what it can take now. */
export class ChartView {
  readonly root = element('div', { class: 'chart-pane' })
  readonly #summary: Summary
  readonly #diagram = new DiagramView()
  readonly #hint = element('p', { class: 'hint' })
  readonly #viewport = new Viewport(
    this.#diagram.root,
    'Chart',
    () => this.#diagram.size,
    () => this.#scrollToActive(),
  )
  readonly tools = this.#viewport.tools
  #actor: ViewedActor | undefined
  #snapshot: unknown
  #last: unknown
  #active = ''
  /** The active state stays in view, until someone scrolls away from it. */
  #follows = true

  /** `take` is called with the type of an event that is chosen to be sent. */
  constructor(take: ((type: string) => void) | undefined) {
    this.#summary = new Summary(take)
    this.root.append(this.#summary.root, this.#hint, this.#viewport.root)
    this.#viewport.root.addEventListener('scroll', () => (this.#follows = this.#isActiveInView()))
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
    this.#active = ''
    this.#follows = true
    this.#summary.clear()
    const chart = actor?.chart
    this.#hint.textContent =
      actor === undefined
        ? 'No actor is chosen.'
        : 'This actor isn’t a statechart: it has a snapshot, but no states.'
    this.#hint.hidden = chart !== undefined
    this.#viewport.root.hidden = this.tools.hidden = chart === undefined
    if (chart === undefined) this.#diagram.clear()
    else this.#diagram.show(chart)
    this.#viewport.reset()
  }

  #light({ chart, name, snapshot, last, visits }: ViewedActor): void {
    const active = activePaths(snapshot.value)
    const isRunning = snapshot.status === 'active'
    this.#summary.show({ name, snapshot, last, can: chart && (isRunning ? takes(chart, active) : []) })
    this.#diagram.light({ active, taken: last?.taken ?? none, visits: visits?.counts ?? no })
    const activeNow = [...active].join(' ')
    if (activeNow !== this.#active && this.#follows && !hasSelection(this.#viewport.root))
      this.#scrollToActive()
    this.#active = activeNow
  }

  #scrollToActive(): void {
    const box = this.#diagram.activeBox()
    if (box !== undefined) this.#viewport.reveal(box)
    this.#follows = true
  }

  #isActiveInView(): boolean {
    const leaf = this.#diagram.activeBox()?.getBoundingClientRect()
    const { top, bottom, left, right } = this.#viewport.root.getBoundingClientRect()
    return (
      leaf === undefined || (leaf.bottom > top && leaf.top < bottom && leaf.right > left && leaf.left < right)
    )
  }
}

const no: ReadonlyMap<string, number> = new Map()
const none: ReadonlySet<string> = new Set()
