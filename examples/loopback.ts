import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assign, fromCallback, sendParent, setup } from 'xstate'
import { column, component, text } from 'actty'
import { messageOf } from 'actty/machines'

/** Has the address of a server that listens. */
export interface Listening {
  readonly type: 'listening'
  readonly url: string
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void

interface Refused {
  readonly type: 'refused'
  readonly error: Error
}

/** Listens as long as its actor runs. It tells its parent its address, or why it can't. */
const listening = (answering: () => Answering, port: number) =>
  fromCallback<{ type: 'never' }>(({ sendBack }) => {
    const server = createServer(answering())
    server.on('error', (error) => sendBack({ type: 'refused', error } satisfies Refused))
    server.listen(port, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      sendBack({ type: 'listening', url: `http://127.0.0.1:${port}` } satisfies Listening)
    })
    return () => {
      server.close()
      server.closeAllConnections()
    }
  })

/**
 * A web server on this machine that runs as long as its actor. It sends its address to its parent. If it can't listen, it says so, and
 * what to do. `answering` is called once for each server. Port 0 is any that is free.
 */
export const loopback = (answering: () => Answering, port = 0) =>
  component({
    name: 'server',
    logic: setup({
      types: {
        context: {} as { error: unknown },
        events: {} as Listening | Refused | { type: 'retry' },
        children: {} as { server: 'listening' },
      },
      actors: { listening: listening(answering, port) },
      actions: {
        tell: sendParent(({ event }) => event),
        keepError: assign({ error: ({ event }) => (event.type === 'refused' ? event.error : undefined) }),
      },
    }).createMachine({
      id: 'loopback',
      context: { error: undefined },
      initial: 'open',
      states: {
        open: {
          invoke: { src: 'listening', id: 'server' },
          on: { listening: { actions: 'tell' }, refused: { target: 'refused', actions: 'keepError' } },
        },
        refused: { on: { retry: { target: 'open', description: 'Try again' } } },
      },
    }),
    keys: { r: { type: 'retry' } },
    view: ({ context, value }) =>
      value === 'open'
        ? text('Starting a server …', { color: 'muted' })
        : column([
            text(`No server: ${messageOf(context.error)}`, { color: 'danger' }),
            text('Let programs listen on 127.0.0.1, and press r.', { color: 'muted' }),
          ]),
  })

/** The text at an address. A status other than success is an error. */
export async function get(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal })
  const body = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${body}`)
  return body
}
