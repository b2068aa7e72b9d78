import type { ActorRefLike } from 'xstate'

const TERMINAL_ID = 'actty.terminal'

/** What people call an actor: the name it has in its system, the id its parent gave it, or the id of its logic. */
export function actorName(ref: ActorRefLike): string {
  const { id, systemId, src, logic } = ref as unknown as Named
  if (typeof systemId === 'string') return systemId
  if (id === TERMINAL_ID) return 'terminal'
  if (typeof id === 'string' && id !== ref.sessionId) return id
  const configured = logic?.config?.id
  if (typeof configured === 'string') return configured
  return typeof src === 'string' ? src : ref.sessionId
}

/** Whether an actor is the engine's: its name may be that of one of the user's. */
export function isEnginesOwn(ref: ActorRefLike): boolean {
  const { id } = ref as unknown as Named
  return id === TERMINAL_ID || id === 'actty.barrier' || id === 'actty.help'
}

/** What an actor has that may be its name. */
interface Named {
  readonly id?: unknown
  readonly systemId?: unknown
  readonly src?: unknown
  readonly logic?: { readonly config?: { readonly id?: unknown } }
}
