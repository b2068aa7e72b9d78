import { readFileSync } from 'node:fs'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { anything } from '../trace/anything.ts'
import { Decoder, type Json } from '../trace/codec.ts'
import { parseTrace, type Trace } from '../trace/trace.ts'

/**
 * What work answers, by the names of actors: outputs of promises and values of observables, of which any may come, and events of callbacks,
 * which come in their order. An Error is a failure of it.
 * A name is the last part of an actor's path, or more of it: 'users', 'people/users'. `*` stands for a number. A pattern's name is also
 * that of the work in it.
 */
export type Samples = Readonly<Record<string, readonly unknown[]>>

/** Of one actor, so many answers of a recording are samples. */
const MAX_RECORDED = 12

/** Samples as they are given: the answers, or the file of a recording that has them. */
export function samplesFrom(given: Samples | string | undefined): Samples {
  return typeof given === 'string' ? recordedSamples(parseTrace(readFileSync(given, 'utf8'))) : (given ?? {})
}

/** The samples of an actor. The innermost name in its path that has some counts. */
export function samplesOf(samples: Samples, path: string): readonly unknown[] {
  for (let name = general(path); name !== ''; name = name.replace(/(^|\/)[^/]*$/, ''))
    for (const [key, values] of Object.entries(samples))
      if (name === key || name.endsWith(`/${key}`)) return values
  return []
}

/** A path for all actors that differ in numbers only: 'x:r4' and 'work#2' are one of many. */
function general(path: string): string {
  return path.replaceAll(/#\d+/g, '').replaceAll(/\d+/g, '*')
}

function recordedSamples(trace: Trace): Samples {
  const found: Record<string, unknown[]> = {}
  /** Of several actors with one name, the events of the first: what comes later may follow from what came before. */
  const tellers = new Map<string, string>()
  const decoder = new Decoder({
    actorOf: () => undefined,
    redacted: () => {},
    opaque: () => anything() as object,
  })
  const add = (from: number, event: Json) => {
    const path = trace.actors[from]
    if (path === undefined || path.startsWith('actty.')) return
    const name = general(path)
    const values = (found[name] ??= [])
    const said = decoder.decode(event, path) as RecordedEvent
    if (!tellers.has(name)) tellers.set(name, path)
    if (!said.type.startsWith(XSTATE_EVENTS.own) && tellers.get(name) !== path) return
    const value = answerIn(said)
    if (values.length < MAX_RECORDED && value !== nothing) values.push(value)
  }
  for (const { kind, data } of trace.steps) if (kind === 'answer') add(data[0] as number, data[2]!)
  for (const { told } of trace.calls.values()) for (const [from, , event] of told) add(from, event)
  return found
}

interface RecordedEvent {
  readonly type: string
  readonly data?: unknown
}

const nothing = Symbol('nothing')

/** What an answer is as a sample: what a promise or an observable said, or the event of a callback. */
function answerIn(event: RecordedEvent): unknown {
  const { own, promise } = XSTATE_EVENTS
  if (!event.type.startsWith(own)) return event
  if (event.type.endsWith('.complete')) return nothing
  const isFailure = event.type === `${promise}reject` || event.type.endsWith('.error')
  if (!isFailure || event.data instanceof Error) return event.data
  return new Error(String(event.data))
}
