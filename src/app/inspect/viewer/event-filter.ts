import type { Party, ViewedEvent } from './viewed.ts'

/** Which events are shown. */
export class EventFilter {
  /** A text in the type, the data or the actors of an event. */
  text = ''
  /** Events that XState makes itself are left out. */
  hidesInternal = false
  /** Only events from or to this actor and those below it. */
  root: Party | undefined
  /** What is searched of each event. */
  readonly #texts = new WeakMap<ViewedEvent, string>()

  get isOn(): boolean {
    return this.text !== '' || this.hidesInternal || this.root !== undefined
  }

  filter(events: readonly ViewedEvent[]): readonly ViewedEvent[] {
    return this.isOn ? events.filter((event) => this.#isWanted(event)) : events
  }

  #isWanted(event: ViewedEvent): boolean {
    if (this.hidesInternal && event.isInternal) return false
    if (this.root !== undefined && !this.#isInside(event.to) && !this.#isInside(event.from)) return false
    return this.text === '' || this.#textOf(event).includes(this.text.toLowerCase())
  }

  #isInside(party: Party | undefined): boolean {
    const { key } = this.root!
    return party !== undefined && (party.key === key || party.key.startsWith(`${key}/`))
  }

  #textOf(event: ViewedEvent): string {
    const known = this.#texts.get(event)
    if (known !== undefined) return known
    const { from, to } = event
    const text = `${JSON.stringify(event.event)} ${to.name} ${from?.name ?? ''}`.toLowerCase()
    this.#texts.set(event, text)
    return text
  }
}
