import { assign, setup } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  layer,
  listView,
  modal,
  overlay,
  region,
  setTheme,
  text,
} from 'actty'
import { dialogView, menuView, toasts, toastsView } from 'actty/data'
import type { Picture } from './pictures.ts'

const files = listView<string>({ keepOpen: true })
const names = ['CHANGELOG.md', 'notes.txt', 'package.json', 'README.md', 'src', 'test', 'todo.txt']

const remove = dialogView({
  title: (file: string) => `Delete ${file}?`,
  content: 'It cannot be undone.',
  buttons: [{ label: 'Delete', answer: 'delete', key: 'd', destructive: true }],
})

const shelf = component({
  logic: setup({
    types: { events: {} as { type: 'remove' } },
    actors: { files, remove },
  }).createMachine({
    id: 'shelf',
    invoke: { src: 'files', id: 'files', input: { items: names, selected: 1 } },
    initial: 'browsing',
    states: {
      browsing: { on: { remove: { target: 'asking', description: 'Delete' } } },
      asking: { invoke: { src: 'remove', id: 'remove', input: 'notes.txt', onDone: 'browsing' } },
    },
  }),
  keys: { delete: { type: 'remove' } },
  view: ({ children }) =>
    column([
      overlay({ grow: 1 }, [
        region(children.files, { grow: 1 }),
        modal(region(children.remove), { dim: true }),
      ]),
      keyHelp(),
    ]),
})

const messages = toasts()
const said = { files, toasts: toastsView(messages) }
const talking = component({
  logic: setup({ types: { events: {} as { type: 'deploy' } }, actors: said }).createMachine({
    id: 'services',
    invoke: all(said, { files: { items: ['api-00008', 'api-00088', 'web-00009', 'worker-00012'] } }),
    on: {
      deploy: {
        actions: () => {
          messages.trigger.clear()
          messages.trigger.show({ text: 'api-00008 has restarted', level: 'success' })
          messages.trigger.show({
            text: 'api-00088 did not start',
            detail: 'port 8080 is taken',
            level: 'error',
          })
        },
        description: 'Deploy',
      },
    },
  }),
  keys: { d: { type: 'deploy' } },
  view: ({ children }) =>
    column([
      overlay({ grow: 1 }, [
        region(children.files, { grow: 1 }),
        layer(region(children.toasts), { at: 'bottom-right', margin: [0, 1] }),
      ]),
      keyHelp(),
    ]),
})

const editor = component({
  logic: setup({
    types: {
      context: {} as { theme: number },
      events: {} as { type: 'rename' | 'remove' | 'reload' | 'theme' },
    },
  }).createMachine({
    id: 'notes',
    context: { theme: 0 },
    initial: 'reading',
    states: {
      reading: {
        on: {
          rename: { target: 'renaming', description: 'Rename the file' },
          remove: { target: 'asking', description: 'Delete the file' },
          reload: { target: 'reading', description: 'Read it again' },
          theme: { actions: [assign({ theme: 1 }), setTheme('dark')], description: 'Another theme' },
        },
      },
      renaming: {},
      asking: {},
    },
  }),
  keys: { e: { type: 'rename' }, delete: { type: 'remove' }, r: { type: 'reload' }, t: { type: 'theme' } },
  view: () => column([text('Remember the milk.', { grow: 1 }), keyHelp()]),
})

const menu = menuView({
  title: 'notes.txt',
  items: [
    { id: 'open', title: 'Open', key: 'o' },
    { id: 'rename', title: 'Rename…', key: 'r' },
    { id: 'restore', title: 'Restore', disabled: 'nothing was deleted' },
    'separator',
    {
      id: 'copy',
      title: 'Copy',
      items: [
        { id: 'name', title: 'Name' },
        { id: 'path', title: 'Whole path' },
      ],
    },
  ],
})

const withMenu = component({
  logic: setup({ types: { events: {} as { type: 'menu' } }, actors: { files, menu } }).createMachine({
    id: 'shelf',
    invoke: { src: 'files', id: 'files', input: { items: names, selected: 1 } },
    initial: 'browsing',
    states: {
      browsing: { on: { menu: { target: 'choosing', description: 'Menu' } } },
      choosing: { invoke: { src: 'menu', id: 'menu', onDone: 'browsing' } },
    },
  }),
  keys: { m: { type: 'menu' } },
  view: ({ children }) =>
    column([
      overlay({ grow: 1 }, [
        region(children.files, { grow: 1 }),
        modal(region(children.menu), { at: { x: 2, y: 1 } }),
      ]),
      keyHelp(),
    ]),
})

/** What is above a page: a dialog, a menu, toasts, and the palette. */
export const dialogPictures: readonly Picture[] = [
  { name: 'dialog', component: shelf, rows: 11, act: (app) => app.press('delete') },
  { name: 'menu', component: withMenu, rows: 11, act: (app) => app.press('m', 'end', 'right') },
  { name: 'toasts', component: talking, rows: 11, act: (app) => app.press('d') },
  {
    name: 'palette',
    component: editor,
    rows: 13,
    async act(app) {
      await app.press('ctrl+p')
      await app.type('re')
      await app.until('Rename the file')
    },
  },
]
