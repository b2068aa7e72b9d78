import type { AnyActor, AnyActorRef, AnyMachineSnapshot } from 'xstate'
import { pathOf } from '../../machines/kit/held-work.ts'
import { isLeftOut, keptJson } from '../../machines/kit/kept-values.ts'
import { rulesOf } from '../../machines/kit/pattern.ts'
import { kindOf } from '../../machines/kit/xstate-internals.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { Encoder, type Json } from '../trace/codec.ts'
import { invokeOf } from './active-states.ts'

/** An actor in the file. */
export interface KeptActor {
  /** The name of its logic. */
  readonly src?: string
  readonly systemId?: string
  /** Its parent has spawned it, and no state invokes it. */
  readonly spawned?: true
  /** Its parent gets its snapshots. */
  readonly syncSnapshot?: true
  /** It doesn't go on from its snapshot: it begins again, or it's as if it was cancelled. */
  readonly resume?: 'beginsAgain' | 'cancelled'
  /** What it begins again with, if its parent doesn't say that by `invoke`. */
  readonly input?: Json
  readonly snapshot?: Json
  /** The state of a chart when it was written, whatever `snapshot` has been made into since. */
  readonly value?: Json
  readonly children?: Readonly<Record<string, KeptActor>>
}

/** A value that can't be kept, and where it is. */
export interface Unkeepable {
  /** The path of the actor, and the keys of the value: 'job: context.file'. */
  readonly place: string
  readonly what: string
}

/** What is kept of an app's actors. */
export interface Taken {
  readonly app: KeptActor
  /** The actors that go on from their snapshots. Only their delays are kept. */
  readonly goingOn: ReadonlySet<AnyActorRef>
  readonly unkeepable: readonly Unkeepable[]
  readonly interrupted: readonly Interrupted[]
}

/** An actor that doesn't go on from its snapshot. */
export interface Interrupted {
  readonly actor: AnyActor
  /** It begins again, it's as if it was cancelled, or its secret answer is asked for again. */
  readonly how: 'beginsAgain' | 'cancelled' | 'asksAgain'
}

/** Takes what is kept of an app's own actor, and of those below it. */
export function takeState(app: AnyActor): Taken {
  return new Taking(app).take()
}

class Taking {
  readonly #goingOn = new Set<AnyActorRef>()
  readonly #unkeepable: Unkeepable[] = []
  readonly #interrupted: Interrupted[] = []
  /** The path of the actor that is taken. Undefined while it doesn't matter what can be kept. */
  #path: string | undefined
  readonly #encoder = new Encoder({
    nameOf: (actor) => pathOf(actor as AnyActor),
    snapshotOf: (object) => this.#ownerOf(object),
    redact: undefined,
    redacted: () => {},
    opaque: (what, path, value) => isLeftOut(value) || this.#cannotKeep(path.join('.'), what),
    jsonOf: keptJson,
  })

  /** The paths of all actors, by their snapshots. */
  #owners: Map<object, string> | undefined
  readonly #root: AnyActor

  constructor(app: AnyActor) {
    this.#root = app
  }

  take(): Taken {
    const app = this.#root
    return {
      app: this.#snapshotOf(app),
      goingOn: this.#goingOn,
      unkeepable: this.#unkeepable,
      interrupted: this.#interrupted,
    }
  }

  #child(child: AnyActor, parent: AnyMachineSnapshot): KeptActor | undefined {
    const { src, systemId } = child
    const { syncSnapshot } = child.options as { readonly syncSnapshot?: boolean }
    const isActive = statusOf(child) === 'active'
    const { isSecret } = rulesOf(child.logic as object) ?? {}
    if (isSecret === true) this.#interrupted.push({ actor: child, how: 'asksAgain' })
    if (!isActive && isSecret === true) return undefined
    if (typeof src !== 'string') {
      if (isActive)
        this.#cannotKeep('it was spawned', 'logic without a name: name it in setup({ actors })', child)
      return undefined
    }
    return {
      src,
      ...(systemId !== undefined && { systemId }),
      ...(syncSnapshot === true && { syncSnapshot: true }),
      ...this.#snapshotOf(child),
      ...(invokeOf(parent, child.id) === undefined && {
        spawned: true,
        ...(isActive && this.#inputOf(child)),
      }),
    }
  }

  #snapshotOf(actor: AnyActor): Pick<KeptActor, 'resume' | 'snapshot' | 'value' | 'children'> {
    const resume = statusOf(actor) === 'active' ? ruleOf(actor) : 'goesOn'
    const snapshot: unknown = actor.getSnapshot()
    const isSecret = rulesOf(actor.logic as object)?.isSecret === true
    if (resume !== 'goesOn' && !isSecret) this.#interrupted.push({ actor, how: resume })
    if (resume === 'beginsAgain') return { resume }
    if (!isMachineSnapshot(snapshot)) return this.#other(actor)
    const { status, value, context, output, error, historyValue, children } = snapshot as AnyParts
    if (resume === 'cancelled') return { resume, snapshot: this.#leniently({ context }) }
    if (status === 'active') this.#goingOn.add(actor)
    const kept = Object.entries(children).flatMap(([id, child]) => {
      const taken = child && this.#child(child, snapshot)
      return taken === undefined ? [] : [[id, taken] as const]
    })
    return {
      value: value as Json,
      snapshot: this.#encode(actor, {
        status,
        value,
        context: rulesOf(actor.logic as object)?.kept?.(context as never) ?? context,
        ...(output !== undefined && { output }),
        ...(error !== undefined && { error }),
        historyValue: historyOf(historyValue),
      }),
      children: Object.fromEntries(kept),
    }
  }

  /** Logic that isn't a statechart. What a leaf was begun with is told again by its parent. */
  #other(actor: AnyActor): Pick<KeptActor, 'snapshot'> {
    const snapshot = actor.getPersistedSnapshot() as object
    return { snapshot: this.#encode(actor, Object.assign({}, snapshot, { input: undefined })) }
  }

  #inputOf(actor: AnyActor): Pick<KeptActor, 'input'> {
    const { input } = actor.options
    const isGoingOn = this.#goingOn.has(actor)
    return input === undefined || isGoingOn ? {} : { input: this.#encode(actor, input, 'input') }
  }

  /** A chart often has the snapshot of a child in its context, by `onSnapshot`. */
  #ownerOf(object: object): string | undefined {
    if (!isMachineSnapshot(object)) return undefined
    this.#owners ??= ownersIn(this.#root, new Map())
    return this.#owners.get(object)
  }

  #encode(actor: AnyActor, value: unknown, name = ''): Json {
    this.#path = pathOf(actor)
    return this.#encoder.encode(value, name)
  }

  #leniently(value: unknown): Json {
    this.#path = undefined
    return this.#encoder.encode(value, '')
  }

  #cannotKeep(keys: string, what: string, actor?: AnyActor): void {
    const path = actor === undefined ? this.#path : pathOf(actor)
    if (path !== undefined) this.#unkeepable.push({ place: `${path}: ${keys.replace(/^\./, '')}`, what })
  }
}

function ownersIn(actor: AnyActor, owners: Map<object, string>): Map<object, string> {
  const snapshot = actor.getSnapshot() as object
  owners.set(snapshot, pathOf(actor))
  const { children = {} } = snapshot as Partial<AnyParts>
  for (const child of Object.values(children)) if (child !== undefined) ownersIn(child, owners)
  return owners
}

/** What becomes of an actor that is active. What works outside of the actor system begins again. */
function ruleOf(actor: AnyActor): 'goesOn' | 'beginsAgain' | 'cancelled' {
  const logic = actor.logic as object
  if (kindOf(logic) !== undefined) return 'beginsAgain'
  const { resume = 'goesOn', isSecret } = rulesOf(logic) ?? {}
  return isSecret === true ? 'beginsAgain' : resume
}

function statusOf(actor: AnyActorRef): string {
  return (actor.getSnapshot() as { readonly status: string }).status
}

/** A snapshot of any chart. */
interface AnyParts {
  readonly status: string
  readonly value: unknown
  readonly context: unknown
  readonly output: unknown
  readonly error: unknown
  readonly historyValue: History
  readonly children: Readonly<Record<string, AnyActor | undefined>>
}

type History = Readonly<Record<string, readonly { readonly id: string }[]>> | undefined

function historyOf(history: History): Record<string, { readonly id: string }[]> {
  return Object.fromEntries(
    Object.entries(history ?? {}).map(([id, states]) => [id, states.map((state) => ({ id: state.id }))]),
  )
}
