import { assign, setup } from 'xstate'
import { column, component, keyHelp, lines, pane, region, row, text } from 'actty'
import { messageOf, polling, subprocess } from 'actty/machines'
import { pseudoterminal, terminalView, type PseudoterminalContext } from 'actty/pty'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

interface Command {
  readonly command: string
  readonly args: readonly string[]
}

const shell = terminalView(
  pseudoterminal((input: Command) => input),
  { frame: true },
)

/** What runs in the session of a process, asked for each second. */
const processes = component({
  logic: polling(
    subprocess((session: number) => ({
      command: 'ps',
      args: ['-o', 'pid=,args=', '-g', String(session)],
    })),
    1_000,
  ),
  view: ({ context: { data, error } }) => {
    if (error !== undefined) return text(messageOf(error), { color: 'danger' })
    const output = data?.lines
    return lines({ length: output?.length ?? 0, at: (index) => output?.at(index)?.text ?? '' })
  },
})

const machine = setup({
  types: {
    context: {} as { command: Command; pid: number },
    input: {} as Command,
    children: {} as { shell: 'shell'; processes: 'processes' },
  },
  actors: { shell, processes },
  actions: {
    know: assign({ pid: (_, { pid = 0 }: PseudoterminalContext) => pid }),
  },
  guards: { hasStarted: ({ context }) => context.pid > 0 },
}).createMachine({
  id: 'terminal',
  description: 'A shell, and what runs in it.',
  context: ({ input }) => ({ command: input, pid: 0 }),
  invoke: {
    src: 'shell',
    id: 'shell',
    input: ({ context }) => context.command,
    onSnapshot: { actions: { type: 'know', params: ({ event }) => event.snapshot.context } },
    onDone: '.over',
    onError: '.over',
  },
  initial: 'starting',
  states: {
    starting: { always: { guard: 'hasStarted', target: 'running' } },
    running: {
      description: 'It has started, and its processes are asked for.',
      invoke: { src: 'processes', id: 'processes', input: ({ context }) => context.pid },
    },
    over: { type: 'final' },
  },
})

const view = component({
  logic: machine,
  keys: {},
  quit: 'q',
  view: ({ children }, { columns }) => {
    const terminal = region(children.shell, { grow: 3, focus: true })
    if (columns < 60) return column([terminal, keyHelp()])
    const list = pane({ title: 'processes', grow: 2 }, [region(children.processes, { grow: 1 })])
    return column([row({ grow: 1 }, [terminal, list]), keyHelp()])
  },
})

export const terminalExample: Example = {
  name: 'terminal',
  group: 'Programs',
  brief: 'a shell in a pane',
  shows:
    'A shell in a pane, beside what runs in it. `Ctrl+A` leaves it; when the program ends, all of that ends.',
  pattern: 'terminal.md',
  component: view,
  input: ([command = 'sh', ...args]) => ({ command, args }),
  play: async (app) => {
    const step = { step: 20 }
    await app.until('processes', step)
    await app.type('sleep 100 & echo "in a pa"ne')
    await app.press('enter')
    await app.until('in a pane', step)
    await app.advance(1_000)
    await app.until(/│ +\d+ sleep/, step)
    await app.press('ctrl+a', 'q')
  },
}

await startAsProgram(import.meta.url, terminalExample)
