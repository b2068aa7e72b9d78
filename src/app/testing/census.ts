import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** Counts of what a program may leave behind in its process, by kind. */
export type Census = ReadonlyMap<string, number>

/** Resources that Node itself, the test runner and a screen use. */
const ignored = new Set(['Immediate', 'Timeout', 'TTYWrap', 'MessagePort', 'FSReqCallback', 'FSReqPromise'])

/**
 * How long what is ending may take to end, in real ms. Only what is left behind takes as long as that: sockets and files close
 * a few turns of the event loop after their owner is done with them, and on a busy machine later.
 */
const MAX_ENDING_TIME = 2_000

const LOOK_INTERVAL = 5

/** Counts the process's listeners, and what keeps it alive: sockets, servers, child processes, pipes, watched files. */
export function takeCensus(): Census {
  openStandardStreams()
  watchServers()
  const counts = new Map<string, number>()
  const count = (name: string, number: number) => counts.set(name, (counts.get(name) ?? 0) + number)
  for (const event of process.eventNames())
    count(`process.on('${String(event)}')`, process.listenerCount(event))
  for (const resource of process.getActiveResourcesInfo()) if (!ignored.has(resource)) count(resource, 1)
  for (const kind of accepted.values()) count(kind, -1)
  return counts
}

/** What is more than before: one line for each kind. */
export function newSince(before: Census): string[] {
  return [...takeCensus()].flatMap(([name, number]) => {
    const more = number - (before.get(name) ?? 0)
    return more > 0 ? `${more} x ${name}` : []
  })
}

/** The same, after what is ending has ended. That may take so many ms. */
export async function leftSince(before: Census, maxEndingTime = MAX_ENDING_TIME): Promise<string[]> {
  const end = performance.now() + maxEndingTime
  let left = newSince(before)
  for (; left.length > 0 && performance.now() < end; left = newSince(before)) await setTimeout(LOOK_INTERVAL)
  return left
}

/** Node opens them when they are used first, which is nobody's leak. */
function openStandardStreams(): void {
  for (const name of ['stdin', 'stdout', 'stderr'] as const) Reflect.get(process, name)
}

/**
 * The open connections that servers of this process have accepted. Their clients decide when they end: `fetch` keeps them for
 * its next request. If an app leaves a server behind, the server itself is counted.
 */
const accepted = new Map<Socket, 'TCPSocketWrap' | 'PipeWrap'>()
let isWatching = false

function watchServers(): void {
  if (isWatching) return
  isWatching = true
  // https://nodejs.org/api/diagnostics_channel.html#net
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { readonly socket: Socket }
    accepted.set(socket, socket.remoteAddress === undefined ? 'PipeWrap' : 'TCPSocketWrap')
    socket.once('close', () => accepted.delete(socket))
  })
}
