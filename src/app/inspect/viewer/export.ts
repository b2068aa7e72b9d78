import type { EventNames } from '../messages.ts'
import type { ViewedActor, ViewedEvent } from './viewed.ts'

/** The events as a sequence diagram of Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html). */
export function mermaidOf(events: readonly ViewedEvent[]): string {
  const names = new Map<string, string>()
  for (const { from, to } of events)
    for (const party of [from, to]) if (party !== undefined) names.set(party.key, party.name)
  const ids = new Map([...names.keys()].map((key, index) => [key, `a${index}`]))
  const isOutside = events.some(({ from }) => from === undefined)
  return [
    'sequenceDiagram',
    ...(isOutside ? ['  actor outside'] : []),
    ...[...names].map(([key, name]) => `  participant ${ids.get(key)!} as ${escaped(name)}`),
    ...events.map(({ from, to, event, outcome }) => {
      const arrow = outcome === 'ignored' ? '--x' : '->>'
      return `  ${from === undefined ? 'outside' : ids.get(from.key)!}${arrow}${ids.get(to.key)!}: ${escaped(event.type)}`
    }),
    '',
  ].join('\n')
}

/** The events as JSON. */
export function jsonOf(events: readonly ViewedEvent[]): string {
  const shown = events.map(({ at, from, to, event, outcome }) => ({
    at: new Date(at).toISOString(),
    from: from?.name,
    to: to.name,
    event,
    outcome,
  }))
  return `${JSON.stringify(shown, undefined, 2)}\n`
}

/** A test that sends an actor what was sent to it, lets its delays pass, and expects the state that it came to. */
export function testOf(
  { name, sessionId, snapshot }: ViewedActor,
  events: readonly ViewedEvent[],
  names: EventNames,
): string {
  const steps = events.filter((one) => one.sessionId === sessionId).flatMap((one) => stepOf(one, names))
  const status =
    snapshot.status === 'active'
      ? []
      : [`  expect(actor.getSnapshot().status).toBe(${literal(snapshot.status)})`]
  return [
    `import { expect, test } from 'vitest'`,
    `import { createActor, SimulatedClock } from 'xstate'`,
    `// import { machine } from the module of ${oneLine(name)}`,
    '',
    `test(${literal(`${name}, as it was inspected`)}, () => {`,
    '  const clock = new SimulatedClock()',
    '  const actor = createActor(machine, { clock }).start()',
    ...steps.map((step) => `  ${step}`),
    `  expect(actor.getSnapshot().value).toEqual(${literal(snapshot.value)})`,
    ...status,
    '})',
    '',
  ].join('\n')
}

function stepOf({ event, isInternal, isPast }: ViewedEvent, names: EventNames): readonly string[] {
  const isDelay = event.type.startsWith(names.after)
  const [delay] = isDelay ? (/^\d+(?=\.)/.exec(event.type.slice(names.after.length)) ?? []) : []
  if (delay !== undefined) return [`clock.increment(${delay})`]
  if (event.type === names.init) return []
  if (isInternal) return [`// ${oneLine(event.type)} came from inside`]
  return [`actor.send(${literal(event)})${isPast ? ' // what it carried isn’t known' : ''}`]
}

function literal(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value)
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

/** Characters that mean something in Mermaid, as its entity codes. */
function escaped(text: string): string {
  return oneLine(text).replaceAll(/[#;<>:]/g, (character) => `#${character.charCodeAt(0)};`)
}
