import type { Deadline } from '../../../machines/patterns/deadline.ts'
import type { Gathering, Parts, PartsOf } from '../../../machines/patterns/gathering.ts'
import type { Processing } from '../../../machines/patterns/processing.ts'
import type { Retrying } from '../../../machines/patterns/retrying.ts'
import type { Supervising } from '../../../machines/patterns/supervising.ts'
import { progressBar } from '../../../render/nodes/progress-bar.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { component, type Component } from '../../component.ts'
import { duration, errorText, stateRow, stateText } from './parts.ts'

/**
 * What `processing` looks like: a bar, how many of how many, how fast, how long still. Keys: `p` pause or resume, `c`
 * cancel.
 *
 * ```ts
 * const job = processingView(processing(hash))
 * ```
 */
export function processingView<Item, Result>(
  logic: Processing<Item, Result>,
): Component<Processing<Item, Result>> {
  return component<Processing<Item, Result>>({
    logic,
    keys: {
      p: (snapshot) => ({ type: snapshot.matches({ working: 'paused' }) ? 'resume' : 'pause' }),
      c: { type: 'cancel' },
    },
    view: (snapshot) => {
      const { done, total, failed, rate, timeLeft } = snapshot.context
      return column([
        row({ gap: 1 }, [
          progressBar(total === undefined ? undefined : done / Math.max(1, total), {
            color: 'green',
            tick: done,
          }),
          text(total === undefined ? String(done) : `${done}/${total}`),
        ]),
        row({ gap: 2, height: 1 }, [
          stateText(snapshot),
          text(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`, { overflow: 'truncate' }),
          timeLeft !== undefined && text(`${duration(timeLeft)} left`, { overflow: 'truncate' }),
          failed > 0 && text(`${failed} failed`, { color: 'red', overflow: 'truncate' }),
        ]),
      ])
    },
  })
}

/** How the parts of a `gathering` look, by name. */
export type PartViews<P extends Parts> = {
  readonly [Name in keyof P]?: (data: NonNullable<PartsOf<P>[Name]['data']>) => Child
}

/**
 * What `gathering` looks like: a row for each part, with its state, then its data by `show`, or its error. Keys: `r`
 * refresh, for parts that live on.
 *
 * ```ts
 * const board = gatheringView(gathering({ cpu, disk }), { cpu: (load) => text(`${load} %`) })
 * ```
 */
export function gatheringView<P extends Parts, Output>(
  logic: Gathering<P, Output>,
  show: PartViews<P> = {},
): Component<Gathering<P, Output>> {
  return component<Gathering<P, Output>>({
    logic,
    keys: { r: { type: 'refresh' } },
    view: ({ context }) => {
      const parts = context.parts
      return column(
        Object.keys(parts).map((name) => {
          const { state, data, error } = parts[name]!
          const color = state === 'done' ? 'green' : state === 'failed' ? 'red' : 'yellow'
          return row({ gap: 1 }, [
            text(`${name}:`, { bold: true }),
            data === undefined
              ? text(state, { color })
              : (show[name]?.(data as never) ?? text(state, { color })),
            errorText(error),
          ])
        }),
      )
    },
  })
}

/**
 * What `retrying` looks like: which attempt it is, why the last one failed, and when the next one comes. Keys: `r` retry
 * now, `c` give up.
 *
 * ```ts
 * const loading = retryingView(retrying(load, { attempts: 5 }))
 * ```
 */
export function retryingView<Output, Input>(
  logic: Retrying<Output, Input>,
): Component<Retrying<Output, Input>> {
  return component<Retrying<Output, Input>>({
    logic,
    keys: { r: { type: 'retry' }, c: { type: 'cancel' } },
    view: (snapshot) => {
      const { attempt, attempts, error, retryIn } = snapshot.context
      const of = Number.isFinite(attempts) ? ` of ${attempts}` : ''
      return column([
        stateRow(
          snapshot,
          text(`attempt ${attempt}${of}`),
          retryIn !== undefined && text(`next in ${duration(retryIn)}`, { dim: true }),
        ),
        errorText(error),
      ])
    },
  })
}

/**
 * What `deadline` looks like: its state, and why it failed.
 *
 * ```ts
 * const loading = deadlineView(deadline(load, 5_000))
 * ```
 */
export function deadlineView<Output, Input>(
  logic: Deadline<Output, Input>,
): Component<Deadline<Output, Input>> {
  return component<Deadline<Output, Input>>({
    logic,
    view: (snapshot) => stateRow(snapshot, errorText(snapshot.context.error)),
  })
}

/**
 * What `supervising` looks like: its state, how often it was started anew, and why. Keys: `r` restart.
 *
 * ```ts
 * const feed = supervisingView(supervising(follow, { restarts: 5 }))
 * ```
 */
export function supervisingView<Output, Input>(
  logic: Supervising<Output, Input>,
): Component<Supervising<Output, Input>> {
  return component<Supervising<Output, Input>>({
    logic,
    keys: { r: { type: 'restart' } },
    view: (snapshot) => {
      const { restarts, error } = snapshot.context
      return stateRow(snapshot, text(`${restarts} restarts`, { dim: true }), errorText(error))
    },
  })
}
