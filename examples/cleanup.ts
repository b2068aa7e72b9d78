import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  modal,
  overlay,
  pane,
  region,
  resourceView,
  subprocessView,
  text,
  tickingView,
} from 'actty'
import { polling, resource, subprocess, ticking } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'

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
  view: ({ context, value }) =>
    text(`request   ${value}, ${context.data ?? 'no answer yet'}`, { overflow: 'truncate' }),
})

/** It ignores the signal that asks it to end. */
const stubborn = subprocess({
  command: 'sh',
  args: ['-c', "trap '' TERM; echo process; while :; do sleep 1; done"],
  graceTime: 500,
})
const folder = resource({
  name: 'the folder',
  acquire: () => mkdtemp(join(tmpdir(), 'cleanup-')),
  release: (path) => rm(path, { recursive: true }),
})

/** What runs from the start. */
const parts = {
  server,
  clock: tickingView(ticking(1_000), (time) => `timer     ${new Date(time).toISOString()}`),
  command: subprocessView(stubborn),
  folder: resourceView(folder, (path) => text(path, { overflow: 'truncate-start' })),
}

const machine = setup({
  types: {
    context: {} as { url: string },
    events: {} as { type: 'leave' | 'end' | 'stay' } | Listening,
  },
  actors: { ...parts, asking },
}).createMachine({
  id: 'cleanup',
  description:
    'Holds a timer, a request, a server, a process and a folder. Leave, and check that they are gone.',
  context: { url: '' },
  invoke: all(parts),
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
    view: ({ context, children, value }) =>
      column([
        pane({ title: 'Clean-up', grow: 1 }, [
          overlay({ grow: 1 }, [
            column([
              region(children.clock),
              context.url === ''
                ? region(children.server)
                : text(`server    ${context.url}`, { overflow: 'truncate' }),
              region(children.asking),
              region(children.folder),
              region(children.command, { height: 2 }),
            ]),
            typeof value === 'object' && value.holding === 'leaving' && question,
          ]),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('the first answer')
    await app.until('acquired')
    await app.until('process', { step: 16 })
    await app.advance(1_000)
    await app.press('q', 'n', 'q', 'y')
  },
}
