import { assign, sendTo, setup, type CallbackActorRef } from 'xstate'
import { ExitError, type Exit } from '../processes/exit-error.ts'
import { foreground, type ForegroundEvent } from '../processes/foreground.ts'
import { requireTime } from '../kit/numbers.ts'
import { withEvent } from '../kit/chart.ts'
import { CancelledError, errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { describeCommand, type CommandOptions } from '../processes/command.ts'

/** A command, and how it gets the terminal. */
export interface HandoffOptions extends Omit<CommandOptions, 'stdin'> {
  /**
   * Whether the command's output stays on the screen until Enter is pressed. A string is the text that asks for Enter.
   *
   * @defaultValue false
   */
  readonly pause?: boolean | string | undefined
  /**
   * Whether the actor fails with an ExitError if the exit code isn't 0, or a signal ended the command.
   *
   * @defaultValue false
   */
  readonly check?: boolean | undefined
  /**
   * How long the command may take to end after SIGTERM, in ms, 0 or more. Then it gets SIGKILL.
   *
   * @defaultValue 2,000
   */
  readonly graceTime?: number | undefined
}

/** The context of `handoff`. */
export interface HandoffContext extends Exit {
  /** The command, and how it gets the terminal. */
  readonly options: HandoffOptions
  /** Why it failed. */
  readonly error: unknown
}

/** What `handoff` can be told. */
export interface HandoffEvent {
  /** Leaves the queue, or ends the command if it runs. */
  readonly type: 'cancel'
}

/** The states of `handoff`. */
export type HandoffState = 'queued' | 'running' | 'done' | 'failed'

/** What `handoff` returns. */
export type Handoff<Input = unknown> = Pattern<
  HandoffContext,
  HandoffEvent,
  HandoffState,
  'busy',
  Input,
  Exit,
  { readonly command?: CallbackActorRef<{ type: 'never' }> | undefined }
>

/**
 * Gives the real terminal to a command while it runs. The app leaves the screen, the command has the screen and all keys,
 * and then the app is back as it was. If several commands want the terminal, they get it in order. In an actor system
 * without a terminal, the command just runs.
 *
 * ```ts
 * const manual = handoff({ command: 'man', args: ['ls'] })
 * ```
 *
 * It fails if the command can't be started, with a CancelledError if it is cancelled and, with `check`, if the command ends
 * badly.
 *
 * @throws RangeError if `graceTime` isn't a finite time, 0 or more.
 */
export function handoff(options: HandoffOptions): Handoff
/**
 * The same, with a command that depends on the actor's input.
 *
 * ```ts
 * const pager = handoff((path: string) => ({ command: 'less', args: [path] }))
 * ```
 *
 * If `graceTime` isn't a finite time, 0 or more, the actor fails with a RangeError at its start.
 */
export function handoff<Input>(options: (input: Input) => HandoffOptions): Handoff<Input>
export function handoff(options: HandoffOptions | ((input: never) => HandoffOptions)): Handoff<never> {
  if (typeof options !== 'function') check(options)
  const machine = setup({
    types: {
      context: {} as HandoffContext,
      events: {} as HandoffEvent | ForegroundEvent | FailEvent,
    },
    actors: { foreground },
    actions: {
      ...failingActions,
      cancel: sendTo('command', { type: 'end' }),
      keepCancelled: assign(({ context }) => ({
        error: new CancelledError(describeCommand(context.options)),
      })),
      keepExit: assign((_, { code, signal }: Exit) => ({ code, signal })),
      keepError: assign(errorOf),
      keepExitError: assign(({ context }) => ({
        error: new ExitError(describeCommand(context.options), {
          code: context.code,
          signal: context.signal,
        }),
      })),
    },
    guards: {
      isBad: ({ context }, { code }: Exit) => context.options.check === true && code !== 0,
      isCancelled: ({ context }) => context.error !== undefined,
    },
  }).createMachine({
    id: 'handoff',
    meta: { resume: 'cancelled', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Gives the terminal to a command.',
    context: ({ input }) => {
      const resolved = typeof options === 'function' ? options(input as never) : options
      check(resolved)
      return { options: resolved, code: null, signal: null, error: undefined }
    },
    invoke: {
      src: 'foreground',
      id: 'command',
      input: ({ context }: { context: HandoffContext }) => context.options,
    },
    initial: 'queued',
    on: {
      'foreground.failed': { target: '.failed', actions: withEvent('keepError') },
    },
    states: {
      queued: {
        description: 'Another command has the terminal.',
        tags: 'busy',
        on: {
          'foreground.began': 'running',
          cancel: { target: 'failed', actions: 'keepCancelled', description: 'Cancel' },
        },
      },
      running: {
        tags: 'busy',
        on: {
          cancel: { actions: ['keepCancelled', 'cancel'], description: 'End it' },
          'foreground.ended': [
            { guard: 'isCancelled', target: 'failed' },
            {
              guard: withEvent('isBad'),
              target: 'failed',
              actions: [withEvent('keepExit'), 'keepExitError'],
            },
            { target: 'done', actions: withEvent('keepExit') },
          ],
        },
      },
      done: { type: 'final' },
      failed,
    },
    output: ({ context: { code, signal } }) => ({ code, signal }),
  })
  return asPattern(machine)
}

function check({ graceTime }: HandoffOptions): void {
  if (graceTime !== undefined) requireTime('handoff: graceTime', graceTime)
}
