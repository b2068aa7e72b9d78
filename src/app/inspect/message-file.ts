import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { InspectorMessage, Sink, Source } from './messages.ts'
import { ViewerSocket } from './viewer-socket.ts'

/** UTF-16 units that are sent before the sink is asked whether it has taken them. */
const SENT_AT_ONCE = 1_000_000

/** Messages in a file, a line of JSON each. What was written is there, also if the process is killed. */
export class MessageFile implements Sink {
  readonly #fd: number
  #failed: (error: Error) => void
  /** Those of a slice, until it has ended; undefined outside of one. */
  #lines: string | undefined

  /** Throws if the file can't be opened. A later failure is passed to `failed`, once. */
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

/** Throws an Error unless the file has a message in it. */
export async function requireMessages(path: string): Promise<void> {
  for await (const line of linesOf(path)) if (isMessage(line)) return
  throw new Error(`${path} has no message in it: it isn't a file that inspector({ file }) wrote`)
}

/** Sends what was written to a file to each sink. A line that isn't a message (the last one of a killed process) is skipped. */
export function recording(path: string): Source {
  return {
    attach(sink) {
      const stop = new AbortController()
      tell(path, sink, stop.signal).catch(() => {}) // the file is gone meanwhile
      return () => stop.abort()
    },
  }
}

async function tell(path: string, sink: Sink, signal: AbortSignal): Promise<void> {
  let sent = 0
  for await (const line of linesOf(path)) {
    if (signal.aborted) return
    if (!isMessage(line)) continue
    sink.send(line)
    sent += line.length
    if (sent < SENT_AT_ONCE || !(sink instanceof ViewerSocket)) continue
    await sink.taken()
    sent = 0
  }
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity })
}

const messageTypes: readonly unknown[] = ['@xstate.actor', '@xstate.event', '@xstate.snapshot']

function isMessage(line: string): boolean {
  try {
    const message = JSON.parse(line) as Partial<InspectorMessage> | null
    return messageTypes.includes(message?.type) && typeof message?.sessionId === 'string'
  } catch {
    return false
  }
}
