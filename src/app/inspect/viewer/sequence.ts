import { clockText } from './clock-text.ts'
import { element, hasSelection, setAttribute, span } from './dom.ts'
import { KeyedList } from './keyed-list.ts'
import type { ViewedEvent } from './viewed.ts'

/** In pixels: the height of a row, the width of the time before it, and the width of a lane. */
const ROW = 24
const TIME = 118
const LANE = 130

/** Rows above and below the window that are made too. */
const MARGIN = 10

interface SequenceState {
  readonly events: readonly ViewedEvent[]
  /** The number of an event. */
  readonly chosen: number | undefined
}

interface Lane {
  readonly key: string
  readonly name: string
  readonly index: number
}

interface Row {
  readonly key: string
  readonly event: ViewedEvent
  readonly index: number
  readonly direction: 'outside' | 'self' | 'right' | 'left'
  /** In pixels. */
  readonly left: number
  readonly width: number
  /** Where the event's type stands: beside the lane of its target, which is scrolled to. */
  readonly label: number
  readonly isChosen: boolean
}

/** The events as a sequence: each actor has a lane, each event is an arrow. Only the rows in view are made. */
export class Sequence {
  readonly root = element('div', { class: 'sequence', tabindex: 0, role: 'listbox', 'aria-label': 'Events' })
  readonly #head = element('div', { class: 'lanes', 'aria-hidden': 'true' })
  readonly #lives = element('div', { class: 'lives', 'aria-hidden': 'true' })
  readonly #rows = element('div', { class: 'row-list', role: 'presentation' })
  readonly #body = element('div', { class: 'rows', role: 'presentation' }, [this.#lives, this.#rows])
  readonly #headList = new KeyedList<Lane>(this.#head, { make: laneHead, update: placeHead })
  readonly #lifeList = new KeyedList<Lane>(this.#lives, { make: lifeOf, update: placeLife })
  readonly #rowList = new KeyedList<Row>(this.#rows, { make: rowOf, update: updateRow })
  readonly #choose: (event: ViewedEvent) => void
  #state: SequenceState = { events: [], chosen: undefined }
  #lanes = new Map<string, Lane>()
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
      const event = this.#state.events.find(({ number }) => String(number) === row?.dataset['number'])
      if (event === undefined || hasSelection(this.root)) return // a click that selects text isn't for the event
      this.#reveal(event)
      this.#choose(event)
    })
    this.root.addEventListener('keydown', (event) => this.#key(event))
  }

  show(state: SequenceState): void {
    const removed = removedBefore(this.#state.events, state.events)
    this.#state = state
    this.#lanes = lanesOf(state.events)
    const width = Math.max(1, this.#lanes.size) * LANE
    setLength(this.#head, 'width', TIME + width)
    setLength(this.#body, 'width', TIME + width)
    setLength(this.#body, 'height', state.events.length * ROW)
    if (hasSelection(this.root)) this.#follows = false // what is selected stays where it is
    if (this.#follows) this.root.scrollTop = this.root.scrollHeight
    else if (removed > 0) this.root.scrollTop -= removed * ROW
    this.#draw()
  }

  #draw(): void {
    const { events, chosen } = this.#state
    const { scrollTop, clientHeight, scrollLeft, clientWidth } = this.root
    // A line that is as long as the log is painted slowly, however little of it is in view: so are hundreds of them.
    const from = Math.max(0, Math.floor((scrollLeft - TIME) / LANE))
    const lanes = [...this.#lanes.values()].slice(from, from + Math.ceil(clientWidth / LANE) + 2)
    this.#headList.show(lanes)
    this.#lifeList.show(lanes)
    const first = Math.max(0, Math.floor(scrollTop / ROW) - MARGIN)
    const last = Math.min(events.length, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN)
    this.#rowList.show(events.slice(first, last).map((event, index) => this.#row(event, first + index)))
    const isShown = events.slice(first, last).some(({ number }) => number === chosen)
    setAttribute(this.root, 'aria-activedescendant', isShown ? `event-${chosen}` : undefined)
  }

  #row(event: ViewedEvent, index: number): Row {
    const target = this.#x(event.to.key)
    const source = event.from === undefined ? undefined : this.#x(event.from.key)
    const direction =
      source === undefined ? 'outside' : source === target ? 'self' : source < target ? 'right' : 'left'
    const left = Math.min(source ?? target, target)
    const width = Math.abs((source ?? target) - target)
    const label = (direction === 'right' ? target - LANE : target) + 8
    const isChosen = event.number === this.#state.chosen
    return { key: String(event.number), event, index, direction, left, width, label, isChosen }
  }

  /** The middle of a lane. */
  #x(key: string): number {
    return TIME + (this.#lanes.get(key)?.index ?? 0) * LANE + LANE / 2
  }

  /** Scrolls sideways, if the lane of an event isn't in view. */
  #reveal({ to }: ViewedEvent): void {
    const { scrollLeft, clientWidth } = this.root
    const x = this.#x(to.key)
    if (x - LANE / 2 < scrollLeft + TIME || x + LANE / 2 > scrollLeft + clientWidth)
      this.root.scrollLeft = Math.max(0, x - (TIME + clientWidth) / 2)
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
    this.#reveal(events[index]!)
    this.#choose(events[index]!)
  }
}

/** Events at the beginning that were there before, and are no more. */
function removedBefore(before: readonly ViewedEvent[], after: readonly ViewedEvent[]): number {
  const first = after[0]?.number
  if (first === undefined || before[0] === undefined || before[0].number >= first) return 0
  const kept = before.findIndex(({ number }) => number >= first)
  return kept < 0 ? before.length : kept
}

function lanesOf(events: readonly ViewedEvent[]): Map<string, Lane> {
  const lanes = new Map<string, Lane>()
  for (const { from, to } of events)
    for (const party of [from, to])
      if (party !== undefined && !lanes.has(party.key)) lanes.set(party.key, { ...party, index: lanes.size })
  return lanes
}

function laneHead(lane: Lane): HTMLElement {
  const head = element('span', { class: 'lane', title: lane.name }, [lane.name])
  placeHead(head, lane)
  return head
}

function placeHead(head: HTMLElement, { index }: Lane): void {
  setLength(head, 'left', TIME + index * LANE)
}

function lifeOf(lane: Lane): HTMLElement {
  const life = element('div', { class: 'life' })
  placeLife(life, lane)
  return life
}

function placeLife(life: HTMLElement, { index }: Lane): void {
  setLength(life, 'left', TIME + index * LANE + LANE / 2)
}

function rowOf(row: Row): HTMLElement {
  const { event, number, to, from, at, isInternal, isPast, outcome } = row.event
  const done = outcome === undefined ? '' : `, ${outcome}`
  const label = `${event.type} to ${to.name}${from === undefined ? '' : ` from ${from.name}`}${done}`
  const made = element(
    'div',
    {
      role: 'option',
      id: `event-${number}`,
      'data-number': number,
      'aria-label': isPast ? `${label}, before this page` : label,
      class: `row${isInternal ? ' internal' : ''}${isPast ? ' past' : ''}`,
      title: isPast ? 'It came before this page.' : outcome,
      'data-outcome': outcome,
    },
    [element('time', {}, [clockText(at)]), element('div', {}), span('label', event.type)],
  )
  updateRow(made, row)
  return made
}

function updateRow(made: HTMLElement, { index, direction, left, width, label, isChosen }: Row): void {
  const [, arrow, type] = made.children as unknown as readonly [HTMLElement, HTMLElement, HTMLElement]
  setLength(made, 'top', index * ROW)
  setAttribute(made, 'aria-selected', String(isChosen))
  setAttribute(arrow, 'class', `arrow ${direction}`)
  setLength(arrow, 'left', left)
  setLength(arrow, 'width', width)
  setLength(type, 'left', label)
}

function setLength(target: HTMLElement, property: 'left' | 'top' | 'width' | 'height', px: number): void {
  const text = `${px}px`
  if (target.style[property] !== text) target.style[property] = text
}
