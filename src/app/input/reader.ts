import type { Clock } from '../../machines/kit/clock.ts'
import { decode } from './decoder.ts'
import type { InputEvent } from './events.ts'
import type { LegacyKeys } from './legacy-keys.ts'
import { Splitter, type Unit } from './splitter.ts'
import { bytesOf } from './unit-bytes.ts'

/**
 * How long it is waited for the rest of what is begun, in ms, from its beginning. An ESC alone is the Esc key soon; slow
 * lines cut sequences in two; and what does not end must not keep the keyboard.
 */
const WAITS = { key: 50, sequence: 500, paste: 5_000 }

/** What comes so long after the last bytes, in ms, may have been typed: also the next key of one that is held down does. */
const PAUSE = 10

/** Keys, even if held down, bring at most so many bytes a millisecond. */
const KEY_RATE = 1

/** So many bytes more than keys bring: what is begun goes on, and the wait for its end begins again. */
const BULK = 256

const NONE: Buffer = Buffer.alloc(0)

/** Whether an event was taken. False is a key or a paste that nobody uses. */
export type Taken = boolean | 'later'

/**
 * Reads a terminal's bytes as events. What is begun waits for its end on the clock, for a short while. Bytes that come after
 * a pause and do not bring the end are kept apart: if it never comes, they are read as keys.
 */
export class InputReader {
  readonly #splitter: Splitter
  readonly #clock: Clock
  readonly #legacy: LegacyKeys
  readonly #take: (event: InputEvent) => Taken
  #timer: unknown
  #turn: NodeJS.Immediate | undefined
  /** When bytes came last, in ms. */
  #pushedAt = 0
  /** How many bytes more have come than keys bring. */
  #excess = 0
  /** What is waited for, by the splitter's number, and since when. */
  #begun = -1
  #begunAt = 0
  /** Bytes that came late. They may not belong to the sequence that has begun. */
  #late = NONE
  #unused: Buffer[] = []
  /** What was read and isn't taken yet. */
  #held: Unit[] = []

  constructor(clock: Clock, legacy: LegacyKeys, take: (event: InputEvent) => Taken) {
    this.#clock = clock
    this.#legacy = legacy
    this.#take = take
    this.#splitter = new Splitter((unit) => this.#read(unit))
  }

  push(chunk: Uint8Array): void {
    const now = this.#clock.now()
    const bytes = this.#late.length > 0 ? Buffer.concat([this.#late, chunk]) : Buffer.from(chunk)
    const isBulk = this.#isBulk(chunk.length, now)
    const isLate = !isBulk && (this.#late.length > 0 || now - this.#pushedAt >= PAUSE)
    this.#pushedAt = now
    if (isBulk) this.#begun = -1
    if (isLate && this.#splitter.pending !== 'nothing') this.#readLate(bytes)
    else this.#pass(bytes)
    this.#wait(now)
  }

  /** No bytes follow: a sequence that has begun is a key by itself, or broken off. */
  flush(): void {
    this.#stopTimer()
    const late = this.#late
    this.#late = NONE
    this.#splitter.flush()
    if (late.length > 0) this.push(late)
  }

  /** Whether there is something that is to be taken later. */
  get holds(): boolean {
    return this.#held.length > 0
  }

  /** Reads again what was to be taken later. */
  release(): void {
    for (const part of this.#held.splice(0)) this.#readPart(part)
  }

  /** Stops reading. Returns the bytes of keys that weren't used. */
  stop(): Buffer {
    while (this.#splitter.pending !== 'nothing') this.flush()
    return Buffer.concat([...this.#held.splice(0).map(bytesOf), ...this.#unused.splice(0)])
  }

  #isBulk(length: number, now: number): boolean {
    this.#excess = Math.max(0, this.#excess - (now - this.#pushedAt) * KEY_RATE) + length
    if (this.#excess < BULK) return false
    this.#excess = 0
    return true
  }

  #pass(bytes: Buffer): void {
    this.#late = NONE
    this.#splitter.push(bytes)
  }

  /** Ctrl+C also ends the wait for a paste, which may contain any other byte. */
  #readLate(bytes: Buffer): void {
    const outcome = this.#splitter.outcomeOf(bytes)
    if (outcome === 'ends') return this.#pass(bytes)
    this.#late = bytes
    const isInterrupted = this.#splitter.pending === 'paste' && this.#hasInterrupt(bytes)
    if (outcome === 'breaks off' || isInterrupted) this.flush()
  }

  #hasInterrupt(bytes: Buffer): boolean {
    let isThere = false
    const splitter = new Splitter((unit) => {
      for (const event of decode(unit, this.#legacy))
        isThere ||= event.type === 'key' && event.name === 'ctrl+c'
    })
    splitter.push(bytes)
    return isThere
  }

  #read(unit: Unit): void {
    // One character may end the app, and the next is for another.
    const parts = unit.kind === 'text' ? Array.from(unit.text, (text) => ({ ...unit, text })) : [unit]
    for (const part of parts) this.#readPart(part)
  }

  #readPart(part: Unit): void {
    const taken = decode(part, this.#legacy).map((event) => this.#take(event))
    if (taken.includes('later')) this.#held.push(part)
    else if (taken.includes(false)) this.#unused.push(bytesOf(part))
  }

  #wait(now: number): void {
    this.#stopTimer()
    const { pending, begun } = this.#splitter
    if (pending === 'nothing') return
    if (begun !== this.#begun) this.#begunAt = now
    this.#begun = begun
    const rest = this.#begunAt + WAITS[pending] - now
    this.#timer = this.#clock.setTimeout(
      () => {
        this.#timer = undefined
        // If the process was busy for longer than that, the rest may be there and not yet read: first it is.
        this.#turn = setImmediate(() => this.flush())
      },
      Math.max(0, rest),
    )
  }

  #stopTimer(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer)
    this.#timer = undefined
    clearImmediate(this.#turn)
    this.#turn = undefined
  }
}
