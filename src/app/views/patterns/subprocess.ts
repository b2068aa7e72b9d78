import { GRACE_TIME, type Subprocess, type SubprocessContext } from '../../../machines/patterns/subprocess.ts'
import type { OutputSource } from '../../../machines/patterns/subprocess.ts'
import type { Line } from '../../../machines/streams/line-ring.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Style } from '../../../render/paint/style.ts'
import { component, type Component } from '../../component.ts'
import { withoutColors, type LineColors, type ShownLines } from '../line-colors.ts'
import { duration, stateRow } from './state-row.ts'

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
    view: (snapshot) => {
      const { code, signal, timedOut } = snapshot.context
      const ending = signal === null ? `exit code ${code}` : `ended by ${signal}`
      return column({ grow: 1 }, [
        lines(colors(outputOf(snapshot.context), { style: styleOf }), { from: 'end' }),
        stateRow(
          snapshot,
          (code !== null || signal !== null) && text(ending, { color: code === 0 ? 'success' : 'danger' }),
          snapshot.matches('terminating') && text(endingSoon(snapshot.context), { color: 'muted' }),
          timedOut && text('it took too long', { color: 'danger' }),
        ),
      ])
    },
  })
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
  return `asked to end; killed if it hasn't in ${duration(graceTime)}`
}
