import { readdir } from 'node:fs/promises'
import { fromPromise, sendTo, setup } from 'xstate'
import { box, component, keyHelp, lines, region, run } from 'actty'
import { fetching } from 'actty/machines'

const files = fetching(fromPromise(() => readdir('src')))

const list = component({ logic: files, view: ({ context }) => lines(context.data ?? []) })

const machine = setup({
  types: { events: {} as { type: 'refresh' | 'quit' }, children: {} as { files: 'files' } },
  actors: { files },
}).createMachine({
  id: 'hello',
  invoke: { src: 'files', id: 'files' },
  initial: 'open',
  states: {
    open: {
      on: {
        refresh: { actions: sendTo('files', { type: 'refresh' }), description: 'Refresh' },
        quit: { target: 'left', description: 'Quit' },
      },
    },
    left: { type: 'final' },
  },
})

const app = component({
  logic: machine,
  keys: { r: { type: 'refresh' }, q: { type: 'quit' } },
  view: ({ children }) =>
    box({ title: 'Files', border: 'round' }, [region(children.files, list, { grow: 1 }), keyHelp()]),
})

await run(app)
