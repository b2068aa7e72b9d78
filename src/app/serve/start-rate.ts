const MINUTE = 60_000

/** How many connections each address has made in the last minute. */
export class StartRate {
  readonly #max: number
  readonly #now: () => number
  readonly #starts = new Map<string, number[]>()

  constructor(max: number, now: () => number) {
    this.#max = max
    this.#now = now
  }

  /** Counts a connection. Returns whether it's one too many. */
  isTooMany(address: string): boolean {
    const now = this.#now()
    const recent = (this.#starts.get(address) ?? []).filter((at) => at > now - MINUTE)
    if (recent.length < this.#max) recent.push(now)
    else return true
    this.#starts.delete(address)
    this.#starts.set(address, recent)
    this.#forget(now)
    return false
  }

  /** The map is in the order of the last start: what is old is first. */
  #forget(now: number): void {
    for (const [address, starts] of this.#starts) {
      if (starts.at(-1)! > now - MINUTE) return
      this.#starts.delete(address)
    }
  }
}
