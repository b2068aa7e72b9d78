/*
 * What inspection costs an event, in µs: node --conditions=actty-source --import=tsx bench/inspect.ts
 *
 * The same app on the same terminal in memory: without inspection, inspected without a viewer, with a viewer, with a file. Rounds are
 * interleaved, and medians are printed: compare them with one another, not with those of another machine.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { assign, setup } from 'xstate'
import { component, createApp, text } from 'actty'
import { inspector, type InspectOptions } from 'actty/inspect'
import { MemoryTerminal } from 'actty/testing'

const EVENTS = 1_000
const TURNS = 20
const ROUNDS = 15

const machine = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'up' } },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  initial: 'on',
  states: { on: { on: { up: { actions: assign({ count: ({ context }) => context.count + 1 }) } } } },
})
const counter = component({ logic: machine, view: ({ context }) => text(`count ${context.count}`) })

const cases: readonly (readonly [string, Omit<InspectOptions, 'onAddress'> | false, number])[] = [
  ['not inspected', false, 0],
  ['inspected, nobody looks', { port: 0 }, 0],
  ['one viewer', { port: 0 }, 1],
  ['a file', { file: join(tmpdir(), 'actty-bench.jsonl') }, 0],
]

const times = cases.map((): number[] => [])
for (let round = 0; round < ROUNDS; round++)
  for (const [index, [, options, viewers]] of cases.entries())
    times[index]!.push(await measure(options, viewers))

const medians = times.map((all) => all.toSorted((a, b) => a - b)[all.length >> 1]!)
for (const [index, [name]] of cases.entries()) {
  const more = medians[index]! - medians[0]!
  console.log(
    `${name.padEnd(26)} ${medians[index]!.toFixed(2).padStart(7)} µs an event  ${index > 0 ? `+${more.toFixed(2)}` : ''}`,
  )
}

/** A thousand events a turn of the event loop: the time of sending them, and of the turn after, an event. */
async function measure(options: Omit<InspectOptions, 'onAddress'> | false, viewers: number): Promise<number> {
  const { promise: addressed, resolve } = withResolvers()
  const inspect = options === false ? false : inspector({ ...options, onAddress: resolve })
  const app = (await createApp(counter, { terminal: new MemoryTerminal(40, 5), inspect })).start()
  const address = options !== false && options.file === undefined ? await addressed : ''
  const sockets = await Promise.all(Array.from({ length: viewers }, () => look(address)))
  for (let i = 0; i < 50; i++) await turn() // everything is loaded now
  const start = performance.now()
  for (let i = 0; i < TURNS; i++) {
    for (let j = 0; j < EVENTS; j++) app.actor.send({ type: 'up' })
    await turn()
  }
  const spent = performance.now() - start
  for (const socket of sockets) socket.terminate()
  await app.stop()
  return (spent * 1_000) / (TURNS * EVENTS)
}

function look(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address.replace('http', 'ws'))
  return new Promise((resolve) => socket.once('open', () => resolve(socket)))
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function withResolvers(): { readonly promise: Promise<string>; readonly resolve: (address: string) => void } {
  let resolve: (address: string) => void = () => {}
  const promise = new Promise<string>((settle) => (resolve = settle))
  return { promise, resolve }
}
