import { GRACE_TIME, type Subprocess, type SubprocessContext } from '../../../machines/patterns/subprocess.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { lines, type LineSource } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { duration, stateRow } from './state-row.ts'

/**
 * The view of `subprocess`: its last lines, those of stderr in red, then its exit code or signal. Keys: `k` kill.
 *
 * ```ts
 * const tests = subprocessView(subprocess({ command: 'npm', args: ['test'] }))
 * ```
 */
export function subprocessView<Input>(logic: Subprocess<Input>): Component<Subprocess<Input>, never> {
  return component<Subprocess<Input>>({
    logic,
    keys: { k: { type: 'kill' } },
    view: (snapshot) => {
      const { code, signal, timedOut } = snapshot.context
      const ending = signal === null ? `exit code ${code}` : `ended by ${signal}`
      return column({ grow: 1 }, [
        lines(outputOf(snapshot.context), { from: 'end' }),
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
function outputOf({ lines: output, unfinishedBy: { stdout, stderr } }: SubprocessContext): LineSource {
  const waiting = [stdout, stderr && red(stderr)].filter((line) => line !== '')
  return {
    length: output.length + waiting.length,
    at(index: number) {
      if (index >= output.length) return waiting[index - output.length]
      const line = output.at(index)
      return line?.source === 'stderr' ? red(line.text) : line?.text
    },
  }
}

function red(line: string): TextNode {
  return text(line, { color: 'danger' })
}

function endingSoon({ options: { graceTime = GRACE_TIME } }: SubprocessContext): string {
  return `asked to end; killed if it hasn't in ${duration(graceTime)}`
}
