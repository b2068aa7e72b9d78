import type { ScreenRow } from '../messages.ts'
import { button, element, fill, setText, span } from './dom.ts'

/** The width of a character, as a part of the size of its font. */
const ASPECT = 0.603

/** The height of a line, as a part of the size of its font, as in viewer.css: without gaps in the frames of boxes. */
const LINE_HEIGHT = 1.17

/** The greatest size of the font, in pixels. */
const MAX_FONT = 14

/** What the app shows on its terminal, small or large. */
export class ScreenView {
  readonly title: HTMLElement
  readonly root = element('div', { class: 'screen-window' })
  readonly #screen = element('pre', { class: 'screen', 'aria-label': 'Screen of the app', tabindex: 0 })
  readonly #size = button('Enlarge', 'Show the screen large, or small again (s)', () => this.toggle())
  readonly #lines: { readonly made: HTMLElement; key: string }[] = []
  #rows: readonly ScreenRow[] | undefined

  constructor() {
    this.title = element('h3', {}, ['Screen', this.#size])
    this.root.append(this.#screen)
    this.root.hidden = this.title.hidden = true
    this.root.addEventListener('click', ({ target }) => {
      if (target === this.root) this.shrink() // beside the screen
    })
    new ResizeObserver(() => this.#scale()).observe(this.root)
  }

  /** Makes it small. Returns whether it was large. */
  shrink(): boolean {
    const isLarge = this.root.classList.contains('large')
    if (isLarge) this.toggle()
    return isLarge
  }

  toggle(): void {
    if (this.root.hidden) return
    const isLarge = this.root.classList.toggle('large')
    setText(this.#size, isLarge ? 'Shrink' : 'Enlarge')
    this.#scale()
  }

  show(rows: readonly ScreenRow[] | undefined): void {
    if (rows === this.#rows) return
    const isOther = rows === undefined || this.#rows?.length !== rows.length
    this.#rows = rows
    this.root.hidden = this.title.hidden = rows === undefined
    for (const [index, row] of (rows ?? []).entries()) this.#showRow(index, row)
    for (const { made } of this.#lines.splice(rows?.length ?? 0)) made.remove()
    if (isOther) this.#scale()
  }

  /** A row that is as it was stays, and with it what is selected. */
  #showRow(index: number, row: ScreenRow): void {
    const key = JSON.stringify(row)
    const line = this.#lines[index] ?? { made: element('div'), key: '' }
    if (this.#lines[index] === undefined) {
      this.#lines.push(line)
      this.#screen.append(line.made)
    }
    if (line.key === key) return
    line.key = key
    fill(line.made, row.length === 0 ? ['\n'] : row.map(runOf))
  }

  #scale(): void {
    const columns = Math.max(1, ...(this.#rows ?? []).map(columnsOf))
    const { clientWidth, clientHeight } = this.root
    if (clientWidth === 0) return
    const isLarge = this.root.classList.contains('large')
    const byHeight = isLarge
      ? (clientHeight - 20) / LINE_HEIGHT / Math.max(1, this.#rows?.length ?? 1)
      : Infinity
    const byWidth = (clientWidth - 20) / columns / ASPECT
    this.#screen.style.fontSize = `${Math.min(isLarge ? 2 * MAX_FONT : MAX_FONT, byWidth, byHeight)}px`
  }
}

function runOf([text, color, background, attributes]: ScreenRow[number]): HTMLElement {
  const made = span(attributes, text)
  made.style.color = color
  made.style.backgroundColor = background
  return made
}

function columnsOf(row: ScreenRow): number {
  return row.reduce((sum, [text]) => sum + text.length, 0)
}
