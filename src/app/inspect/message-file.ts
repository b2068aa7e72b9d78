import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Sink, Source } from './messages.ts'
import { ViewerSocket } from './viewer-socket.ts'

/** What is sent before it is asked whether it was taken, in UTF-16 units. */
const SENT_AT_ONCE = 1_000_000

/** Messages in a file, a line of JSON each. What was written is there, also if the process is killed. */
export class MessageFile implements Sink {
  readonly #fd: number
  #failed: (error: Error) => void

  /** Throws where the file cannot be written; what fails later is told to `failed`, once. */
  constructor(path: string, failed: (error: Error) => void) {
    this.#fd = openSync(path, 'w', 0o600)
    this.#failed = failed
  }

  send(message: string): void {
    try {
      const line = Buffer.from(`${message}\n`)
      for (let at = 0; at < line.length;) at += writeSync(this.#fd, line, at)
    } catch (error) {
      this.#failed(error as Error)
      this.#failed = () => {}
    }
  }

  close(): void {
    closeSync(this.#fd)
  }
}

/** Tells what was written to a file to everyone who looks. A line that is no message (the last of a killed process) is skipped. */
export function recording(path: string): Source {
  return {
    attach(sink) {
      const stop = new AbortController()
      void tell(path, sink, stop.signal)
      return () => stop.abort()
    },
  }
}

async function tell(path: string, sink: Sink, signal: AbortSignal): Promise<void> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  let sent = 0
  for await (const line of lines) {
    if (signal.aborted) break
    if (!isMessage(line)) continue
    sink.send(line)
    sent += line.length
    if (sent < SENT_AT_ONCE || !(sink instanceof ViewerSocket)) continue
    await sink.taken()
    sent = 0
  }
  lines.close()
}

function isMessage(line: string): boolean {
  try {
    return typeof (JSON.parse(line) as { type?: unknown } | null)?.type === 'string'
  } catch {
    return false
  }
}
