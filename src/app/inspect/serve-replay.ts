import { closeSync, openSync, readSync } from 'node:fs'
import type { HandedApp } from '../hand-over.ts'
import type { ReplayWatch } from '../trace/replay-watch.ts'
import { Feed } from './feed.ts'
import type { InspectOptions } from './inspect-options.ts'
import type { Sink, Source } from './messages.ts'
import { screenRows } from './screen-rows.ts'
import type { ServedRecording } from './serve-recording.ts'
import { DEFAULT_PORT, InspectorServer, requirePort } from './server.ts'
import { statelyChoice } from './stately.ts'

/** Whether a file is what `record` wrote, and not messages of an inspector. Throws if it can't be read. */
export function isTrace(file: string): boolean {
  const start = Buffer.alloc(9)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, start, 0, start.length, 0)
  } finally {
    closeSync(descriptor)
  }
  return start.toString() === '["trace",'
}

/**
 * Runs an app again by a recording of it, and serves the inspector's page with all that happened, and with every screen. It keeps the
 * process alive until it is closed. Rejects with a TraceError if it can't be replayed.
 */
export async function serveReplay(
  app: Pick<HandedApp, 'replay'>,
  file: string,
  options: Pick<InspectOptions, 'port' | 'stately'> = {},
): Promise<ServedRecording> {
  const { port = DEFAULT_PORT } = options
  requirePort('actty inspect: port', port)
  const stately = statelyChoice(options.stately)
  const messages = await messagesOf(app, file)
  const server = new InspectorServer(told(messages), { port, stately, keepsAlive: true })
  const address = await server.listen()
  return { address: address!, close: () => server.close() }
}

async function messagesOf(app: Pick<HandedApp, 'replay'>, file: string): Promise<readonly string[]> {
  const messages: string[] = []
  const feed = new Feed(undefined)
  const sink: Sink = { send: (message) => messages.push(message) }
  const detach = feed.attach(sink)
  feed.ask(sink, { type: '@actty.screens' })
  await app.replay(file, watching(feed))
  feed.flush()
  detach()
  return messages
}

/** Each step is sent before the next, so that each has its snapshots. */
function watching(feed: Feed): ReplayWatch {
  let time = (): number => 0
  let shown = ''
  return {
    began: ({ date }, clock) => {
      const start = clock.now()
      time = () => date + Math.round(clock.now() - start)
    },
    observe: (event) => feed.observe(event, time()),
    wrote: () => {},
    resized: () => {},
    stepped: (_, screen) => {
      feed.flush()
      const rows = screenRows(screen)
      const text = JSON.stringify(rows)
      if (text === shown) return
      shown = text
      feed.drawn(() => rows, time())
    },
  }
}

function told(messages: readonly string[]): Source {
  return {
    attach: (sink) => {
      for (const message of messages) sink.send(message)
      return () => {}
    },
  }
}
