import type { AnyMachineSnapshot } from 'xstate'

/**
 * The state of a machine as a person reads it: 'loading', 'form.editing'. Other actors are 'active', 'done' or 'error'.
 *
 * ```ts
 * text(statePath(snapshot), { color: 'muted' })
 * ```
 */
export function statePath(snapshot: unknown): string {
  const status = (snapshot as { status?: string } | undefined)?.status ?? 'unknown'
  return (isMachineSnapshot(snapshot) && valuePath(snapshot.value)) || status
}

export function isMachineSnapshot(snapshot: unknown): snapshot is AnyMachineSnapshot {
  return typeof snapshot === 'object' && snapshot !== null && 'machine' in snapshot && 'can' in snapshot
}

/** A machine's value as a person reads it. */
export function valuePath(value: unknown): string {
  if (typeof value === 'string') return value
  const parts = Object.entries(value as object).map(([state, inner]) => {
    const path = valuePath(inner)
    return path === '' ? state : `${state}.${path}`
  })
  return parts.join(' | ')
}
