import type { AnyActor } from 'xstate'

/** Actors that values refer to, while not all of them have been made. */
export class ActorRefs {
  readonly #actors = new Map<string, AnyActor>()
  readonly #standIns = new Map<object, string>()
  readonly #snapshots = new Map<object, string>()

  add(path: string, actor: AnyActor): void {
    this.#actors.set(path, actor)
  }

  at(path: string): AnyActor | undefined {
    return this.#actors.get(path)
  }

  /** Stands for an actor until it's there. It can be used from then on. */
  standIn(path: string): object {
    const standIn = new Proxy(
      {},
      {
        get: (_, key) => {
          const actor = this.#actors.get(path) as Record<PropertyKey, unknown> | undefined
          const member = actor?.[key]
          return typeof member === 'function' ? (member.bind(actor) as unknown) : member
        },
        has: (_, key) => key in (this.#actors.get(path) ?? {}),
      },
    )
    this.#standIns.set(standIn, path)
    return standIn
  }

  /** Stands for the snapshot of an actor. */
  snapshotStandIn(path: string): object {
    const standIn = {}
    this.#snapshots.set(standIn, path)
    return standIn
  }

  /** Puts the actors and their snapshots into all contexts in the places of what stands for them. */
  replaceAll(): void {
    if (this.#standIns.size + this.#snapshots.size === 0) return
    for (const actor of this.#actors.values()) {
      const { context } = actor.getSnapshot() as { readonly context?: unknown }
      this.#replaceIn(context, new Set())
    }
  }

  #replaceIn(value: unknown, seen: Set<object>): void {
    if (typeof value !== 'object' || value === null || seen.has(value) || 'sessionId' in value) return
    seen.add(value)
    if (value instanceof Map) {
      for (const [key, item] of value) this.#replace(item, seen, (found) => value.set(key, found))
    } else if (Array.isArray(value) || isPlain(value)) {
      const record = value as Record<string, unknown>
      for (const key of Object.keys(record))
        this.#replace(record[key], seen, (found) => (record[key] = found))
    }
  }

  #replace(value: unknown, seen: Set<object>, put: (found: unknown) => void): void {
    const actor = this.#standIns.get(value as object)
    const owner = this.#snapshots.get(value as object)
    if (actor !== undefined) put(this.#actors.get(actor))
    else if (owner !== undefined) put(this.#actors.get(owner)?.getSnapshot())
    else this.#replaceIn(value, seen)
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
