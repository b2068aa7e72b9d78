import type { ViewerRequest } from '../messages.ts'
import { button, element, setAttribute, setText, span } from './dom.ts'

/** Sends events to the chosen actor, and keys to the app. It is there only if the app allows it. */
export class Sender {
  readonly root = element('div', { class: 'sender', role: 'group', 'aria-label': 'Send' })
  readonly #event = element('textarea', {
    rows: 1,
    'aria-label': 'Event, as JSON or only its type',
    placeholder: 'Event: refresh or {"type": "refresh", …}',
    spellcheck: 'false',
  })
  readonly #key = element('input', {
    size: 10,
    'aria-label': 'Key',
    placeholder: 'Key: ctrl+x',
    spellcheck: 'false',
  })
  readonly #keys = span('keys', '')
  readonly #to = button('Send', 'Send the event to the chosen actor (Enter)', () => this.#send())
  readonly #problem = element('span', { class: 'problem', role: 'alert' })
  readonly #ask: (request: ViewerRequest) => void
  #target: string | undefined

  constructor(ask: (request: ViewerRequest) => void) {
    this.#ask = ask
    this.#keys.append(
      this.#key,
      button('Press', 'Press the key in the app (Enter)', () => this.#press()),
    )
    this.root.append(this.#event, this.#to, this.#keys, this.#problem)
    this.#event.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey) return
      event.preventDefault()
      this.#send()
    })
    this.#key.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#press()
    })
  }

  /** `sessionId` is of the actor that gets the event. */
  show(target: { readonly sessionId: string; readonly name: string } | undefined, takesKeys: boolean): void {
    this.#target = target?.sessionId
    setText(this.#to, target === undefined ? 'Send' : `Send to ${target.name}`)
    setAttribute(this.#to, 'disabled', target === undefined)
    this.#keys.hidden = !takesKeys
  }

  /** Offers an event: what it carries is to be filled in. */
  offer(type: string): void {
    this.#event.value = JSON.stringify({ type })
    this.#event.focus()
    const end = this.#event.value.length - 1
    this.#event.setSelectionRange(end, end)
  }

  #send(): void {
    const event = eventOf(this.#event.value.trim())
    setText(this.#problem, typeof event === 'string' ? event : '')
    if (typeof event === 'string' || this.#target === undefined) return
    this.#ask({ type: '@actty.send', sessionId: this.#target, event })
  }

  #press(): void {
    const key = this.#key.value.trim()
    if (key !== '') this.#ask({ type: '@actty.key', key })
  }
}

/** The event that a text is, or what is wrong with it. */
function eventOf(text: string): { readonly type: string } | string {
  if (text === '') return 'An event has a type.'
  if (!text.startsWith('{')) return { type: text }
  try {
    const event = JSON.parse(text) as { readonly type?: unknown }
    return typeof event.type === 'string'
      ? (event as { type: string })
      : 'The event has no "type" that is a text.'
  } catch (error) {
    return (error as Error).message
  }
}
