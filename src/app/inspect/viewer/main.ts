import type { EventNames, InspectorMessage } from '../messages.ts'
import { ChartView } from './chart-view.ts'
import { DataTree } from './data-tree.ts'
import { element, fill, span } from './dom.ts'
import { treeOf, valueText, World, type ViewedActor, type ViewedEvent } from './model.ts'
import { Sequence } from './sequence.ts'
import { Backlog, StatelyFrame } from './stately-frame.ts'
import { TreeList } from './tree-list.ts'

/*
 * The page: a tab for our own viewer and one for the Stately inspector. Both read the same messages, from a socket at the
 * page's own address.
 */

/** "Going away": the app has ended, and nothing more will come. */
const ENDED = 1001

/** Milliseconds before it is tried again to connect. */
const RETRY = 1_000

const world = new World(JSON.parse(document.body.dataset['eventNames']!) as EventNames)
const backlog = new Backlog()
let isDue = false

/** What the user has chosen. */
const choice: {
  actor: string | undefined
  event: ViewedEvent | undefined
  filter: string
  paused: readonly ViewedEvent[] | undefined
} = {
  actor: undefined,
  event: undefined,
  filter: '',
  paused: undefined,
}

const status = element('span', { class: 'connection', role: 'status' }, ['connecting'])
const actors = new TreeList('Actors', {
  choose: (id) => {
    choice.actor = id
    draw()
  },
})
const chart = new ChartView()
const context = new DataTree('Context')
const payload = new DataTree('Event')
const sequence = new Sequence((event) => {
  choice.event = event
  draw()
})
const filter = element('input', {
  type: 'search',
  placeholder: 'Filter: event or actor  ( / )',
  'aria-label': 'Filter events',
})
filter.addEventListener('input', () => {
  choice.filter = filter.value.trim().toLowerCase()
  draw()
})
const counted = span('count', '')
const pause = button('Pause', 'Pause the log (p)', () => {
  choice.paused = choice.paused === undefined ? [...world.events] : undefined
  pause.textContent = choice.paused === undefined ? 'Pause' : 'Go on'
  pause.setAttribute('aria-pressed', String(choice.paused !== undefined))
  draw()
})
const clear = button('Clear', 'Forget events and ended actors', () => {
  world.clear()
  choice.paused = choice.paused && []
  choice.event = undefined
  draw()
})

const viewer = element(
  'main',
  { class: 'viewer', role: 'tabpanel', id: 'panel-actty', 'aria-labelledby': 'tab-actty' },
  [
    pane('actors', 'Actors', [actors.root]),
    pane('machine', 'Chart', [chart.root]),
    pane('data', 'Context', [context.root, element('h3', {}, ['Chosen event']), payload.root]),
    pane('events', 'Events', [sequence.root], [filter, pause, clear, counted]),
  ],
)
const stately = new StatelyFrame(
  document.body.dataset['stately'] ?? 'https://stately.ai/inspect',
  () => backlog.messages(),
  () => {
    tabs.stately.classList.add('connected')
    if (!hasChosenTab) select('stately')
  },
)
const statelyPanel = element(
  'div',
  { class: 'stately-panel', role: 'tabpanel', id: 'panel-stately', 'aria-labelledby': 'tab-stately' },
  [
    element('p', { class: 'hint' }, [
      'The Stately inspector is a page of stately.ai: it needs the internet. Without it, the other tab shows the same.',
    ]),
    stately.root,
  ],
)
const tabs = { actty: tab('actty', 'actty'), stately: tab('stately', 'Stately inspector') }
type TabName = keyof typeof tabs

/** Until someone chooses, the Stately inspector is shown as soon as it is there. */
let hasChosenTab = location.hash === '#actty' || location.hash === '#stately'

document.body.append(
  element('header', { class: 'bar' }, [
    element('h1', {}, ['inspector']),
    element('div', { role: 'tablist', 'aria-label': 'Viewers' }, [tabs.actty, tabs.stately]),
    status,
  ]),
  viewer,
  statelyPanel,
)
select(location.hash === '#stately' ? 'stately' : 'actty')
viewer.addEventListener('pointerdown', () => (hasChosenTab = true))
viewer.addEventListener('keydown', () => (hasChosenTab = true))
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement
  if (event.key === 'Escape' && isTyping) actors.root.focus()
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '/') filter.focus()
  else if (event.key === 'p') pause.click()
  else if (event.key === '1') choose('actty')
  else if (event.key === '2') choose('stately')
  else return
  event.preventDefault()
})
connect()
draw()

function connect(): void {
  const socket = new WebSocket(location.href.replace(/^http/, 'ws').replace(/#.*$/, ''))
  socket.addEventListener('open', () => {
    world.restart()
    backlog.clear()
    tell('live', 'live')
  })
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as InspectorMessage
    backlog.add(message)
    stately.post(message)
    world.apply(message)
    draw()
  })
  socket.addEventListener('close', ({ code }) => {
    if (code === ENDED) tell('ended', 'the app has ended')
    else {
      tell('lost', 'not connected')
      setTimeout(connect, RETRY)
    }
  })
}

function tell(state: string, text: string): void {
  status.className = `connection ${state}`
  status.textContent = text
}

/** Soon, and once for whatever happens until then. */
function draw(): void {
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => {
    isDue = false
    if (!viewer.hidden) drawNow()
  })
}

function drawNow(): void {
  const tree = treeOf(world.actors.values())
  const chosen = world.actors.get(choice.actor ?? '') ?? firstChoice(tree.map(({ actor }) => actor))
  actors.show(
    tree.map(({ actor, depth }) => ({
      id: actor.sessionId,
      depth,
      look: actor.isLiving ? undefined : 'ended',
      content: [
        span('name', actor.name),
        span('state', ` ${valueText(actor.snapshot.value) || actor.snapshot.status}`),
      ],
    })),
    chosen?.sessionId,
  )
  chart.show(chosen)
  context.show(partsOf(chosen), chosen?.changed ?? new Set())
  const events = (choice.paused ?? world.events).filter(isWanted)
  sequence.show({ events, chosen: choice.event?.number })
  counted.textContent = `${events.length} ${choice.filter === '' ? '' : `of ${world.events.length} `}events${choice.paused === undefined ? '' : ', paused'}`
  payload.show(choice.event?.event ?? {}, new Set())
}

/** What a snapshot has besides what the chart and the tree of actors show. */
function partsOf(actor: ViewedActor | undefined): Readonly<Record<string, unknown>> {
  const shownElsewhere = ['status', 'value', 'children']
  return Object.fromEntries(
    Object.entries(actor?.snapshot ?? {}).filter(([key]) => !shownElsewhere.includes(key)),
  )
}

/** The app's own actor, where there is an app: its root and its terminal are there in every one. */
function firstChoice([root, ...others]: readonly ViewedActor[]): ViewedActor | undefined {
  if (root?.name !== 'actty') return root
  return others.find(({ name }) => name !== 'terminal') ?? root
}

function isWanted({ event, from, to }: ViewedEvent): boolean {
  if (choice.filter === '') return true
  return [event.type, to.name, from?.name ?? ''].some((text) => text.toLowerCase().includes(choice.filter))
}

function choose(name: TabName): void {
  hasChosenTab = true
  history.replaceState(undefined, '', `#${name}`)
  select(name)
}

function select(name: TabName): void {
  viewer.hidden = name !== 'actty'
  // Not `hidden`: a frame that is not laid out does not load what it shows.
  statelyPanel.classList.toggle('away', name !== 'stately')
  statelyPanel.inert = name !== 'stately'
  for (const [key, button] of Object.entries(tabs)) {
    button.setAttribute('aria-selected', String(key === name))
    button.tabIndex = key === name ? 0 : -1
  }
  draw()
}

function tab(name: 'actty' | 'stately', title: string): HTMLButtonElement {
  const made = element(
    'button',
    { role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, type: 'button' },
    [title],
  )
  made.addEventListener('click', () => choose(name))
  made.addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
    const other = name === 'actty' ? 'stately' : 'actty'
    choose(other)
    tabs[other].focus()
  })
  return made
}

function button(title: string, hint: string, press: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', title: hint }, [title])
  made.addEventListener('click', press)
  return made
}

function pane(
  name: string,
  title: string,
  content: readonly Node[],
  tools: readonly Node[] = [],
): HTMLElement {
  const made = element('section', { class: `pane ${name}`, 'aria-label': title })
  fill(made, [
    element('div', { class: 'pane-head' }, [element('h2', {}, [title]), ...tools]),
    element('div', { class: 'pane-body' }, content),
  ])
  return made
}
