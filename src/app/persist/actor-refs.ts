import type { AnyActor } from 'xstate'

/** Actors that values refer to, while not all of them have been made. */
export class ActorRefs {
  readonly #actors = new Map<string, AnyActor>()
  readonly #standIns = new Map<object, string>()

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

  /** Puts the actors into all contexts in the places of what stands for them. */
  replaceAll(): void {
    if (this.#standIns.size === 0) return
    for (const actor of this.#actors.values()) {
      const { context } = actor.getSnapshot() as { readonly context?: unknown }
      this.#replaceIn(context, new Set())
    }
  }

  #replaceIn(value: unknown, seen: Set<object>): void {
    if (typeof value !== 'object' || value === null || seen.has(value) || 'sessionId' in value) return
    seen.add(value)
    if (value instanceof Map) {
      for (const [key, item] of value) this.#replace(item, seen, (actor) => value.set(key, actor))
    } else if (Array.isArray(value) || isPlain(value)) {
      const record = value as Record<string, unknown>
      for (const key of Object.keys(record))
        this.#replace(record[key], seen, (actor) => (record[key] = actor))
    }
  }

  #replace(value: unknown, seen: Set<object>, put: (actor: AnyActor | undefined) => void): void {
    const path = this.#standIns.get(value as object)
    if (path === undefined) this.#replaceIn(value, seen)
    else put(this.#actors.get(path))
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
