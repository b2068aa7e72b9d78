import type { EventNames, InspectedSnapshot, ViewerMessage, ViewerRequest } from '../messages.ts'
import { ChartView } from './chart-view.ts'
import { clockText } from './clock-text.ts'
import { DataTree } from './data-tree.ts'
import { button, copyButton, element, setText, span, toggle } from './dom.ts'
import { EventFilter } from './event-filter.ts'
import { treeOf, World } from './model.ts'
import type { ViewedActor, ViewedEvent } from './viewed.ts'
import { jsonOf, mermaidOf, testOf } from './export.ts'
import type { Moment } from './past.ts'
import { ScreenView } from './screen-view.ts'
import { Sender } from './sender.ts'
import { Sequence } from './sequence.ts'
import { Splitter } from './splitter.ts'
import { TreeList, type TreeItem } from './tree-list.ts'
import { valueText } from './value-text.ts'

/** Milliseconds between two drawings. A browser draws 60 times a second, and its times aren't exact. */
const FRAME_INTERVAL = 30

/** Our own viewer: the actors, the chart and the context of the chosen one, and the events. */
export class Panes {
  readonly root: HTMLElement
  readonly #world: World
  readonly #actors = new TreeList('Actors', {
    choose: (id) => {
      this.#actor = id
      this.draw()
    },
  })
  readonly #chart: ChartView
  readonly #sender: Sender | undefined
  readonly #context = new DataTree('Context')
  readonly #payload = new DataTree('Event')
  readonly #payloadText = span('', '')
  readonly #payloadTitle = element('h3', {}, [
    this.#payloadText,
    copyButton('Copy the event as JSON', () => dataOf(this.#event?.event)),
  ])
  readonly #screen = new ScreenView()
  readonly #sequence = new Sequence((event) => this.#choose(event))
  readonly #momentText = span('', '')
  /** Says which moment the page shows, and leads back. */
  readonly banner = element('div', { class: 'moment', role: 'status' }, [
    this.#momentText,
    button('Back to live', 'Show what is now again (Esc)', () => this.goLive()),
  ])
  readonly #filter = new EventFilter()
  readonly #filterField = element('input', {
    type: 'search',
    placeholder: 'Search events, their data, actors  ( / )',
    'aria-label': 'Search events',
  })
  readonly #internal = toggle('Hide xstate.*', 'Leave out events that XState makes itself', (isOn) => {
    this.#filter.hidesInternal = isOn
    this.draw()
  })
  readonly #subtree = toggle(
    'Only this actor',
    'Only events of the chosen actor and those below it',
    (isOn) => {
      this.#filter.root = isOn ? this.#chosen?.party : undefined
      setText(this.#subtree, isOn ? `Only ${this.#filter.root?.name ?? 'this actor'}` : 'Only this actor')
      this.draw()
    },
  )
  readonly #counted = span('count', '')
  readonly #pause = button('Pause', 'Pause the log (p)', () => this.togglePause())
  readonly #clear = button('Clear', 'Forget events and ended actors', () => this.#forget())
  /** What the user has chosen: an actor's session id, an event, a filter, and the events at the time of the pause. */
  #actor: string | undefined
  #event: ViewedEvent | undefined
  /** The moment that is shown; undefined: now. */
  #moment: Moment | undefined
  /** The events that are shown. */
  #shown: readonly ViewedEvent[] = []
  /** The actor that is shown. */
  #chosen: ViewedActor | undefined
  #paused: readonly ViewedEvent[] | undefined
  #isDue = false
  #drawnAt = -Infinity

  /** `ask` sends requests to the app; undefined if it allows none. */
  constructor(names: EventNames, ask: ((request: ViewerRequest) => void) | undefined) {
    this.#world = new World(names)
    this.#sender =
      ask &&
      new Sender((request) => {
        this.goLive()
        ask(request)
      })
    this.#chart = new ChartView(this.#sender && ((type) => this.#sender?.offer(type)))
    this.#filterField.addEventListener('input', () => {
      this.#filter.text = this.#filterField.value.trim()
      this.draw()
    })
    const tools = [
      this.#filterField,
      this.#internal,
      this.#subtree,
      this.#pause,
      this.#clear,
      copyButton('Copy the shown events as JSON', () => jsonOf(this.#shown), 'Copy JSON'),
      copyButton('Copy the shown events as a sequence diagram', () => mermaidOf(this.#shown), 'Copy Mermaid'),
      copyButton(
        'Copy a test that sends the chosen actor what was sent to it',
        () => (this.#chosen === undefined ? '' : testOf(this.#chosen, this.#upToNow(), names)),
        'Copy test',
      ),
      this.#counted,
    ]
    const copy = copyButton('Copy the snapshot as JSON', () => dataOf(this.#chosen?.snapshot))
    this.root = element('main', { class: 'viewer', id: 'panel-actty' }, [
      pane('actors', 'Actors', [this.#actors.root]),
      pane(
        'machine',
        'Chart',
        [this.#chart.root, ...(this.#sender === undefined ? [] : [this.#sender.root])],
        [this.#chart.tools],
      ),
      pane(
        'data',
        'Context',
        [this.#context.root, this.#payloadTitle, this.#payload.root, this.#screen.title, this.#screen.root],
        [copy],
      ),
      pane('events', 'Events', [this.#sequence.root], tools),
    ])
    const splitters = [
      { label: 'Width of the actors', variable: '--actors', side: 'left', size: 210 },
      { label: 'Width of the context', variable: '--data', side: 'right', size: 290 },
      { label: 'Height of the events', variable: '--events', side: 'below', size: 240 },
    ] as const
    this.root.append(...splitters.map((options) => new Splitter(this.root, options).root))
  }

  apply(message: ViewerMessage, size: number): void {
    this.#world.apply(message, size)
    this.draw()
  }

  /** Shows what is now. */
  goLive(): void {
    this.#event = this.#moment = undefined
    this.draw()
  }

  /** The screen is small again, or what is now is shown. */
  escape(): void {
    if (!this.#screen.shrink()) this.goLive()
  }

  toggleScreen(): void {
    this.#screen.toggle()
  }

  /** The events until the moment that is shown. */
  #upToNow(): readonly ViewedEvent[] {
    const { events } = this.#world
    const last = this.#moment?.event.number
    return last === undefined ? events : events.filter(({ number }) => number <= last)
  }

  #choose(event: ViewedEvent): void {
    this.#event = event
    this.#moment = this.#world.at(event)
    if (this.#moment?.actors.has(event.sessionId) === true) this.#actor = event.sessionId
    this.draw()
  }

  /** Everything will be sent again. */
  restart(): void {
    this.#world.restart()
  }

  focusActors(): void {
    this.#actors.root.focus()
  }

  focusFilter(): void {
    this.#filterField.focus()
  }

  togglePause(): void {
    this.#paused = this.#paused === undefined ? [...this.#world.events] : undefined
    setText(this.#pause, this.#paused === undefined ? 'Pause' : 'Go on')
    this.#pause.setAttribute('aria-pressed', String(this.#paused !== undefined))
    this.draw()
  }

  /** Draws in the next animation frame, once for everything that happens until then. */
  draw(): void {
    if (this.#isDue) return
    this.#isDue = true
    requestAnimationFrame((time) => this.#frame(time))
  }

  /** Thirty times a second is enough to see all, and leaves the browser time for the rest. */
  #frame(time: number): void {
    if (time - this.#drawnAt < FRAME_INTERVAL) {
      requestAnimationFrame((later) => this.#frame(later))
      return
    }
    this.#isDue = false
    this.#drawnAt = time
    if (!this.root.hidden) this.#drawNow()
  }

  #forget(): void {
    this.#world.clear()
    this.#paused = this.#paused && []
    this.goLive()
  }

  #drawNow(): void {
    const actors = this.#moment?.actors ?? this.#world.actors
    const tree = treeOf(actors.values())
    const chosen = actors.get(this.#actor ?? '') ?? firstChoice(tree.map(({ actor }) => actor))
    this.#chosen = chosen
    this.#actors.show(
      tree.map(({ actor, depth }) => treeItem(actor, depth)),
      chosen?.sessionId,
    )
    this.#chart.show(chosen)
    this.#context.show(
      partsOf(chosen?.snapshot),
      chosen?.changed ?? none,
      chosen?.before && partsOf(chosen.before),
    )
    this.#screen.show(this.#moment === undefined ? this.#world.past.screen : this.#moment.screen)
    this.#sender?.show(chosen?.isLiving === true ? chosen : undefined, this.#world.past.screen !== undefined)
    this.#drawBanner()
    const all = this.#paused ?? this.#world.events
    const events = (this.#shown = this.#filter.filter(all))
    this.#sequence.show({ events, chosen: this.#event?.number })
    setText(this.#counted, this.#countText(events, all.length))
    setText(
      this.#payloadText,
      this.#event?.isPast === true ? 'Chosen event: a past one, its data isn’t kept' : 'Chosen event',
    )
    this.#payloadTitle.hidden = this.#payload.root.hidden = this.#event === undefined
    this.#payload.show(this.#event?.event ?? nothing, none)
  }

  #drawBanner(): void {
    const [event, moment] = [this.#event, this.#moment]
    this.banner.hidden = event === undefined
    if (event === undefined) return
    const name = `${event.event.type} to ${event.to.name}`
    const shared =
      moment !== undefined && moment.shared > 1 ? `, one of ${moment.shared} that came at once` : ''
    setText(
      this.#momentText,
      moment === undefined
        ? `${name}: what was then isn’t kept. This is now.`
        : `${clockText(event.at)} after ${name}${shared}`,
    )
  }

  #countText(events: readonly ViewedEvent[], all: number): string {
    // Past events stand before all others.
    const past = events.findIndex(({ isPast }) => !isPast)
    const pastCount = past < 0 ? events.length : past
    return [
      !this.#filter.isOn ? eventCount(events.length) : `${events.length} of ${eventCount(all)}`,
      ...(pastCount > 0 ? [`${pastCount} past`] : []),
      ...(this.#paused === undefined ? [] : ['paused']),
    ].join(', ')
  }
}

function dataOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, undefined, 2)
}

function eventCount(count: number): string {
  return count === 1 ? '1 event' : `${count} events`
}

/** What is shown of an actor as it was: most of many are as they were. */
const treeItems = new WeakMap<InspectedSnapshot, TreeItem>()

function treeItem(actor: ViewedActor, depth: number): TreeItem {
  const known = treeItems.get(actor.snapshot)
  const isOld =
    known?.key === actor.sessionId && known.depth === depth && (known.look === undefined) === actor.isLiving
  if (isOld) return known
  const made = newTreeItem(actor, depth)
  treeItems.set(actor.snapshot, made)
  return made
}

function newTreeItem({ sessionId, name, snapshot, isLiving }: ViewedActor, depth: number): TreeItem {
  const { value, status } = snapshot
  const hasFailed = status === 'error'
  const look = isLiving ? undefined : hasFailed ? 'ended failed' : 'ended'
  const state = hasFailed ? status : valueText(value) || status
  return {
    key: sessionId,
    depth,
    look,
    parts: [
      ['name', name],
      ['state', ` ${state}`],
    ],
  }
}

/** The app's own actor, if there is an app: every app has a root and a terminal. */
function firstChoice([root, ...others]: readonly ViewedActor[]): ViewedActor | undefined {
  if (root?.name !== 'actty') return root
  return others.find(({ name }) => name !== 'terminal') ?? root
}

/** The same objects each time, so that what is shown already isn't compared. */
const nothing: Readonly<Record<string, unknown>> = {}
const none: ReadonlySet<string> = new Set()
const partsOfSnapshots = new WeakMap<object, Readonly<Record<string, unknown>>>()

/** What a snapshot has besides what the chart and the tree of actors show. */
function partsOf(snapshot: InspectedSnapshot | undefined): Readonly<Record<string, unknown>> {
  if (snapshot === undefined) return nothing
  const shownElsewhere = ['status', 'value', 'children']
  const parts =
    partsOfSnapshots.get(snapshot) ??
    Object.fromEntries(Object.entries(snapshot).filter(([key]) => !shownElsewhere.includes(key)))
  partsOfSnapshots.set(snapshot, parts)
  return parts
}

function pane(
  name: string,
  title: string,
  content: readonly Node[],
  tools: readonly Node[] = [],
): HTMLElement {
  return element('section', { class: `pane ${name}`, 'aria-label': title }, [
    element('div', { class: 'pane-head' }, [element('h2', {}, [title]), ...tools]),
    element('div', { class: 'pane-body' }, content),
  ])
}
