import { element, fill, span } from './dom.ts'
import type { ViewedEvent } from './model.ts'

/** Pixels: of a line of the log, of the time before it, and from one actor to the next. */
const ROW = 24
const TIME = 100
const LANE = 130

/** Lines beyond the window that are there all the same. */
const MARGIN = 10

export interface SequenceState {
  readonly events: readonly ViewedEvent[]
  readonly chosen: number | undefined
}

/** The log of events as a sequence between actors: one is a column, an event an arrow. Only what is in view is made. */
export class Sequence {
  readonly root = element('div', { class: 'sequence', tabindex: 0, role: 'listbox', 'aria-label': 'Events' })
  readonly #head = element('div', { class: 'lanes', 'aria-hidden': 'true' })
  readonly #body = element('div', { class: 'rows' })
  readonly #choose: (event: ViewedEvent) => void
  #state: SequenceState = { events: [], chosen: undefined }
  #lanes = new Map<string, number>()
  /** The last event stays in view, until someone scrolls up. */
  #follows = true

  constructor(choose: (event: ViewedEvent) => void) {
    this.#choose = choose
    this.root.append(this.#head, this.#body)
    this.root.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.root
      this.#follows = scrollTop + clientHeight > scrollHeight - ROW
      this.#draw()
    })
    this.root.addEventListener('click', ({ target }) => {
      const row = (target as Element).closest<HTMLElement>('[role=option]')
      const event = this.#state.events[Number(row?.dataset['index'] ?? -1)]
      if (event !== undefined) choose(event)
    })
    this.root.addEventListener('keydown', (event) => this.#key(event))
  }

  show(state: SequenceState): void {
    this.#state = state
    this.#lanes = new Map()
    const names: string[] = []
    for (const { from, to } of state.events)
      for (const party of [from, to]) {
        if (party === undefined || this.#lanes.has(party.key)) continue
        this.#lanes.set(party.key, this.#lanes.size)
        names.push(party.name)
      }
    const width = TIME + Math.max(1, names.length) * LANE
    fill(
      this.#head,
      names.map((name, lane) => {
        const head = span('lane', name)
        head.style.left = `${TIME + lane * LANE}px`
        return head
      }),
    )
    this.#head.style.width = this.#body.style.width = `${width}px`
    this.#body.style.height = `${state.events.length * ROW}px`
    if (this.#follows) this.root.scrollTop = this.root.scrollHeight
    this.#draw()
  }

  #draw(): void {
    const { events, chosen } = this.#state
    const { scrollTop, clientHeight } = this.root
    const first = Math.max(0, Math.floor(scrollTop / ROW) - MARGIN)
    const last = Math.min(events.length, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN)
    const lines = [...this.#lanes.values()].map((lane) => {
      const line = element('div', { class: 'life' })
      line.style.left = `${this.#x(lane)}px`
      return line
    })
    const rows = events.slice(first, last).map((event, index) => this.#row(event, first + index, chosen))
    fill(this.#body, [...lines, ...rows])
    const at = events.findIndex(({ number }) => number === chosen)
    if (at >= first && at < last) this.root.setAttribute('aria-activedescendant', `event-${chosen}`)
    else this.root.removeAttribute('aria-activedescendant')
  }

  #row(event: ViewedEvent, index: number, chosen: number | undefined): HTMLElement {
    const { from, to, at, number } = event
    const target = this.#lanes.get(to.key)!
    const source = from === undefined ? undefined : this.#lanes.get(from.key)!
    const isSelf = source === undefined || source === target
    const a = this.#x(isSelf ? target : Math.min(source, target))
    const b = this.#x(isSelf ? target : Math.max(source, target))
    const direction = isSelf
      ? source === undefined
        ? 'outside'
        : 'self'
      : source < target
        ? 'right'
        : 'left'
    const arrow = element('div', { class: `arrow ${direction}` })
    arrow.style.left = `${a}px`
    arrow.style.width = `${b - a}px`
    const label = span('label', event.event.type)
    label.style.left = `${a + 8}px`
    const row = element(
      'div',
      {
        role: 'option',
        id: `event-${number}`,
        'data-index': index,
        'aria-selected': number === chosen ? 'true' : 'false',
        'aria-label': `${event.event.type} to ${to.name}${from === undefined ? '' : ` from ${from.name}`}`,
        class: `row ${event.isInternal ? 'internal' : ''}`,
      },
      [element('time', {}, [timeText(at)]), arrow, label],
    )
    row.style.top = `${index * ROW}px`
    return row
  }

  #x(lane: number): number {
    return TIME + lane * LANE + LANE / 2
  }

  #key(event: KeyboardEvent): void {
    const { events, chosen } = this.#state
    const at = events.findIndex(({ number }) => number === chosen)
    const last = events.length - 1
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at < 0 ? last : at + 1,
      ArrowUp: at < 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const to = moves[event.key]
    if (to === undefined || last < 0) return
    event.preventDefault()
    const index = Math.max(0, Math.min(last, to))
    this.#follows = index === last
    const top = index * ROW
    const { scrollTop, clientHeight } = this.root
    if (top < scrollTop) this.root.scrollTop = top
    else if (top + 3 * ROW > scrollTop + clientHeight) this.root.scrollTop = top + 3 * ROW - clientHeight
    this.#choose(events[index]!)
  }
}

function timeText(at: number): string {
  const date = new Date(at)
  return `${date.toLocaleTimeString([], { hour12: false })}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
