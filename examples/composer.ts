import { assign, sendTo, setup } from 'xstate'
import { all, column, component, keyHelp, pane, region, scroll, text, valueOf } from 'actty'
import { textAreaView } from 'actty/forms'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

const people = ['Ada Lovelace', 'Alan Turing', 'Barbara Liskov', 'Grace Hopper', 'Margaret Hamilton']

const actors = {
  composer: textAreaView({
    keepOpen: true,
    placeholder: 'Write a message: @ for a person, Alt+Enter for another line',
    maxRows: 6,
    completions: [
      {
        trigger: '@',
        complete: (query) => people.filter((name) => name.toLowerCase().includes(query.toLowerCase())),
      },
    ],
  }),
}

const chat = setup({
  types: {
    context: {} as { readonly messages: readonly string[] },
    events: {} as { type: 'send'; text: string } | { type: 'read' | 'write' },
  },
  actors,
  guards: { isText: (_, value: string) => value.trim() !== '' },
}).createMachine({
  id: 'composer',
  context: { messages: [] },
  invoke: all(actors),
  on: {
    send: {
      guard: { type: 'isText', params: ({ event }) => event.text },
      actions: [
        assign({ messages: ({ context, event }) => [...context.messages, event.text] }),
        sendTo('composer', { type: 'clear' }),
      ],
      description: 'Send',
    },
  },
  initial: 'writing',
  states: {
    writing: { on: { read: { target: 'reading', description: 'Read' } } },
    reading: { on: { write: { target: 'writing', description: 'Write' } } },
  },
})

export const composer: Example = {
  name: 'composer',
  group: 'Asking',
  brief: 'many lines',
  shows: 'Messages of many lines, with undo, names to complete after @, and history.',
  pattern: 'text-area.md',
  component: component({
    logic: chat,
    keys: {
      enter: ({ children }) => ({ type: 'send', text: valueOf(children.composer) ?? '' }),
      escape: { type: 'read' },
      i: { type: 'write' },
    },
    quit: 'q',
    view: ({ context, children, value }) =>
      column([
        pane({ title: 'Messages', grow: 1 }, [
          scroll(
            column(
              { gap: 1 },
              context.messages.map((message) => text(message)),
            ),
            { from: 'end' },
          ),
        ]),
        region(children.composer, { focus: value === 'writing' }),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.type('Thank you @gr')
    await app.press('enter')
    await app.press('alt+enter')
    await app.type('It works.')
    await app.press('enter')
    await app.type('And undo: a mistake')
    await app.press('ctrl+_', 'ctrl+w', 'ctrl+w')
    await app.press('escape')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, composer)
