import type { AnyActorLogic } from 'xstate'
import type { SupervisedSource, Supervising } from '../../../machines/patterns/supervising.ts'
import type { Line } from '../../../machines/streams/line-ring.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import type { Style } from '../../../render/paint/style.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { withoutColors, type LineColors } from '../line-colors.ts'
import { stateRow } from './state-row.ts'

/** How `supervisingView` shows output. */
export interface SupervisingViewOptions {
  /**
   * Reads the colors that its actors write: `ansiLines` of `actty/text`.
   *
   * @defaultValue colors are left out
   */
  readonly colors?: LineColors<Line<SupervisedSource>> | undefined
}

/**
 * The view of `supervising`: its state, the number of restarts, the last failure, and the lines that its actors said, with a
 * mark at each restart. Keys: `r` restart.
 *
 * ```ts
 * const feed = supervisingView(supervising(follow, { maxRestarts: 5 }))
 * ```
 */
export function supervisingView<L extends AnyActorLogic>(
  logic: Supervising<L>,
  { colors = withoutColors }: SupervisingViewOptions = {},
): Component<Supervising<L>, never> {
  return component<Supervising<L>>({
    logic,
    keys: { r: { type: 'restart' } },
    view: (snapshot, info) => {
      const { restarts, error, lines: said, startedAt } = snapshot.context
      const about = text(`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`, { color: 'muted' })
      const isRunning = snapshot.matches('running')
      const state = stateRow(snapshot, info, {
        about: [about, isRunning && error !== undefined && text(messageOf(error), { color: 'muted' })],
        error: isRunning ? undefined : error,
        note: isRunning && elapsed({ from: startedAt }),
      })
      if (said.length === 0) return state
      const marked = { length: said.length, at: (index: number) => markedLine(said.at(index)) }
      return column({ grow: 1 }, [state, lines(colors(marked, { style: styleOf }), { from: 'end' })])
    },
  })
}

const styles: Readonly<Record<SupervisedSource, Style | undefined>> = {
  stdout: undefined,
  stderr: { color: 'danger' },
  restart: { color: 'warning' },
}

function styleOf({ source }: Line<SupervisedSource>): Style | undefined {
  return styles[source]
}

function markedLine(line: Line<SupervisedSource> | undefined): Line<SupervisedSource> | undefined {
  return line?.source === 'restart' ? { ...line, text: `— ${line.text}` } : line
}
