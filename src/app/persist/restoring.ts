import {
  createActor,
  type AnyActor,
  type AnyActorLogic,
  type AnyStateMachine,
  type InspectionEvent,
} from 'xstate'
import { CancelledError } from '../../machines/kit/failure.ts'
import { pathOf } from '../../machines/kit/held-work.ts'
import { rememberGap, type Gap } from '../../machines/kit/restored.ts'
import { delayKey, delaysOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { Decoder } from '../trace/codec.ts'
import { activeInvokes, howOf, inputOf, namedLogic } from './active-states.ts'
import { ActorRefs } from './actor-refs.ts'
import type { KeptActor } from './kept-state.ts'
import type { KeptDelay } from './kept-file.ts'

type Logic = Pick<AnyStateMachine, 'getInitialSnapshot' | 'transition'> & {
  readonly restoreSnapshot: NonNullable<AnyActorLogic['restoreSnapshot']>
}
type Scope = Parameters<Logic['restoreSnapshot']>[1]
/** As XState restores it. `ours` is what it doesn't know of. */
type Saved = Record<string, unknown> & { readonly ours: KeptActor }

/** Lets the actors of an app go on from what was kept, before they start. */
export class Restoring {
  readonly #app: KeptActor
  readonly #delays: readonly KeptDelay[]
  readonly #refs = new ActorRefs()
  readonly #decoder = new Decoder({
    actorOf: (path) => this.#refs.standIn(path),
    snapshotOf: (path) => this.#refs.snapshotStandIn(path),
    redacted: () => {},
    opaque: () => undefined as never,
  })
  /** Snapshots that their parents have had before. */
  readonly #told = new WeakSet()
  readonly #cancelled: AnyActor[] = []
  readonly #gap: Gap

  constructor(app: KeptActor, delays: readonly KeptDelay[], gap: Gap) {
    this.#app = app
    this.#delays = delays
    this.#gap = gap
  }

  /** An actor was made, and hasn't a snapshot yet. `isApp` says that it's the app's own. */
  observe(event: InspectionEvent, isApp: boolean): void {
    if (event.type !== '@xstate.actor') return
    const actor = event.actorRef as AnyActor
    this.#refs.add(pathOf(actor), actor)
    const { snapshot } = actor.options as { readonly snapshot?: Partial<Saved> }
    if (isApp) this.#restoreApp(actor)
    else if (snapshot?.ours !== undefined) this.#restoreWith(actor, snapshot.ours)
  }

  /** All actors that were kept are there, and none has started. */
  begin(app: AnyActor): void {
    this.#refs.replaceAll()
    const delays = this.#delays.flatMap(({ source, target, id, event, due }) => {
      const [from, to] = [this.#refs.at(source), this.#refs.at(target)]
      const isOver = from === undefined || to === undefined || !isActive(from)
      return isOver
        ? []
        : [{ source: from, target: to, id, event: this.#decoder.decode(event, source) as never, due }]
    })
    const all = delaysOf(app)
    for (const { due, ...delay } of delays.sort((one, other) => one.due - other.due))
      all[delayKey(delay.source, delay.id)] = { ...delay, delay: Math.max(0, due - this.#gap.to) }
    for (const actor of this.#cancelled)
      all[delayKey(actor, 'cancelled')] = {
        source: actor,
        target: actor,
        id: 'cancelled',
        event: { type: 'fail' },
        delay: 0,
      }
  }

  #restoreApp(actor: AnyActor): void {
    rememberGap(actor.system, this.#gap)
    // Nobody waits for the end of one that was cancelled.
    if (this.#app.resume !== undefined) return
    const logic = this.#restoreWith(actor, this.#app)
    override(actor, {
      getInitialSnapshot: (scope: Scope): unknown =>
        logic.restoreSnapshot(this.#savedOf(this.#app) as never, scope),
    })
  }

  #restoreWith(actor: AnyActor, kept: KeptActor): Logic {
    const logic = actor.logic as unknown as Logic
    return override(actor, {
      restoreSnapshot: (_: unknown, scope: Scope) => {
        const snapshot: unknown =
          kept.resume === 'cancelled' ? this.#cancel(logic, kept, scope) : this.#restore(logic, kept, scope)
        this.#told.add(snapshot as object)
        return snapshot
      },
      // A child tells its snapshot at its start. Its parent has had it before.
      transition: (snapshot: object, event: { type: string; snapshot?: object }, scope: unknown) =>
        event.type.startsWith(XSTATE_EVENTS.childSnapshot) && this.#told.has(event.snapshot!)
          ? snapshot
          : (logic.transition as (...args: unknown[]) => unknown)(snapshot, event, scope),
    })
  }

  #restore(logic: Logic, kept: KeptActor, scope: Scope): unknown {
    const snapshot: unknown = logic.restoreSnapshot(this.#savedOf(kept) as never, scope)
    if (!isMachineSnapshot(snapshot)) return snapshot
    const children = snapshot.children as Record<string, AnyActor>
    const begin = (id: string, logic: AnyActorLogic | undefined, input: unknown, how: object) => {
      if (logic !== undefined)
        children[id] = createActor(logic, { id, parent: scope.self, input, ...how } as never)
    }
    for (const [id, child] of Object.entries(kept.children ?? {})) {
      if (child.resume !== 'beginsAgain' || child.spawned !== true) continue
      const { src, systemId, syncSnapshot } = child
      const logic = namedLogic(snapshot.machine as AnyStateMachine, src!)
      begin(id, logic, this.#inputOf(child), { src, systemId, syncSnapshot })
    }
    const isMoved = JSON.stringify(snapshot.value) !== JSON.stringify(kept.value)
    for (const invoke of activeInvokes(snapshot)) {
      const { id, logic } = invoke
      const child = kept.children?.[id]
      // Of a state that it was brought to, all begins.
      const begins = isMoved ? children[id] === undefined : child?.resume === 'beginsAgain'
      if (begins) begin(id, logic, inputOf(invoke, snapshot.context, scope.self), howOf(invoke))
    }
    return snapshot
  }

  /** Its parent gets the error of work that was cancelled. */
  #cancel(logic: Logic, kept: KeptActor, scope: Scope): unknown {
    const { context } = this.#decoder.decode(kept.snapshot ?? {}, '') as { readonly context?: object }
    this.#cancelled.push(scope.self as AnyActor)
    const error = new CancelledError(pathOf(scope.self as AnyActor))
    const saved = {
      status: 'active',
      value: 'failed',
      context: { ...context, error },
      children: {},
      historyValue: {},
    }
    return logic.restoreSnapshot(saved as never, scope)
  }

  #savedOf(kept: KeptActor): Saved {
    const children = Object.entries(kept.children ?? {}).filter(([, { resume }]) => resume !== 'beginsAgain')
    return {
      ...(this.#decoder.decode(kept.snapshot ?? {}, '') as object),
      ours: kept,
      children: Object.fromEntries(
        children.map(([id, child]) => {
          const { src, systemId, syncSnapshot } = child
          return [id, { src, systemId, syncSnapshot, snapshot: { status: 'active', ours: child } }]
        }),
      ),
    }
  }

  #inputOf({ input }: KeptActor): unknown {
    return input === undefined ? undefined : this.#decoder.decode(input, '')
  }
}

/** The logic of an actor that has no snapshot yet, with other members. */
function override(actor: AnyActor, members: object): Logic {
  const logic = Object.create(actor.logic as object, Object.getOwnPropertyDescriptors(members)) as Logic
  Object.assign(actor, { logic })
  return logic
}

function isActive(actor: AnyActor): boolean {
  return (actor.getSnapshot() as { readonly status: string }).status === 'active'
}
