import type { ColorDepth } from '../../render/paint/color.ts'
import { allModes, type ModeName } from './modes.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What TERM says of a terminal. */
export interface TerminalType {
  readonly colors: ColorDepth
  /**
   * Whether COLORTERM and TERM_PROGRAM can be about this terminal. Otherwise they are those of the terminal around it, or of
   * the one that it was started from.
   */
  readonly isNewer: boolean
  /** The modes that it has. */
  readonly modes: ReadonlySet<ModeName>
  /** It can be asked what it is: it shows none of the question, and the answers are keys for nobody. */
  readonly canBeAsked: boolean
  /**
   * How strings (OSC) get to the terminal that shows the screen: directly, or past tmux or GNU screen, which have to be told to
   * pass them on. 'none' if it would show them as text.
   */
  readonly strings: 'none' | 'direct' | 'tmux' | 'screen'
}

/** No alternate screen, no reports, no strings (OSC): what ECMA-48 and DEC's VT220 have. */
const plain = {
  isNewer: false,
  modes: new Set<ModeName>(['lastRow', 'hiddenCursor', 'noWrap']),
  canBeAsked: false,
  strings: 'none',
} as const

const xterm = {
  isNewer: true,
  modes: new Set(allModes.filter((name) => name !== 'lastRow')),
  canBeAsked: true,
  strings: 'direct',
} as const

/**
 * The first that fits counts; colors are those that the terminal has without COLORTERM. Those of old terminals are terminfo's
 * (ncurses 6.5, terminfo.src), which has neither `smcup` nor strings for them; those of newer ones are their own documents'.
 */
const types: readonly (readonly [term: RegExp, type: TerminalType])[] = [
  [/^dumb/, { ...plain, colors: 'none' }],
  [/^(unknown|network|dialup|plugboard|switch|vanilla|generic)\b/, { ...plain, colors: 'none' }],
  [/^vt\d/, { ...plain, colors: 'none' }],
  [/^(xterm|rxvt|linux|screen|tmux)-(m|mono|vt52)$/, { ...xterm, isNewer: false, colors: 'none' }],
  [/^(linux|cons\d|ansi|pcansi|con\d|minix|beterm)/, { ...plain, colors: 16 }],
  // What is in GNU screen inherits COLORTERM, of which screen knows nothing.
  [/^screen.*-256color$/, { ...xterm, isNewer: false, colors: 256 }],
  [/^screen/, { ...xterm, isNewer: false, colors: 16 }],
  [/-direct$|^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/, { ...xterm, colors: 'truecolor' }],
  [/-256(color)?$|^tmux/, { ...xterm, colors: 256 }],
  [/./, { ...xterm, colors: 16 }],
]

/** An unknown terminal. On Windows, where TERM isn't set, it has what xterm has. */
const unset: TerminalType =
  process.platform === 'win32' ? { ...xterm, colors: 16 } : { ...plain, isNewer: true, colors: 'none' }

/** What kind of terminal TERM says that it is. tmux calls itself screen, too, and knows what COLORTERM says. */
export function terminalType({ TERM = '', TMUX = '', STY = '' }: Environment): TerminalType {
  const isInTmux = TMUX !== '' && STY === ''
  const term = isInTmux && TERM.startsWith('screen') ? TERM.replace('screen', 'tmux') : TERM
  const type = types.find(([pattern]) => pattern.test(term))?.[1] ?? unset
  if (type.strings === 'none') return type
  const strings =
    isInTmux || term.startsWith('tmux')
      ? 'tmux'
      : term.startsWith('screen') || STY !== ''
        ? 'screen'
        : 'direct'
  return { ...type, strings }
}

/** Every mode there is: for a terminal that isn't one of this process. */
export const anyType: TerminalType = { ...xterm, colors: 'truecolor' }
