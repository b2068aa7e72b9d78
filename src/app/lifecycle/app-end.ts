import type { AnyActorLogic, OutputFrom } from 'xstate'
import type { Outcome } from './app-machine.ts'
import type { AppParts } from './app-parts.ts'
import { isInstance, messageOf } from '../../machines/kit/message-of.ts'
import { sanitizeError, InterruptedError, NeedsKeysError } from '../errors.ts'
import { unanswered } from './unanswered.ts'

/** The end of an app: what is shown last, what is given back, and how its result settles. */
export class AppEnd<L extends AnyActorLogic> {
  readonly result: Promise<OutputFrom<L>>
  hasEnded = false
  readonly #parts: AppParts<L>
  readonly #signal: AbortSignal | undefined
  #lastText = ''
  #settle!: { readonly resolve: (output: OutputFrom<L>) => void; readonly reject: (error: unknown) => void }

  /** `signal` aborts the app. */
  constructor(parts: AppParts<L>, signal: AbortSignal | undefined) {
    this.#parts = parts
    this.#signal = signal
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    this.result.catch(() => {}) // `result` may be ignored: avoid an unhandled rejection
  }

  drawLast(): void {
    const { ending, choice, frames, root, lines } = this.#parts
    ending.begin()
    if (choice.print === undefined) {
      frames.request() // the last snapshot of an actor comes after the done event to its parent
      return frames.flush()
    }
    try {
      if (lines === undefined) this.#lastText = frames.text()
      else lines.last()
    } catch (error) {
      root.send({ type: 'fail', error })
    }
  }

  /** Nothing can happen any more, and no key can come. What was only shown is over; a question has no answer. */
  idle(): void {
    const { frames, quitKeys, root, choice } = this.#parts
    frames.refresh()
    const asking = quitKeys.length > 0 ? undefined : unanswered(frames.regions)
    if (asking === undefined) root.send({ type: 'stop' })
    else root.send({ type: 'fail', error: new NeedsKeysError(asking, choice.noKeys) })
  }

  ended(outcome: Outcome): void {
    const { process: around, frames, mouse, lines, inspection, address } = this.#parts
    around.release()
    this.hasEnded = true
    lines?.close()
    const [, printedLate] = frames.leave()
    around.write(printedLate)
    frames.stop()
    mouse.used?.selecting.release()
    // Bytes that were read with the app's last key may still be on their way through the reader.
    queueMicrotask(() => this.#giveBack(outcome))
    if (this.#lastText !== '') around.write(`${this.#lastText}\n`)
    // The last inspection event of the root comes after this, and before the result is settled.
    queueMicrotask(() => inspection?.close())
    if (address !== undefined && around.hasTerminal) process.stderr.write(`inspected: ${address}\n`)
    around.end(() => this.#tell(outcome))
  }

  /** Keys that were read and not used go to the next reader of the terminal. After an interrupt they are dropped, as terminals do. */
  #giveBack(outcome: Outcome): void {
    const unused = this.#parts.input.stop()
    const isInterrupt = 'error' in outcome && isInstance(outcome.error, InterruptedError)
    if (unused.length > 0 && !isInterrupt) this.#parts.choice.port.giveBack?.(unused)
  }

  #tell(outcome: Outcome): void {
    const error = 'error' in outcome ? this.#parts.watch.explain(outcome.error) : undefined
    this.#parts.process.endProcessFor(error)
    if ('output' in outcome) this.#settle.resolve(outcome.output as OutputFrom<L>)
    else this.#settle.reject(sanitizeError(error))
  }

  /** The app was never started. */
  cancelled(): void {
    this.#parts.inspection?.close()
    this.#settle.resolve(undefined as OutputFrom<L>)
  }

  /** The failure, if any. Interrupts and aborts don't count. */
  get failure(): Error | undefined {
    const { outcome } = this.#parts.root.getSnapshot().context
    if (outcome === undefined || 'output' in outcome) return undefined
    const isMeant = isInstance(outcome.error, InterruptedError) || this.#signal?.aborted === true
    if (isMeant) return undefined
    const error = this.#parts.watch.explain(outcome.error)
    return isInstance(error, Error) ? error : new Error(messageOf(error), { cause: error })
  }
}
