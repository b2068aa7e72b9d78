import { assign, setup } from 'xstate'
import { column, component, keyHelp, lines, pane, text } from 'actty'
import { handoff, type Exit, messageOf } from 'actty/machines'
import type { Example } from './example.ts'

interface Command {
  readonly command: string
  readonly args: readonly string[]
}

const command = handoff((input: Command) => ({ ...input, pause: 'Press Enter to continue' }))

const machine = setup({
  types: {
    context: {} as { command: Command; runs: readonly string[] },
    events: {} as { type: 'run' },
    input: {} as Command,
  },
  actors: { command },
  actions: {
    note: assign({
      runs: ({ context }, { output: { code, signal } }: { output: Exit }) => [
        ...context.runs,
        signal === null ? `exit code ${code}` : `ended by ${signal}`,
      ],
    }),
    noteError: assign({
      runs: ({ context }, { error }: { error: unknown }) => [...context.runs, messageOf(error)],
    }),
  },
}).createMachine({
  id: 'shell',
  description: 'Gives the terminal to a command, and comes back.',
  context: ({ input }) => ({ command: input, runs: [] }),
  initial: 'idle',
  states: {
    idle: {
      on: { run: { target: 'running', description: 'Run it' } },
    },
    running: {
      invoke: {
        src: 'command',
        id: 'command',
        input: ({ context }) => context.command,
        onDone: { target: 'idle', actions: { type: 'note', params: ({ event }) => event } },
        onError: { target: 'idle', actions: { type: 'noteError', params: ({ event }) => event } },
      },
    },
  },
})

export const shell: Example = {
  name: 'shell',
  group: 'Programs',
  brief: 'steps aside',
  pattern: 'handoff',
  shows: 'Gives the whole terminal to a command, and comes back as it was.',
  component: component({
    logic: machine,
    keys: { '!': { type: 'run' } },
    quit: 'q',
    view: ({ context: { command, runs } }) =>
      column([
        pane({ title: 'Shell', grow: 1 }, [
          text(['! runs ', text([command.command, ...command.args].join(' '), { bold: true })]),
          lines(
            runs.map((run, index) => `${index + 1}: ${run}`),
            { from: 'end' },
          ),
        ]),
        keyHelp(),
      ]),
  }),
  input: ([command = 'ls', ...args]): Command => ({
    command,
    args: command === 'ls' && args.length === 0 ? ['-la'] : args,
  }),
  // Without a terminal there is nothing to hand over.
  async play(app) {
    await app.press('q')
  },
}
