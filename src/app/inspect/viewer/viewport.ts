import { button, element, setText, span } from './dom.ts'

/** The least and the greatest zoom, and what a step of it is. */
const ZOOM = { least: 0.1, greatest: 3, step: 1.2 } as const

/** The zoom at which text can still be read: a diagram is made no smaller unless someone asks. */
const READABLE = 0.7

/** Pixels between what is shown and the border of the window that it is shown in. */
const MARGIN = 24

/** A window on something large: it can be zoomed (buttons, Ctrl and the wheel, + and -) and moved (drag, wheel, arrow keys). */
export class Viewport {
  readonly root: HTMLElement
  readonly tools: HTMLElement
  readonly #content: HTMLElement
  readonly #sizer: HTMLElement
  readonly #percent = span('percent', '100 %')
  readonly #sizeOf: () => { readonly width: number; readonly height: number }
  #zoom = 1

  /** `find` scrolls to what matters most. */
  constructor(
    content: HTMLElement,
    label: string,
    sizeOf: () => { readonly width: number; readonly height: number },
    find: () => void,
  ) {
    this.#content = content
    this.#sizeOf = sizeOf
    this.#sizer = element('div', { class: 'sizer' }, [content])
    this.root = element('div', { class: 'chart', tabindex: 0, role: 'group', 'aria-label': label }, [
      this.#sizer,
    ])
    this.tools = element('div', { class: 'zoom', role: 'toolbar', 'aria-label': 'Zoom' }, [
      button('−', 'Zoom out (-)', () => this.zoomBy(1 / ZOOM.step)),
      this.#percent,
      button('+', 'Zoom in (+)', () => this.zoomBy(ZOOM.step)),
      button('Fit', 'Show all of it (f)', () => this.fit()),
      button('Active', 'Go to the active state (a)', find),
    ])
    this.root.addEventListener('keydown', (event) => this.#key(event, find))
    this.root.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
    this.root.addEventListener('pointerdown', (event) => this.#drag(event))
  }

  /** Shows other content: all of it, or what can be read. */
  reset(): void {
    this.#set(Math.max(READABLE, Math.min(1, this.#fitting())))
    this.root.scrollTo(0, 0)
  }

  fit(): void {
    this.#set(Math.min(1, this.#fitting()))
  }

  /** Keeps the middle of the window, or what is at a point of it, where it is. */
  zoomBy(factor: number, at = { x: this.root.clientWidth / 2, y: this.root.clientHeight / 2 }): void {
    const before = this.#zoom
    this.#set(Math.max(ZOOM.least, Math.min(ZOOM.greatest, before * factor)))
    const grown = this.#zoom / before
    this.root.scrollLeft = (this.root.scrollLeft + at.x) * grown - at.x
    this.root.scrollTop = (this.root.scrollTop + at.y) * grown - at.y
  }

  /** Scrolls as little as needed, so that an element is in view. */
  reveal(shown: HTMLElement): void {
    const [outer, inner] = [this.root.getBoundingClientRect(), shown.getBoundingClientRect()]
    this.root.scrollLeft += shift(outer.left, outer.right, inner.left, inner.right)
    this.root.scrollTop += shift(outer.top, outer.bottom, inner.top, inner.bottom)
  }

  #fitting(): number {
    const { width, height } = this.#sizeOf()
    const { clientWidth, clientHeight } = this.root
    if (width === 0 || clientWidth === 0) return 1
    return Math.max(ZOOM.least, Math.min(clientWidth / width, clientHeight / height))
  }

  #set(zoom: number): void {
    const { width, height } = this.#sizeOf()
    this.#zoom = zoom
    this.#content.style.transform = `scale(${zoom})`
    this.#content.style.width = `${width}px`
    this.#content.style.height = `${height}px`
    this.#sizer.style.width = `${Math.floor(width * zoom)}px`
    this.#sizer.style.height = `${Math.floor(height * zoom)}px`
    setText(this.#percent, `${Math.round(zoom * 100)} %`)
  }

  #key(event: KeyboardEvent, find: () => void): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const keys: Readonly<Record<string, () => void>> = {
      '+': () => this.zoomBy(ZOOM.step),
      '=': () => this.zoomBy(ZOOM.step),
      '-': () => this.zoomBy(1 / ZOOM.step),
      '0': () => this.zoomBy(1 / this.#zoom),
      f: () => this.fit(),
      a: find,
    }
    const press = keys[event.key]
    if (press === undefined) return
    press()
    event.preventDefault()
    event.stopPropagation()
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const { left, top } = this.root.getBoundingClientRect()
    this.zoomBy(Math.exp(-event.deltaY / 400), { x: event.clientX - left, y: event.clientY - top })
  }

  /** A drag that begins on text selects it. */
  #drag(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as Element).closest('.chart-line') !== null) return
    const { root } = this
    const [left, top] = [root.scrollLeft + event.clientX, root.scrollTop + event.clientY]
    const move = ({ clientX, clientY }: PointerEvent) => root.scrollTo(left - clientX, top - clientY)
    const end = () => {
      root.removeEventListener('pointermove', move)
      root.classList.remove('dragged')
    }
    root.classList.add('dragged')
    root.setPointerCapture(event.pointerId)
    root.addEventListener('pointermove', move)
    root.addEventListener('lostpointercapture', end, { once: true })
  }
}

/** How far something must move to be inside. What is larger shows its beginning. */
function shift(outerStart: number, outerEnd: number, start: number, end: number): number {
  if (start < outerStart + MARGIN || end - start > outerEnd - outerStart - 2 * MARGIN)
    return start - outerStart - MARGIN
  return end > outerEnd - MARGIN ? end - outerEnd + MARGIN : 0
}
