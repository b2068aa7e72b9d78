import type { AnyActorLogic } from 'xstate'
import type { Processing } from '../../../machines/patterns/processing.ts'
import { progressBar } from '../../../render/nodes/progress-bar.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { duration, stateText } from './state-row.ts'

/**
 * The view of `processing`: a bar, how many items are done, how fast, and the time that is left. Keys: `p` pause or resume, `c`
 * cancel.
 *
 * ```ts
 * const job = processingView(processing(hash))
 * ```
 */
export function processingView<L extends AnyActorLogic>(
  logic: Processing<L>,
): Component<Processing<L>, never> {
  return component<Processing<L>>({
    logic,
    keys: {
      p: (snapshot) => ({ type: snapshot.matches({ working: 'paused' }) ? 'resume' : 'pause' }),
      c: { type: 'cancel' },
    },
    view: (snapshot) => {
      const { done, total, failed, rate, timeLeft } = snapshot.context
      return column([
        row({ gap: 1 }, [
          progressBar(total === undefined ? undefined : done / Math.max(1, total), {}),
          text(total === undefined ? String(done) : `${done}/${total}`),
        ]),
        row({ gap: 2, height: 1 }, [
          stateText(snapshot),
          text(`${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`, { overflow: 'truncate' }),
          timeLeft !== undefined && text(`${duration(timeLeft)} left`, { overflow: 'truncate' }),
          failed > 0 && text(`${failed} failed`, { color: 'danger', overflow: 'truncate' }),
        ]),
      ])
    },
  })
}
