import { assign, setup } from 'xstate'
import { column, component, duration, keyHelp, mark, pane, spacer, text, type Child } from 'actty'
import { handoff, type Exit, messageOf, now } from 'actty/machines'
import { code } from 'actty/text/code'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

interface Command {
  readonly command: string
  readonly args: readonly string[]
}

const command = handoff((input: Command) => ({ ...input, pause: 'Press Enter to continue' }))

/** How a command ended that had the terminal. */
interface Run {
  readonly exit: Exit | undefined
  /** Why it couldn't be started. */
  readonly error: unknown
  /** In ms. */
  readonly time: number
}

const machine = setup({
  types: {
    context: {} as { command: Command; startedAt: number; last: Run | undefined },
    events: {} as { type: 'run' },
    input: {} as Command,
  },
  actors: { command },
  actions: {
    noteStart: assign({ startedAt: ({ self }) => now(self) }),
    note: assign({
      last: ({ context, self }, { output }: { output: Exit }): Run => ({
        exit: output,
        error: undefined,
        time: now(self) - context.startedAt,
      }),
    }),
    noteError: assign({
      last: (_, { error }: { error: unknown }): Run => ({ exit: undefined, error, time: 0 }),
    }),
  },
}).createMachine({
  id: 'shell',
  description: 'Gives the terminal to a command, and comes back.',
  context: ({ input }) => ({ command: input, startedAt: 0, last: undefined }),
  initial: 'idle',
  states: {
    idle: {
      on: { run: { target: 'running', description: 'Run it' } },
    },
    running: {
      entry: 'noteStart',
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

function ending({ exit, error, time }: Run): Child {
  const hasSucceeded = exit?.code === 0
  const how =
    exit === undefined
      ? messageOf(error)
      : `${exit.signal === null ? `exit code ${exit.code}` : `ended by ${exit.signal}`} after ${duration(time)}`
  return text([
    hasSucceeded ? mark('done', { color: 'success' }) : mark('failed', { color: 'danger' }),
    ` Last time: ${how}`,
  ])
}

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
    view: ({ context: { command, last } }, { rows }) =>
      column([
        pane({ title: 'Shell', gap: rows >= 10 ? 1 : 0, grow: 1 }, [
          rows >= 8 &&
            text('Gives the whole terminal to a command, and is back as it was when that has ended.', {
              color: 'muted',
            }),
          code(`$ ${[command.command, ...command.args].join(' ')}`),
          spacer(),
          last && ending(last),
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

await startAsProgram(import.meta.url, shell)
