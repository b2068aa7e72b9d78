import type { AnyActor, AnyActorRef } from 'xstate'

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
    this.#queue.add(this)
    this.acquired = new Promise((resolve) => resolve(acquire(this.#abort.signal)))
    // What was never acquired needs no release.
    this.acquired.catch(() => this.#queue.finish(this, () => this.#settle.resolve()))
  }

  /** Releases it; where it is still being acquired, that is aborted, and what comes of it nevertheless is released. */
  release(): void {
    this.#abort.abort()
    this.#queue.release(this)
  }

  /** For its queue, which calls this once. */
  async releaseNow(): Promise<void> {
    let resource: Resource
    try {
      resource = await this.acquired
    } catch {
      return
    }
    try {
      await this.#release(resource)
      this.#settle.resolve()
    } catch (error) {
      this.#settle.reject(error)
    }
  }
}

type AnyLease = Lease<never>

/** Releases one lease of an actor system after the other, the last that was acquired first. */
class ReleaseQueue {
  /** In the order in which they were acquired. */
  readonly #leases = new Map<AnyLease, 'held' | 'due'>()
  #running = false

  add(lease: unknown): void {
    this.#leases.set(lease as AnyLease, 'held')
  }

  release(lease: unknown): void {
    if (this.#leases.get(lease as AnyLease) !== 'held') return
    this.#leases.set(lease as AnyLease, 'due')
    if (this.#running) return
    this.#running = true
    // What stops together is released together: all of it is known after this turn.
    queueMicrotask(() => void this.#run())
  }

  finish(lease: unknown, done: () => void): void {
    this.#leases.delete(lease as AnyLease)
    done()
  }

  async #run(): Promise<void> {
    for (;;) {
      const last = [...this.#leases].findLast(([, state]) => state === 'due')?.[0]
      if (last === undefined) break
      this.#leases.delete(last)
      await last.releaseNow()
    }
    this.#running = false
  }
}

const queues = new WeakMap<object, ReleaseQueue>()

function queueOf(actor: AnyActorRef): ReleaseQueue {
  const { system } = actor as AnyActor
  const queue = queues.get(system) ?? new ReleaseQueue()
  queues.set(system, queue)
  return queue
}
