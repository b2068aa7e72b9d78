import type { AnyActor, AnyActorLogic, AnyStateMachine } from 'xstate'
import { parentOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'

/**
 * The path of the region that waits for an answer: the innermost of those that keys go to which is a question. Undefined if what is on
 * the screen is only shown.
 */
export function unanswered(regions: Regions): string | undefined {
  return regions.keyChain.find((region) => isQuestion(region, regions.root))?.path
}

/** Whether a region takes keys, and ends with an answer that somebody waits for: its parent, or who has run the app. */
function isQuestion({ content }: MountedRegion, { content: app }: MountedRegion): boolean {
  const logic = content.component.logic as AnyActorLogic
  if (content.component.keys === undefined || !canEnd(logic)) return false
  if (content.ref === app.ref) return true
  const ref = content.ref as AnyActor
  const { events = [] } = (parentOf(ref)?.logic ?? {}) as { readonly events?: readonly string[] }
  return events.includes(`${XSTATE_EVENTS.childDone}${ref.id}`) || events.includes(XSTATE_EVENTS.anyChildDone)
}

/** Whether the logic is a machine that can end by itself. One with parallel states ends when all of them have. */
function canEnd(logic: AnyActorLogic): boolean {
  const { root } = logic as Partial<AnyStateMachine>
  return root !== undefined && endsIn(root)
}

type StateNode = AnyStateMachine['root']

function endsIn({ type, states }: StateNode): boolean {
  const inner: readonly StateNode[] = Object.values(states)
  return type === 'parallel' ? inner.every(endsIn) : inner.some((state) => state.type === 'final')
}
