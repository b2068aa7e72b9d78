import type { ColorDepth } from '../../render/paint/color.ts'

/** A terminal mode that an app switches on and must switch off again. */
export interface Mode {
  readonly on: string
  readonly off: string
}

/*
 * xterm's ctlseqs, "DEC Private Mode Set" (patch 390), but for synchronised output, which is Christian Parpart's
 * https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036, and the keyboard, which is kitty's
 * https://sw.kovidgoyal.net/kitty/keyboard-protocol/. A terminal ignores a private mode that it does not know.
 */
const modes = {
  /** For terminals without an alternate screen: what comes after the app begins below what it has shown. */
  lastRow: { on: '', off: '\x1b[999;1H\r\n' },
  alternateScreen: { on: '\x1b[?1049h', off: '\x1b[?1049l' },
  /** Puts the window's title on a stack, and gets it back: what is not on it is blanked, for terminals without one. */
  title: { on: '\x1b[22;2t', off: '\x1b]2;\x1b\\\x1b[23;2t' },
  /** The progress that the task bar shows (ConEmu's "OSC 9 ; 4"). */
  progress: { on: '', off: '\x1b]9;4;0\x1b\\' },
  hiddenCursor: { on: '\x1b[?25l', off: '\x1b[?25h' },
  /** Off, a glyph that the terminal finds wider than we do stays in its row. */
  noWrap: { on: '\x1b[?7l', off: '\x1b[?7h' },
  bracketedPaste: { on: '\x1b[?2004h', off: '\x1b[?2004l' },
  focusReports: { on: '\x1b[?1004h', off: '\x1b[?1004l' },
  /** The terminal says when the user has changed its colors (Contour's "Dark and Light Mode detection", VT extensions). */
  colorReports: { on: '\x1b[?2031h', off: '\x1b[?2031l' },
  mouse: { on: '\x1b[?1002h\x1b[?1006h', off: '\x1b[?1006l\x1b[?1002l' },
  /** The same with moves without a button. A terminal has one of the two. */
  anyMotion: { on: '\x1b[?1003h\x1b[?1006h', off: '\x1b[?1006l\x1b[?1003l' },
  /**
   * Ambiguous keys (Ctrl+I and Tab, Esc and Alt) told apart (1), and what a key is with Shift and on a US keyboard (4).
   * Pushed on a stack that the terminal keeps for us.
   */
  kittyKeyboard: { on: '\x1b[>5u', off: '\x1b[<u' },
  /**
   * The same also of keys that type (8), with what they type (16): so a Cyrillic letter finds the binding of the Latin one.
   * Not while text is written: some terminals lose composed characters by it (Ghostty up to 1.2).
   */
  everyKey: { on: '\x1b[>29u', off: '\x1b[<u' },
} as const satisfies Record<string, Mode>

export type ModeName = keyof typeof modes

export const allModes = Object.keys(modes) as ModeName[]

/** Everything between the two is shown at once. */
export const synchronised: Mode = { on: '\x1b[?2026h', off: '\x1b[?2026l' }

const ofPalette = Array.from({ length: 16 }, (_, index) => `\x1b]4;${index};?\x1b\\`).join('')

/**
 * Asks for the text's color (OSC 10) and the palette (OSC 4) if they can be used, then for the background's color (OSC 11), and what it
 * is: all terminals answer the last.
 */
export function colorQuestions(depth: ColorDepth): string {
  return `${depth === 'truecolor' ? `\x1b]10;?\x1b\\${ofPalette}` : ''}\x1b]11;?\x1b\\\x1b[c`
}

/** Asks for the same, and for kitty's keyboard. */
export function questions(depth: ColorDepth): string {
  return colorQuestions(depth).replace('\x1b[c', '\x1b[?u\x1b[c')
}

/** The modes that every full-screen app runs in, in the order in which they are switched on. */
export const fullScreen: readonly ModeName[] = [
  'lastRow',
  'alternateScreen',
  'hiddenCursor',
  'noWrap',
  'bracketedPaste',
  'focusReports',
  'colorReports',
]

/** The longest title and notification, in UTF-16 units. */
const MAX_WINDOW_TEXT = 250

/** A text that can be in a string (OSC): control characters would end it. */
export function windowText(text: string): string {
  return text
    .replace(/[\x00-\x1f\x7f-\x9f]/g, ' ')
    .slice(0, MAX_WINDOW_TEXT)
    .toWellFormed()
}

/** The bytes that give the terminal's window a title and a progress, if it is in these modes. */
export function windowBytes(
  modes: readonly ModeName[],
  title: string | undefined,
  progress: string | undefined,
): string {
  const shown = title !== undefined && modes.includes('title') ? `\x1b]2;${windowText(title)}\x1b\\` : ''
  return progress !== undefined && modes.includes('progress') ? `${shown}\x1b]9;4;${progress}\x1b\\` : shown
}

/** The modes of an app whose rows are among those that the shell has written. */
export const inline: readonly ModeName[] = fullScreen.filter(
  (name) => name !== 'alternateScreen' && name !== 'lastRow',
)

/** The bytes that bring a terminal from one set of modes to another; what was switched on last goes off first. */
export function changeModes(from: readonly ModeName[], to: readonly ModeName[]): string {
  const off = from.filter((name) => !to.includes(name)).toReversed()
  const on = to.filter((name) => !from.includes(name))
  return off.map((name) => modes[name].off).join('') + on.map((name) => modes[name].on).join('')
}

const reset = (...modes: readonly number[]) => `\x1b[?${modes.join(';')}l`

/**
 * What any ECMA-48 terminal may have been left in, by a program that was killed: a sequence that is not complete, line drawing
 * (SO, G0 to G3), insert mode, line feeds that return (LNM), application keys, reverse video, no wrapping, a hidden cursor, a
 * scroll region, a style. The cursor stays where it is: DECSTBM moves it, and so it stands between DECSC and DECRC.
 */
const plainDefaults = `\x18\x1b\\\x0f\x1b(B\x1b)B\x1b*B\x1b+B\x1b[4l\x1b[20l${reset(1, 5)}\x1b>\x1b[?7;25h\x1b7\x1b[r\x1b8\x1b[m`

/**
 * The same for terminals like xterm: also its alternate screen (47 doesn't move the cursor, 1049 does), origin mode (DECSTR
 * resets it and leaves the cursor where it is), margins, the mouse, reports, synchronized output, modifyOtherKeys and the
 * cursor's shape.
 */
const xtermDefaults = `\x18\x1b\\${reset(2026)}${reset(47)}\x1b[!p${reset(69)}${reset(9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016)}${reset(1004, 2004, 2031, 2048, 9001)}\x1b[>4m\x1b[0 q${plainDefaults}`

/** Kitty's keyboard flags, of the entry on top of the stack: who has pushed it is gone. Each screen has a stack. */
const noKeyboardFlags = '\x1b[=0;1u'

/** The bytes after which a terminal has the modes that it has without any program, whatever another program has left. */
export function defaultModes(hasAlternateScreen: boolean, hasKittyKeyboard: boolean): string {
  if (!hasAlternateScreen) return plainDefaults
  return hasKittyKeyboard ? noKeyboardFlags + xtermDefaults + noKeyboardFlags : xtermDefaults
}

/** DECOM off. It moves the cursor to the corner, which nobody minds on a screen of our own. */
export const originOff = reset(6)
