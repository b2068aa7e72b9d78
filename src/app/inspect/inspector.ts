import type { InspectionEvent, Observer } from 'xstate'
import type { Screen } from '../../render/screen.ts'
import type { FrameReport } from '../frames/frames.ts'
import { Feed, type Outsider } from './feed.ts'
import type { InspectOptions } from './inspect-options.ts'
import { MessageFile } from './message-file.ts'
import { openBrowser } from './open-browser.ts'
import { redactor } from '../redact.ts'
import { screenRows } from './screen-rows.ts'
import { DEFAULT_PORT, InspectorServer, requirePort } from './server.ts'
import { statelyChoice } from './stately.ts'

/** Shows an actor system to its viewers. */
export interface Inspector {
  /** The option `inspect` of the root: `createActor(machine, { inspect: inspector.inspect })`. */
  readonly inspect: Observer<InspectionEvent>
  /** The address of the page; undefined if none is served. The socket is at the same address, with `ws:` in place of `http:`. */
  readonly address: Promise<string | undefined>
  /** Sends what is still to be sent, and ends at once. */
  close(): void
}

/**
 * Inspects any XState actor system, with or without a screen. For an app, use `inspector`.
 *
 * ```ts
 * const inspector = createInspector()
 * const actor = createActor(machine, { inspect: inspector.inspect }).start()
 * console.log(await inspector.address)
 * ```
 *
 * It keeps no process alive.
 *
 * @throws a TypeError for options that make no sense, and an Error if the file cannot be written.
 */
export function createInspector(options: InspectOptions = {}): Inspector {
  return new SystemInspector(options)
}

/** The same, with what an app has more than an actor system: stores, frames, a panel. */
export class SystemInspector implements Inspector {
  readonly inspect: Observer<InspectionEvent> = { next: (event) => this.feed.observe(event) }
  readonly address: Promise<string | undefined>
  readonly feed: Feed
  readonly #server: InspectorServer | undefined
  readonly #file: MessageFile | undefined
  readonly #isRedacted: boolean
  #isClosed = false

  /** What fails later (the disk is full) is told to `failed`. */
  constructor(options: InspectOptions, failed: (error: Error) => void = () => {}) {
    const { port = DEFAULT_PORT, file, open, onAddress } = checkedOptions(options)
    const stately = statelyChoice(options.stately)
    this.#isRedacted = options.redact !== undefined
    this.feed = new Feed(redactor(options.redact))
    const serves = file === undefined || options.port !== undefined || open === true
    if (file !== undefined) {
      this.#file = new MessageFile(file, failed)
      this.feed.attach(this.#file)
    }
    this.#server = serves
      ? new InspectorServer(this.feed, { port, stately, control: options.control })
      : undefined
    this.address = Promise.resolve(this.#server?.listen())
    this.address
      .then((address) => {
        if (address === undefined || this.#isClosed) return
        onAddress?.(address)
        if (open === true) openBrowser(address)
      })
      .catch((error: unknown) => failed(error as Error))
  }

  follow(ref: Outsider, name: string): () => void {
    return this.feed.follow(ref, name)
  }

  /** Undefined for a frame that tells nothing of what happened. */
  frame(report: FrameReport | undefined, screen: Screen): void {
    this.feed.history.frame(report)
    // What is kept out of everything else may stand on the screen.
    if (!this.#isRedacted) this.feed.drawn(() => screenRows(screen), report?.at ?? Date.now())
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.feed.flush()
    this.#server?.close()
    this.#file?.close()
  }
}

/** Throws a TypeError for options that make no sense. */
export function checkedOptions(options: InspectOptions): InspectOptions {
  const { port, file } = options
  if (port !== undefined) requirePort('inspector: port', port)
  statelyChoice(options.stately)
  if (file !== undefined && (typeof file !== 'string' || file === ''))
    throw new TypeError('inspector: file is the path of a file')
  return options
}
