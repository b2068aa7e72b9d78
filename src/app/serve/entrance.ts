import type { Duplex } from 'node:stream'
import type { SshAddress } from './serve-options.ts'
import type { RemoteTerminal, Visitor } from './session.ts'
import type { SessionEnd } from './session-logic.ts'

/** How a way in asks for a session. */
export interface Entrance {
  /** Begins a session on a stream. `ended` is called once, when the terminal is as it was before. */
  enter(
    visitor: Visitor,
    stream: Duplex,
    terminal: RemoteTerminal | undefined,
    ended: (end: SessionEnd) => void,
  ): void
  /** Something about a connection failed. */
  failed(error: unknown): void
}

/** What listens for sessions. */
export interface Door {
  readonly address: SshAddress
  /** Lets nobody in any more. */
  stop(): void
  /** Cuts what is left. */
  close(): Promise<void>
}
