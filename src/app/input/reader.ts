import type { Clock } from '../../machines/kit/clock.ts'
import { decode } from './decoder.ts'
import type { InputEvent } from './events.ts'
import type { LegacyKeys } from './legacy-keys.ts'
import { Splitter } from './splitter.ts'

/**
 * How long it is waited for the rest of what is begun, in ms. An ESC alone is the Esc key soon; slow lines cut sequences in
 * two; and a paste that does not end must not keep the keyboard for ever.
 */
const DELAYS = { key: 50, sequence: 500, paste: 5_000 }

/** Reads a terminal's bytes as events. What is begun waits for its end on the clock, for a short while. */
export class InputReader {
  readonly #splitter: Splitter
  readonly #clock: Clock
  #timer: unknown
  #turn: NodeJS.Immediate | undefined

  constructor(clock: Clock, legacy: LegacyKeys, emit: (event: InputEvent) => void) {
    this.#clock = clock
    this.#splitter = new Splitter((unit) => {
      for (const event of decode(unit, legacy)) emit(event)
    })
  }

  push(chunk: Uint8Array): void {
    this.#stopTimer()
    this.#splitter.push(chunk)
    const { pending } = this.#splitter
    if (pending === 'nothing') return
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined
      // Where the process was busy for longer than that, the rest may be there and not yet read: first it is.
      this.#turn = setImmediate(() => this.#splitter.flush())
    }, DELAYS[pending])
  }

  /** Nothing more will come, or what comes belongs to somebody else: what is begun is dropped. */
  stop(): void {
    this.#stopTimer()
    this.#splitter.flush()
  }

  #stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer)
    this.#timer = undefined
    clearImmediate(this.#turn)
    this.#turn = undefined
  }
}
