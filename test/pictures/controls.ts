import { setup } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  listView,
  pane,
  region,
  row,
  scrollingView,
  spacer,
  tailingView,
  text,
  textInputView,
} from 'actty'
import { Ring } from 'actty/machines'
import type { Picture } from './pictures.ts'

interface File {
  readonly name: string
  readonly size: string
}

const files: readonly File[] = [
  { name: 'CHANGELOG.md', size: '14 kB' },
  { name: 'README.md', size: '11 kB' },
  { name: 'package.json', size: '3.9 kB' },
  { name: 'src/app', size: '96 files' },
  { name: 'src/machines', size: '41 files' },
  { name: 'src/render', size: '74 files' },
  { name: 'test', size: '171 files' },
]

const field = textInputView({ keepOpen: true, placeholder: 'your name' })
const list = listView<File>({
  label: ({ name }) => name,
  row: ({ name, size }) => row([text(name), spacer(), text(size, { color: 'muted' })]),
})
const filtered = listView<File>({ label: ({ name }) => name })
const log = tailingView()
const poem = component({
  name: 'poem',
  logic: setup({}).createMachine({}),
  view: () => column(Array.from({ length: 30 }, (_, index) => text(`line ${index + 1} of thirty`))),
})
const page = scrollingView(poem)

const lines = Array.from({ length: 200 }, (_, index) => ({
  text: index % 40 === 39 ? `request ${index + 1} timeout after 3 s` : `request ${index + 1} answered`,
}))

/** One picture for each control of the door `actty`. */
export const controlPictures: readonly Picture[] = [
  {
    name: 'text-input',
    component: component({
      logic: setup({ actors: { field } }).createMachine({ id: 'name', invoke: all({ field }) }),
      view: ({ children }) =>
        column([
          pane({ title: 'Name', grow: 1 }, [region(children.field, { height: 1, focus: true })]),
          keyHelp(),
        ]),
    }),
    rows: 4,
    act: (app) => app.type('Ada Lovelace'),
  },
  {
    name: 'list',
    component: component({
      logic: setup({ actors: { list } }).createMachine({
        id: 'files',
        invoke: { src: 'list', id: 'list', input: { items: files } },
      }),
      view: ({ children }) =>
        column([
          pane({ title: 'Files', note: '3/7', grow: 1 }, [region(children.list, { grow: 1 })]),
          keyHelp(),
        ]),
    }),
    act: (app) => app.press('down', 'down'),
  },
  {
    name: 'list-filter',
    component: component({
      logic: setup({ actors: { list: filtered } }).createMachine({
        id: 'files',
        invoke: { src: 'list', id: 'list', input: { items: files } },
      }),
      view: ({ children }) =>
        column([pane({ title: 'Files', grow: 1 }, [region(children.list, { grow: 1 })]), keyHelp()]),
    }),
    async act(app) {
      await app.press('/')
      await app.type('src')
      await app.advance(100)
    },
  },
  {
    name: 'scrolling',
    component: component({
      logic: setup({ actors: { page } }).createMachine({ id: 'poem', invoke: all({ page }) }),
      view: ({ children }) =>
        column([pane({ title: 'Poem', grow: 1 }, [region(children.page, { grow: 1 })]), keyHelp()]),
    }),
    act: (app) => app.press('pagedown'),
  },
  {
    name: 'tailing',
    component: component({
      logic: setup({ actors: { log } }).createMachine({ id: 'requests', invoke: all({ log }) }),
      view: ({ children }) =>
        column([pane({ title: 'Requests', grow: 1 }, [region(children.log, { grow: 1 })]), keyHelp()]),
    }),
    async act(app) {
      const { log } = app.snapshot().children as { log: { send(event: unknown): void } }
      log.send({ type: 'lines', lines: new Ring<{ text: string }>(200).concat(lines, 0) })
      await app.press('/')
      await app.type('timeout')
      await app.press('enter')
      await app.advance(100)
    },
  },
]
