import { recording, requireMessages } from './message-file.ts'
import type { InspectOptions } from './inspect-options.ts'
import { DEFAULT_PORT, InspectorServer, requirePort } from './server.ts'
import { statelyChoice } from './stately.ts'

/** A recording that is being served. */
export interface ServedRecording {
  /** The address of the page. */
  readonly address: string
  /** Stops serving. */
  close(): void
}

/**
 * Serves the inspector's page for a file that `inspector({ file })` wrote. It keeps the process alive until it is closed.
 *
 * ```ts
 * const { address, close } = await serveRecording('run.jsonl')
 * ```
 *
 * @throws Error, as a rejection, if the file can't be read or has no message in it.
 * @throws TypeError, as a rejection, if an option is invalid.
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
