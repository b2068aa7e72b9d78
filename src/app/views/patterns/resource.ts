import type { AnyActorLogic } from 'xstate'
import type { ResourcePattern } from '../../../machines/patterns/resource.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { column } from '../../../render/nodes/stack.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './state-row.ts'

/**
 * What `resource` looks like: its state, and what it holds, by `show`. Keys: `x` release.
 *
 * ```ts
 * const session = resourceView(resource(database), ({ url }) => text(url))
 * ```
 */
export function resourceView<Resource, Input, Use extends AnyActorLogic = never>(
  logic: ResourcePattern<Resource, Input, Use>,
  show: (resource: Resource) => Child,
): Component<ResourcePattern<Resource, Input, Use>> {
  type Logic = ResourcePattern<Resource, Input, Use>
  return component<Logic>({
    logic,
    keys: { x: { type: 'release' } },
    view: (snapshot) => {
      const { resource, error } = snapshot.context
      return column([stateRow(snapshot, errorText(error)), resource !== undefined && show(resource)])
    },
  })
}
