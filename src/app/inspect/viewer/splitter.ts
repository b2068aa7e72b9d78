import { element, setAttribute } from './dom.ts'

/** Pixels that a key moves a splitter. */
const STEP = 16

/** Pixels that a pane keeps at least, on both sides of a splitter. */
const LEAST = 120

interface SplitterOptions {
  readonly label: string
  /** The CSS variable that has the size of the pane. */
  readonly variable: string
  /** Where that pane is from the splitter. */
  readonly side: 'left' | 'right' | 'below'
  /** The size at first, in pixels. */
  readonly size: number
}

/**
 * What two panes are divided by: it is dragged, or moved by the arrow keys. As the "Window Splitter Pattern" of the WAI-ARIA Authoring
 * Practices.
 */
export class Splitter {
  readonly root: HTMLElement
  readonly #panes: HTMLElement
  readonly #options: SplitterOptions
  #size: number

  constructor(panes: HTMLElement, options: SplitterOptions) {
    this.#panes = panes
    this.#options = options
    this.#size = options.size
    this.root = element('div', {
      class: `splitter ${options.side}`,
      role: 'separator',
      tabindex: 0,
      'aria-label': options.label,
      'aria-orientation': options.side === 'below' ? 'horizontal' : 'vertical',
      'aria-valuemin': LEAST,
      title: `${options.label} (drag, arrow keys, double click)`,
    })
    this.root.addEventListener('pointerdown', (event) => this.#drag(event))
    this.root.addEventListener('dblclick', () => this.#set(options.size))
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.#set(options.size)
  }

  #set(size: number): void {
    const { side, variable } = this.#options
    const room = side === 'below' ? this.#panes.clientHeight : this.#panes.clientWidth
    const most = room === 0 ? Infinity : Math.max(LEAST, room - 2 * LEAST)
    this.#size = Math.round(Math.max(LEAST, Math.min(most, size)))
    this.#panes.style.setProperty(variable, `${this.#size}px`)
    setAttribute(this.root, 'aria-valuenow', this.#size)
  }

  #key(event: KeyboardEvent): void {
    const grows =
      this.#options.side === 'left' ? 'ArrowRight' : this.#options.side === 'right' ? 'ArrowLeft' : 'ArrowUp'
    const shrinks = { left: 'ArrowLeft', right: 'ArrowRight', below: 'ArrowDown' }[this.#options.side]
    if (event.key === grows) this.#set(this.#size + STEP)
    else if (event.key === shrinks) this.#set(this.#size - STEP)
    else if (event.key === 'Home') this.#set(LEAST)
    else if (event.key === 'Enter') this.#set(this.#options.size)
    else return
    event.preventDefault()
  }

  #drag(event: PointerEvent): void {
    const { side } = this.#options
    const [start, size] = [side === 'below' ? event.clientY : event.clientX, this.#size]
    const move = (moved: PointerEvent) => {
      const way = (side === 'below' ? moved.clientY : moved.clientX) - start
      this.#set(side === 'left' ? size + way : size - way)
    }
    this.root.setPointerCapture(event.pointerId)
    this.root.addEventListener('pointermove', move)
    const end = () => this.root.removeEventListener('pointermove', move)
    this.root.addEventListener('lostpointercapture', end, { once: true })
  }
}
