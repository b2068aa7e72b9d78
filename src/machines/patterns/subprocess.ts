import { GRACE_TIME } from '../processes/grace-time.ts'
import { assign, fromCallback, sendTo, setup, type CallbackActorRef } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { requireCount, requirePositiveTime, requireTime } from '../kit/numbers.ts'
import { ExitError, type Exit } from '../processes/exit-error.ts'
import { holdWork } from '../kit/held-work.ts'
import { Batch, type Batched } from '../streams/batch.ts'
import { LineRing, type Line } from '../streams/line-ring.ts'
import { Ring } from '../streams/ring.ts'
import { LineSplitter } from '../streams/line-splitter.ts'
import { tapAbove } from '../streams/output-tap.ts'
import { withEvent } from '../kit/chart.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { describeCommand, type CommandOptions } from '../processes/command.ts'
import { ProcessGroup, type ProcessListener } from '../processes/process-group.ts'

/** A command, and what `subprocess` does with it. */
export interface SubprocessOptions extends CommandOptions {
  /**
   * How long the command may run, in ms, above 0. Then it is ended, and `timedOut` is true.
   *
   * @defaultValue no limit
   */
  readonly maxTime?: number | undefined
  /**
   * How long the command may take to end after SIGTERM, in ms, 0 or more. Then it gets SIGKILL.
   *
   * @defaultValue 2,000
   */
  readonly graceTime?: number | undefined
  /**
   * How many lines of output are kept: the last ones. A whole number, 1 or more.
   *
   * @defaultValue 10,000
   */
  readonly maxLines?: number | undefined
  /**
   * Whether the command is asked to write colors, as if to a terminal: FORCE_COLOR and CLICOLOR_FORCE are in its
   * environment. A user who has set NO_COLOR is obeyed. `ansiLines` of `actty/text` shows the colors.
   *
   * @defaultValue false
   */
  readonly color?: boolean | undefined
  /**
   * Whether the actor fails with an ExitError if the exit code isn't 0, or a signal ended the command.
   *
   * @defaultValue false
   */
  readonly check?: boolean | undefined
}

/** Where a line of a command comes from. */
export type OutputSource = 'stdout' | 'stderr'

/** What a command has written after its last line end, by source. */
export type Unfinished = Readonly<Record<OutputSource, string>>

/** How a command ended. */
export interface SubprocessOutput extends Exit {
  /** Whether it was ended because it ran longer than `maxTime`. */
  readonly timedOut: boolean
  /** The last lines of its output. */
  readonly lines: LineRing<OutputSource>
}

/** The context of `subprocess`. */
export interface SubprocessContext extends SubprocessOutput {
  /** The command, and how it is run. */
  readonly options: SubprocessOptions
  /** Its process id, once it has started. */
  readonly pid: number | undefined
  /** When it had started, in ms on the clock of `now`. */
  readonly startedAt: number | undefined
  /** When it ended, on the same clock. */
  readonly endedAt: number | undefined
  /** The text after the last line end of what it wrote to last: a question, or progress that is written over. */
  readonly unfinished: string
  /** The same for each source: progress on one of them doesn't hide a question on the other. */
  readonly unfinishedBy: Unfinished
  /** Why it couldn't be started, or an ExitError if `check` is set and it ended badly. */
  readonly error: unknown
}

/** What `subprocess` can be told. */
export type SubprocessEvent =
  /** Sends SIGTERM to the process group, and SIGKILL after the grace time. The second `kill` sends SIGKILL at once. */
  | { readonly type: 'kill' }
  /** Text for its standard input, which must be 'open'. */
  | { readonly type: 'write'; readonly text: string }
  /** Closes its standard input. */
  | { readonly type: 'endInput' }

/** The states of `subprocess`. */
export type SubprocessState = 'running' | 'terminating' | 'killing' | 'exited' | 'failed'

/** What `subprocess` returns. */
export type Subprocess<Input = unknown> = Pattern<
  SubprocessContext,
  SubprocessEvent,
  SubprocessState,
  'busy',
  Input,
  SubprocessOutput,
  { readonly process?: CallbackActorRef<{ type: 'never' }> | undefined }
>

const MAX_LINES = 10_000

/** How often output is sent to the machine at most, in ms. */
const OUTPUT_INTERVAL = 16

/** The output since the last event. */
interface Output
  extends Batched<Line<OutputSource>>, Pick<SubprocessContext, 'unfinished' | 'unfinishedBy'> {}

type Event =
  | SubprocessEvent
  | { readonly type: 'process.started'; readonly pid: number; readonly at: number }
  | ({ readonly type: 'process.output' } & Output)
  | ({ readonly type: 'process.ended'; readonly at: number } & Exit)
  | { readonly type: 'process.failed'; readonly error: Error }

/**
 * Runs a command and reads its output by lines. If it is stopped or killed, its whole process group gets SIGTERM, and after
 * the grace time SIGKILL.
 *
 * ```ts
 * const tests = subprocess({ command: 'npm', args: ['test'], maxTime: 60_000 })
 * ```
 *
 * The actor is done when the command has ended. It fails if the command can't be started and, with `check`, if it ends
 * badly.
 *
 * @throws RangeError if a number in the options is out of its range.
 */
export function subprocess(options: SubprocessOptions): Subprocess
/**
 * The same, with a command that depends on the actor's input.
 *
 * ```ts
 * const listing = subprocess((path: string) => ({ command: 'ls', args: ['-la', path] }))
 * ```
 *
 * If a number in the options is out of its range, the actor fails with a RangeError at its start.
 */
export function subprocess<Input>(options: (input: Input) => SubprocessOptions): Subprocess<Input>
export function subprocess(
  options: SubprocessOptions | ((input: never) => SubprocessOptions),
): Subprocess<never> {
  if (typeof options !== 'function') check(options)
  const machine = setup({
    types: { context: {} as SubprocessContext, events: {} as Event | FailEvent },
    actors: { process: processLogic },
    actions: {
      forward: sendTo('process', ({ event }) => event),
      terminate: sendTo('process', { type: 'signal', signal: 'SIGTERM' }),
      kill: sendTo('process', { type: 'signal', signal: 'SIGKILL' }),
      keepOutput: assign(({ context }, { items, skipped, unfinished, unfinishedBy }: Output) => ({
        lines: context.lines.concat(items, skipped),
        unfinished,
        unfinishedBy,
      })),
      ...failingActions,
      keepExit: assign((_, { code, signal, at }: Exit & { readonly at: number }) => ({
        code,
        signal,
        endedAt: at,
      })),
      keepError: assign(errorOf),
      keepExitError: assign(({ context }) => ({
        error: new ExitError<SubprocessOutput>(describeCommand(context.options), outputOf(context)),
      })),
    },
    guards: {
      isBad: ({ context }, { code }: Exit) => context.options.check === true && code !== 0,
      hasMaxTime: ({ context }) => context.options.maxTime !== undefined,
    },
    delays: {
      maxTime: ({ context }) => context.options.maxTime ?? 0,
      graceTime: ({ context }) => context.options.graceTime ?? GRACE_TIME,
    },
  }).createMachine({
    id: 'subprocess',
    meta: { resume: 'beginsAgain', canEnd: true, canFail: true } satisfies PatternRules,
    context: ({ input }) => {
      const resolved = typeof options === 'function' ? options(input as never) : options
      check(resolved)
      return {
        options: resolved,
        pid: undefined,
        startedAt: undefined,
        endedAt: undefined,
        lines: new LineRing<OutputSource>(resolved.maxLines ?? MAX_LINES),
        unfinished: '',
        unfinishedBy: { stdout: '', stderr: '' },
        code: null,
        signal: null,
        timedOut: false,
        error: undefined,
      }
    },
    invoke: { src: 'process', id: 'process', input: ({ context }) => context.options },
    initial: 'running',
    on: {
      write: { actions: 'forward' },
      endInput: { actions: 'forward' },
      'process.started': {
        actions: assign({ pid: ({ event }) => event.pid, startedAt: ({ event }) => event.at }),
      },
      'process.output': { actions: withEvent('keepOutput') },
      'process.failed': { target: '.failed', actions: withEvent('keepError') },
      'process.ended': [
        { guard: withEvent('isBad'), target: '.failed', actions: [withEvent('keepExit'), 'keepExitError'] },
        { target: '.exited', actions: withEvent('keepExit') },
      ],
    },
    states: {
      running: {
        tags: 'busy',
        on: { kill: { target: 'terminating', description: 'Kill' } },
        after: {
          maxTime: {
            guard: 'hasMaxTime',
            target: 'terminating',
            actions: assign({ timedOut: true }),
            description: 'It takes too long',
          },
        },
      },
      terminating: {
        description: 'It got SIGTERM.',
        tags: 'busy',
        entry: 'terminate',
        on: { kill: { target: 'killing', description: 'Kill now' } },
        after: { graceTime: 'killing' },
      },
      killing: { description: 'It got SIGKILL.', tags: 'busy', entry: 'kill' },
      exited: { type: 'final' },
      failed,
    },
    output: ({ context }) => outputOf(context),
  })
  return asPattern(machine, (context: SubprocessContext) => ({ ...context, lines: Ring.from(context.lines) }))
}

function check({ maxTime, graceTime = GRACE_TIME, maxLines = MAX_LINES }: SubprocessOptions): void {
  if (maxTime !== undefined) requirePositiveTime('subprocess: maxTime', maxTime)
  requireTime('subprocess: graceTime', graceTime)
  requireCount('subprocess: maxLines', maxLines)
}

function outputOf({ code, signal, timedOut, lines }: SubprocessContext): SubprocessOutput {
  return { code, signal, timedOut, lines }
}

type Command =
  | { readonly type: 'signal'; readonly signal: NodeJS.Signals }
  | Extract<SubprocessEvent, { type: 'write' | 'endInput' }>

/** The process itself. */
const processLogic = fromCallback<Command, SubprocessOptions>(({ input, self, sendBack, receive }) => {
  const { graceTime = GRACE_TIME, maxLines = MAX_LINES } = input
  const lines = new Batch<Line<OutputSource>>(maxLines)
  const clock = clockOf(self)
  let timer: unknown
  let last: OutputSource = 'stdout'
  const told = () => {
    timer = undefined
    const unfinishedBy = { stdout: splitters.stdout.unfinished, stderr: splitters.stderr.unfinished }
    const unfinished = unfinishedBy[last] || unfinishedBy.stdout || unfinishedBy.stderr
    sendBack({ type: 'process.output', unfinished, unfinishedBy, ...lines.take() })
  }
  const tap = tapAbove(self)
  let untapped: string[] = []
  const splitterOf = (source: OutputSource) =>
    new LineSplitter((text) => {
      lines.push({ text, source })
      if (tap !== undefined) untapped.push(text)
    })
  const splitters = { stdout: splitterOf('stdout'), stderr: splitterOf('stderr') }
  const failed = (error: unknown) => sendBack({ type: 'process.failed', error })
  const writeTap = () => {
    if (untapped.length === 0) return
    const room = tap!.write(untapped)
    untapped = []
    if (room !== undefined) group.readAfter(room)
  }
  const listener: ProcessListener = {
    started: (pid) => sendBack({ type: 'process.started', pid, at: clock.now() }),
    output(source, chunk) {
      last = source
      splitters[source].push(chunk)
      writeTap()
      timer ??= clock.setTimeout(told, OUTPUT_INTERVAL)
    },
    ended(code, signal) {
      splitters.stdout.end()
      splitters.stderr.end()
      writeTap()
      clock.clearTimeout(timer)
      told() // the last lines come before the end
      sendBack({ type: 'process.ended', code, signal, at: clock.now() })
    },
    failed,
  }
  let group: ProcessGroup
  try {
    group = new ProcessGroup(askingForColor(input), graceTime, clock, listener)
  } catch (error) {
    return queueMicrotask(() => failed(error)) // as Node tells of what it doesn't throw: after the start
  }
  holdWork(self, `process ${describeCommand(input)}`, group.over)
  receive((command) => {
    if (command.type === 'signal') group.signal(command.signal)
    else if (command.type === 'write') group.write(command.text)
    else group.endInput()
  })
  return () => {
    clock.clearTimeout(timer)
    void group.end()
  }
})

/**
 * The command with what asks for colors: FORCE_COLOR (3 is 24 bits, which the engine reduces to what its terminal has), and
 * CLICOLOR_FORCE (bixense.com/clicolors).
 */
function askingForColor({ color, ...options }: SubprocessOptions): SubprocessOptions {
  const env = options.env ?? process.env
  if (color !== true || env['NO_COLOR']) return options
  return { ...options, env: { ...env, FORCE_COLOR: '3', CLICOLOR_FORCE: '1' } }
}
