import { assign, sendTo, setup, type CallbackActorRef } from 'xstate'
import { ExitError, type Exit } from '../processes/exit-error.ts'
import { foreground, type ForegroundEvent } from '../processes/foreground.ts'
import { requireTime } from '../kit/numbers.ts'
import { withEvent } from '../kit/chart.ts'
import { CancelledError, errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { describeCommand, type CommandOptions } from '../processes/process-group.ts'

export interface HandoffOptions extends Omit<CommandOptions, 'stdin'> {
  /** Leaves what the command wrote on the screen until Enter is pressed. Its text, if it is one, asks for that. */
  readonly pause?: boolean | string | undefined
  /** Whether an exit code other than 0, or a signal, is a failure of the actor: an ExitError. */
  readonly check?: boolean | undefined
  /**
   * How long the command has to end when it is asked to, in ms, 0 or more, before it is made to.
   *
   * @defaultValue 2,000
   */
  readonly graceTime?: number | undefined
}

export interface HandoffContext extends Exit {
  readonly options: HandoffOptions
  readonly error: unknown
}

/** Have it no more: it leaves the queue, or the command is ended. */
export interface HandoffEvent {
  readonly type: 'cancel'
}

export type HandoffState = 'queued' | 'running' | 'done' | 'failed'

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
 * Gives the real terminal to a command, as long as it runs: the app steps aside, the command has the screen and all keys,
 * and then the app is as it was. Where several commands want the terminal, they get it in order. In an actor system
 * without a terminal the command simply runs.
 *
 * ```ts
 * const pager = handoff((path: string) => ({ command: 'less', args: [path] }))
 * ```
 *
 * It fails where the command cannot be started, with a CancelledError when it is cancelled, and with `check` where the
 * command does not end well.
 *
 * @throws RangeError if `graceTime` isn't a finite time, 0 or more; a function's options are checked when the actor starts,
 * which then fails with it.
 */
export function handoff(options: HandoffOptions): Handoff
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
        description: 'The terminal is not ours yet.',
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
