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
  /** How it shows a notification: by a string of this number, or as it shows BEL; 'none' if the user doesn't want any. */
  readonly notifications: 9 | 99 | 777 | 'bell' | 'none'
}

/** No alternate screen, no reports, no strings (OSC): what ECMA-48 and DEC's VT220 have. */
const plain = {
  isNewer: false,
  modes: new Set<ModeName>(['lastRow', 'hiddenCursor', 'noWrap']),
  canBeAsked: false,
  strings: 'none',
  notifications: 'bell',
} as const

const xterm = {
  isNewer: true,
  modes: new Set(allModes.filter((name) => name !== 'lastRow')),
  canBeAsked: true,
  strings: 'direct',
  notifications: 'bell',
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

/**
 * What terminals do with notifications and with progress, by the variables that they set. The first that fits counts. Progress is
 * only for those that never took it for a notification (OSC 9).
 */
const windows: readonly (readonly [
  fits: (env: Environment) => boolean,
  TerminalType['notifications'],
  progress: boolean,
])[] = [
  // https://sw.kovidgoyal.net/kitty/desktop-notifications/
  [({ TERM }) => TERM === 'xterm-kitty', 99, false],
  // https://ghostty.org/docs/vt/osc/conemu
  [({ TERM, TERM_PROGRAM }) => TERM === 'xterm-ghostty' || TERM_PROGRAM === 'ghostty', 777, true],
  // https://wezterm.org/escape-sequences.html
  [({ TERM_PROGRAM }) => TERM_PROGRAM === 'WezTerm', 777, false],
  // https://iterm2.com/documentation-escape-codes.html
  [({ TERM_PROGRAM }) => TERM_PROGRAM === 'iTerm.app', 9, false],
  // foot-ctlseqs(7), and contour's documentation
  [({ TERM = '' }) => /^(foot|contour)/.test(TERM), 777, false],
  // https://learn.microsoft.com/windows/terminal/tutorials/progress-bar-sequences, mintty's CtrlSeqs, ConEmu's AnsiEscapeCodes
  [
    ({ WT_SESSION = '', TERM_PROGRAM, ConEmuANSI }) =>
      WT_SESSION !== '' || TERM_PROGRAM === 'mintty' || ConEmuANSI === 'ON',
    'bell',
    true,
  ],
]

/** What kind of terminal TERM says that it is. tmux calls itself screen, too, and knows what COLORTERM says. */
export function terminalType(env: Environment): TerminalType {
  const { TERM = '', TMUX = '', STY = '' } = env
  const isInTmux = TMUX !== '' && STY === ''
  const term = isInTmux && TERM.startsWith('screen') ? TERM.replace('screen', 'tmux') : TERM
  const type = types.find(([pattern]) => pattern.test(term))?.[1] ?? unset
  const strings = stringsOf(type, term, STY, isInTmux)
  // What is around tmux or GNU screen may have other variables.
  const window = strings === 'direct' ? windows.find(([fits]) => fits(env)) : undefined
  const [, notifications = 'bell', hasProgress = false] = window ?? []
  const modes = hasProgress ? type.modes : without(type.modes, 'progress')
  if (env['ACTTY_WINDOW'] === '0')
    return { ...type, strings, notifications: 'none', modes: without(modes, 'title', 'progress') }
  return { ...type, strings, notifications, modes }
}

function stringsOf(
  type: TerminalType,
  term: string,
  sty: string,
  isInTmux: boolean,
): TerminalType['strings'] {
  if (type.strings === 'none') return 'none'
  if (isInTmux || term.startsWith('tmux')) return 'tmux'
  return term.startsWith('screen') || sty !== '' ? 'screen' : 'direct'
}

function without(modes: ReadonlySet<ModeName>, ...names: readonly ModeName[]): ReadonlySet<ModeName> {
  return new Set([...modes].filter((name) => !names.includes(name)))
}

/** Every mode there is: for a terminal that isn't one of this process. */
export const anyType: TerminalType = { ...xterm, colors: 'truecolor', notifications: 777 }
