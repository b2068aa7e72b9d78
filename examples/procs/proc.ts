import { assign, sendTo, setup, stateIn, type ActorRefFrom, type SnapshotFrom } from 'xstate'
import {
  LineRing,
  messageOf,
  subprocess,
  type SubprocessContext,
  type SubprocessOutput,
} from 'actty/machines'
import { isProbed, probe } from './probe.ts'
import type { Spec } from './spec.ts'

/** What has written a line: the command, or the runner. */
export type Source = 'stdout' | 'stderr' | 'runner'

const command = subprocess(({ command, cwd, env }: Spec) => ({
  command,
  cwd,
  env: { ...process.env, ...env },
  shell: true,
  color: true,
}))

const MAX_LINES = 10_000
const MAX_CRASHES = 6
/** In ms. */
const HEALTHY_AFTER = 10_000

interface Context {
  readonly spec: Spec
  /** The lines of all its runs. */
  readonly lines: LineRing<Source>
  /** How many lines of the current run were taken over. */
  readonly taken: number
  readonly crashes: number
  readonly restarts: number
  readonly pid: number | undefined
  readonly startedAt: number | undefined
  /** How it ended last. */
  readonly ending: string
  readonly code: number
}

type Output = { readonly output: SubprocessOutput }

export const procMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Spec,
    events: {} as
      | { type: 'needsMet' | 'start' | 'stop' | 'restart' | 'clear' }
      | { type: 'signal'; signal: NodeJS.Signals }
      | { type: 'xstate.snapshot.command'; snapshot: SnapshotFrom<typeof command> },
    children: {} as { command: 'command'; probe: 'probe' },
  },
  actors: { command, probe },
  actions: {
    take: assign(({ context }, { lines, pid, startedAt }: SubprocessContext) => ({
      lines: context.lines.concat(linesSince(lines, context.taken)),
      taken: lines.dropped + lines.length,
      pid,
      startedAt,
    })),
    say: assign({
      lines: ({ context }, text: string) => context.lines.concat([{ text, source: 'runner' }]),
    }),
    kill: sendTo('command', { type: 'kill' }),
    noteEnd: assign((_, { output: { code, signal } }: Output) => ({
      pid: undefined,
      taken: 0,
      ending: signal ?? `exit code ${code}`,
      code: code ?? 1,
    })),
    countCrash: assign({ crashes: ({ context }) => context.crashes + 1 }),
    countRestart: assign({ restarts: ({ context }) => context.restarts + 1 }),
    forgetCrashes: assign({ crashes: 0 }),
    clear: assign({
      lines: ({ context: { lines } }) => new LineRing<Source>(MAX_LINES, [], lines.dropped + lines.length),
    }),
    signal: ({ context: { pid } }, signal: NodeJS.Signals) => send(pid, signal),
  },
  guards: {
    needsNothing: ({ context }) => context.spec.needs.length === 0,
    isProbed: ({ context }) => isProbed(context.spec.ready),
    isReadyAtOnce: ({ context: { spec, pid } }) => spec.ready === undefined && pid !== undefined,
    hasSaidSo: ({ context: { spec, taken } }, { lines }: SubprocessContext) => {
      const wanted = spec.ready !== undefined && 'line' in spec.ready ? spec.ready.line : undefined
      return wanted !== undefined && linesSince(lines, taken).some(({ text }) => text.includes(wanted))
    },
    hasSucceeded: (_, { output }: Output) => output.code === 0,
    startsAgain: ({ context }, { output }: Output) =>
      context.crashes < MAX_CRASHES &&
      (context.spec.restart === 'always' || (context.spec.restart === 'onFailure' && output.code !== 0)),
  },
  delays: {
    backoff: ({ context }) => Math.min(250 * 2 ** context.crashes, 30_000),
    healthy: HEALTHY_AFTER,
  },
}).createMachine({
  id: 'proc',
  context: ({ input }) => ({
    spec: input,
    lines: new LineRing<Source>(MAX_LINES),
    taken: 0,
    crashes: 0,
    restarts: 0,
    pid: undefined,
    startedAt: undefined,
    ending: '',
    code: 0,
  }),
  initial: 'waiting',
  on: { clear: { actions: 'clear' } },
  states: {
    waiting: {
      description: 'It waits for what it needs.',
      always: { guard: 'needsNothing', target: 'running' },
      on: { needsMet: 'running', start: { target: 'running', description: 'Start now' }, stop: 'stopped' },
    },
    running: {
      entry: { type: 'say', params: ({ context }) => `$ ${context.spec.command}` },
      invoke: {
        src: 'command',
        id: 'command',
        input: ({ context }) => context.spec,
        onSnapshot: { actions: { type: 'take', params: ({ event }) => event.snapshot.context } },
        onDone: [
          {
            guard: stateIn({ running: 'stopping' }),
            target: 'stopped',
            actions: { type: 'noteEnd', params: ({ event }) => event },
          },
          {
            guard: stateIn({ running: 'restarting' }),
            target: 'running',
            reenter: true,
            actions: [{ type: 'noteEnd', params: ({ event }) => event }, 'countRestart'],
          },
          {
            guard: { type: 'startsAgain', params: ({ event }) => event },
            target: 'backingOff',
            actions: { type: 'noteEnd', params: ({ event }) => event },
          },
          {
            guard: { type: 'hasSucceeded', params: ({ event }) => event },
            target: 'done',
            actions: { type: 'noteEnd', params: ({ event }) => event },
          },
          { target: 'failed', actions: { type: 'noteEnd', params: ({ event }) => event } },
        ],
        onError: {
          target: 'failed',
          actions: [{ type: 'say', params: ({ event }) => messageOf(event.error) }, assign({ code: 127 })],
        },
      },
      initial: 'starting',
      on: {
        stop: { target: '.stopping', description: 'Stop' },
        restart: { target: '.restarting', description: 'Restart' },
        signal: { actions: { type: 'signal', params: ({ event }) => event.signal } },
      },
      states: {
        starting: {
          description: 'It has started, and isn’t ready yet.',
          initial: 'choosing',
          states: {
            choosing: { always: [{ guard: 'isProbed', target: 'probing' }, { target: 'reading' }] },
            probing: {
              description: 'Its port or its page is asked for.',
              invoke: {
                src: 'probe',
                id: 'probe',
                input: ({ context }) => context.spec.ready!,
                onDone: '#proc.running.up',
                onError: '#proc.running.up',
              },
            },
            reading: {
              description: 'It is ready once it has started, or has written a line.',
              always: { guard: 'isReadyAtOnce', target: '#proc.running.up' },
              on: {
                'xstate.snapshot.command': {
                  guard: { type: 'hasSaidSo', params: ({ event }) => event.snapshot.context },
                  target: '#proc.running.up',
                  actions: { type: 'take', params: ({ event }) => event.snapshot.context },
                },
              },
            },
          },
        },
        up: { description: 'It is ready.', after: { healthy: { actions: 'forgetCrashes' } } },
        stopping: {
          entry: 'kill',
          on: { stop: { actions: 'kill', description: 'Kill now' }, restart: 'restarting' },
        },
        restarting: { entry: 'kill', on: { restart: {}, stop: 'stopping' } },
      },
    },
    backingOff: {
      description: 'It is started again after a while.',
      entry: [
        'countCrash',
        { type: 'say', params: ({ context }) => `${context.ending}; it is started again` },
      ],
      exit: 'countRestart',
      after: { backoff: 'running' },
      on: {
        start: { target: 'running', description: 'Start now' },
        restart: 'running',
        stop: { target: 'stopped', description: 'Stop' },
      },
    },
    stopped: {
      entry: { type: 'say', params: 'stopped' },
      on: { start: { target: 'running', description: 'Start' }, restart: 'running' },
    },
    done: {
      entry: { type: 'say', params: 'done' },
      on: { start: { target: 'running', description: 'Start' }, restart: 'running' },
    },
    failed: {
      entry: { type: 'say', params: ({ context }) => `failed: ${context.ending}` },
      on: {
        start: { target: 'running', actions: 'forgetCrashes', description: 'Start' },
        restart: { target: 'running', actions: 'forgetCrashes' },
      },
    },
  },
})

/** A process that runs, or has run. */
export type Proc = ActorRefFrom<typeof procMachine>
type Snapshot = SnapshotFrom<typeof procMachine>

export type ProcState =
  'waiting' | 'starting' | 'up' | 'stopping' | 'restarting' | 'backingOff' | 'stopped' | 'done' | 'failed'

/** Its state in a word. */
export function stateOf(snapshot: Pick<Snapshot, 'value'>): ProcState {
  const value: unknown = snapshot.value
  const inner = typeof value === 'object' && value !== null && 'running' in value ? value.running : value
  return typeof inner === 'string' ? (inner as ProcState) : 'starting'
}

/** Whether those that need it may start. */
export function isReady(snapshot: Snapshot): boolean {
  const { ready } = snapshot.context.spec
  const state = stateOf(snapshot)
  return ready !== undefined && 'exit' in ready ? state === 'done' : state === 'up' || state === 'done'
}

/** Whether nothing of it runs or will run by itself. */
export function isOver(snapshot: Snapshot): boolean {
  return ['stopped', 'done', 'failed'].includes(stateOf(snapshot))
}

/** The lines of a stream after so many. */
export function linesSince<Line>(
  lines: { readonly dropped: number; readonly length: number; at(index: number): Line | undefined },
  taken: number,
): Line[] {
  const from = Math.max(taken, lines.dropped) - lines.dropped
  return Array.from({ length: Math.max(0, lines.length - from) }, (_, index) => lines.at(from + index)!)
}

function send(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // It has just ended.
  }
}
