import { fromPromise, setup } from 'xstate'
import { all, column, component, keyHelp, pane, region, text } from 'actty'
import { treeView } from 'actty/data'
import type { Picture } from './pictures.ts'

interface File {
  readonly name: string
  readonly about: string
}

const folder = (name: string, files: number): File => ({ name, about: `${files} files` })
const folders: Readonly<Record<string, readonly File[]>> = {
  src: [folder('app', 96), folder('machines', 41), folder('render', 74)],
  machines: [folder('controls', 12), { name: 'index.ts', about: '11 kB' }],
}

/** A folder that is read, one that can't be read, and one that takes its time. */
const load = fromPromise(({ input: { name }, signal }: { input: File; signal: AbortSignal }) => {
  if (name === 'secrets') return Promise.reject(new Error('No permission to read this folder'))
  if (name !== 'test') return Promise.resolve(folders[name] ?? [])
  return new Promise<File[]>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted'))),
  )
})

const files = treeView<File>({
  label: ({ name }) => name,
  key: ({ name }) => name,
  load,
  hasChildren: ({ name }) => !name.includes('.'),
  open: ({ name }) => ['src', 'machines', 'secrets', 'test'].includes(name),
  detail: ({ about }) => text(about, { color: 'muted' }),
  keepOpen: true,
})
const nodes = [
  folder('src', 211),
  folder('test', 171),
  folder('secrets', 2),
  { name: 'README.md', about: '11 kB' },
]

export const treePictures: readonly Picture[] = [
  {
    name: 'tree',
    component: component({
      logic: setup({ actors: { files } }).createMachine({
        invoke: all({ files }, { files: { nodes } }),
      }),
      view: ({ children }) =>
        column([pane({ title: 'Files', grow: 1 }, [region(children.files, { grow: 1 })]), keyHelp()]),
    }),
    rows: 15,
    act: (app) => app.press('down', 'down'),
  },
]
