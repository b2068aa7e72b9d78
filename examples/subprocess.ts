import { assign, sendTo, setup } from 'xstate'
import { all, column, component, keyHelp, mark, pane, region, tailingView, text } from 'actty'
import { messageOf, subprocess, type SubprocessOptions, type SubprocessOutput } from 'actty/machines'
import type { Example } from './example.ts'

const command = subprocess((input: SubprocessOptions) => input)

/** The lines of the command, those of stderr as `danger`. After scrolling up they stay; End follows the newest line again. */
const log = tailingView<SubprocessOutput['lines']>({
  line: ({ text: line, source }) => (source === 'stderr' ? text(line, { color: 'danger' }) : line),
})

const machine = setup({
  types: {
    context: {} as { command: SubprocessOptions; last: SubprocessOutput | undefined; error: unknown },
    events: {} as { type: 'run' | 'kill' },
    input: {} as SubprocessOptions,
  },
  actors: { command, log },
  actions: { kill: sendTo('command', { type: 'kill' }) },
}).createMachine({
  id: 'subprocess',
  description: 'Runs a command, as often as you like.',
  context: ({ input }) => ({ command: input, last: undefined, error: undefined }),
  invoke: all({ log }),
  initial: 'running',
  states: {
    running: {
      invoke: {
        src: 'command',
        id: 'command',
        input: ({ context }) => context.command,
        onSnapshot: {
          actions: sendTo('log', ({ event }) => ({ type: 'lines', lines: event.snapshot.context.lines })),
        },
        onDone: { target: 'ended', actions: assign({ last: ({ event }) => event.output }) },
        onError: { target: 'ended', actions: assign({ error: ({ event }) => event.error }) },
      },
      initial: 'alive',
      states: {
        alive: { on: { kill: { target: 'ending', actions: 'kill', description: 'Kill' } } },
        ending: { on: { kill: { target: 'killed', actions: 'kill', description: 'Kill now' } } },
        killed: {},
      },
    },
    ended: {
      on: {
        run: {
          target: 'running',
          actions: assign({ last: undefined, error: undefined }),
          description: 'Run again',
        },
      },
    },
  },
})

function ending({ code, signal }: SubprocessOutput): string {
  return signal === null ? `exit code ${code}` : `ended by ${signal}`
}

export const subprocessExample: Example = {
  name: 'subprocess',
  group: 'Programs',
  brief: 'line by line',
  pattern: 'subprocess',
  shows: 'A command: its lines as they come, and how it ended.',
  component: component({
    logic: machine,
    keys: { r: { type: 'run' }, k: { type: 'kill' } },
    quit: 'q',
    view: (snapshot) => {
      const { command, last, error } = snapshot.context
      return column([
        pane({ title: [command.command, ...(command.args ?? [])].join(' '), grow: 1 }, [
          region(snapshot.children.log, { grow: 1 }),
          snapshot.matches({ running: 'ending' }) &&
            text('Asked to end. It is killed after 2 s; k kills it now.', { color: 'warning' }),
          last &&
            text([
              last.code === 0 ? mark('done', { color: 'success' }) : mark('failed', { color: 'danger' }),
              ' ',
              text(ending(last), { bold: true }),
            ]),
          error !== undefined && text([mark('failed', { color: 'danger' }), ' ', messageOf(error)]),
        ]),
        keyHelp(),
      ])
    },
  }),
  input: ([command = 'ls', ...args]): SubprocessOptions => ({
    command,
    args: command === 'ls' && args.length === 0 ? ['-la'] : args,
  }),
  async play(app) {
    await app.until('exit code 0')
    await app.press('r')
    await app.until('exit code 0')
    await app.press('q')
  },
}
