import type { AnyActorLogic, AnyActorRef, EventObject } from 'xstate'
import { overriding, withTransition, type Work } from '../kit/pattern.ts'
import { tellParent, tellParentLater } from '../kit/xstate-internals.ts'
import { valueIn, type TextAreaField } from './field.ts'

/*
 * The `value` of an editor may have a million characters, and most keys change one. So it's a getter, in the context and in the event
 * that tells the parent, and the text is put together when somebody asks for it.
 */

/** Logic with a `value` in its context, which tells its parent when that changes. */
export function announcingText(logic: AnyActorLogic): Work {
  const work = logic as Work
  const moving = withTransition(work, (transition) => (snapshot, event, scope) => {
    const next = transition(snapshot, event, scope)
    const [field, before] = [withValue(fieldIn(next)), fieldIn(snapshot)]
    if (field.edited.text !== before.edited.text || field.pastes !== before.pastes)
      tellParentLater(scope, changeOf(scope.self, field))
    return next
  })
  return overriding(moving, {
    getInitialSnapshot: (scope, input) => {
      const first = work.getInitialSnapshot(scope, input)
      tellParentLater(scope, changeOf(scope.self, withValue(fieldIn(first))))
      return first
    },
  })
}

/** Gives a context its `value`. It isn't enumerable: who copies the context doesn't ask for it. */
export function withValue<F extends TextAreaField>(field: F): F {
  if (!Object.hasOwn(field, 'value'))
    Object.defineProperty(field, 'value', { get: () => valueIn(field), enumerable: false })
  return field
}

/** Tells the parent the history of a field, which the parent may keep. */
export function tellHistory(self: AnyActorRef, history: readonly string[]): void {
  tellParent(self, { type: `${self.id}.history`, history } as EventObject)
}

function changeOf({ id }: { readonly id: string }, field: TextAreaField): EventObject {
  return Object.defineProperty({ type: `${id}.change` }, 'value', {
    get: () => valueIn(field),
    enumerable: true,
  })
}

function fieldIn(snapshot: object): TextAreaField {
  return (snapshot as { readonly context: TextAreaField }).context
}
