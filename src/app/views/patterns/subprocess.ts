import type { Subprocess } from '../../../machines/patterns/subprocess.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

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
      const { lines: output, unfinished, code, signal, timedOut } = snapshot.context
      const shown = {
        length: output.length + (unfinished === '' ? 0 : 1),
        at(index: number) {
          if (index === output.length) return unfinished
          const line = output.at(index)
          return line?.source === 'stderr' ? text(line.text, { color: 'danger' }) : line?.text
        },
      }
      const ending = signal === null ? `exit code ${code}` : `ended by ${signal}`
      return column({ grow: 1 }, [
        lines(shown, { from: 'end' }),
        stateRow(
          snapshot,
          (code !== null || signal !== null) && text(ending, { color: code === 0 ? 'green' : 'red' }),
          timedOut && text('it took too long', { color: 'danger' }),
        ),
      ])
    },
  })
}
