import { assign, setup } from 'xstate'
import { column, component, keyHelp, lines, pane, text } from 'actty'
import { editing, type EditingOutput, messageOf } from 'actty/machines'
import type { Example } from './example.ts'

const draft = editing({ suffix: '.md' })

const machine = setup({
  types: {
    context: {} as { text: string; status: string },
    events: {} as { type: 'edit' },
  },
  actors: { draft },
  actions: {
    take: assign((_, { output: { text, applied, code, signal } }: { output: EditingOutput }) => ({
      text,
      status: applied ? 'applied' : `not applied: the editor ended with ${signal ?? `exit code ${code}`}`,
    })),
    noteError: assign({ status: (_, { error }: { error: unknown }) => messageOf(error) }),
  },
}).createMachine({
  id: 'editor',
  description: "A text, edited in the user's own editor.",
  context: { text: '# Release notes\n\n- Press e to edit them.\n', status: 'not edited yet' },
  initial: 'reading',
  states: {
    reading: {
      on: { edit: { target: 'editing', description: 'Edit' } },
    },
    editing: {
      invoke: {
        src: 'draft',
        id: 'draft',
        input: ({ context }) => context.text,
        onDone: { target: 'reading', actions: { type: 'take', params: ({ event }) => event } },
        onError: { target: 'reading', actions: { type: 'noteError', params: ({ event }) => event } },
      },
    },
  },
})

export const editor: Example = {
  name: 'editor',
  group: 'Programs',
  brief: 'your $EDITOR',
  pattern: 'handoff',
  shows: 'A text in your own editor, used only if the editor exits with code 0.',
  component: component({
    logic: machine,
    keys: { e: { type: 'edit' } },
    quit: 'q',
    view: ({ context }) =>
      column([
        pane({ title: 'Release notes', grow: 1 }, [
          lines(context.text.split('\n')),
          text(context.status, { color: 'muted', overflow: 'truncate' }),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.press('q')
  },
}
