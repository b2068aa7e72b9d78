import { fromPromise, type AnyActor, type AnyActorLogic, type EventObject } from 'xstate'
import { holdWork } from '../kit/held-work.ts'
import { asWork, withTransition, type Work } from '../kit/pattern.ts'
import { parentOf } from '../kit/xstate-internals.ts'
import { deadline } from '../patterns/deadline.ts'
import { retrying } from '../patterns/retrying.ts'
import { ExitError, type Exit } from '../processes/exit-error.ts'
import { describeCommand, type CommandOptions } from '../processes/command.ts'
import type { TaskFunction, TaskOptions, TaskProgress, UndoTools } from './task-options.ts'

/** What a task that is a function says of itself. */
export interface ReportEvent {
  readonly type: 'report'
  readonly news: string | TaskProgress
}

/** The logics of tasks: what reports, reports to the nearest actor above it that runs one of them. */
export const taskLogics = new WeakSet<object>()

/** What a task does, with its limit of time and its retries. */
export function workOf({ run, maxTime, retry }: TaskOptions): AnyActorLogic {
  const work = isLogic(run) ? refusingBadExits(run) : functionWork(run)
  const limited = maxTime === undefined ? work : deadline(work, maxTime)
  return retry === undefined ? limited : retrying(limited, retry)
}

/** What takes a task back. */
export function undoOf({ undo }: TaskOptions): Work {
  if (undo === undefined) return functionWork(() => undefined)
  return isLogic(undo) ? refusingBadExits(undo) : functionWork(undo as TaskFunction)
}

export function isLogic(work: object): work is AnyActorLogic {
  return typeof work === 'object'
}

/** A function as work. An app that ends waits until it has settled, and so does what rolls back. */
function functionWork(run: TaskFunction): Work {
  return fromPromise<unknown, object>(({ input, signal, self }) => {
    const report = (news: string | TaskProgress) =>
      taskAbove(self as AnyActor)?.send({ type: 'report', news } satisfies ReportEvent as EventObject)
    const tools = { ...input, signal, report } as UndoTools
    const promise = Promise.resolve().then(() => run(tools))
    const settled = promise.then(
      () => {},
      () => {},
    )
    signal.addEventListener('abort', () => holdWork(self, 'a function', settled))
    return promise
  }) as unknown as Work
}

function taskAbove(actor: AnyActor): AnyActor | undefined {
  let at = parentOf(actor)
  while (at !== undefined && !taskLogics.has(at.logic as object)) at = parentOf(at)
  return at
}

/** The same logic, but it fails if its output says that a command has ended badly. */
function refusingBadExits(logic: AnyActorLogic): Work {
  return withTransition(asWork(logic), (transition) => (snapshot, event, scope) => {
    const next = transition(snapshot, event, scope)
    if (next.status !== 'done' || !isBadExit(next.output)) return next
    const { context } = next as { readonly context?: { readonly options?: CommandOptions } }
    const command = context?.options === undefined ? 'the command' : describeCommand(context.options)
    const error = new ExitError(command, next.output)
    return { ...next, status: 'error', output: undefined, error }
  })
}

function isBadExit(output: unknown): output is Exit {
  if (typeof output !== 'object' || output === null || !('code' in output) || !('signal' in output))
    return false
  return output.code !== 0
}
