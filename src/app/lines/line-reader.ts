import { StringDecoder } from 'node:string_decoder'
import { openSync } from 'node:fs'
import { ReadStream } from 'node:tty'

/** What a reader of lines tells. */
export interface LineListener {
  readonly line: (line: string) => void
  /** No line will come any more. */
  readonly end: () => void
  /** Ctrl+C, while the terminal leaves it to us. */
  readonly interrupt: () => void
}

/** What was read of a stream and not used: the next app reads it first. */
const unread = new WeakMap<object, string[]>()

type Stream = NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(mode: boolean): void }

/** Reads lines that the terminal lets the user edit: from a stream, or from the terminal that the process is run from. */
export class LineReader {
  readonly #given: Stream | undefined
  readonly #listener: LineListener
  #stream: Stream | undefined
  #queue: string[] = []
  #part = ''
  /** A line feed that comes next is of the line that has ended. */
  #endsByReturn = false
  #isSecret = false
  #isWanted = false
  #hasEnded = false
  #decoder = new StringDecoder('utf8')

  /** Without a stream, it reads the controlling terminal. */
  constructor(given: Stream | undefined, listener: LineListener) {
    this.#given = given
    this.#listener = listener
  }

  open(): void {
    const stream = this.#given ?? new ReadStream(openSync('/dev/tty', 'r'))
    this.#stream = stream
    this.#queue = unread.get(stream) ?? []
    stream.on('data', this.#read)
    stream.on('end', this.#end)
    stream.on('error', this.#end)
    stream.pause()
  }

  /** The next line is for the question that is asked now. A secret isn't shown while it's typed. */
  want(isSecret: boolean): void {
    this.#isWanted = true
    this.#hide(isSecret && this.#queue.length === 0)
    if (this.#queue.length === 0) this.#stream?.resume()
    queueMicrotask(() => this.#deliver())
  }

  close(): void {
    const stream = this.#stream
    if (stream === undefined) return
    this.#stream = undefined
    this.#hide(false)
    stream.off('data', this.#read)
    stream.off('end', this.#end)
    stream.off('error', this.#end)
    stream.pause()
    if (this.#part !== '') this.#queue.push(this.#part)
    unread.set(stream, this.#queue)
    if (this.#given === undefined) (stream as ReadStream).destroy()
  }

  readonly #read = (chunk: Buffer | string): void => {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk)
    if (this.#isSecret) this.#readSecret(text)
    else {
      const rest = this.#endsByReturn && text.startsWith('\n') ? text.slice(1) : text
      this.#endsByReturn = text.endsWith('\r')
      const lines = (this.#part + rest).split(/\r\n|\r|\n/)
      this.#part = lines.pop()!
      this.#queue.push(...lines)
    }
    this.#deliver()
  }

  /** The terminal is in raw mode, so that nothing is shown: what it does with a line otherwise is done here. */
  #readSecret(text: string): void {
    for (const letter of text)
      if (letter === '\r' || letter === '\n') {
        this.#queue.push(this.#part)
        this.#part = ''
      } else if (letter === '\x7f' || letter === '\b') this.#part = [...this.#part].slice(0, -1).join('')
      else if (letter === '\x15') this.#part = ''
      else if (letter === '\x03') this.#listener.interrupt()
      else if (letter === '\x04') this.#end()
      else if (letter >= ' ') this.#part += letter
  }

  readonly #end = (): void => {
    if (this.#part !== '') this.#queue.push(this.#part)
    this.#part = ''
    this.#hasEnded = true
    this.#deliver()
  }

  #deliver(): void {
    if (!this.#isWanted || this.#stream === undefined) return
    const line = this.#queue.shift()
    if (line === undefined && !this.#hasEnded) return
    this.#isWanted = false
    // Nothing is read that nobody has asked for: the process may end, or another program may read it.
    this.#stream.pause()
    const wasSecret = this.#isSecret
    this.#hide(false)
    if (line === undefined) this.#listener.end()
    else this.#listener.line(wasSecret ? line : line.replaceAll('\x00', ''))
  }

  #hide(isSecret: boolean): void {
    if (this.#isSecret === isSecret || this.#stream?.isTTY !== true) return
    this.#isSecret = isSecret
    this.#stream.setRawMode?.(isSecret)
  }
}
