import type { AnyActorLogic } from 'xstate'
import type { Resource } from '../../../machines/patterns/resource.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { column } from '../../../render/nodes/stack.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

/**
 * The view of `resource`: its state, its error, and the resource by `show`. Keys: `x` release.
 *
 * ```ts
 * const session = resourceView(resource(database), ({ url }) => text(url))
 * ```
 */
export function resourceView<Value, Input, Use extends AnyActorLogic = never>(
  logic: Resource<Value, Input, Use>,
  show: (resource: Value) => Child,
): Component<Resource<Value, Input, Use>, never> {
  type Logic = Resource<Value, Input, Use>
  return component<Logic>({
    logic,
    keys: { x: { type: 'release' } },
    view: (snapshot, info) => {
      const { resource, error } = snapshot.context
      return column([stateRow(snapshot, info, { error }), resource !== undefined && show(resource)])
    },
  })
}
