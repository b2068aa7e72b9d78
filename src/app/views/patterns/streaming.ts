import type { Streaming } from '../../../machines/patterns/streaming.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

/**
 * The view of `streaming`: its state, how many items came, and the last items, each as a line by `show`. Keys: `p`
 * pause or resume.
 *
 * ```ts
 * const log = streamingView(streaming(() => linesOf(process.stdin)), (line) => line)
 * ```
 */
export function streamingView<Item, Input>(
  logic: Streaming<Item, Input>,
  show: (item: Item) => string | TextNode,
): Component<Streaming<Item, Input>, never> {
  return component<Streaming<Item, Input>>({
    logic,
    keys: { p: (snapshot) => ({ type: snapshot.matches('paused') ? 'resume' : 'pause' }) },
    view: (snapshot, info) => {
      const { items, received, lost, error } = snapshot.context
      const shown = { length: items.length, at: (index: number) => show(items.at(index) as Item) }
      return column({ grow: 1 }, [
        stateRow(snapshot, info, {
          about: [
            text(`${received} items`, { color: 'muted' }),
            lost > 0 && text([mark('warning'), ` ${lost} lost`], { color: 'warning' }),
          ],
          error,
        }),
        lines(shown, { from: 'end' }),
      ])
    },
  })
}
