import { fromPromise, setup } from 'xstate'
import { fetchingView, lines, listView, textInputView } from 'actty'
import { fetching } from 'actty/machines'

export const load = fromPromise(({ input }: { input: number }) => Promise.resolve([String(input)]))
export const users = fetchingView(fetching(fromPromise(() => Promise.resolve(['Ada']))), lines)
export const name = textInputView({ keepOpen: true })
export const menu = listView<string>({ keepOpen: true })

export const actors = { name, users, menu }
export const form = setup({
  types: { events: {} as { readonly type: 'send'; readonly to: string } },
  actors,
}).createMachine({
  id: 'form',
  initial: 'editing',
  states: { editing: { invoke: { src: 'name', id: 'name' } }, sent: {} },
})
