import {
  assign,
  fromCallback,
  sendTo,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type CallbackActorRef,
} from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { holdWork } from '../kit/held-work.ts'
import { messageOf } from '../kit/message-of.ts'
import { Lease } from '../kit/lease.ts'
import { outputOf, withEvent, type WorkEvent } from '../kit/chart.ts'
import { CancelledError, failed, failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern, rulesOf, type PatternRules } from '../kit/pattern.ts'

/** How `resource` acquires and releases something. */
export interface ResourceOptions<Value, Input, Use extends AnyActorLogic> {
  /** What it is, for people: 'the database'. */
  readonly name: string
  /** Acquires it. It may stop once `signal` is aborted. If it returns a resource all the same, that is released. */
  readonly acquire: (parameters: {
    readonly input: Input
    readonly signal: AbortSignal
  }) => Value | Promise<Value>
  /** Releases it. This is called once for each resource that was acquired, and `run` waits for the promise it returns. */
  readonly release: (resource: Value) => unknown
  /** Work that uses it, with the resource as its input. When the work ends, the resource is released. */
  readonly use?: Use
}

/** The context of `resource`. */
export interface ResourceContext<Value> {
  /** The resource, from when it is acquired until it is released. */
  readonly resource: Value | undefined
  /** Why it couldn't be acquired, used or released. */
  readonly error: unknown
}

/** The states of `resource`. */
export type ResourceState = 'acquiring' | 'acquired' | 'using' | 'releasing' | 'released' | 'failed'

/** What `resource` returns. */
export type Resource<Value, Input, Use extends AnyActorLogic = never> = Pattern<
  ResourceContext<Value>,
  /** Releases it now. A use that hasn't ended is aborted. */
  { readonly type: 'release' },
  ResourceState,
  'busy',
  Input,
  [Use] extends [never] ? undefined : AnswerFrom<Use>,
  { readonly holder?: CallbackActorRef<{ type: 'never' }> | undefined } & ([Use] extends [never]
    ? unknown
    : { readonly use?: ActorRefFromLogic<Use> | undefined })
>

interface Context extends ResourceContext<unknown> {
  readonly input: unknown
  readonly output: unknown
}

type HolderEvent =
  | { readonly type: 'holder.acquired'; readonly resource: unknown }
  | { readonly type: 'holder.released' }
  | { readonly type: 'holder.failed'; readonly error: unknown }

/**
 * Acquires something, runs work that uses it, and releases it: exactly once, in every case. If several resources of an app
 * are released together, the last acquired is released first, one after the other.
 *
 * ```ts
 * const session = resource({
 *   name: 'the database',
 *   acquire: ({ signal }) => connect(signal),
 *   release: (connection) => connection.close(),
 *   use: fromPromise(({ input: connection }: { input: Connection }) => copyAll(connection)),
 * })
 * ```
 *
 * Its output is that of `use`. If it is released before `use` has ended, it fails with a CancelledError. Without `use`, it
 * holds the resource until it gets `release` or is stopped.
 */
export function resource<Value, Input = unknown, Use extends AnyActorLogic = never>(
  options: ResourceOptions<Value, Input, Use>,
): Resource<Value, Input, Use> {
  const { use } = options
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as { type: 'release' } | HolderEvent | FailEvent | WorkEvent,
    },
    actors: {
      holder: holderOf(options as ResourceOptions<unknown, unknown, never>),
      use: answering(use ?? idle),
    },
    actions: {
      ...failingActions,
      keepResource: assign((_, { resource }: { resource: unknown }) => ({ resource })),
      keepOutput: assign(outputOf),
      /** The first error says what went wrong. If the release fails too, both are reported. */
      keepError: assign(({ context }, { error }: { error: unknown }) => ({
        error:
          context.error === undefined
            ? reasonOf(error)
            : new AggregateError(
                [context.error, error],
                `${messageOf(context.error)}; and then: ${messageOf(error)}`,
              ),
      })),
      keepCancelled: assign({ error: () => new CancelledError(`the use of ${options.name}`) }),
      forgetResource: assign({ resource: undefined }),
      release: sendTo('holder', { type: 'release' }),
    },
    guards: {
      isUsed: () => use !== undefined,
      hasFailed: ({ context }) => context.error !== undefined,
    },
  }).createMachine({
    id: 'resource',
    meta: {
      // It's acquired for a use that doesn't begin again.
      resume: rulesOf(use)?.resume === 'cancelled' ? 'cancelled' : 'beginsAgain',
      canEnd: true,
      canFail: true,
    } satisfies PatternRules,
    description: `Acquires ${options.name}, has it used, and releases it.`,
    context: ({ input }) => ({ input, resource: undefined, output: undefined, error: undefined }),
    invoke: { src: 'holder', id: 'holder', input: ({ context }: { context: Context }) => context.input },
    initial: 'acquiring',
    states: {
      acquiring: {
        tags: 'busy',
        on: {
          'holder.acquired': [
            { guard: 'isUsed', target: 'using', actions: withEvent('keepResource') },
            { target: 'acquired', actions: withEvent('keepResource') },
          ],
          'holder.failed': { target: 'failed', actions: withEvent('keepError') },
          release: [
            { guard: 'isUsed', target: 'releasing', actions: 'keepCancelled', description: 'Give up' },
            { target: 'releasing', description: 'Give up' },
          ],
        },
      },
      acquired: { on: { release: { target: 'releasing', description: 'Release' } } },
      using: {
        tags: 'busy',
        invoke: {
          src: 'use',
          id: 'use',
          input: ({ context }: { context: Context }) => context.resource,
          onDone: { target: 'releasing', actions: withEvent('keepOutput') },
          onError: { target: 'releasing', actions: withEvent('keepError') },
        },
        on: { release: { target: 'releasing', actions: 'keepCancelled', description: 'Release' } },
      },
      releasing: {
        tags: 'busy',
        entry: 'release',
        exit: 'forgetResource',
        on: {
          'holder.released': [{ guard: 'hasFailed', target: 'failed' }, { target: 'released' }],
          'holder.failed': { target: 'failed', actions: withEvent('keepError') },
        },
      },
      released: { type: 'final' },
      failed,
    },
    output: ({ context }) => context.output,
  })
  return asPattern(machine)
}

/** Holds the resource, and releases it when it is told to or stopped, whichever comes first. */
function holderOf({ name, acquire, release }: ResourceOptions<unknown, unknown, never>) {
  return fromCallback<{ type: 'release' }, unknown>(({ input, self, sendBack, receive }) => {
    const lease = new Lease(self, (signal) => acquire({ input, signal }), release)
    let isStopped = false
    let isReleased = false
    const failed = (error: unknown) => sendBack({ type: 'holder.failed', error })
    lease.acquired.then(
      (resource) => sendBack({ type: 'holder.acquired', resource }),
      (error: unknown) => isReleased || failed(error),
    )
    lease.over.then(() => sendBack({ type: 'holder.released' }), failed)
    // A machine that runs reports the failure itself. After a stop, only `run` can.
    const ended = lease.over.catch((error: unknown) => {
      if (isStopped) throw error
    })
    holdWork(self, `the release of ${name}`, ended)
    const giveBack = () => {
      isReleased = true
      lease.release()
    }
    receive(giveBack)
    return () => {
      isStopped = true
      giveBack()
    }
  })
}

/** Takes the place of `use` if there is none. */
const idle = fromCallback(() => {})
