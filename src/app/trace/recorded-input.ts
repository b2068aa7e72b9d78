import type { InputEvent } from '../input/events.ts'
import type { StageEntry } from '../lifecycle/app-stage.ts'
import type { Json } from './codec.ts'
import { MASKED, UNSEEN } from './trace.ts'

/** An input as it stands in a trace. What is typed into a masked field is written as so many bullets. */
export function recordedInput({ event, isSecret, isBlind }: InputEntry): readonly Json[] {
  const isTyped = (event.type === 'key' || event.type === 'paste') && event.text !== ''
  if (isBlind()) return [jsonOf(isTyped ? masked(event) : event), UNSEEN]
  return isTyped && isSecret() ? [jsonOf(masked(event)), MASKED] : [jsonOf(event)]
}

type InputEntry = Extract<StageEntry, { readonly type: 'input' }>

/** All that is in an input is JSON. */
function jsonOf(event: InputEvent): Json {
  return event as unknown as Json
}

function masked(event: Extract<InputEvent, { readonly type: 'key' | 'paste' }>): InputEvent {
  if (event.type === 'paste') return { ...event, text: '•'.repeat(Array.from(event.text).length) }
  return { type: 'key', name: '•', text: '•', repeat: event.repeat }
}
