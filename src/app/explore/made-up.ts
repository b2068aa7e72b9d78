import type { AnyActor, EventObject, StateValue } from 'xstate'
import { now } from '../../machines/kit/clock.ts'
import { pathOf } from '../../machines/kit/held-work.ts'
import { parentOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { activeIn } from '../active-states.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { anything } from '../trace/anything.ts'

/** The events of the engine's own work: what they have besides their type. */
const ofTheEngine: Readonly<Record<string, (actor: AnyActor) => object>> = {
  'process.started': (actor) => ({ pid: 1, at: now(actor) }),
  'process.output': () => ({
    items: [{ text: 'sample', source: 'stdout' }],
    skipped: 0,
    unfinished: '',
    unfinishedBy: { stdout: '', stderr: '' },
  }),
  'process.ended': (actor) => ({ code: 0, signal: null, at: now(actor) }),
  'process.failed': failure,
  'inlet.batch': () => ({ lost: 0, items: [anything()], skipped: 0 }),
  'inlet.ended': () => ({}),
  'inlet.failed': failure,
  'feeder.item': () => ({ item: anything() }),
  'feeder.exhausted': () => ({}),
  'feeder.failed': failure,
  'holder.acquired': () => ({ resource: anything() }),
  'holder.released': () => ({}),
  'holder.failed': failure,
  'foreground.began': () => ({}),
  'foreground.ended': () => ({ code: 0, signal: null }),
  'foreground.failed': failure,
}

/** An error of work that doesn't run. */
export class MadeUpError extends Error {
  override readonly name = 'MadeUpError'
}

/**
 * The types of events that an actor may send to its parent: those that the parent takes now. Of the engine's own work these are known, and
 * of other work they may be any.
 */
export function eventsFor(actor: AnyActor): readonly string[] {
  const snapshot: unknown = parentOf(actor)?.getSnapshot()
  if (!isMachineSnapshot(snapshot)) return []
  const active = activeIn(snapshot.machine.root, snapshot.value as StateValue)
  const taken = new Set(active.flatMap((node) => node.ownEvents as readonly string[]))
  const types = [...taken].filter((type) => !type.startsWith(XSTATE_EVENTS.own) && !type.includes('*'))
  const known = types.filter((type) => Object.hasOwn(ofTheEngine, type))
  return known.length > 0 ? known : types
}

/** An event of that type, with whatever else it has. */
export function madeUpEvent(type: string, actor: AnyActor): EventObject {
  const has = ofTheEngine[type]?.(actor)
  return (has === undefined ? anything({ type }) : { type, ...has }) as EventObject
}

/** A failure of an actor's work. */
export function failureOf(name: string): MadeUpError {
  return new MadeUpError(`${name} fails (made up)`)
}

function failure(actor: AnyActor): object {
  return { error: failureOf(pathOf(actor)) }
}
