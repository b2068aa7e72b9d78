import type { AnyActor, AnyActorRef } from 'xstate'
import { clockOf, type Clock } from './clock.ts'

/** Something that is being acquired or has been, and must be released exactly once. */
export class Lease<Resource> {
  /** Settles when it is acquired. */
  readonly acquired: Promise<Resource>
  /** Settles when nothing is left to release. It rejects if the release fails. */
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
      () => this.#settle.resolve(), // never acquired, so there is nothing to release
    )
    this.#queue.expect(this.acquired)
  }

  /** Releases it. If it is still being acquired, `signal` is aborted, and what arrives anyway is released. */
  release(): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    this.acquired.then(
      () => this.#queue.release(this),
      () => {},
    )
  }

  /** Only for the queue, which calls this once. */
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

/** How long a release waits, in ms, for what is still being acquired and has to be released first. */
const RELEASE_TIMEOUT = 1_000

/** Releases the leases of an actor system one after the other, the last acquired first. */
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
    // Leases that end together are released in order: after this task, all of them are here.
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
