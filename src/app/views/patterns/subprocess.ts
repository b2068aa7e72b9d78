import type { OutputSource, Subprocess, SubprocessContext } from '../../../machines/patterns/subprocess.ts'
import { GRACE_TIME } from '../../../machines/processes/grace-time.ts'
import type { Line } from '../../../machines/streams/line-ring.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import { component, type Component } from '../../component.ts'
import { withoutColors, type LineColors, type ShownLines } from '../line-colors.ts'
import { duration, timeLeft } from '../../../render/text/duration.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { stateRow } from './state-row.ts'

/** How `subprocessView` shows output. */
export interface SubprocessViewOptions {
  /**
   * Reads the colors that the command writes: `ansiLines` of `actty/text`.
   *
   * @defaultValue colors are left out
   */
  readonly colors?: LineColors<Line<OutputSource>> | undefined
}

/**
 * The view of `subprocess`: its last lines, those of stderr in red, then its exit code or signal. Keys: `k` kill.
 *
 * ```ts
 * const tests = subprocessView(subprocess({ command: 'npm', args: ['test'], color: true }), { colors: ansiLines })
 * ```
 */
export function subprocessView<Input>(
  logic: Subprocess<Input>,
  { colors = withoutColors }: SubprocessViewOptions = {},
): Component<Subprocess<Input>, never> {
  return component<Subprocess<Input>>({
    logic,
    keys: { k: { type: 'kill' } },
    view: (snapshot, info) => {
      const { code, signal, timedOut, error, startedAt } = snapshot.context
      const hasEnded = code !== null || signal !== null
      const ending = signal === null ? `exit code ${code}` : `ended by ${signal}`
      return column({ grow: 1 }, [
        lines(colors(outputOf(snapshot.context), { style: styleOf }), { from: 'end' }),
        stateRow(snapshot, info, {
          mark: hasEnded ? (code === 0 ? 'done' : 'failed') : undefined,
          since: startedAt ?? Infinity,
          about: [
            hasEnded && text(ending, { bold: code !== 0 || undefined }),
            snapshot.matches('terminating') && text(endingSoon(snapshot.context), { color: 'muted' }),
            timedOut && 'it took too long',
          ],
          error: hasEnded ? undefined : error,
          note: timeOf(snapshot.context, snapshot.matches('running')),
        }),
      ])
    },
  })
}

function timeOf(
  { startedAt, endedAt }: SubprocessContext,
  isRunning: boolean,
): TextNode | string | undefined {
  if (startedAt === undefined) return undefined
  if (endedAt !== undefined) return duration(endedAt - startedAt)
  return isRunning ? elapsed({ from: startedAt }) : undefined
}

/** Its lines, and what it has written after them: what waits on one source isn't hidden by the other. */
function outputOf({ lines: output, unfinishedBy }: SubprocessContext): ShownLines<Line<OutputSource>> {
  const waiting = (['stdout', 'stderr'] as const).flatMap((source) =>
    unfinishedBy[source] === '' ? [] : [{ text: unfinishedBy[source], source }],
  )
  return {
    length: output.length + waiting.length,
    at: (index) => (index >= output.length ? waiting[index - output.length] : output.at(index)),
  }
}

function styleOf({ source }: Line<OutputSource>): Style | undefined {
  return source === 'stderr' ? { color: 'danger' } : undefined
}

function endingSoon({ options: { graceTime = GRACE_TIME } }: SubprocessContext): string {
  return `asked to end; killed if it hasn't in ${timeLeft(graceTime)}`
}
