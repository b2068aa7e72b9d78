import type { AnyEventObject, AnyTransitionDefinition, InspectedMicrostepEvent } from 'xstate'
import { transitionsOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { TakenSteps } from './messages.ts'
import { plain } from './plain.ts'
import type { Redactor } from '../redact.ts'

/** Steps that are sent of one macrostep: the last ones. */
const MAX_STEPS = 100

/** A microstep: what a chart does for its event, for an event that it raised, or because of an `always`. */
export interface Step {
  readonly event: AnyEventObject
  /** The chart raised the event itself, so it was never sent. */
  readonly isRaised: boolean
  /** State values. */
  readonly from: unknown
  readonly to: unknown
  readonly transitions: readonly AnyTransitionDefinition[]
}

/** The steps that led to an actor's snapshot. */
export interface Macrostep {
  readonly steps: readonly Step[]
  readonly at: number
}

/** Collects the steps of each actor until its snapshot is there. An actor that never gets one isn't kept. */
export class StepLog {
  readonly #steps = new WeakMap<object, Step[]>()

  /** `before` is the actor's last snapshot, undefined as long as it has none. */
  add(microstep: InspectedMicrostepEvent, before: object | undefined): Step {
    const { actorRef, event, snapshot } = microstep
    const steps = this.#steps.get(actorRef)
    const transitions = transitionsOf(microstep)
    // A macrostep begins with the event that was sent, except the first one of an actor: that has no event.
    const isFirst = steps === undefined && before !== undefined
    const isRaised = !isFirst && !isEventless(transitions[0])
    const from = steps === undefined ? valueOf(before) : steps.at(-1)!.to
    const step = { event, isRaised, from, to: valueOf(snapshot), transitions }
    if (steps === undefined) this.#steps.set(actorRef, [step])
    else steps.push(step)
    return step
  }

  /** The steps so far. */
  of(ref: object): readonly Step[] {
    return this.#steps.get(ref) ?? []
  }

  /** The steps of a macrostep that has ended; undefined if no transition was taken. */
  take(ref: object, at: number): Macrostep | undefined {
    const steps = this.#steps.get(ref)
    if (steps === undefined) return undefined
    this.#steps.delete(ref)
    return steps.some(({ transitions }) => transitions.length > 0) ? { steps, at } : undefined
  }
}

export function takenSteps({ steps, at }: Macrostep, redact: Redactor | undefined): TakenSteps {
  return {
    createdAt: String(at),
    steps: steps.slice(-MAX_STEPS).map(({ event, isRaised, from, to, transitions }) => ({
      event: event.type,
      isRaised,
      ...(from !== undefined && { from: plain(from, ['value'], { redact }) }),
      to: plain(to, ['value'], { redact }),
      transitions: transitions.map((one) => ({ state: one.source.path.join('.'), place: placeOf(one) })),
    })),
  }
}

/** 'form.editing:on.SAVE.1' */
export function transitionName(transition: AnyTransitionDefinition): string {
  return `${transition.source.path.join('.')}:${placeOf(transition)}`
}

/** Where a transition stands in the config of its state: 'on.SAVE.1', 'always.0', 'invoke.0.onDone.0'. */
function placeOf(transition: AnyTransitionDefinition): string {
  const { source } = transition
  if (isEventless(transition)) return `always.${source.always!.indexOf(transition)}`
  const index = source.transitions.get(transition.eventType as string)?.indexOf(transition) ?? -1
  return `${groupOf(transition)}.${index}`
}

function groupOf({ source, ...transition }: AnyTransitionDefinition): string {
  const eventType = transition.eventType as string // XState's type for any chart is any
  const { after, stateDone, childDone, childFailed, childSnapshot } = XSTATE_EVENTS
  const { config, id } = source
  if (eventType === `${stateDone}${id}` && config.onDone !== undefined) return 'onDone'
  if (eventType.startsWith(after) && eventType.endsWith(`.${id}`))
    return `after.${eventType.slice(after.length, -id.length - 1)}`
  for (const [index, invoke] of source.invoke.entries()) {
    if (eventType === `${childDone}${invoke.id}` && invoke.onDone !== undefined)
      return `invoke.${index}.onDone`
    if (eventType === `${childFailed}${invoke.id}` && invoke.onError !== undefined)
      return `invoke.${index}.onError`
    if (eventType === `${childSnapshot}${invoke.id}` && invoke.onSnapshot !== undefined)
      return `invoke.${index}.onSnapshot`
  }
  return `on.${eventType}`
}

export function isEventless(transition: AnyTransitionDefinition | undefined): boolean {
  return transition?.source.always?.includes(transition) === true
}

function valueOf(snapshot: object | undefined): unknown {
  return (snapshot as { readonly value?: unknown } | undefined)?.value
}
