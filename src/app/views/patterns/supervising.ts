import type { AnyActorLogic } from 'xstate'
import type { SupervisedSource, Supervising } from '../../../machines/patterns/supervising.ts'
import type { Line } from '../../../machines/streams/line-ring.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './state-row.ts'

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
): Component<Supervising<L>, never> {
  return component<Supervising<L>>({
    logic,
    keys: { r: { type: 'restart' } },
    view: (snapshot) => {
      const { restarts, error, lines: said } = snapshot.context
      const about = text(`${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`, { color: 'muted' })
      const state = stateRow(snapshot, about, errorText(error))
      if (said.length === 0) return state
      const shown = { length: said.length, at: (index: number) => lineText(said.at(index)!) }
      return column({ grow: 1 }, [state, lines(shown, { from: 'end' })])
    },
  })
}

const sourceColors: Readonly<Record<SupervisedSource, ColorRole | undefined>> = {
  stdout: undefined,
  stderr: 'danger',
  restart: 'warning',
}

function lineText({ text: line, source }: Line<SupervisedSource>): TextNode {
  return text(source === 'restart' ? `— ${line}` : line, { color: sourceColors[source] })
}
