import type { InputEvent } from '../input/events.ts'
import type { Json } from './codec.ts'
import type { Trace, TraceStep } from './trace.ts'

/** What came in with a step, for people: 'key r', 'an answer of people/users (xstate.promise.resolve)'. */
export function describeStep({ kind, data }: TraceStep, { actors }: Trace): string {
  const [first, second, third] = data
  const name = (number: Json | undefined) => actors[number as number] ?? 'outside'
  const typeOf = (event: Json | undefined) => (event as { readonly type: string }).type
  switch (kind) {
    case 'start':
      return 'the start'
    case 'end':
      return 'the end'
    case 'input':
      return describeInput(first as unknown as InputEvent)
    case 'answer':
      return `an answer of ${name(first)} (${typeOf(third)})`
    case 'sent':
      return `the event ${typeOf(third)} to ${name(second)}`
    case 'resize':
      return `a resize to ${first as number}x${second as number}`
    case 'print':
      return 'a printed line'
    case 'theme':
      return 'another theme'
    case 'notice':
      return 'a notice'
    case 'drained':
      return 'the terminal taking output again'
    case 'gone':
      return 'the loss of the terminal'
    case 'clock':
      return 'a change of the time of day'
    default:
      return 'a frame drawn at once'
  }
}

function describeInput(input: InputEvent): string {
  switch (input.type) {
    case 'key':
      return `key ${input.name}`
    case 'paste':
      return `a paste of ${input.text.length} characters`
    case 'mouse':
      return `the mouse (${input.action} at column ${input.x}, row ${input.y})`
    case 'focus':
      return input.focused ? 'the window getting the focus' : 'the window losing the focus'
    case 'reply':
      return 'an answer of the terminal'
    case 'unknown':
      return 'an unknown sequence'
  }
}
