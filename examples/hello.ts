import { readdir } from 'node:fs/promises'
import { fromPromise, setup } from 'xstate'
import { all, column, component, fetchingView, keyHelp, lines, pane, region, run } from 'actty'
import { fetching } from 'actty/machines'

const files = fetchingView(fetching(fromPromise(() => readdir('.'))), lines)

const hello = component({
  logic: setup({ actors: { files } }).createMachine({ id: 'hello', invoke: all({ files }) }),
  view: ({ children }) =>
    column([pane({ title: 'Files', grow: 1 }, [region(children.files, { grow: 1 })]), keyHelp()]),
})

await run(hello, { quit: 'q' })
