import type { AnyActor, AnyActorRef } from 'xstate'
import { clockOf, type Clock } from './clock.ts'

/** Something that was acquired, or is being acquired, and must be released once. */
export class Lease<Resource> {
  /** Settles when it has been acquired. */
  readonly acquired: Promise<Resource>
  /** Settles when nothing is left to release; rejects where releasing failed. */
  readonly over: Promise<void>
  readonly #abort = new AbortController()
  readonly #release: (resource: Resource) => unknown
  readonly #queue: ReleaseQueue
  #settle!: { readonly resolve: () => void; readonly reject: (error: unknown) => void }

  constructor(
    actor: AnyActorRef,
    acquire: (signal: AbortSignal) => Resource | Promise<Resource>,
    release: (resource: Resource) => unknown,
  ) {
    this.#release = release
    this.over = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    this.#queue = queueOf(actor)
    this.acquired = new Promise((resolve) => resolve(acquire(this.#abort.signal)))
    this.acquired.then(
      () => this.#queue.add(this),
      () => this.#settle.resolve(), // what was never acquired needs no release
    )
    this.#queue.expect(this.acquired)
  }

  /** Releases it; where it is still being acquired, that is aborted, and what comes of it nevertheless is released. */
  release(): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    this.acquired.then(
      () => this.#queue.release(this),
      () => {},
    )
  }

  /** For its queue, which calls this once. */
  async releaseNow(): Promise<void> {
    try {
      await this.#release(await this.acquired)
      this.#settle.resolve()
    } catch (error) {
      this.#settle.reject(error)
    }
  }
}

type AnyLease = Lease<never>

/** What is being acquired when others are released has so long to come, in ms, to be released before them. */
const RELEASE_TIMEOUT = 1_000

/** Releases one lease of an actor system after the other, the last that was acquired first. */
class ReleaseQueue {
  readonly #clock: Clock
  /** In the order in which they were acquired. */
  readonly #leases = new Map<AnyLease, 'held' | 'due'>()
  readonly #expected = new Set<Promise<unknown>>()
  #running = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Something is being acquired. */
  expect(acquired: Promise<unknown>): void {
    this.#expected.add(acquired)
    const come = () => this.#expected.delete(acquired)
    acquired.then(come, come)
  }

  add(lease: unknown): void {
    this.#leases.set(lease as AnyLease, 'held')
  }

  release(lease: unknown): void {
    this.#leases.set(lease as AnyLease, 'due')
    if (this.#running) return
    this.#running = true
    // What stops together is released together: all of it is known after this turn.
    queueMicrotask(() => void this.#run())
  }

  async #run(): Promise<void> {
    if (this.#lastDue !== undefined) await this.#arrivals()
    for (let last = this.#lastDue; last !== undefined; last = this.#lastDue) {
      this.#leases.delete(last)
      await last.releaseNow()
    }
    this.#running = false
  }

  get #lastDue(): AnyLease | undefined {
    return [...this.#leases].findLast(([, state]) => state === 'due')?.[0]
  }

  async #arrivals(): Promise<void> {
    if (this.#expected.size === 0) return
    let timer: unknown
    const timeout = new Promise<void>((resolve) => (timer = this.#clock.setTimeout(resolve, RELEASE_TIMEOUT)))
    await Promise.race([Promise.allSettled(this.#expected), timeout])
    this.#clock.clearTimeout(timer)
  }
}

const queues = new WeakMap<object, ReleaseQueue>()

function queueOf(actor: AnyActorRef): ReleaseQueue {
  const { system } = actor as AnyActor
  const queue = queues.get(system) ?? new ReleaseQueue(clockOf(actor))
  queues.set(system, queue)
  return queue
}
