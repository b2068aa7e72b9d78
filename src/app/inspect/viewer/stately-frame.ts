import type { InspectorMessage } from '../messages.ts'
import { element } from './dom.ts'

/** Messages that wait for the Stately inspector to load. */
const MAX_QUEUED = 10_000

/** The Stately inspector in a frame. When it has loaded, it says so, and every message is posted to it. */
export class StatelyFrame {
  readonly root: HTMLIFrameElement
  readonly #origin: string
  readonly #known: () => Iterable<InspectorMessage>
  #isConnected = false

  /** `known` returns the messages that describe the app as it is now. */
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

/** What a frame that connects late is sent: all messages, or if they are too many, the living actors with their snapshots. */
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

/** The messages that describe the app as it is now: each living actor, and its last snapshot. */
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
