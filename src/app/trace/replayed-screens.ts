import type { Screen } from '../../render/screen.ts'
import { differentColumn, isSameScreen, rowsOf, type Row } from './screen-rows.ts'

/** A screen that was drawn, and the region at the first cell where it isn't as it was then. */
export interface ReplayedFrame {
  readonly rows: readonly Row[]
  readonly region: string | undefined
}

/** The screens that a step draws, beside those that it drew then. */
export class ReplayedScreens {
  /** Those that were drawn in this step. */
  drawn: readonly ReplayedFrame[] = []
  #then: readonly (readonly Row[])[] = []
  #rows: readonly Row[] = []
  readonly #actorAt: (x: number, y: number) => string | undefined

  /** `actorAt` says which actor is shown at a place. */
  constructor(actorAt: (x: number, y: number) => string | undefined) {
    this.#actorAt = actorAt
  }

  /** A step begins that drew these screens then. */
  expect(then: readonly (readonly Row[])[]): void {
    this.#then = then
    this.drawn = []
  }

  drew(screen: Screen): void {
    const rows = rowsOf(screen)
    if (isSameScreen(rows, this.#rows)) return
    this.#rows = rows
    const then = this.#then[this.drawn.length]
    this.drawn = [...this.drawn, { rows, region: then && this.#regionAt(then) }]
  }

  /** The region where the screen isn't what was drawn then, and isn't drawn now. */
  get missed(): string | undefined {
    const then = this.#then[this.drawn.length]
    return then && this.#regionAt(then)
  }

  /** The innermost region where the first row differs. */
  #regionAt(then: readonly Row[]): string | undefined {
    const rows = this.#rows
    const y = rows.findIndex(([, look], y) => look !== then[y]?.[1])
    if (y < 0) return undefined
    const [row, before = ['', ''] as const] = [rows[y]!, then[y]]
    const isText = row[0] !== before[0]
    return this.#actorAt(isText ? commonLength(row[0], before[0]) : differentColumn(row, before), y)
  }
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
