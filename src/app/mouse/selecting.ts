import type { Clock } from '../../machines/kit/clock.ts'
import { placeAt } from '../../render/selection/place-at.ts'
import { selectedText } from '../../render/selection/selected-text.ts'
import type { MouseLook } from '../../render/selection/mouse-look.ts'
import { selectionOf, sourceOf, type Place, type Selection } from '../../render/selection/selection.ts'
import { textSources, type TextSource } from '../../render/selection/text-sources.ts'
import { grown, type Unit } from '../../render/selection/units.ts'
import type { Screen } from '../../render/screen.ts'
import type { MouseEvent } from '../input/events.ts'
import { MAX_COPIED } from './clipboard.ts'
import { heldPlace, moved, type HeldPlace } from './held-place.ts'

/** How soon the next press follows if it is a double click, in ms. */
const MAX_CLICK_INTERVAL = 400

/** How often a region scrolls while the pointer is at its edge, in ms. */
const SCROLL_INTERVAL = 60

const units: readonly Unit[] = ['character', 'word', 'line']

export interface SelectingDeps {
  readonly screen: Screen
  /** Where the selection is shown. */
  readonly look: MouseLook
  readonly clock: Clock
  /** The next frame looks different. */
  readonly changed: () => void
  /** Sends a turn of the wheel to the regions at a cell. Returns whether one has taken it. */
  readonly wheel: (direction: 'up' | 'down', x: number, y: number) => boolean
}

/** A cell of the screen. */
interface Cell {
  readonly x: number
  readonly y: number
}

/** What the user selects with the mouse: from a press to a release, and then until it is dropped or its text is gone. */
export class Selecting {
  readonly #deps: SelectingDeps
  readonly #look: MouseLook
  /** Where the selection began, and where it goes to. */
  #anchor: HeldPlace | undefined
  #focus: HeldPlace | undefined
  #unit: Unit = 'character'
  /** Where the button was pressed that is held down now. */
  #pressed: Cell | undefined
  #pointer: Cell = { x: 0, y: 0 }
  #lastPress = { x: -1, y: -1, at: -Infinity, count: 0 }
  #timer: unknown

  constructor(deps: SelectingDeps) {
    this.#deps = deps
    this.#look = deps.look
  }

  /** Whether something is selected. */
  get isActive(): boolean {
    return this.#look.selection !== undefined
  }

  /** Whether the button was pressed, and the pointer has moved since: the regions get no moves then. */
  get isDragging(): boolean {
    return this.#pressed !== undefined && this.#focus !== undefined
  }

  /** The left button is pressed. With Shift, the selection is extended instead. Returns whether it was. A button has no words. */
  press({ x, y, shift }: MouseEvent, isButton: boolean): boolean {
    const count = this.#countPress({ x, y })
    if (shift && this.isActive) {
      this.#pressed = { x, y }
      this.#goTo({ x, y })
      return true
    }
    this.drop()
    this.#unit = isButton ? 'character' : units[count - 1]!
    this.#pressed = { x, y }
    this.#anchor = this.#placeAt({ x, y })
    if (this.#unit !== 'character') this.#goTo({ x, y })
    return false
  }

  /** The pointer has moved with the button held down. */
  drag({ x, y }: MouseEvent): void {
    const pressed = this.#pressed
    if (pressed === undefined || (this.#focus === undefined && x === pressed.x && y === pressed.y)) return
    // A press after a drag isn't a double click.
    this.#lastPress = { x: -1, y: -1, at: -Infinity, count: 0 }
    this.#goTo({ x, y })
    this.#scrollAtEdge()
  }

  release(): void {
    this.#pressed = undefined
    this.#deps.clock.clearTimeout(this.#timer)
  }

  /** Nothing is selected any more. */
  drop(): void {
    this.release()
    this.#anchor = undefined
    this.#focus = undefined
    this.#show(undefined)
  }

  /** The selected text, which is dropped; undefined if it's too long to be copied. */
  take(): string | undefined {
    const { selection } = this.#look
    const text = selection && selectedText(selection, MAX_COPIED)
    this.drop()
    return text
  }

  /** Everything has its place in the next frame: what is selected stays on its text. */
  arranged(): void {
    if (this.#anchor === undefined) return
    const sources = this.#sources()
    const anchor = moved(this.#anchor, sources)
    if (this.#focus === undefined) return void (this.#anchor = anchor)
    const isScrolling = this.#pressed !== undefined && this.#edge(sources) !== undefined
    const focus = isScrolling ? this.#placeAt(this.#pointer, sources) : moved(this.#focus, sources)
    if (anchor === undefined || focus === undefined) return this.drop()
    this.#select(anchor, focus, sources)
  }

  #goTo(cell: Cell): void {
    const sources = this.#sources()
    this.#pointer = cell
    const focus = this.#placeAt(cell, sources)
    if (this.#anchor !== undefined && focus !== undefined) this.#select(this.#anchor, focus, sources)
  }

  #select(anchor: HeldPlace, focus: HeldPlace, sources: readonly TextSource[]): void {
    const selection = selectionOf(sources, this.#grown(anchor), this.#grown(focus))
    this.#anchor = heldPlace(anchor, sources, selection)
    this.#focus = heldPlace(focus, sources, selection)
    this.#show(selection)
  }

  #grown(place: HeldPlace): Place {
    return { ...place, ...grown(place.text, place, this.#unit) }
  }

  #show(selection: Selection | undefined): void {
    const isShown = this.#look.selection !== undefined || selection !== undefined
    this.#look.selection = selection
    if (isShown) this.#deps.changed()
  }

  #countPress({ x, y }: Cell): number {
    const at = this.#deps.clock.now()
    const last = this.#lastPress
    const isNext = at - last.at <= MAX_CLICK_INTERVAL && x === last.x && y === last.y
    const count = isNext ? (last.count % units.length) + 1 : 1
    this.#lastPress = { x, y, at, count }
    return count
  }

  #sources(): TextSource[] {
    const { pane, glyphs } = this.#deps.screen
    return textSources(pane, glyphs)
  }

  #placeAt({ x, y }: Cell, sources = this.#sources()): HeldPlace | undefined {
    const place = placeAt(sources, x, y)
    return place && heldPlace(place, sources)
  }

  /** While the pointer is at the edge of the window that the selection began in, that gets its wheel event. */
  #scrollAtEdge(): void {
    const { clock, wheel, changed } = this.#deps
    clock.clearTimeout(this.#timer)
    const edge = this.#edge(this.#sources())
    if (edge === undefined || this.#pressed === undefined) return
    this.#timer = clock.setTimeout(() => {
      if (!wheel(edge.direction, edge.x, edge.y)) return
      changed()
      this.#scrollAtEdge()
    }, SCROLL_INTERVAL)
  }

  /** Where the wheel is to be turned, and in which direction; undefined if the pointer isn't at an edge. */
  #edge(sources: readonly TextSource[]): (Cell & { readonly direction: 'up' | 'down' }) | undefined {
    const window = this.#anchor && sourceOf(sources, this.#anchor)?.window
    if (window === undefined || this.#pressed === undefined) return undefined
    const { x, y } = this.#pointer
    const [left, top, right, bottom] = window
    const inside = Math.max(left, Math.min(x, right - 1))
    // Who begins in the first row, and stays there, doesn't want to scroll.
    if (y < top || (y === top && y < this.#pressed.y)) return { direction: 'up', x: inside, y: top }
    if (y >= bottom || (y === bottom - 1 && y > this.#pressed.y))
      return { direction: 'down', x: inside, y: bottom - 1 }
    return undefined
  }
}
