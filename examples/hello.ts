import { readdir } from 'node:fs/promises'
import { fromPromise, setup } from 'xstate'
import { all, box, component, fetchingView, keyHelp, lines, region, run } from 'actty'
import { fetching } from 'actty/machines'

const files = fetchingView(fetching(fromPromise(() => readdir('.'))), lines)

const hello = component({
  logic: setup({ actors: { files } }).createMachine({ id: 'hello', invoke: all({ files }) }),
  view: ({ children }) =>
    box({ title: 'Files', border: 'round' }, [region(children.files, { grow: 1 }), keyHelp()]),
})

await run(hello, { quit: 'q' })
