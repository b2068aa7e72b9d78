import { setup } from 'xstate'
import { all, column, component, keyHelp, listView, region, row, spacer, text } from 'actty'
import { collapsibleView, splitView, tabsView } from 'actty/data'
import type { Picture } from './pictures.ts'

const still = setup({}).createMachine({})
const page = (name: string, ...rows: readonly string[]) =>
  component({ name, logic: still, view: () => column(rows.map((one) => text(one))) })

const files = listView<readonly [name: string, size: string]>({
  keepOpen: true,
  label: ([name]) => name,
  row: ([name, size]) => row([text(name), spacer(), text(size, { color: 'muted' })]),
})
const items = [
  ['CHANGELOG.md', '14 kB'],
  ['README.md', '11 kB'],
  ['package.json', '3.9 kB'],
  ['src', '211 files'],
] as const

const tabs = tabsView(
  { overview: page('overview', 'Four files'), files, history: page('history') },
  { first: 'files', titles: { overview: 'Overview', files: 'Files', history: 'History' } },
)
const split = splitView(
  { files, readme: page('readme', 'A small program.', '', 'It says hello, and ends.') },
  { share: 0.4, bothFrom: 40 },
)
const closed = collapsibleView(page('log'), { title: 'Output', note: '212 lines' })
const opened = collapsibleView(page('log', '  Node 20.20, npm 11.3', '  Linux, 2 cores'), {
  title: 'Environment',
  open: true,
})

/** One picture for each component that shows others. */
export const panelPictures: readonly Picture[] = [
  {
    name: 'tabs',
    component: component({
      logic: setup({ actors: { tabs } }).createMachine({
        invoke: all({ tabs }, { tabs: { files: { items } } }),
      }),
      view: ({ children }) => column([region(children.tabs, { grow: 1 }), keyHelp()]),
    }),
    rows: 9,
  },
  {
    name: 'split',
    component: component({
      logic: setup({ actors: { split } }).createMachine({
        invoke: all({ split }, { split: { files: { items } } }),
      }),
      view: ({ children }) => column([region(children.split, { grow: 1 }), keyHelp()]),
    }),
    rows: 7,
  },
  {
    name: 'collapsible',
    component: component({
      logic: setup({ actors: { closed, opened } }).createMachine({ invoke: all({ closed, opened }) }),
      view: ({ children }) => column({ grow: 1 }, [region(children.closed), region(children.opened)]),
    }),
    rows: 5,
  },
]
