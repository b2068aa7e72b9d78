import { connect } from 'node:net'
import { fromPromise } from 'xstate'
import { deadline, retrying } from 'actty/machines'
import type { Ready } from './spec.ts'

/** Asks until a port answers, or a page is there. */
export const probe = retrying(
  deadline(
    fromPromise(({ input, signal }: { input: Ready; signal: AbortSignal }) => ask(input, signal)),
    2_000,
  ),
  { maxAttempts: Infinity, delay: 100, maxDelay: 1_000, factor: 1.5, jitter: 0 },
)

/** Whether what has to be ready is asked for from outside. */
export function isProbed(ready: Ready | undefined): boolean {
  return ready !== undefined && ('port' in ready || 'http' in ready)
}

async function ask(ready: Ready, signal: AbortSignal): Promise<void> {
  if ('http' in ready) {
    const { status } = await fetch(ready.http, { signal })
    if (status >= 500) throw new Error(`${ready.http} says ${status}`)
  } else if ('port' in ready) await answers(ready.port, signal)
}

function answers(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: 'localhost', signal })
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}
