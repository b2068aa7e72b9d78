/** A key was pressed (or is held down: `repeat`). */
export interface KeyEvent {
  /** What kind of event it is. */
  readonly type: 'key'
  /** The key with its modifiers, as in a key table: 'a', 'A', 'ctrl+c', 'alt+enter', 'shift+f5', 'space'. */
  readonly name: string
  /** The character that the key types; '' if it types none. */
  readonly text: string
  /** Whether the key is held down, and repeats. */
  readonly repeat: boolean
  /**
   * What the key would be on a Latin keyboard, if it types a letter of another script and the terminal tells: 'q' for the
   * Cyrillic 'й'. A component that has no use for the key itself is offered that one.
   */
  readonly base?: string | undefined
}

/** Text was pasted. A very long one comes in several parts, in order; `last` is true for the last. */
export interface PasteEvent {
  /** What kind of event it is. */
  readonly type: 'paste'
  /** The text, or a part of it if it is long. */
  readonly text: string
  /** Whether this is the last part of the paste. */
  readonly last: boolean
}

/** The mouse did something. Columns and rows count from 0. */
export interface MouseEvent {
  /** What kind of event it is. */
  readonly type: 'mouse'
  /** What the mouse did. */
  readonly action: 'press' | 'release' | 'move' | 'wheel'
  /** The button, or the direction of the wheel or touch pad; 'none' while it moves without one. */
  readonly button: 'left' | 'middle' | 'right' | 'up' | 'down' | 'none' | 'other'
  /** The column, from 0. */
  readonly x: number
  /** The row, from 0. */
  readonly y: number
  /** Whether Shift was held down. */
  readonly shift: boolean
  /** Whether Alt was held down. */
  readonly alt: boolean
  /** Whether Ctrl was held down. */
  readonly ctrl: boolean
}

/** The terminal's window gained or lost the focus. */
interface FocusEvent {
  readonly type: 'focus'
  readonly focused: boolean
}

/** The terminal answered a question. */
interface ReplyEvent {
  readonly type: 'reply'
  readonly sequence: string
}

/** The terminal sent an unknown or incomplete sequence. It isn't a key. */
interface UnknownEvent {
  readonly type: 'unknown'
  readonly sequence: string
}

export type InputEvent = KeyEvent | PasteEvent | MouseEvent | FocusEvent | ReplyEvent | UnknownEvent
