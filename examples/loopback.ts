import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fromCallback } from 'xstate'

/** Has the address of a server that listens. */
export interface Listening {
  readonly type: 'listening'
  readonly url: string
}

/**
 * A web server on this machine that runs as long as its actor. It sends its address to its parent. `answering` is called once for each
 * server.
 */
export const loopback = (answering: () => (request: IncomingMessage, response: ServerResponse) => void) =>
  fromCallback<{ type: 'never' }>(({ sendBack }) => {
    const server = createServer(answering())
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      sendBack({ type: 'listening', url: `http://127.0.0.1:${port}` } satisfies Listening)
    })
    return () => {
      server.close()
      server.closeAllConnections()
    }
  })

/** The text at an address. A status other than success is an error. */
export async function get(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal })
  const body = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${body}`)
  return body
}
