import { Pane } from '../../render/layout/box.ts'
import { layer } from '../../render/nodes/layer.ts'
import { overlay } from '../../render/nodes/overlay.ts'
import { slot } from '../../render/nodes/slot.ts'
import { column } from '../../render/nodes/stack.ts'
import { PALETTE } from '../palette/palette.ts'
import type { Regions } from './regions.ts'

const app = slot(undefined)

/** The whole screen: the app, and what covers it. */
export class AppPane {
  readonly pane: Pane
  readonly #regions: Regions
  readonly #isInline: boolean
  /** The rows of the screen that the cover was laid out for; 0 without a cover. */
  #coveredRows = 0

  constructor(regions: Regions, isInline: boolean) {
    this.#regions = regions
    this.#isInline = isInline
    this.pane = new Pane((index) => (index === 0 ? regions.root.pane : regions.cover?.pane))
    this.pane.content = app
  }

  /** Lays out the app and its cover on so many rows. */
  set(rows: number): void {
    const covered = this.#regions.cover === undefined ? 0 : rows
    if (covered === this.#coveredRows) return
    this.#coveredRows = covered
    const isPalette = this.#regions.cover?.content.component.name === PALETTE
    this.pane.content =
      covered === 0 ? app : this.#isInline ? below(rows) : isPalette ? high(rows) : above(rows)
  }
}

/** The cover stands above the last row, where the help line is. */
function above(rows: number) {
  const size = { width: '100%', maxHeight: Math.max(1, rows - 1) } as const
  return overlay({ at: 'bottom' }, [app, layer(slot(undefined, size), { margin: [0, 0, 1, 0] })])
}

/** In the upper third. */
function high(rows: number) {
  const top = Math.max(0, Math.floor(rows / 6))
  const size = { width: '100%', maxWidth: 62, maxHeight: Math.max(1, rows - 1 - top) } as const
  return overlay({ at: 'top' }, [app, layer(slot(undefined, size), { margin: [top, 1, 1, 1] })])
}

/** The rows of an inline app stay where they are. */
function below(rows: number) {
  return column([app, slot(undefined, { maxHeight: Math.max(1, rows - 2) })])
}
