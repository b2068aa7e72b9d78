import type { InspectedSnapshot } from '../messages.ts'
import type { ChartTransition } from './chart.ts'
import { clockText } from './clock-text.ts'
import { element, setAttribute, setText, span } from './dom.ts'
import { KeyedList } from './keyed-list.ts'
import type { LastMove } from './viewed.ts'
import { valueText } from './value-text.ts'

interface Summarized {
  readonly name: string
  readonly snapshot: InspectedSnapshot
  readonly last: LastMove | undefined
  /** Undefined for an actor that isn't a statechart. */
  readonly can: readonly ChartTransition[] | undefined
}

/** An actor in words: its state, what it did last, step by step, and what it can take now. */
export class Summary {
  readonly root = element('div', { class: 'summary', 'aria-live': 'off' })
  readonly #name = span('', '')
  readonly #status = span('status', '')
  readonly #state = span('state', '')
  readonly #time = element('time')
  readonly #steps = element('span', { class: 'steps' })
  readonly #can = element('span')
  readonly #lastFact = fact('Last', [this.#steps, this.#time])
  readonly #canFact = fact('Takes', [this.#can])
  readonly #stepList = new KeyedList<Line>(this.#steps, { make: stepLine, update: updateStep })
  readonly #canList: KeyedList<Chip>

  /** `take` is called with the type of an event that is chosen; undefined if nothing can be sent. */
  constructor(take: ((type: string) => void) | undefined) {
    this.#canList = new KeyedList<Chip>(this.#can, { make: (one) => chip(one, take), update: () => {} })
  }

  clear(): void {
    this.root.replaceChildren()
  }

  show({ name, snapshot, last, can }: Summarized): void {
    if (this.root.firstChild === null)
      this.root.append(
        element('h2', {}, [this.#name, this.#status, this.#state]),
        this.#lastFact,
        this.#canFact,
      )
    setText(this.#name, name)
    setAttribute(this.#status, 'class', `status ${snapshot.status}`)
    setText(this.#status, snapshot.status)
    setText(this.#state, valueText(snapshot.value) || snapshot.status)
    this.#lastFact.hidden = last === undefined
    this.#canFact.hidden = can === undefined
    this.#stepList.show((last?.steps ?? []).map((step, index) => ({ key: String(index), ...step })))
    setText(this.#time, last === undefined ? '' : clockText(last.at))
    this.#canList.show(can?.length === 0 ? [nothing] : (can ?? []).map(chipOf))
  }
}

interface Line {
  readonly key: string
  readonly label: string
  readonly from: string
  readonly to: string
}

interface Chip {
  readonly key: string
  readonly transition: ChartTransition | undefined
}

const nothing: Chip = { key: '', transition: undefined }

function chipOf(transition: ChartTransition, index: number): Chip {
  return { key: `${index} ${transition.label} ${transition.guard ?? ''}`, transition }
}

function fact(name: string, content: readonly Node[]): HTMLElement {
  return element('div', { class: 'fact' }, [span('name', name), element('span', {}, content)])
}

function stepLine(line: Line): HTMLElement {
  const made = element('span', { class: 'step' }, [span('event', ''), span('move', '')])
  updateStep(made, line)
  return made
}

function updateStep(made: HTMLElement, { label, from, to }: Line): void {
  setText(made.children[0]!, label)
  setText(made.children[1]!, from === '' ? ` → ${to} ` : ` ${from} → ${to} `)
}

function chip({ transition }: Chip, take: ((type: string) => void) | undefined): HTMLElement {
  if (transition === undefined) return span('hint', 'nothing')
  const { label, guard, description } = transition
  const content = [label, guard !== undefined && span('guard', ` if ${guard}`)]
  if (take === undefined) return element('span', { class: 'chip', title: description }, content)
  const made = element(
    'button',
    { class: 'chip', type: 'button', title: description ?? 'Write this event' },
    content,
  )
  made.addEventListener('click', () => take(label))
  return made
}
