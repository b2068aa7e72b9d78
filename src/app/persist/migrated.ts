import { Decoder, Encoder, type Json } from '../trace/codec.ts'
import type { KeptFile } from './kept-file.ts'
import type { KeptActor } from './kept-state.ts'
import type { PersistedState, PersistOptions } from './persist-options.ts'

/** What was kept by another version, as this one would have kept it; undefined if there is nothing to go on from. */
export function migrated(
  kept: KeptFile,
  migrate: NonNullable<PersistOptions['migrate']>,
): KeptFile | undefined {
  const state = migrate(stateOf(kept.app), kept.version)
  return state === undefined ? undefined : { ...kept, app: keptOf(state, kept.app) }
}

/** Actors stay as they stand in the file. */
const decoder = new Decoder({
  actorOf: (path) => new KeptRef(path),
  snapshotOf: (path) => new KeptSnapshot(path),
  redacted: () => {},
  opaque: () => undefined as never,
})
const encoder = new Encoder({
  nameOf: (actor) => (actor as KeptRef).path,
  snapshotOf: (object) => (object instanceof KeptSnapshot ? object.path : undefined),
  redact: undefined,
  redacted: () => {},
})

/** Stands for an actor in a context. `send` makes it look like one. */
class KeptRef {
  readonly path: string
  readonly send = undefined

  constructor(path: string) {
    this.path = path
  }
}

/** Stands for the snapshot of an actor in a context. */
class KeptSnapshot {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

function stateOf({ snapshot, children = {} }: KeptActor): PersistedState {
  const { value, context } = decoder.decode(snapshot ?? {}, '') as Partial<PersistedState>
  const inner = Object.entries(children).map(([id, child]) => [id, stateOf(child)] as const)
  return { value, context, children: Object.fromEntries(inner) }
}

function keptOf({ value, context, children }: PersistedState, before: KeptActor): KeptActor {
  const snapshot = before.snapshot as Readonly<Record<string, Json>> | undefined
  const kept = Object.entries(children).flatMap(([id, child]) => {
    const { [id]: known } = before.children ?? {}
    return known === undefined ? [] : [[id, keptOf(child, known)] as const]
  })
  return {
    ...before,
    ...(snapshot !== undefined && {
      snapshot: {
        ...snapshot,
        ...(encoder.encode({ value, context }, '') as Readonly<Record<string, Json>>),
      },
    }),
    ...(before.children !== undefined && { children: Object.fromEntries(kept) }),
  }
}
