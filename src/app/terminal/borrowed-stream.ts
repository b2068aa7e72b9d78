import type { ReadStream } from 'node:tty'
import type { KeyListener, KeySource } from './key-source.ts'

/** How a stream was before it was borrowed, and what others have asked of it since. */
interface StreamState {
  isRaw: boolean
  /** As `readableFlowing`: null if nobody has begun to read, false if it was paused. */
  flowing: boolean | null
}

const borrowedMethods = ['emit', 'pause', 'resume', 'setRawMode'] as const

/** Of any event: the stream's own type names those that it has. */
type Emit = (event: string, ...args: readonly unknown[]) => boolean

type Methods = Pick<ReadStream, 'pause' | 'resume' | 'setRawMode'> & { readonly emit: Emit }

/**
 * A stream of a terminal that others in this process read too: a REPL, a readline interface. While it is borrowed, only the
 * borrower gets what is typed. What others ask of the stream meanwhile (to pause, to go on, raw mode) is noted, and done
 * when it is released; their listeners are never touched.
 */
export class BorrowedStream implements KeySource {
  readonly #stream: ReadStream
  #before: StreamState | undefined
  /** The stream's methods as they were before, and those of them that somebody had replaced. */
  #own!: Methods
  #replaced: readonly (PropertyDescriptor | undefined)[] = []
  #listener: KeyListener | undefined
  /** What came while nobody listened. */
  #unread: Buffer[] = []

  constructor(stream: ReadStream) {
    this.#stream = stream
  }

  take(): void {
    this.#before ??= this.#borrow()
  }

  open(listener: KeyListener): void {
    this.#listener = listener
    this.#stream.on('end', listener.gone).on('error', listener.gone).on('close', listener.gone)
    this.#own.setRawMode(true)
    this.#own.resume()
    Reflect.set(this.#stream, 'readableFlowing', true) // also if others listen for 'readable'
    for (const bytes of this.#unread.splice(0)) queueMicrotask(() => this.#read(bytes))
  }

  close(): void {
    if (this.#listener === undefined) return
    const { gone } = this.#listener
    this.#stream.off('end', gone).off('error', gone).off('close', gone)
    this.#listener = undefined
    this.#own.pause()
    this.#setRawMode(false)
  }

  release(): void {
    this.close()
    if (this.#before === undefined) return
    const { isRaw, flowing } = this.#before
    this.#before = undefined
    for (const [index, name] of borrowedMethods.entries()) {
      const replaced = this.#replaced[index]
      if (replaced === undefined) Reflect.deleteProperty(this.#stream, name)
      else Object.defineProperty(this.#stream, name, replaced)
    }
    if (isRaw) this.#setRawMode(true)
    if (flowing === true) this.#stream.resume()
    else {
      this.#stream.pause()
      Reflect.set(this.#stream, 'readableFlowing', flowing)
      // Node stops reading in the next tick, also for those who listen for 'readable'.
      if (this.#stream.listenerCount('readable') > 0) process.nextTick(() => void this.#stream.read(0))
    }
    for (const bytes of this.#unread.splice(0)) this.giveBack(bytes)
  }

  giveBack(bytes: Uint8Array): void {
    if (!this.#stream.readableEnded && !this.#stream.destroyed) this.#stream.unshift(bytes)
  }

  #borrow(): StreamState {
    const stream = this.#stream
    const before: StreamState = { isRaw: stream.isRaw, flowing: stream.readableFlowing }
    this.#own = {
      emit: stream.emit.bind(stream) as Emit,
      pause: stream.pause.bind(stream),
      resume: stream.resume.bind(stream),
      setRawMode: stream.setRawMode.bind(stream),
    }
    this.#replaced = borrowedMethods.map((name) => Object.getOwnPropertyDescriptor(stream, name))
    if (before.isRaw) this.#setRawMode(false)
    const methods = {
      emit: (event: string, ...args: readonly unknown[]) => this.#emit(event, args),
      pause: () => {
        before.flowing = false
        return stream
      },
      resume: () => {
        before.flowing = true
        return stream
      },
      setRawMode: (isRaw: boolean) => {
        before.isRaw = isRaw
        return stream
      },
    }
    for (const name of borrowedMethods)
      Object.defineProperty(stream, name, { value: methods[name], configurable: true, writable: true })
    return before
  }

  #emit(event: string, args: readonly unknown[]): boolean {
    if (event === 'data') this.#read(this.#bytesOf(args[0]))
    else if (event === 'readable') this.#stream.read()
    else return this.#own.emit(event, ...args)
    return true
  }

  #read(bytes: Buffer): void {
    if (this.#listener === undefined) this.#unread.push(bytes)
    else this.#listener.bytes(bytes)
  }

  /** Somebody may have given the stream an encoding. */
  #bytesOf(chunk: unknown): Buffer {
    return typeof chunk === 'string'
      ? Buffer.from(chunk, this.#stream.readableEncoding ?? 'utf8')
      : Buffer.from(chunk as Uint8Array)
  }

  #setRawMode(isRaw: boolean): void {
    try {
      if (this.#before === undefined) this.#stream.setRawMode(isRaw)
      else this.#own.setRawMode(isRaw)
    } catch {
      // The terminal is gone, and its modes with it.
    }
  }
}
