import type { Shown } from '../input/bindings.ts'

/** A region, as far as its keys go. */
export interface KeyRegion {
  readonly shown: Shown
  /** Calls a function of its component, whose errors then tell where they come from. */
  attempt<T>(what: string, work: () => T): T
}

/** What decides what keys do now. */
export interface KeysNow {
  /** The regions that a key goes to, from the innermost outwards. */
  readonly chain: readonly KeyRegion[]
  /** Where in the chain the app's own region stands. */
  readonly app: number
  /** Keys that leave the app, if no region takes them. */
  readonly quitKeys: readonly string[]
  /** The key that shows all that can be done. */
  readonly paletteKey: string | undefined
  /** Whether Tab moves the focus. */
  readonly hasNextStop: boolean
}
