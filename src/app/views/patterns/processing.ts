import type { AnyActorLogic } from 'xstate'
import type { Processing } from '../../../machines/patterns/processing.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { mark, type MarkName } from '../../../render/nodes/mark.ts'
import { progressBar, type ProgressState } from '../../../render/nodes/progress-bar.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { statePath } from '../../state-path.ts'
import { timeLeft } from '../../../render/text/duration.ts'
import { behind, titled } from './state-row.ts'

/**
 * The view of `processing`: its state, a bar, how many items are done, how fast, and the time that is left. Keys: `p` pause or resume, `c`
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
      const { done, total, failed, rate, timeLeft: left, error } = snapshot.context
      const state = statePath(snapshot).split('.').at(-1)!
      return column([
        row({ gap: 2, height: 1 }, [
          titled(marks[state], state),
          progressBar(total === undefined ? undefined : done / Math.max(1, total), {
            state: progress[state],
          }),
          text(total === undefined ? String(done) : `${done}/${total}`),
        ]),
        text(
          [
            `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
            left !== undefined && `  ${timeLeft(left)} left`,
            failed > 0 && '  ',
            failed > 0 && text([mark('failed'), ` ${failed} failed`], { color: 'danger' }),
          ],
          { color: 'muted', height: 1, overflow: 'truncate' },
        ),
        behind(error === undefined ? undefined : messageOf(error), 'danger'),
      ])
    },
  })
}

const marks: Readonly<Record<string, MarkName>> = {
  paused: 'waiting',
  done: 'done',
  failed: 'failed',
  cancelled: 'skipped',
}

const progress: Readonly<Record<string, ProgressState>> = {
  paused: 'paused',
  done: 'done',
  failed: 'failed',
  cancelled: 'paused',
}
