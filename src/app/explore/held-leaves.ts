import {
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  type AnyActor,
  type EventObject,
  type Subscribable,
} from 'xstate'
import type { LeafKind } from '../../machines/kit/inert-logic.ts'
import { isSelfContained } from '../../machines/kit/self-contained.ts'
import { hasOnlyTimers } from './only-timers.ts'

/** Work that was begun and doesn't run: what it answers is told to it. */
export interface HeldLeaf {
  readonly actor: AnyActor
  readonly kind: LeafKind | 'other'
  /** How many answers it has given. */
  answered: number
  answer(value: unknown): void
  fail?(error: unknown): void
  complete?(): void
}

/** The work of an app that doesn't run. */
export class HeldLeaves {
  readonly #held = new Map<string, HeldLeaf>()
  readonly #real: readonly string[]

  /** `real` are names of actors whose work runs. */
  constructor(real: readonly string[]) {
    this.#real = real
  }

  /** Replaces the work of an actor that is about to start. Returns the kind that it has then. */
  readonly replace = (actor: AnyActor, kind: LeafKind | 'other', name: string): LeafKind | 'other' => {
    if (this.#runs(actor, name) || (kind === 'callback' && hasOnlyTimers(actor.logic as object))) return kind
    const hold = (answers: Answers) => void this.#held.set(name, { actor, kind, answered: 0, ...answers })
    const start = kind === 'other' ? () => {} : startsOf(hold)[kind]
    Object.assign(actor, {
      logic: Object.create(actor.logic as object, { start: { value: start } }) as object,
    })
    return kind === 'other' ? 'callback' : kind
  }

  /** The work that waits for an answer, by its name. */
  get waiting(): readonly (readonly [name: string, leaf: HeldLeaf])[] {
    return [...this.#held].filter(([, { actor }]) => isActive(actor))
  }

  named(name: string): HeldLeaf | undefined {
    const leaf = this.#held.get(name)
    return leaf !== undefined && isActive(leaf.actor) ? leaf : undefined
  }

  /** What the engine itself needs does its work, and what needs nothing of the world. */
  #runs(actor: AnyActor, name: string): boolean {
    if (name.startsWith('actty.') || isSelfContained(actor.logic as object, actor.options.input)) return true
    return this.#real.some((real) => real === actor.id || real === name || name.endsWith(`/${real}`))
  }
}

type Answers = Omit<HeldLeaf, 'actor' | 'kind' | 'answered'>
type Hold = (answers: Answers) => void

/** The starts of work that only waits, by its kind. */
function startsOf(hold: Hold): Readonly<Record<LeafKind, unknown>> {
  const values = {
    subscribe(observer: { next(value: unknown): void; error(error: unknown): void; complete(): void }) {
      hold({
        answer: (value) => observer.next(value),
        fail: (error) => observer.error(error),
        complete: () => observer.complete(),
      })
      return { unsubscribe() {} }
    },
  } as unknown as Subscribable<EventObject>
  return {
    promise: fromPromise(() => new Promise((resolve, reject) => hold({ answer: resolve, fail: reject })))
      .start,
    callback: fromCallback(({ sendBack }) => hold({ answer: (event) => sendBack(event as EventObject) }))
      .start,
    observable: fromObservable(() => values).start,
    eventObservable: fromEventObservable(() => values).start,
  }
}

function isActive(actor: AnyActor): boolean {
  return (actor.getSnapshot() as { readonly status: string }).status === 'active'
}
