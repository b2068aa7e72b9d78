import { assign, setup } from 'xstate'
import { column, component, elapsed, keyHelp, mark, pane, spacer, text, type Child } from 'actty'
import { editing, type EditingOutput, messageOf, now } from 'actty/machines'
import { diff } from 'actty/text/diff'
import { markdown } from 'actty/text/markdown'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

const draft = editing({ suffix: '.md' })

const before = '# Release notes\n\n- Colors are **roles**\n- Press `e` to edit these notes in your editor\n'

/** How the last edit ended. */
interface Status {
  readonly applied: boolean
  readonly words: string
  readonly at: number
}

const machine = setup({
  types: {
    context: {} as { text: string; status: Status | undefined },
    events: {} as { type: 'edit' },
  },
  actors: { draft },
  actions: {
    take: assign(({ self }, { output }: { output: EditingOutput }) => ({
      text: output.text,
      status: {
        applied: output.applied,
        words: output.applied
          ? 'saved'
          : `not saved: the editor ended with ${output.signal ?? `exit code ${output.code}`}`,
        at: now(self),
      },
    })),
    noteError: assign({
      status: ({ self }, { error }: { error: unknown }) => ({
        applied: false,
        words: messageOf(error),
        at: now(self),
      }),
    }),
  },
}).createMachine({
  id: 'editor',
  description: "A text, edited in the user's own editor.",
  context: { text: before, status: undefined },
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

const ending = ({ applied, words, at }: Status): Child =>
  text(
    [
      applied ? mark('done', { color: 'success' }) : mark('failed', { color: 'danger' }),
      ` ${words}, `,
      elapsed({ from: at }),
      ' ago',
    ],
    { overflow: 'truncate' },
  )

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
    view: ({ context: { text: notes, status } }, { rows }) =>
      column([
        pane({ title: 'Release notes', note: '$EDITOR', gap: rows >= 12 ? 1 : 0, grow: 1 }, [
          markdown(notes),
          rows >= 14 && notes !== before && diff(before, notes, { language: 'markdown' }),
          spacer(),
          status === undefined ? text('not edited yet', { color: 'muted' }) : ending(status),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, editor)
