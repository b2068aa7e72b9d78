import { messageOf } from '../../machines/kit/message-of.ts'
import { assign, createActor, setup } from 'xstate'
import { text } from '../../render/nodes/text.ts'
import { component, type AnyComponent, type Place } from '../component.ts'
import { RegionContent, type AnyRef } from '../region.ts'
import type { Feed } from './feed.ts'
import { look, nothing, type PanelData } from './panel-data.ts'
import { panelView, partIn, partsIn, type PanelPart, type PanelState } from './panel-view.ts'
import { redactor, type Redact } from '../redact.ts'

/** Milliseconds between two looks at the system, while the panel is open. */
const INTERVAL = 100

/** Lines that a page of the context is. */
const PAGE = 8

type PanelEvent =
  | { readonly type: 'looked' }
  | { readonly type: 'moved' | 'scrolled'; readonly by: number }
  | { readonly type: 'turned'; readonly part: PanelPart }

/** The state of the panel. It is an actor in a system of its own, so that the inspected system doesn't contain it. */
const panelMachine = (see: (wanted: string | undefined, before: PanelData) => PanelData) =>
  setup({
    types: {
      context: {} as PanelState & { readonly wanted: string | undefined },
      events: {} as PanelEvent,
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
      turn: assign({ part: (_, part: PanelPart) => part }),
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
      moved: {
        actions: [{ type: 'choose', params: ({ event }) => event.by }, 'look'],
        description: 'Actor',
      },
      turned: { actions: { type: 'turn', params: ({ event }) => event.part }, description: 'Part' },
      scrolled: { actions: { type: 'scroll', params: ({ event }) => event.by }, description: 'Scroll' },
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
        up: { type: 'moved', by: -1 },
        down: { type: 'moved', by: 1 },
        right: ({ context }, _, place) => turned(context, place, 1),
        left: ({ context }, _, place) => turned(context, place, -1),
        pagedown: ({ context }, _, place) => scrolled(context, place, PAGE),
        pageup: ({ context }, _, place) => scrolled(context, place, -PAGE),
      },
      view: ({ context }, info) => {
        try {
          return panelView(context, info)
        } catch (error) {
          return text(messageOf(error)) // the inspector must not end the app
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

/** The event of a key that goes to another part. If there is room for all, there is none. */
function turned(state: PanelState, place: Place, step: number): PanelEvent | undefined {
  const parts = partsIn(place, state.data)
  if (parts === undefined) return undefined
  const at = parts.indexOf(partIn(state, place)!)
  return { type: 'turned', part: parts.at((at + step) % parts.length)! }
}

/** The event of a key that scrolls the context, if it is shown. */
function scrolled(state: PanelState, place: Place, by: number): PanelEvent | undefined {
  return [undefined, 'context'].includes(partIn(state, place)) ? { type: 'scrolled', by } : undefined
}
