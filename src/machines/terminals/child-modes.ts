import type { Terminal } from '@xterm/headless'

/** What the command has asked of its terminal: which reports it gets, and how. */
export interface TerminalModes {
  /** Arrows and Home, End are sent as SS3 (DECCKM, mode 1). */
  readonly applicationCursor: boolean
  /** Pastes are sent in brackets (mode 2004). */
  readonly bracketedPaste: boolean
  /** Which mouse events it gets: presses (mode 9), releases, too (1000), drags, too (1002), or all moves (1003). */
  readonly mouse: 'none' | 'press' | 'buttons' | 'drag' | 'move'
  /** Whether the reports of the mouse are those of mode 1006. */
  readonly mouseSgr: boolean
  /** It is told of the focus (mode 1004). */
  readonly focus: boolean
  /** It has the alternate screen, which has no scrollback. */
  readonly alternate: boolean
  /** Whether the cursor is seen (mode 25), and its shape (DECSCUSR). */
  readonly cursorVisible: boolean
  /** What the cursor looks like. */
  readonly cursorShape: 'default' | 'block' | 'underline' | 'bar'
  /** The flags of the kitty keyboard protocol; 0 is the legacy encoding. */
  readonly keyboardFlags: number
}

const trackingOf = { none: 'none', x10: 'press', vt200: 'buttons', drag: 'drag', any: 'move' } as const
const shapes = ['default', 'block', 'block', 'underline', 'underline', 'bar', 'bar'] as const

/** The most that the stack of keyboard flags holds, as kitty's documentation asks for a limit. */
const MAX_FLAGS = 16

/** Notes what xterm.js doesn't say: the cursor's looks, how the mouse is reported, and flags for the keyboard, which it doesn't know. */
export class ChildModes {
  readonly #terminal: Terminal
  #isCursorVisible = true
  #shape: TerminalModes['cursorShape'] = 'default'
  #isMouseSgr = false
  #flags: number[] = [0]

  /** @param answer - Sends an answer to the command. */
  constructor(terminal: Terminal, answer: (text: string) => void) {
    this.#terminal = terminal
    const { parser } = terminal
    const on = (
      id: Parameters<typeof parser.registerCsiHandler>[0],
      take: (params: readonly number[]) => void,
    ) =>
      parser.registerCsiHandler(id, (params) => {
        take(params.map((param) => (typeof param === 'number' ? param : param[0]!)))
        return false // xterm.js takes it, too
      })
    on({ prefix: '?', final: 'h' }, (modes) => this.#setModes(modes, true))
    on({ prefix: '?', final: 'l' }, (modes) => this.#setModes(modes, false))
    on({ intermediates: ' ', final: 'q' }, ([shape = 0]) => (this.#shape = shapes[shape] ?? 'default'))
    on({ intermediates: '!', final: 'p' }, () => this.reset())
    parser.registerEscHandler({ final: 'c' }, () => {
      this.reset()
      return false
    })
    // Kitty's "Comprehensive keyboard handling in terminals", "Progressive enhancement".
    on(
      { prefix: '>', final: 'u' },
      ([flags = 0]) => void (this.#flags = [...this.#flags, flags].slice(-MAX_FLAGS)),
    )
    on({ prefix: '<', final: 'u' }, ([count = 1]) => {
      this.#flags = this.#flags.slice(0, -Math.max(1, count))
      if (this.#flags.length === 0) this.#flags = [0]
    })
    on({ prefix: '=', final: 'u' }, ([flags = 0, how = 1]) => {
      const before = this.#flags.pop() ?? 0
      this.#flags.push(how === 2 ? before | flags : how === 3 ? before & ~flags : flags)
    })
    on({ prefix: '?', final: 'u' }, () => answer(`\x1b[?${this.#flags.at(-1) ?? 0}u`))
  }

  /** The current modes. */
  get now(): TerminalModes {
    const { modes, buffer } = this.#terminal
    return {
      applicationCursor: modes.applicationCursorKeysMode,
      bracketedPaste: modes.bracketedPasteMode,
      mouse: trackingOf[modes.mouseTrackingMode],
      mouseSgr: this.#isMouseSgr,
      focus: modes.sendFocusMode,
      alternate: buffer.active.type === 'alternate',
      cursorVisible: this.#isCursorVisible,
      cursorShape: this.#shape,
      keyboardFlags: this.#flags.at(-1) ?? 0,
    }
  }

  reset(): void {
    this.#isCursorVisible = true
    this.#shape = 'default'
    this.#isMouseSgr = false
    this.#flags = [0]
  }

  #setModes(modes: readonly number[], isOn: boolean): void {
    for (const mode of modes) {
      if (mode === 25) this.#isCursorVisible = isOn
      else if (mode === 1006) this.#isMouseSgr = isOn
      // A program that has left the alternate screen, or has crashed in it, has no flags any more.
      else if (mode === 1049 || mode === 1047 || mode === 47) this.#flags = [0]
    }
  }
}
