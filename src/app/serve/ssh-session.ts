import type { Connection, PseudoTtyInfo, ServerChannel, Session } from 'ssh2'
import type { Entrance } from './entrance.ts'
import { isTold, type RemoteTerminal } from './session.ts'
import type { SessionEnd } from './session-logic.ts'
import { splitWords } from './split-words.ts'
import type { LoggedIn } from './login.ts'

/** In cells: what a terminal can have and still be one. */
const MAX_SIZE = 1_000

/** Variables that one session may set. */
const MAX_VARIABLES = 64

/** Begins the sessions of a connection (RFC 4254). One may have several, one after the other or at once. */
export function acceptSessions(
  client: Connection,
  who: LoggedIn & { readonly address: string },
  entrance: Entrance,
): void {
  client.on('session', (accept) => {
    const channel = new ChannelRequests(accept())
    channel.started = (stream, args) => {
      const { env, terminal } = channel
      entrance.enter({ via: 'ssh', ...who, env, args }, stream, terminal, (end) =>
        finish(stream, end, terminal !== undefined),
      )
    }
  })
}

/** What a client asks for before and while something runs on a channel. */
class ChannelRequests implements RemoteTerminal {
  readonly env: Record<string, string> = {}
  columns = 0
  rows = 0
  terminal: RemoteTerminal | undefined
  started: (stream: ServerChannel, args: readonly string[]) => void = () => {}
  #resized = () => {}
  #hasStarted = false

  constructor(session: Session) {
    session.on('pty', (accept, _, info) => {
      this.#open(info)
      answer(accept)
    })
    session.on('env', (accept, reject, { key, val }) => {
      const isTaken = isTold(key, val) && Object.keys(this.env).length < MAX_VARIABLES
      if (isTaken) this.env[key] = val
      answer(isTaken ? accept : reject)
    })
    session.on('window-change', (accept, _, { cols, rows }) => {
      answer(accept)
      this.#size(cols, rows)
      this.#resized()
    })
    session.on('shell', (accept, reject) => this.#start(accept, reject, ''))
    session.on('exec', (accept, reject, { command }) => this.#start(accept, reject, command))
  }

  onResize(listener: () => void): void {
    this.#resized = listener
  }

  /** A channel has one program (RFC 4254, 6.5). */
  #start(accept: () => ServerChannel, reject: () => void, command: string): void {
    if (this.#hasStarted) return answer(reject)
    this.#hasStarted = true
    const stream = accept()
    stream.on('error', () => stream.destroy()) // closing it ends the session
    this.started(stream, splitWords(command))
  }

  #open(info: PseudoTtyInfo): void {
    // The types lack the name of the terminal, which comes with the request.
    const { term } = info as PseudoTtyInfo & { readonly term?: unknown }
    if (typeof term === 'string' && isTold('TERM', term)) this.env['TERM'] = term
    this.#size(info.cols, info.rows)
    this.terminal = this
  }

  #size(columns: number, rows: number): void {
    this.columns = Math.min(columns, MAX_SIZE)
    this.rows = Math.min(rows, MAX_SIZE)
  }
}

/** A request that wants no reply comes without the functions that its types promise (RFC 4254, 5.4). */
function answer(reply: (() => unknown) | undefined): void {
  reply?.()
}

/** Says how it has ended, and closes the channel. */
function finish(stream: ServerChannel, { status, message }: SessionEnd, isTerminal: boolean): void {
  if (!stream.writable) return
  if (message !== '') stream.stderr.write(`${message}${isTerminal ? '\r\n' : '\n'}`)
  stream.exit(status)
  stream.end()
  stream.once('close', () => stream.destroy())
}
