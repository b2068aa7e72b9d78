import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { ViewerRequest } from './messages.ts'

/**
 * What a viewer asks for, if it may. Whatever else it says is nothing: events and keys are refused unless the app allows control, and so
 * are the events that XState sends itself.
 */
export function viewerRequest(text: string, allowsControl: boolean): ViewerRequest | undefined {
  const request = parsed(text) as Partial<Record<string, unknown>> | null | undefined
  if (request?.['type'] === '@actty.screens') return { type: '@actty.screens' }
  if (!allowsControl) return undefined
  const { type, key, sessionId, event } = request ?? {}
  if (type === '@actty.key' && typeof key === 'string') return { type, key }
  if (type === '@actty.send' && typeof sessionId === 'string' && isEvent(event))
    return { type, sessionId, event }
  return undefined
}

function isEvent(event: unknown): event is { readonly type: string } {
  const { type } = (event ?? {}) as { readonly type?: unknown }
  return typeof type === 'string' && !type.startsWith(XSTATE_EVENTS.own)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
