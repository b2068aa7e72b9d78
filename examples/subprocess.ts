import { assign, sendTo, setup } from 'xstate'
import {
  all,
  column,
  component,
  duration,
  elapsed,
  keyHelp,
  mark,
  pane,
  region,
  row,
  rule,
  tailingView,
  text,
  type Child,
  type TextNode,
} from 'actty'
import {
  messageOf,
  now,
  subprocess,
  type SubprocessContext,
  type SubprocessOptions,
  type SubprocessOutput,
} from 'actty/machines'
import { ansi } from 'actty/text/ansi'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

const command = subprocess((input: SubprocessOptions) => ({ color: true, ...input }))

/** The lines of the command in their own colors. After scrolling up they stay; End follows the newest line again. */
const log = tailingView<SubprocessOutput['lines']>({
  line: ({ text: line, source }) =>
    source === 'stderr' ? text([text('│ ', { color: 'danger' }), ansi(line)]) : ansi(line),
})

const machine = setup({
  types: {
    context: {} as {
      command: SubprocessOptions
      /** What its actor knows, also after it has ended. */
      known: SubprocessContext | undefined
      error: unknown
    },
    events: {} as { type: 'run' | 'kill' },
    input: {} as SubprocessOptions,
  },
  actors: { command, log },
  actions: {
    kill: sendTo('command', { type: 'kill' }),
    knowEnd: assign({
      known: ({ context, self }, { output }: { output: SubprocessOutput }) =>
        context.known && { ...context.known, ...output, endedAt: now(self) },
    }),
    know: assign({ known: (_, { context }: { context: SubprocessContext }) => context }),
  },
}).createMachine({
  id: 'subprocess',
  description: 'Runs a command, as often as you like.',
  context: ({ input }) => ({ command: input, known: undefined, error: undefined }),
  invoke: all({ log }),
  initial: 'running',
  states: {
    running: {
      invoke: {
        src: 'command',
        id: 'command',
        input: ({ context }) => context.command,
        onSnapshot: {
          actions: [
            { type: 'know', params: ({ event }) => event.snapshot },
            sendTo('log', ({ event }) => ({ type: 'lines', lines: event.snapshot.context.lines })),
          ],
        },
        onDone: { target: 'ended', actions: { type: 'knowEnd', params: ({ event }) => event } },
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
          actions: assign({ known: undefined, error: undefined }),
          description: 'Run again',
        },
      },
    },
  },
})

/** How it ended, or that it runs: as a text at the lower right of the pane. */
function state({ code, signal }: SubprocessContext): TextNode | undefined {
  if (signal !== null) return text([mark('failed', { color: 'danger' }), ` ended by ${signal}`])
  if (code !== null)
    return text([
      code === 0 ? mark('done', { color: 'success' }) : mark('failed', { color: 'danger' }),
      ` exit code ${code}`,
    ])
  return undefined
}

function numbers({ pid, startedAt, endedAt, lines }: SubprocessContext): Child {
  const number = (label: string, value: string | TextNode) =>
    text([text(`${label} `, { color: 'muted' }), value])
  return row({ gap: 2, height: 1 }, [
    pid !== undefined && number('pid', String(pid)),
    startedAt !== undefined &&
      (endedAt === undefined
        ? number('for', elapsed({ from: startedAt }))
        : number('took', duration(endedAt - startedAt))),
    number('lines', lines.length.toLocaleString('en')),
  ])
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
    view: (snapshot, { rows }) => {
      const { command, known, error } = snapshot.context
      const title = [command.command, ...(command.args ?? [])].join(' ')
      const isBusy = snapshot.matches('running')
      const bottom = known && !isBusy ? state(known) : undefined
      return column([
        pane({ title, busy: isBusy && 'running', bottom, error: error !== undefined, grow: 1 }, [
          region(snapshot.children.log, { grow: 1 }),
          snapshot.matches({ running: 'ending' }) &&
            text('Asked to end. It is killed after 2 s; k kills it now.', { color: 'warning' }),
          error !== undefined && text([mark('failed', { color: 'danger' }), ' ', messageOf(error)]),
          known && rows >= 10 && rule(),
          known && rows >= 10 && numbers(known),
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

await startAsProgram(import.meta.url, subprocessExample)
