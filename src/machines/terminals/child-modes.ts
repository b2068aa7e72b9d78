import type { Terminal } from '@xterm/headless'
import type { TerminalModes } from './terminal-modes.ts'

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
