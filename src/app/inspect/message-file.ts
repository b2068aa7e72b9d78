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
  /** Those of a slice, until it has ended; undefined outside of one. */
  #lines: string | undefined

  /** Throws where the file cannot be written; what fails later is told to `failed`, once. */
  constructor(path: string, failed: (error: Error) => void) {
    this.#fd = openSync(path, 'w', 0o600)
    this.#failed = failed
  }

  begin(): void {
    this.#lines ??= ''
  }

  send(message: string): void {
    if (this.#lines === undefined) this.#write(`${message}\n`)
    else this.#lines += `${message}\n`
  }

  end(): void {
    const lines = this.#lines ?? ''
    this.#lines = undefined
    if (lines !== '') this.#write(lines)
  }

  close(): void {
    closeSync(this.#fd)
  }

  #write(lines: string): void {
    try {
      const bytes = Buffer.from(lines)
      for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at)
    } catch (error) {
      this.#failed(error as Error)
      this.#failed = () => {}
    }
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
