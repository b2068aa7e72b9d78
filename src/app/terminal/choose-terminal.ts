import type { WriteStream } from 'node:tty'
import type { ColorDepth } from '../../render/paint/color.ts'
import type { PictureProtocol } from '../../render/pictures/pictures.ts'
import { legacyKeys, type LegacyKeys } from '../input/legacy-keys.ts'
import { printTo } from '../output/print-to.ts'
import { oneOf } from '../../render/nodes/options.ts'
import type { GlyphSet } from '../../render/text/glyph-set.ts'
import { colorDepth } from './color-depth.ts'
import { glyphSet } from './glyph-set.ts'
import { hasPlaceholders, KittyGraphics } from './kitty-graphics.ts'
import { noTerminal } from './no-terminal.ts'
import type { TerminalPort } from './port.ts'
import { RestoreHelper } from './restore-helper.ts'
import { keysOf, keysOfControllingTerminal } from './terminal-keys.ts'
import { terminalKind, type TerminalKind } from './terminal-kind.ts'
import { anyType, terminalType, type TerminalType } from './terminal-type.ts'
import { TtyPort } from './tty-port.ts'

/** Which terminal an app uses. */
export interface TerminalOptions {
  /**
   * The stream that keys come from. If it isn't a terminal, they come from `/dev/tty`.
   *
   * @defaultValue process.stdin
   */
  readonly stdin?: NodeJS.ReadStream | undefined
  /**
   * The stream of the screen.
   *
   * @defaultValue process.stdout
   */
  readonly stdout?: NodeJS.WriteStream | undefined
  /**
   * The environment variables that describe the terminal, such as TERM, COLORTERM and NO_COLOR.
   *
   * @defaultValue process.env
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * What marks, frames and bars are drawn with: 'ascii' for a terminal that can't show other characters, or draws them two cells wide.
   * Text of your own is never changed.
   *
   * @defaultValue 'ascii' for TERM=linux and TERM=dumb, and if LC_ALL, LC_CTYPE or LANG names an encoding that isn't UTF-8; else
   * 'unicode'
   */
  readonly glyphs?: GlyphSet | undefined
  /**
   * Whether spinners, and bars of unknown progress, move. What tells a time goes on without.
   *
   * @defaultValue false if ACTTY_MOTION is 0, false, no or off; else true
   */
  readonly motion?: boolean | undefined
  /** Another terminal, instead of `stdin` and `stdout`. */
  readonly terminal?: TerminalPort | undefined
  /**
   * Whether a small process (`sh`) restores the terminal if this one can't: after SIGKILL, an abort, or out of memory.
   *
   * @defaultValue true
   */
  readonly restoreHelper?: boolean | undefined
}

/** For `serve`: the terminal, or the two streams, are somebody's at the other end of a connection. */
export interface ServedOptions extends TerminalOptions {
  readonly served?: boolean | undefined
}

/** The chosen terminal, and what it can do. */
export interface TerminalChoice {
  readonly port: TerminalPort
  readonly depth: ColorDepth
  readonly glyphs: GlyphSet
  /** Whether spinners move. */
  readonly motion: boolean
  /** The protocol by which the terminal shows pictures; undefined if it has none. */
  readonly pictures?: PictureProtocol | undefined
  readonly legacyKeys: LegacyKeys
  /** Writes text, such as the last state, if there is no screen. */
  readonly print: ((text: string) => void) | undefined
  readonly type: TerminalType
  /** It is lines that are printed. They are read from `stdin`, from the controlling terminal (undefined), or not at all (null). */
  readonly lines?: { readonly stdin: NodeJS.ReadStream | undefined | null } | undefined
  /** Why the app gets no keys; for an error. */
  readonly noKeys: string
  /** The terminal is this process's own: if one ends, so does the other. */
  readonly ownsProcess: boolean
  /** It is somebody's at the other end of a connection: no program of this machine can have it. */
  readonly isServed: boolean
  /** The file descriptor of the screen, if it is this process's own terminal. */
  readonly screen?: number | undefined
  readonly helper?: RestoreHelper | undefined
}

const glyphSets = ['unicode', 'ascii'] as const

/** Whether an app is to be lines: everywhere, without a terminal at least, or only where a terminal can't be drawn on. */
export type WantedLines = 'always' | 'without a terminal' | 'never'

/** Whether the app is lines on this terminal. */
export function isLines(options: TerminalOptions, lines: WantedLines): boolean {
  const { stdin = process.stdin, stdout = process.stdout, env = process.env, terminal } = options
  return terminal === undefined && terminalKind({ stdin, stdout, env, lines }).output === 'lines'
}

/** Chooses the terminal by the options and the process. `lines` is whether the app is to be lines. */
export function chooseTerminal(options: ServedOptions, lines: WantedLines = 'never'): TerminalChoice {
  const {
    stdin = process.stdin,
    stdout = process.stdout,
    env = process.env,
    terminal,
    restoreHelper = true,
    served: isServed = false,
  } = options
  const depth = colorDepth(env)
  const look = {
    depth,
    glyphs: options.glyphs === undefined ? glyphSet(env) : oneOf(glyphSets, options.glyphs, 'glyphs'),
    motion: options.motion ?? !/^(0|false|no|off)$/i.test(env['ACTTY_MOTION'] ?? ''),
  }
  const none: LegacyKeys = new Map()
  if (terminal !== undefined)
    return {
      port: terminal,
      ...look,
      legacyKeys: isServed ? legacyKeys(env['TERM'] ?? '') : none,
      print: undefined,
      type: isServed ? terminalType(env) : anyType,
      noKeys: 'its terminal has none',
      ownsProcess: false,
      isServed,
    }
  const { output, keys: keysFrom, reason: noKeys } = terminalKind({ stdin, stdout, env, lines })
  const type = terminalType(env)
  if (output !== 'screen') {
    const port = noTerminal(size(env['COLUMNS'], 80), size(env['LINES'], 24))
    return {
      port,
      ...look,
      legacyKeys: none,
      print: (text) => printTo(stdout, text),
      lines: output === 'lines' ? { stdin: linesFrom(keysFrom, stdin) } : undefined,
      type,
      noKeys,
      ownsProcess: !isServed,
      isServed,
    }
  }
  const keys = keysFrom === 'stdin' ? keysOf(stdin) : keysOfControllingTerminal()
  const screen = stdout as WriteStream & { fd: number }
  const helper = restoreHelper && process.platform !== 'win32' ? helperFor(stdin, screen) : undefined
  return {
    port: new TtyPort(keys, screen, helper),
    ...look,
    pictures:
      depth === 'truecolor' && hasPlaceholders(env) ? new KittyGraphics(process.pid * 2_221) : undefined,
    legacyKeys: legacyKeys(env['TERM'] ?? ''),
    print: undefined,
    type,
    noKeys,
    ownsProcess: true,
    isServed: false,
    screen: screen.fd,
    helper,
  }
}

function linesFrom(
  keys: TerminalKind['keys'],
  stdin: NodeJS.ReadStream,
): NodeJS.ReadStream | undefined | null {
  if (keys === 'stdin') return stdin
  return keys === 'controlling terminal' && keysOfControllingTerminal() !== undefined ? undefined : null
}

function helperFor(stdin: NodeJS.ReadStream, screen: { readonly fd: number }): RestoreHelper {
  return new RestoreHelper(stdin.isTTY ? (stdin as unknown as { fd: number }).fd : screen.fd, screen.fd)
}

function size(text: string | undefined, fallback: number): number {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 && number <= 10_000 ? number : fallback
}
