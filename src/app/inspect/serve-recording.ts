import { accessSync, constants } from 'node:fs'
import { recording } from './message-file.ts'
import { DEFAULT_PORT, InspectorServer, requirePort } from './server.ts'
import { STATELY } from './inspector.ts'

export interface ServedRecording {
  readonly address: string
  close(): void
}

/**
 * Serves the inspector's page on a file that `inspector({ file })` wrote. It keeps the process alive until it is closed.
 * Rejects where the file cannot be read.
 */
export async function serveRecording(
  file: string,
  options: { readonly port?: number | undefined } = {},
): Promise<ServedRecording> {
  accessSync(file, constants.R_OK)
  const { port = DEFAULT_PORT } = options
  requirePort('serveRecording: port', port)
  const server = new InspectorServer(recording(file), { port, stately: STATELY, keepsAlive: true })
  const address = await server.listen()
  return { address: address!, close: () => server.close() }
}
