/** The measured figures, with their units. */
export interface Figures {
  /** CPU of a frame, in us. */
  readonly cpu?: number
  /** Bytes of a frame. */
  readonly bytes?: number
  /** Resident memory, in MB. */
  readonly rss?: number
  /** Garbage collections in 1,000 frames. */
  readonly collections?: number
  /** From the start of the process to its first frame, in ms. */
  readonly start?: number
  /** From a key to the first byte of what it does, in ms: the median, and the 99th of 100. */
  readonly keyMedian?: number
  readonly keyLate?: number
  /** CPU of a resize, in ms. */
  readonly resize?: number
  /** Share of a core, in percent. */
  readonly load?: number
  /** From the last state of a program to its end, in ms. */
  readonly end?: number
  /** Minified code that an import loads, in kB. */
  readonly code?: number
  /** How long an import takes, in ms. */
  readonly loading?: number
}

/** The result of one run of one contestant. */
export interface Measurement {
  readonly figures: Figures
  /** What is wrong with the screen, if anything is. */
  readonly fault?: string | undefined
}

/** The value below which this share of the sorted values is. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
