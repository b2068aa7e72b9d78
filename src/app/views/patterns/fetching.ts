import type { Fetching } from '../../../machines/patterns/fetching.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { component, type Component } from '../../component.ts'
import { answerColumn } from './parts.ts'

/**
 * What `fetching` looks like: its state, its error, and its data by `show`, which stay while they are loaded anew.
 * Keys: `r` refresh, `c` cancel.
 *
 * ```ts
 * const users = fetchingView(fetching(loadUsers), (users) => lines(users.map(({ name }) => name)))
 * ```
 */
export function fetchingView<Data, Input>(
  logic: Fetching<Data, Input>,
  show: (data: Data) => Child,
): Component<Fetching<Data, Input>> {
  return component<Fetching<Data, Input>>({
    logic,
    keys: { r: { type: 'refresh' }, c: { type: 'cancel' } },
    view: (snapshot) => answerColumn(snapshot, show),
  })
}
