import { shallowEqual } from '@xstate/store'
import { assign, setup, type AnyActorRef } from 'xstate'
import {
  column,
  component,
  grid,
  keyHelp,
  layer,
  lines,
  mark,
  modal,
  overlay,
  region,
  setTheme,
  sparkline,
  text,
  themeNames,
  type Changes,
  type Child,
  type Point,
  type ViewInfo,
} from 'actty'
import {
  dialogView,
  eventItems,
  gauge,
  lineChart,
  menuView,
  splitView,
  tableView,
  tabsView,
  toasts,
  toastsView,
  treeView,
} from 'actty/data'
import { ticking } from 'actty/machines'
import { code } from 'actty/text/code'
import type { Example } from './example.ts'
import { PLACES, serviceStore, type Place, type Service } from './services.ts'
import { startAsProgram } from './start.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`
const statuses = {
  up: mark('on', { color: 'success' }),
  slow: mark('warning', { color: 'warning' }),
  down: mark('failed', { color: 'danger' }),
}
const statusOf = (status: Service['status']) => [statuses[status], ` ${status}`]

type Store = ReturnType<typeof serviceStore>

const places = treeView<Place>({
  key: ({ label }) => label,
  open: ({ label }) => label === 'everywhere',
  keepOpen: true,
})

const services = tableView<Service>({
  columns: [
    { name: 'name', title: 'Service', grow: 1 },
    { name: 'cluster', title: 'Cluster' },
    { name: 'status', width: 8, title: 'Status', cell: ({ status }) => text(statusOf(status)) },
    { name: 'cpu', title: 'CPU', width: 7, text: ({ cpu }) => percent(cpu) },
    { name: 'memory', title: 'Memory', text: ({ memory }) => percent(memory) },
    { name: 'requests', title: 'Req/s', width: 7, text: ({ requests }) => requests.toLocaleString('en') },
  ],
  frozen: 1,
  keepOpen: true,
})

/** What is known of the service at the cursor. Each tab is drawn when this part of the store changes, and only then. */
function detailsOf(store: Store) {
  const part = store.select(({ all, current, events }) => ({ service: all[current], events }), shallowEqual)
  const tab = (name: string, view: (details: ReturnType<typeof part.get>, info: ViewInfo) => Child) => {
    const shown = component({ name, logic: part, view })
    return component({ name, logic: setup({}).createMachine({}), view: () => region(part, shown) })
  }
  return tabsView({
    Overview: tab('overview', ({ service }, info) => service && overview(service, info)),
    Metrics: tab('metrics', ({ service }) => service && cpuChart(service.history)),
    Events: tab('events', ({ events }) => lines(events, { from: 'end' })),
    JSON: tab('json', ({ service }) =>
      code(JSON.stringify({ ...service, history: undefined }, null, 2), { language: 'json' }),
    ),
  })
}

const themeAfter = (theme: string) =>
  themeNames[(themeNames.findIndex((name) => name === theme) + 1) % themeNames.length]!

const label = (words: string) => text(words, { color: 'muted' })
const load = (label: string, share: number) => gauge(share, { label, labelWidth: 9, moreIsWorse: true })

const cpuChart = (points: readonly number[]) =>
  lineChart([{ name: 'CPU', points }], { min: 0, max: 1, legend: true, format: percent })

const overview = (service: Service, { columns }: ViewInfo) =>
  column({ gap: 1 }, [
    text([text(service.name, { bold: true }), '  ', ...statusOf(service.status)]),
    grid({ columns: [{}, { grow: 1 }], columnGap: 2 }, [
      [label('Cluster'), `${service.cluster} in ${service.region}`],
      [label('Traffic'), `${service.requests.toLocaleString('en')} requests/s`],
      [label('History'), sparkline(service.history, { min: 0, max: 1, width: Math.max(0, columns - 9) })],
    ]),
    column([load('CPU', service.cpu), load('Memory', service.memory)]),
  ])

/** The app, with so many services. */
export function explorerOf(count: number) {
  const store = serviceStore(count)
  const messages = toasts()
  const rows = store.select(({ all, place }) =>
    place === PLACES.label ? all : all.filter(({ region, cluster }) => region === place || cluster === place),
  )
  const chosen = store.select(({ all, current }) => all[current])
  const look = store.trigger.lookedAt
  const rest = splitView(
    { Services: services, Details: detailsOf(store) },
    { share: 0.65, min: { Details: 36 }, bothFrom: 90 },
  )
  const actors = {
    main: splitView({ Places: places, Services: rest }, { share: 0.2, min: { Places: 20 } }),
    menu: menuView({
      title: () => chosen.get()!.name,
      items: (app: AnyActorRef) => eventItems(app, ['restart', 'theme']),
    }),
    restart: dialogView({
      title: ({ name }: Service) => `Restart ${name}?`,
      content: 'It answers nobody for about 20 s.',
      buttons: [{ label: 'Restart', answer: true, key: 'r', destructive: true }],
    }),
    clock: ticking(1_000),
    toasts: toastsView(messages),
  }
  const machine = setup({
    types: {
      context: {} as { at: Point },
      events: {} as
        | { type: 'restart' | 'theme' | 'leave' }
        | { type: 'menu'; at: Point }
        | Changes<{ Places: typeof places; Services: typeof services }>,
    },
    actors,
    actions: {
      place: assign({ at: ({ context, event }) => (event.type === 'menu' ? event.at : context.at) }),
      restart: () => {
        const service = chosen.get()!
        store.trigger.restarted({ service })
        messages.trigger.show({ text: `${service.name} is up again`, level: 'success' })
      },
    },
    guards: { hasService: () => chosen.get() !== undefined },
  }).createMachine({
    id: 'explorer',
    context: { at: { x: 0, y: 0 } },
    entry: () => store.trigger.found(),
    invoke: [
      { src: 'main', id: 'main', input: { Places: { nodes: [PLACES] }, Services: { Services: { rows } } } },
      { src: 'toasts', id: 'toasts' },
      { src: 'clock', id: 'clock', onSnapshot: { actions: () => store.trigger.changed() } },
    ],
    on: {
      'Places.change': { actions: ({ event }) => look({ place: event.value?.label ?? '' }) },
      'Services.change': { actions: ({ event }) => look({ current: event.value?.id ?? -1 }) },
      theme: { actions: setTheme(({ theme }) => themeAfter(theme)), description: 'Theme' },
      restart: { guard: 'hasService', target: '.asking', description: 'Restart' },
    },
    initial: 'looking',
    states: {
      looking: {
        on: { menu: { guard: 'hasService', target: 'choosing', actions: 'place', description: 'Menu' } },
      },
      choosing: {
        invoke: { src: 'menu', id: 'menu', input: ({ self }) => self, onDone: 'looking' },
        on: { leave: 'looking' },
      },
      asking: {
        on: { restart: {} },
        invoke: {
          src: 'restart',
          id: 'restart',
          input: () => chosen.get()!,
          onDone: [
            { guard: ({ event }) => event.output === true, target: 'looking', actions: 'restart' },
            { target: 'looking' },
          ],
        },
      },
    },
  })
  return component({
    logic: machine,
    keys: {
      R: { type: 'restart' },
      t: { type: 'theme' },
      m: (_, __, { focus }) => ({ type: 'menu', at: focus }),
    },
    mouse: (_, { action, button, x, y }) =>
      action === 'release' && button === 'right' ? { type: 'menu', at: { x, y } } : undefined,
    help: { hasService: 'no service is selected' },
    quit: 'q',
    view: ({ children, context: { at } }) =>
      column([
        overlay({ grow: 1 }, [
          region(children.main, { grow: 1 }),
          layer(region(children.toasts), { at: 'bottom-right', margin: [0, 1] }),
          modal(region(children.restart), { dim: true }),
          modal(region(children.menu), { at, pressOutside: { type: 'leave' } }),
        ]),
        keyHelp(),
      ]),
  })
}

export const explorer: Example = {
  name: 'explorer',
  group: 'Working',
  brief: '10,000 live rows',
  shows: 'Ten thousand services that change: a tree, a table, tabs, a menu, a dialog and toasts.',
  pattern: 'table.md',
  component: explorerOf(10_000),
  async play(app) {
    await app.press('right', 'down', 'tab', 's', 's', 's', 'S')
    await app.advance(2_000)
    await app.press('down', 'R', 'r')
    await app.advance(1_000)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, explorer)
