import type { ColorDepth } from '../../render/paint/color.ts'

/** Who has come, and with what terminal. `input` gets it, and so does a function that chooses the component. */
export interface Session {
  /** Different for each session of a server: 1, 2, 3, … */
  readonly id: number
  /** The way in. */
  readonly via: 'ssh' | 'web'
  /** The name that was logged in with; '' in a browser. */
  readonly user: string
  /** The fingerprint of the public key that was logged in with, as OpenSSH writes it: 'SHA256:…'. Undefined without a key. */
  readonly key: string | undefined
  /** The address that it comes from. */
  readonly address: string
  /**
   * What the client says of its terminal and its language: TERM, COLORTERM, LANG, LC_*, NO_COLOR and the like. Other variables aren't taken
   * from a client.
   */
  readonly env: Readonly<Record<string, string>>
  /** The words of `ssh host -- words`, split as a shell does. Nothing is expanded. */
  readonly args: readonly string[]
  /** The width of the terminal when the session began, in cells; 0 without a terminal. */
  readonly columns: number
  /** Its height, in cells. */
  readonly rows: number
  /** How many colors the terminal has. */
  readonly colorDepth: ColorDepth
  /** Whether the terminal is dark or light, as it says itself. Undefined if it doesn't say so soon (300 ms), or there is no terminal. */
  background(): Promise<'dark' | 'light' | undefined>
  /** Aborted when the session has ended, for what is to end with it. */
  readonly signal: AbortSignal
}

/** What a way in knows of a session before it begins. */
export interface Visitor {
  readonly via: Session['via']
  readonly user: string
  readonly key: string | undefined
  readonly address: string
  readonly env: Readonly<Record<string, string>>
  readonly args: readonly string[]
}

/** A terminal at the other end of a stream. */
export interface RemoteTerminal {
  readonly columns: number
  readonly rows: number
  /** Calls back when it has another size. */
  onResize(listener: () => void): void
}

/** The variables that a client may say something with. What steers this process (ACTTY_INSPECT, NODE_OPTIONS, PATH) isn't among them. */
const told =
  /^(TERM|COLORTERM|TERM_PROGRAM|TERM_PROGRAM_VERSION|LANG|LC_\w+|NO_COLOR|FORCE_COLOR|ACCESSIBLE|ACTTY_MOTION|TZ)$/

/** In UTF-16 units. */
const MAX_VALUE_LENGTH = 256

/** Whether a variable is taken from a client. */
export function isTold(name: string, value: string): boolean {
  return told.test(name) && value.length <= MAX_VALUE_LENGTH && !/[\0-\x1f\x7f]/.test(value)
}
