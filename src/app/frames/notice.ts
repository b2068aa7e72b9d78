import type { Clock } from '../../machines/kit/clock.ts'
import type { Pane } from '../../render/layout/box.ts'
import type { Node } from '../../render/nodes/index.ts'
import { overlay } from '../../render/nodes/overlay.ts'
import { column, row } from '../../render/nodes/stack.ts'
import { text } from '../../render/nodes/text.ts'

/** What the screen says besides the app: one line, below it or over its last row. */
export class Notice {
  readonly #clock: Clock
  readonly #changed: () => void
  #line: string | undefined
  #isOver = false
  #timer: unknown
  /** What the pane shows with the line, and without it. */
  #laid: { readonly node: Node; readonly content: Node | undefined } | undefined

  /** `changed` is called when the line is another. */
  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  /** Shows a line for so many ms, over the last row of the app: nothing moves because of it. */
  flash(line: string, time: number): void {
    this.#show(line, true)
    this.#timer = this.#clock.setTimeout(() => this.hide(), time)
  }

  /** Shows a line until `hide`, in a row of its own. */
  hold(line: string): void {
    this.#show(line, false)
  }

  /** Returns whether there was a line. */
  hide(): boolean {
    this.#clock.clearTimeout(this.#timer)
    if (this.#line === undefined) return false
    this.#line = undefined
    this.#changed()
    return true
  }

  /** Lays the line on what a pane shows, or takes it away. */
  layOn(pane: Pane, isInline: boolean): void {
    if (this.#line === undefined && this.#laid === undefined) return
    const content = pane.content === this.#laid?.node ? this.#laid?.content : pane.content
    this.#laid =
      this.#line === undefined ? undefined : { content, node: this.#around(content, this.#line, isInline) }
    pane.content = this.#laid?.node ?? content
  }

  #show(line: string, isOver: boolean): void {
    this.#clock.clearTimeout(this.#timer)
    this.#line = line
    this.#isOver = isOver
    this.#changed()
  }

  #around(content: Node | undefined, line: string, isInline: boolean): Node {
    const bar = row({ width: '100%', background: 'surface' }, [text(line, { overflow: 'truncate' })])
    if (isInline) return column([content, bar])
    if (this.#isOver) return overlay({ at: 'bottom-left' }, [content, bar])
    return column([overlay({ grow: 1 }, [content]), bar])
  }
}
