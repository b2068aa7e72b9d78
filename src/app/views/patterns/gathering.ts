import type { Gathering, Parts, PartsOf } from '../../../machines/patterns/gathering.ts'
import type { Child } from '../../../render/nodes/children.ts'
import type { MarkName } from '../../../render/nodes/mark.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { titled } from './state-row.ts'

/** Functions that return what is shown for the data of a part, by the names of the parts. */
export type PartViews<P extends Parts> = {
  readonly [Name in keyof P]?: (data: NonNullable<PartsOf<P>[Name]['data']>) => Child
}

/**
 * The view of `gathering`: a row for each part, with its mark, then its data by `show`, or its error. Keys: `r`
 * refresh, if the parts live on.
 *
 * ```ts
 * const board = gatheringView(gathering({ cpu, disk }), { cpu: (load) => text(`${load} %`) })
 * ```
 */
export function gatheringView<P extends Parts, Output>(
  logic: Gathering<P, Output>,
  show: PartViews<P> = {},
): Component<Gathering<P, Output>, never> {
  return component<Gathering<P, Output>>({
    logic,
    keys: { r: { type: 'refresh' } },
    view: ({ context }) => {
      const parts = context.parts
      return column(
        Object.keys(parts).map((name) => {
          const { state, data, error } = parts[name]!
          const said = data === undefined ? undefined : show[name]?.(data as never)
          return row({ gap: 2 }, [
            titled(marks[state], name),
            said ?? (error === undefined && text(state, { color: 'muted' })),
            error !== undefined && text(messageOf(error), { height: 1, overflow: 'truncate' }),
          ])
        }),
      )
    },
  })
}

const marks: Readonly<Record<string, MarkName>> = { waiting: 'waiting', done: 'done', failed: 'failed' }
