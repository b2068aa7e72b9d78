import type { AnyActorLogic, AnyActorRef, InputFrom } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import type { AppOptions } from '../app.ts'
import type { Session } from './session.ts'
import type { SshOptions } from './ssh-options.ts'

/** Options of `serve`. */
export interface ServeOptions<L extends AnyActorLogic> extends ServeLimits {
  /** Sessions by SSH. The package `ssh2` has to be installed. */
  readonly ssh?: SshOptions | undefined
  /** The `input` of a session's app, from who has come. If it throws or rejects, the session ends, and `onError` is told. */
  readonly input?: ((session: Session) => InputFrom<L> | Promise<InputFrom<L>>) | undefined
  /** What all sessions' apps have in common. */
  readonly app?:
    | Pick<
        AppOptions,
        'screen' | 'quit' | 'theme' | 'clipboard' | 'help' | 'palette' | 'frameInterval' | 'clock'
      >
    | undefined
  /**
   * Gets what has ended a session: the error of one of its actors, views, keys or of its stream. Nothing of it is sent to the client but a
   * sentence.
   *
   * @defaultValue a line on stderr
   */
  readonly onError?: ((error: unknown, session: Session | undefined) => void) | undefined
  /**
   * The clock of what is limited. The apps have that of `app`.
   *
   * @defaultValue the system's clock
   */
  readonly clock?: Clock | undefined
  /**
   * Whether SIGINT, SIGTERM and SIGHUP end the sessions in order, and then the process.
   *
   * @defaultValue true
   */
  readonly signals?: boolean | undefined
}

/** What a server allows. */
export interface ServeLimits {
  /**
   * Sessions at once. Who comes later is told so, and let go.
   *
   * @defaultValue 100
   */
  readonly maxSessions?: number | undefined
  /**
   * How long nobody may type in a session, in ms.
   *
   * @defaultValue no limit
   */
  readonly maxIdleTime?: number | undefined
  /**
   * How long output may wait for a client that takes none, in ms. No frame is made while output waits, so it takes no more memory.
   *
   * @defaultValue 60,000
   */
  readonly maxStallTime?: number | undefined
  /**
   * New connections from one address in a minute.
   *
   * @defaultValue 60
   */
  readonly maxStartRate?: number | undefined
  /**
   * How long an app may take to end, in ms, before its session is cut off.
   *
   * @defaultValue 5,000
   */
  readonly maxShutdownTime?: number | undefined
}

/** A running server. `serve` returns it. */
export interface Served {
  /** Its actor, with a child for each session: to be shown by a region, or in the inspector. */
  readonly actor: AnyActorRef
  /** Where SSH listens; undefined without it. */
  readonly ssh: SshAddress | undefined
  /** Who is there now. */
  readonly sessions: readonly Session[]
  /** Ends all sessions in order, restores their terminals, and listens no more. */
  close(): Promise<void>
  /** Resolves when the server has ended. */
  readonly closed: Promise<void>
}

/** Where a server listens for SSH. */
export interface SshAddress {
  /** The address of this machine. */
  readonly host: string
  /** The port, also if any was wanted. */
  readonly port: number
  /** Of the host key, as OpenSSH shows it at the first connection: 'SHA256:…'. */
  readonly fingerprint: string
}
