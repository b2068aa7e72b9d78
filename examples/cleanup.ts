import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup, type ErrorActorEvent } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  mark,
  modal,
  overlay,
  pane,
  region,
  row,
  spacer,
  spinner,
  text,
  type Child,
  type TextNode,
} from 'actty'
import { messageOf, polling, resource, subprocess, ticking } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'
import { startAsProgram } from './start.ts'

const on = mark('on', { color: 'accent' })

/** A row of what is held: its mark, what it is, and what it does. */
const holding = (mark: TextNode, what: string, about: Child): Child =>
  row({ gap: 1, height: 1 }, [
    mark,
    text(what, { width: 9, bold: true }),
    typeof about === 'string' ? text(about, { color: 'muted', overflow: 'truncate' }) : about,
  ])

/** Answers only the first request. */
const server = loopback(() => {
  let requests = 0
  return (_, response) => {
    if (++requests === 1) response.end('the first answer')
  }
})

const ask = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))
const asking = component({
  name: 'asking',
  logic: polling(ask, 500),
  view: ({ context: { data, startedAt }, value }) =>
    holding(
      value === 'asking' ? spinner({ from: startedAt }) : on,
      'request',
      `${value}, ${data ?? 'no answer yet'}`,
    ),
})

/** It ignores the signal that asks it to end. */
const stubborn = component({
  name: 'command',
  logic: subprocess({
    command: 'sh',
    args: ['-c', "trap '' TERM; echo ignores TERM; while :; do sleep 1; done"],
    graceTime: 500,
  }),
  view: ({ context: { pid, lines } }) =>
    holding(pid === undefined ? spinner() : on, 'process', `pid ${pid ?? '…'}  ${lines.at(0)?.text ?? ''}`),
})
const folder = resource({
  name: 'the folder',
  acquire: () => mkdtemp(join(tmpdir(), 'cleanup-')),
  release: (path) => rm(path, { recursive: true }),
})

/** What runs from the start. */
const parts = {
  server,
  clock: component({
    name: 'clock',
    logic: ticking(1_000),
    view: ({ context: { ticks } }) => holding(on, 'timer', `each second, ${ticks} times`),
  }),
  command: stubborn,
  folder: component({
    name: 'folder',
    logic: folder,
    keys: { x: { type: 'release' } },
    view: ({ context: { resource }, value }) =>
      holding(
        value === 'released' ? mark('done', { color: 'success' }) : resource === undefined ? spinner() : on,
        'folder',
        resource === undefined ? value : text(resource, { color: 'muted', overflow: 'truncate-start' }),
      ),
  }),
}

const machine = setup({
  types: {
    context: {} as { url: string; error: unknown },
    events: {} as { type: 'leave' | 'end' | 'stay' } | Listening | ErrorActorEvent,
  },
  actors: { ...parts, asking },
  actions: { keepError: assign({ error: (_, { error }: { error: unknown }) => error }) },
}).createMachine({
  id: 'cleanup',
  description:
    'Holds a timer, a request, a server, a process and a folder. Leave, and check that they are gone.',
  context: { url: '', error: undefined },
  invoke: all(parts),
  on: { 'xstate.error.actor.*': { actions: { type: 'keepError', params: ({ event }) => event } } },
  initial: 'starting',
  states: {
    starting: {
      on: {
        listening: { target: 'holding', actions: assign({ url: ({ event }) => event.url }) },
        leave: { target: 'left', description: 'Quit' },
      },
    },
    holding: {
      invoke: { src: 'asking', id: 'asking', input: ({ context }) => context.url },
      initial: 'going',
      states: {
        going: { on: { leave: { target: 'leaving', description: 'Quit' } } },
        leaving: {
          description: 'It asks first. What is held goes on meanwhile.',
          on: {
            end: { target: '#cleanup.left', description: 'End all' },
            stay: { target: 'going', description: 'Stay' },
          },
        },
      },
    },
    left: { type: 'final' },
  },
})

/** A dialog: keys reach it and nothing below it. */
const question = modal(
  pane({ title: 'End all?', border: true, background: 'surface', padding: [0, 2] }, [
    'What is held here ends, too.',
  ]),
  { dim: true },
)

export const cleanup: Example = {
  name: 'cleanup',
  group: 'Holding',
  brief: 'nothing left',
  pattern: 'resource',
  shows:
    'Holds a timer, a request, a server, a process that ignores TERM and a folder. Leave it, and all are gone.',
  component: component({
    logic: machine,
    keys: {
      q: { type: 'leave' },
      y: { type: 'end' },
      n: { type: 'stay' },
      escape: { type: 'stay' },
    },
    view: ({ context: { url, error }, children, value }, { rows }) =>
      column([
        pane({ title: 'Clean-up', note: url === '' ? undefined : '5 held', grow: 1 }, [
          overlay({ grow: 1 }, [
            column([
              region(children.clock),
              url === '' ? region(children.server) : holding(on, 'server', url),
              region(children.asking),
              region(children.folder),
              region(children.command),
              error !== undefined &&
                text([mark('failed'), ` ${messageOf(error)}`], { color: 'danger', overflow: 'truncate' }),
              spacer(),
              rows >= 12 &&
                text('Quit, and look for them: nothing is left. What takes longer than 5 s is named.', {
                  color: 'muted',
                }),
            ]),
            typeof value === 'object' && value.holding === 'leaving' && question,
          ]),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('the first answer')
    await app.until('cleanup-')
    await app.until('ignores TERM', { step: 16 })
    await app.advance(1_000)
    await app.press('q', 'n', 'q', 'y')
  },
}

await startAsProgram(import.meta.url, cleanup)
