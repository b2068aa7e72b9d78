import { fstatSync } from 'node:fs'
import { LineSplitter } from '../../machines/streams/line-splitter.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import type { DeferredLine, StandardStream } from './deferred-log.ts'

/** A line without an end is passed on in parts of this many UTF-16 units. */
const MAX_PART_LENGTH = 65_536

type Write = NodeJS.WriteStream['write']

/**
 * Takes what this process writes to its standard streams (`console` does so too) while a screen stands where it would
 * land, and gives it as lines, in order, without anything that a terminal would obey. A stream that leads elsewhere, to
 * a file, a pipe or another terminal, is left alone. What writes to the descriptors by itself, such as a child process that inherits them,
 * is not seen.
 */
export class OutputCapture {
  readonly #captured: readonly CapturedStream[]

  /** `screen` is a descriptor of the terminal that the screen is on. */
  constructor(screen: number, take: (line: DeferredLine) => void) {
    const streams = { stdout: process.stdout, stderr: process.stderr }
    this.#captured = (['stdout', 'stderr'] as const)
      .filter(
        (name) =>
          streams[name].isTTY && isSameTerminal((streams[name] as unknown as { fd: number }).fd, screen),
      )
      .map((name) => new CapturedStream(streams[name], name, take))
  }

  stop(): void {
    for (const captured of this.#captured) captured.stop()
  }
}

function isSameTerminal(a: number, b: number): boolean {
  return a === b || fstatSync(a).rdev === fstatSync(b).rdev
}

class CapturedStream {
  readonly #stream: NodeJS.WriteStream
  readonly #lines: LineSplitter
  readonly #before: PropertyDescriptor | undefined
  readonly #write: Write
  #active = true

  constructor(stream: NodeJS.WriteStream, name: StandardStream, take: (line: DeferredLine) => void) {
    this.#stream = stream
    this.#lines = new LineSplitter((line) => take({ text: sanitize(line), stream: name }), MAX_PART_LENGTH)
    this.#before = Object.getOwnPropertyDescriptor(stream, 'write')
    const original = stream.write.bind(stream) as (...args: unknown[]) => boolean
    this.#write = (...args: unknown[]) => (this.#active ? this.#capture(args) : original(...args))
    stream.write = this.#write
  }

  /** A `write` that other code has put over this one stays, and calls the one from before. */
  stop(): void {
    if (!this.#active) return
    this.#active = false
    this.#lines.end()
    if (this.#stream.write !== this.#write) return
    if (this.#before === undefined) delete (this.#stream as { write?: Write }).write
    else Object.defineProperty(this.#stream, 'write', this.#before)
  }

  #capture(args: readonly unknown[]): boolean {
    const [chunk, encoding] = args
    this.#push(chunk, encoding)
    const done = args.findLast((argument) => typeof argument === 'function') as (() => void) | undefined
    if (done !== undefined) process.nextTick(done)
    return true
  }

  #push(chunk: unknown, encoding: unknown): void {
    const isBytes = typeof encoding === 'string' && !/^utf-?8$/i.test(encoding)
    if (chunk instanceof Uint8Array) this.#lines.push(chunk)
    else if (isBytes) this.#lines.push(Buffer.from(String(chunk), encoding as BufferEncoding))
    else this.#lines.pushText(String(chunk))
  }
}
