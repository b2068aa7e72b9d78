import type { Gathering, Parts, PartsOf } from '../../../machines/patterns/gathering.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText } from './state-row.ts'

/** Functions that return what is shown for the data of a part, by the names of the parts. */
export type PartViews<P extends Parts> = {
  readonly [Name in keyof P]?: (data: NonNullable<PartsOf<P>[Name]['data']>) => Child
}

/**
 * The view of `gathering`: a row for each part, with its state, then its data by `show`, or its error. Keys: `r`
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
          const color = state === 'done' ? 'green' : state === 'failed' ? 'red' : 'yellow'
          return row({ gap: 1 }, [
            text(`${name}:`, { bold: true }),
            data === undefined
              ? text(state, { color })
              : (show[name]?.(data as never) ?? text(state, { color })),
            errorText(error),
          ])
        }),
      )
    },
  })
}
