import xterm from '@xterm/headless'

// The addon takes the start of a buffer's memory for the start of the buffer: it must not be given a part of the pool.
const { poolSize } = Buffer
Buffer.poolSize = 0
const { UnicodeGraphemesAddon } = await import('@xterm/addon-unicode-graphemes')
Buffer.poolSize = poolSize

/** A cell as an emulator shows it. */
export interface JudgedCell {
  readonly text: string
  readonly bold: boolean
  readonly dim: boolean
  readonly inverse: boolean
  /** -1 for the terminal's default, a palette index, or 24 bits of red, green and blue. */
  readonly color: number
  readonly background: number
}

/** An independent emulator that is fed the real bytes: what it shows is what a user sees. */
export class Judge {
  readonly #terminal: InstanceType<typeof xterm.Terminal>
  /** What it was made to do besides showing text and changing modes: titles, bells, and other commands as strings. */
  readonly effects: string[] = []

  constructor(columns: number, rows: number, { graphemes = true, reflows = true } = {}) {
    this.#terminal = new xterm.Terminal({
      ...{ cols: columns, rows, allowProposedApi: true, scrollback: 1_000 },
      // What breaks no rows is the console of old Windows.
      ...(reflows ? {} : { windowsPty: { backend: 'conpty', buildNumber: 1 } }),
    })
    if (graphemes) this.#terminal.loadAddon(new UnicodeGraphemesAddon())
    this.#terminal.onBell(() => this.effects.push('bell'))
    this.#terminal.onData((answer) => this.effects.push(`answered ${JSON.stringify(answer)}`))
    for (const code of [0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 52, 104, 110, 111, 112, 133, 633, 777, 1337])
      this.#terminal.parser.registerOscHandler(code, (data) => {
        this.effects.push(`OSC ${code};${data}`)
        return false
      })
  }

  write(bytes: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve))
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
  }

  get modes(): InstanceType<typeof xterm.Terminal>['modes'] {
    return this.#terminal.modes
  }

  /** Everything that a program can leave changed behind it, but for the text. */
  get state(): unknown {
    const core = (this.#terminal as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core
    return { ...this.modes, alternate: this.isAlternate, cursorHidden: core.coreService.isCursorHidden }
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  /** Where the cursor stands; undefined while it is hidden. */
  get cursor(): { readonly x: number; readonly y: number } | undefined {
    const core = (this.#terminal as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core
    const { cursorX, cursorY } = this.#terminal.buffer.active
    return core.coreService.isCursorHidden ? undefined : { x: cursorX, y: cursorY }
  }

  /** Where the cursor is, hidden or not. */
  get place(): { readonly x: number; readonly y: number } {
    const { cursorX, cursorY } = this.#terminal.buffer.active
    return { x: cursorX, y: cursorY }
  }

  /** The rows in view, without blanks at their ends. */
  lines(): string[] {
    return this.cells().map((row) =>
      row
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
  }

  /** All rows, those that have scrolled out of view first. */
  allLines(): string[] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: active.length }, (_, y) =>
      active.getLine(y)!.translateToString(true, 0, this.#terminal.cols).trimEnd(),
    )
  }

  cells(): JudgedCell[][] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: this.#terminal.rows }, (_, y) => {
      const line = active.getLine(active.viewportY + y)!
      return Array.from({ length: this.#terminal.cols }, (_, x) => {
        const cell = line.getCell(x)!
        return {
          text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
          bold: cell.isBold() > 0,
          dim: cell.isDim() > 0,
          inverse: cell.isInverse() > 0,
          color: cell.isFgDefault() ? -1 : cell.getFgColor(),
          background: cell.isBgDefault() ? -1 : cell.getBgColor(),
        }
      })
    })
  }
}
