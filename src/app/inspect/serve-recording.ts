import { recording, requireMessages } from './message-file.ts'
import type { InspectOptions } from './inspect-options.ts'
import { DEFAULT_PORT, InspectorServer, requirePort } from './server.ts'
import { statelyChoice } from './stately.ts'

export interface ServedRecording {
  readonly address: string
  close(): void
}

/**
 * Serves the inspector's page for a file that `inspector({ file })` wrote. It keeps the process alive until it is closed.
 *
 * @throws an Error, as a rejection, if the file can't be read or has no message in it; a TypeError for options that make no
 * sense.
 */
export async function serveRecording(
  file: string,
  options: Pick<InspectOptions, 'port' | 'stately'> = {},
): Promise<ServedRecording> {
  const { port = DEFAULT_PORT } = options
  requirePort('serveRecording: port', port)
  const stately = statelyChoice(options.stately)
  await requireMessages(file)
  const server = new InspectorServer(recording(file), { port, stately, keepsAlive: true })
  const address = await server.listen()
  return { address: address!, close: () => server.close() }
}
