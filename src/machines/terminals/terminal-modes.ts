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
