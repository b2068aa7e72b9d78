import type { InspectorMessage } from '../messages.ts'
import { element } from './dom.ts'

/** Messages that wait for the Stately inspector to load. */
const MAX_QUEUED = 10_000

/** The Stately inspector in a frame. It says when it is there, and is then posted every message. */
export class StatelyFrame {
  readonly root: HTMLIFrameElement
  readonly #origin: string
  readonly #known: () => Iterable<InspectorMessage>
  #isConnected = false

  /** `known` gives the messages that say what is now. */
  constructor(address: string, known: () => Iterable<InspectorMessage>, connected: () => void) {
    this.#origin = new URL(address).origin
    this.#known = known
    this.root = element('iframe', { src: address, title: 'Stately inspector', class: 'stately' })
    window.addEventListener(
      'message',
      ({ data, origin, source }: MessageEvent<{ type?: unknown } | null>) => {
        if (origin !== this.#origin || source !== this.root.contentWindow) return
        if (data?.type !== '@statelyai.connected') return
        this.#isConnected = true
        for (const message of this.#known()) this.post(message)
        connected()
      },
    )
  }

  post(message: InspectorMessage): void {
    if (this.#isConnected) this.root.contentWindow?.postMessage(message, this.#origin)
  }
}

/** What a frame that connects late is told: all that came, or where that is too much, who lives and as what. */
export class Backlog {
  #messages: InspectorMessage[] = []

  add(message: InspectorMessage): void {
    if (this.#messages.push(message) > MAX_QUEUED) this.#messages = presentOf(this.#messages)
  }

  clear(): void {
    this.#messages = []
  }

  messages(): Iterable<InspectorMessage> {
    return this.#messages
  }
}

/** Of messages, those that say what is now: of each living actor, that it is, and its last snapshot. */
function presentOf(messages: readonly InspectorMessage[]): InspectorMessage[] {
  const snapshots = new Map<string, InspectorMessage>()
  const ended = new Set<string>()
  for (const message of messages) {
    if (message.type !== '@xstate.snapshot') continue
    snapshots.set(message.sessionId, message)
    if (message.snapshot.status !== 'active') ended.add(message.sessionId)
  }
  const actors = messages.filter(({ type, sessionId }) => type === '@xstate.actor' && !ended.has(sessionId))
  return actors.flatMap((actor) => [actor, snapshots.get(actor.sessionId) ?? actor])
}
