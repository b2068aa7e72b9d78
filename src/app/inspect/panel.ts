import { messageOf } from '../../machines/kit/message-of.ts'
import { assign, createActor, setup } from 'xstate'
import { text } from '../../render/nodes/text.ts'
import { component, type AnyComponent } from '../component.ts'
import { RegionContent, type AnyRef } from '../region.ts'
import type { Feed } from './feed.ts'
import { look, nothing, type PanelData } from './panel-data.ts'
import { panelView, parts, type PanelState } from './panel-view.ts'
import { redactor, type Redact } from './redact.ts'

/** Milliseconds between two looks at the system, while the panel is open. */
const INTERVAL = 100

/** Lines that a page of the context is. */
const PAGE = 8

type PanelEventType = 'looked' | 'up' | 'down' | 'next' | 'previous' | 'pageUp' | 'pageDown'

/** What the panel is doing. It is an actor, in a system of its own: what is looked at does not contain who looks. */
const panelMachine = (see: (wanted: string | undefined, before: PanelData) => PanelData) =>
  setup({
    types: {
      context: {} as PanelState & { readonly wanted: string | undefined },
      events: {} as { readonly type: PanelEventType },
    },
    actions: {
      look: assign({ data: ({ context }) => see(context.wanted, context.data) }),
      choose: assign({
        wanted: ({ context }, step: number) => {
          const { actors, chosen } = context.data
          const at = actors.findIndex(({ sessionId }) => sessionId === chosen)
          return actors[Math.min(actors.length - 1, Math.max(0, at + step))]?.sessionId
        },
        top: 0,
      }),
      turn: assign({
        part: ({ context }, step: number) =>
          parts[(parts.indexOf(context.part) + step + parts.length) % parts.length]!,
      }),
      scroll: assign({
        top: ({ context }, by: number) =>
          Math.max(0, Math.min(context.data.lines.length - 1, context.top + by)),
      }),
    },
  }).createMachine({
    id: 'inspector',
    context: { data: nothing, part: 'actors', top: 0, wanted: undefined },
    on: {
      looked: { actions: 'look' },
      up: { actions: [{ type: 'choose', params: -1 }, 'look'], description: 'Actor' },
      down: { actions: [{ type: 'choose', params: 1 }, 'look'], description: 'Actor' },
      next: { actions: { type: 'turn', params: 1 }, description: 'Part' },
      previous: { actions: { type: 'turn', params: -1 } },
      pageDown: { actions: { type: 'scroll', params: PAGE }, description: 'Scroll' },
      pageUp: { actions: { type: 'scroll', params: -PAGE } },
    },
  })

/** The panel in the terminal. It looks at the system only while it is on the screen. */
export class Panel {
  address: string | undefined
  readonly content: RegionContent
  readonly #feed: Feed
  readonly #actor
  #watchers = 0
  #timer: NodeJS.Timeout | undefined
  #seen = -1

  constructor(feed: Feed, redact: Redact | undefined) {
    this.#feed = feed
    const secret = redactor(redact)
    const machine = panelMachine((wanted, before) => ({
      ...look(feed, secret, wanted, before),
      address: this.address,
    }))
    this.#actor = createActor(machine).start()
    const panel = component({
      name: 'actty.inspector',
      logic: machine,
      keys: {
        up: { type: 'up' },
        down: { type: 'down' },
        right: { type: 'next' },
        left: { type: 'previous' },
        pagedown: { type: 'pageDown' },
        pageup: { type: 'pageUp' },
      },
      view: ({ context }, info) => {
        try {
          return panelView(context, info)
        } catch (error) {
          return text(messageOf(error)) // who looks does no harm
        }
      },
    })
    this.content = new RegionContent(this.#ref(), panel as AnyComponent, undefined)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** The actor, which is asked to look for as long as someone watches it. */
  #ref(): AnyRef {
    const actor = this.#actor
    return {
      getSnapshot: () => actor.getSnapshot(),
      send: (event: Parameters<typeof actor.send>[0]) => actor.send(event),
      subscribe: (observer) => {
        if (this.#watchers++ === 0) this.#begin()
        const subscription = actor.subscribe({ error: () => {}, ...observer })
        return {
          unsubscribe: () => {
            subscription.unsubscribe()
            if (--this.#watchers === 0) clearInterval(this.#timer)
          },
        }
      },
    }
  }

  #begin(): void {
    this.#seen = -1
    this.#look()
    this.#timer = setInterval(() => this.#look(), INTERVAL).unref()
  }

  #look(): void {
    const { version } = this.#feed.history
    if (version === this.#seen) return
    this.#seen = version
    this.#actor.send({ type: 'looked' })
  }
}
