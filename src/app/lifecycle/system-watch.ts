import type { ActorRefLike, AnyActor, InspectionEvent } from 'xstate'
import { isMachineSnapshot, statePath } from '../state-path.ts'
import { holdWork, pathOf } from '../../machines/kit/held-work.ts'
import { rulesOf } from '../../machines/kit/pattern.ts'
import { isInstance } from '../../machines/kit/message-of.ts'
import {
  limitSteps,
  parentOf,
  stopOrphan,
  watchPromise,
  XSTATE_EVENTS,
} from '../../machines/kit/xstate-internals.ts'
import { ToldError } from '../../machines/kit/told-error.ts'
import { AppError, ShutdownError } from '../errors.ts'

/** More steps than this without an event from outside, and a machine goes round in circles. */
const MAX_STEPS = 1_000

/** Watches an actor system by its inspection events: which actors are running, which changed, and where a failure began. */
export class SystemWatch {
  /** The actors that were started and have not ended. */
  readonly living = new Set<ActorRefLike>()
  readonly #changed: (ref: ActorRefLike, snapshot: unknown) => void
  readonly #origins = new WeakMap<object, Origin>()
  /** What was thrown last without being an object: nothing can be noted about it but this. */
  #plain: { readonly reason: unknown; readonly last: AnyActor; readonly origin: Origin } | undefined

  constructor(changed: (ref: ActorRefLike, snapshot: unknown) => void) {
    this.#changed = changed
  }

  observe(event: InspectionEvent): void {
    switch (event.type) {
      case '@xstate.actor':
        return prepare(event.actorRef as AnyActor)
      case '@xstate.event': {
        const { type } = event.event
        if (type === XSTATE_EVENTS.init) this.living.add(event.actorRef)
        else if (type.startsWith(XSTATE_EVENTS.childFailed)) this.#failed(event.sourceRef as AnyActor)
        return
      }
      case '@xstate.snapshot':
        // Logic that isn't a statechart may have an active snapshot after it was stopped.
        if (event.snapshot.status !== 'active' || event.event.type === XSTATE_EVENTS.stop)
          this.living.delete(event.actorRef)
        this.#changed(event.actorRef, event.snapshot)
        return
      case '@xstate.microstep':
      case '@xstate.action':
      case '@xstate.transition':
        return
    }
  }

  /** Stops the children of machines that threw: XState stops children only if their machine ends normally. */
  stopOrphans(): void {
    for (const ref of [...this.living] as AnyActor[]) {
      const parent = parentOf(ref)
      if (parent !== undefined && !this.living.has(parent)) stopOrphan(ref)
    }
  }

  /** Tells actors to end that do so in order. Resolves when they have ended; undefined if there are none. */
  endInOrder(): Promise<unknown> | undefined {
    const ending = ([...this.living] as AnyActor[]).filter(isToldToEnd)
    if (ending.length === 0) return undefined
    return Promise.all(ending.map(ended))
  }

  /** A failure that reached the app, as an error that says in which actor it began. */
  explain(error: unknown): unknown {
    const origin = isObject(error) ? this.#origins.get(error) : this.#plainOrigin(error)
    const isExplained =
      isInstance(error, AppError) || isInstance(error, ShutdownError) || isInstance(error, ToldError)
    if (origin === undefined || isExplained) return error
    return new AppError('the actor', origin.actor, origin.state, error)
  }

  #failed(ref: AnyActor): void {
    this.living.delete(ref)
    const snapshot: unknown = ref.getSnapshot()
    const error = (snapshot as { error?: unknown }).error
    // The error goes on to the parents. It began in the first actor that has it.
    if (!isObject(error)) {
      const before = this.#plain
      const isSame = before !== undefined && before.reason === error && parentOf(before.last) === ref
      this.#plain = { reason: error, last: ref, origin: isSame ? before.origin : originOf(ref) }
    } else if (!this.#origins.has(error)) this.#origins.set(error, originOf(ref))
    this.#changed(ref, snapshot)
  }

  #plainOrigin(reason: unknown): Origin | undefined {
    return this.#plain !== undefined && this.#plain.reason === reason ? this.#plain.origin : undefined
  }
}

/** Tells an actor to end, if its chart says how that is told. */
function isToldToEnd(ref: AnyActor): boolean {
  const type = rulesOf(ref.logic as object)?.interrupt
  const snapshot: unknown = ref.getSnapshot()
  if (type === undefined || !isMachineSnapshot(snapshot) || !snapshot.can({ type })) return false
  ref.send({ type })
  return true
}

function ended(ref: AnyActor): Promise<void> {
  return new Promise((resolve) => {
    ref.subscribe({ complete: resolve, error: () => resolve() })
    // XState doesn't call the observers of an actor that was stopped before.
    if ((ref.getSnapshot() as { readonly status: string }).status === 'stopped') resolve()
  })
}

/** The actor and the state in which a failure began. */
interface Origin {
  readonly actor: string
  readonly state: string
}

function originOf(ref: AnyActor): Origin {
  const snapshot: unknown = ref.getSnapshot()
  return { actor: pathOf(ref), state: isMachineSnapshot(snapshot) ? statePath(snapshot) : 'active' }
}

/** Before an actor starts: its steps have a limit, and its promise is work that an app waits for until it has ended. */
function prepare(actor: AnyActor): void {
  limitSteps(actor, MAX_STEPS)
  watchPromise(actor, (promise) =>
    holdWork(
      actor,
      'a promise',
      promise.catch(() => {}),
    ),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
