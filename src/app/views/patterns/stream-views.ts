import type { Handoff } from '../../../machines/patterns/handoff.ts'
import { describeCommand } from '../../../machines/processes/process-group.ts'
import type { ResourcePattern } from '../../../machines/patterns/resource.ts'
import type { Streaming } from '../../../machines/patterns/streaming.ts'
import type { Subprocess } from '../../../machines/patterns/subprocess.ts'
import type { Throttling } from '../../../machines/patterns/throttling.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Child } from '../../../render/nodes/children.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './parts.ts'

/**
 * What `streaming` looks like: its state, how many items came, and the last of them, each a line by `show`. Keys: `p`
 * pause or resume.
 *
 * ```ts
 * const log = streamingView(streaming(() => linesOf(process.stdin)), (line) => line)
 * ```
 */
export function streamingView<Item, Input>(
  logic: Streaming<Item, Input>,
  show: (item: Item) => string | TextNode,
): Component<Streaming<Item, Input>> {
  return component<Streaming<Item, Input>>({
    logic,
    keys: { p: (snapshot) => ({ type: snapshot.matches('paused') ? 'resume' : 'pause' }) },
    view: (snapshot) => {
      const { items, received, lost, error } = snapshot.context
      const shown = { length: items.length, at: (index: number) => show(items.at(index) as Item) }
      return column({ grow: 1 }, [
        stateRow(
          snapshot,
          text(`${received} items`, { dim: true }),
          lost > 0 && text(`${lost} lost`, { color: 'red' }),
          errorText(error),
        ),
        lines(shown, { from: 'end' }),
      ])
    },
  })
}

/**
 * What `subprocess` looks like: its last lines, standard error in red, then how it ended. Keys: `k` kill.
 *
 * ```ts
 * const tests = subprocessView(subprocess({ command: 'npm', args: ['test'] }))
 * ```
 */
export function subprocessView<Input>(logic: Subprocess<Input>): Component<Subprocess<Input>> {
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
          return line?.source === 'stderr' ? text(line.text, { color: 'red' }) : line?.text
        },
      }
      const ending = signal === null ? `exit code ${code}` : `ended by ${signal}`
      return column({ grow: 1 }, [
        lines(shown, { from: 'end' }),
        stateRow(
          snapshot,
          (code !== null || signal !== null) && text(ending, { color: code === 0 ? 'green' : 'red' }),
          timedOut && text('it took too long', { color: 'red' }),
        ),
      ])
    },
  })
}

/**
 * What `throttling` looks like: the value that was delivered last, by `show`, and how many came in for how many.
 *
 * ```ts
 * const position = throttlingView(throttling<number>(100), (value) => text(String(value)))
 * ```
 */
export function throttlingView<Data, Value>(
  logic: Throttling<Data, Value>,
  show: (value: Value) => Child,
): Component<Throttling<Data, Value>> {
  return component<Throttling<Data, Value>>({
    logic,
    view: (snapshot) => {
      const { value, delivered, received, error } = snapshot.context
      return column([
        stateRow(snapshot, text(`${delivered} delivered of ${received}`, { dim: true }), errorText(error)),
        delivered > 0 && show(value as Value),
      ])
    },
  })
}

/**
 * What `handoff` looks like: its command and its state; while the command has the terminal, nothing is seen of it. Keys:
 * `c` cancel.
 *
 * ```ts
 * const pager = handoffView(handoff({ command: 'less', args: ['log'] }))
 * ```
 */
export function handoffView<Input>(logic: Handoff<Input>): Component<Handoff<Input>> {
  return component<Handoff<Input>>({
    logic,
    keys: { c: { type: 'cancel' } },
    view: (snapshot) =>
      stateRow(snapshot, text(describeCommand(snapshot.context.options)), errorText(snapshot.context.error)),
  })
}

/**
 * What `resource` looks like: its state, and what it holds, by `show`. Keys: `x` release.
 *
 * ```ts
 * const session = resourceView(resource(database), ({ url }) => text(url))
 * ```
 */
export function resourceView<Resource, Input, Output>(
  logic: ResourcePattern<Resource, Input, Output>,
  show: (resource: Resource) => Child,
): Component<ResourcePattern<Resource, Input, Output>> {
  type Logic = ResourcePattern<Resource, Input, Output>
  return component<Logic>({
    logic,
    keys: { x: { type: 'release' } },
    view: (snapshot) => {
      const { resource, error } = snapshot.context
      return column([stateRow(snapshot, errorText(error)), resource !== undefined && show(resource)])
    },
  })
}
