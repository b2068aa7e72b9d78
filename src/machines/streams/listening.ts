import { fromCallback, type AnyActorRef } from 'xstate'
import type { SeenThrough } from '../kit/change.ts'
import { selfContained } from '../kit/self-contained.ts'
import { parentOf } from '../kit/xstate-internals.ts'
import type { Line } from './line-ring.ts'
import { Ring } from './ring.ts'

/** The lines that an actor has said since the last event, after others that its own ring has dropped already. */
export interface SaidEvent {
  readonly type: 'said'
  readonly items: readonly Line[]
  readonly skipped: number
}

/**
 * Tells the parent what its child `work` says: the new `lines` in the context of that actor, or of the innermost one that it
 * stands for, as in `retrying(deadline(subprocess(…)))`. One that is started again begins again.
 */
export const listening = selfContained(
  fromCallback(({ self, sendBack }) => {
    const { children } = parentOf(self)!.getSnapshot() as {
      readonly children: { readonly work?: AnyActorRef }
    }
    const { work } = children
    // What a restored actor has said was told before.
    const listener = new Listener(work!, (event) => sendBack(event), saidIn(work!.getSnapshot()).count)
    return () => listener.stop()
  }),
)

/** Listens to one actor, and to the child that it stands for. */
class Listener {
  readonly ref: AnyActorRef
  readonly #tell: (event: SaidEvent) => void
  readonly #unsubscribe: () => void
  /** How many lines of the actor were told. */
  #told: number
  #inner: Listener | undefined

  constructor(ref: AnyActorRef, tell: (event: SaidEvent) => void, told = 0) {
    this.ref = ref
    this.#tell = tell
    this.#told = told
    const subscription = ref.subscribe({ next: (snapshot) => this.#look(snapshot), error: () => {} })
    this.#unsubscribe = () => subscription.unsubscribe()
    this.#look(ref.getSnapshot())
  }

  stop(): void {
    this.#unsubscribe()
    this.#inner?.stop()
  }

  #look(snapshot: unknown): void {
    const { lines, count } = saidIn(snapshot)
    const length = Math.min(count - this.#told, lines.length)
    if (count > this.#told)
      this.#tell({
        type: 'said',
        items: Array.from({ length }, (_, index) => lines.at(index - length)!),
        skipped: count - this.#told - length,
      })
    this.#told = count
    this.#follow(this.#childOf(snapshot))
  }

  #follow(child: AnyActorRef | undefined): void {
    if (child === this.#inner?.ref) return
    this.#inner?.stop()
    this.#inner = child && new Listener(child, this.#tell)
  }

  #childOf(snapshot: unknown): AnyActorRef | undefined {
    const { seenThrough } = (this.ref as { readonly logic?: Partial<SeenThrough> }).logic ?? {}
    const { children } = snapshot as { readonly children?: Readonly<Record<string, AnyActorRef>> }
    return seenThrough === undefined ? undefined : children?.[seenThrough]
  }
}

const silence = new Ring<Line>(1)

/** The lines of an actor, if it keeps any, and how many it has said in all. */
function saidIn(snapshot: unknown): { readonly lines: Ring<Line>; readonly count: number } {
  const { lines } = (snapshot as { readonly context?: { readonly lines?: unknown } }).context ?? {}
  if (!(lines instanceof Ring)) return { lines: silence, count: 0 }
  return { lines: lines as Ring<Line>, count: lines.dropped + lines.length }
}
