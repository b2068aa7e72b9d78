import type { Duplex } from 'node:stream'
import { createActor, type Actor, type ActorRefFrom, type AnyActorLogic } from 'xstate'
import { systemClock } from '../../machines/kit/clock.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import { requireLimit, requirePositiveTime, requireTime } from '../../machines/kit/numbers.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import type { Component } from '../component.ts'
import { passOn } from '../lifecycle/pass-on.ts'
import { colorDepth } from '../terminal/color-depth.ts'
import { askBackground } from './background.ts'
import type { Door, Entrance } from './entrance.ts'
import { catchUncaught, scopes, type Scope } from './scope.ts'
import type { Served, ServeOptions, SshAddress } from './serve-options.ts'
import type { RemoteTerminal, Session, Visitor } from './session.ts'
import { serverLogic } from './server-logic.ts'
import { sessionApp } from './session-app.ts'
import { sessionLogic, type SessionEnd } from './session-logic.ts'

const defaults = { maxSessions: 100, maxStallTime: 60_000, maxStartRate: 60, maxShutdownTime: 5_000 }

/** Told to who comes when there is no room. */
const FULL: SessionEnd = {
  status: 1,
  message: 'This server has as many sessions as it takes. Try again later.',
}

/**
 * Serves an app to others: each session is an app of its own. Actors that are started outside are shared by them, if their views show them
 * with `region`.
 *
 * ```ts
 * const server = await serve(dashboard, {
 *   ssh: { hostKey: 'host.key', authenticate: ({ key }) => key?.fingerprint === 'SHA256:…' },
 * })
 * console.log(server.ssh?.port)
 * ```
 *
 * An error in a session ends that session. `handoff` and `editing` fail there: they would give a program of this machine the terminal.
 *
 * @throws TypeError (as a rejection) for invalid options, and Error if a port is taken, a host key can't be read, or a package is missing.
 */
export async function serve<L extends AnyActorLogic>(
  component: Component<L> | ((session: Session) => Component<L>),
  options: ServeOptions<L>,
): Promise<Served> {
  const server = new Server(component, options)
  await server.listen()
  return server
}

type Shown = Component<AnyActorLogic> | ((session: Session) => Component<AnyActorLogic>)

type SessionRef = ActorRefFrom<ReturnType<typeof sessionLogic>>

class Server implements Served, Entrance {
  readonly actor: Actor<typeof serverLogic>
  readonly closed: Promise<void>
  ssh: SshAddress | undefined
  readonly #component: Shown
  readonly #options: ServeOptions<AnyActorLogic>
  readonly #sessions = new Map<string, Session>()
  #doors: Door[] = []
  #count = 0
  #release: (() => void)[] = []

  constructor(component: Shown, options: ServeOptions<AnyActorLogic>) {
    this.#component = component
    this.#options = check(options)
    this.actor = createActor(serverLogic, { clock: options.clock ?? systemClock })
    this.closed = new Promise((resolve) => this.actor.subscribe({ complete: resolve }))
  }

  get sessions(): readonly Session[] {
    return [...this.#sessions.values()]
  }

  async listen(): Promise<void> {
    const { ssh, maxStartRate = defaults.maxStartRate, signals = true } = this.#options
    if (ssh !== undefined) {
      const { openSsh } = await import('./ssh-server.ts')
      const door = await openSsh(ssh, { entrance: this, maxStartRate })
      this.#doors.push(door)
      this.ssh = door.address
    }
    this.actor.start()
    this.#release.push(catchUncaught((error) => this.#fail(error)))
    if (signals) this.#followSignals()
  }

  enter(
    visitor: Visitor,
    stream: Duplex,
    terminal: RemoteTerminal | undefined,
    ended: (end: SessionEnd) => void,
  ): void {
    const { maxSessions = defaults.maxSessions } = this.#options
    if (this.#sessions.size >= maxSessions || !this.actor.getSnapshot().matches('open')) return ended(FULL)
    const id = ++this.#count
    const name = `session ${id}`
    const ending = new AbortController()
    const session: Session = {
      ...visitor,
      id,
      columns: terminal?.columns ?? 0,
      rows: terminal?.rows ?? 0,
      colorDepth: terminal === undefined ? 'none' : colorDepth(visitor.env),
      background: async () => (terminal === undefined ? undefined : askBackground(stream)),
      signal: ending.signal,
    }
    this.#sessions.set(name, session)
    const actor = this.#start(name, session, stream, terminal)
    actor.subscribe({
      complete: () => {
        this.#sessions.delete(name)
        ending.abort()
        ended(actor.getSnapshot().output!)
      },
    })
    stream.once('close', () => closeActor(actor))
  }

  #start(name: string, session: Session, stream: Duplex, terminal: RemoteTerminal | undefined): SessionRef {
    const { input, app: options = {}, maxIdleTime } = this.#options
    const { maxStallTime = defaults.maxStallTime, maxShutdownTime = defaults.maxShutdownTime } = this.#options
    const failed = (error: unknown) => this.#report(error, session)
    const scope: Scope = {
      failed: (error) => {
        failed(error)
        closeActor(this.#session(name))
      },
    }
    const app = sessionApp({
      session,
      stream,
      terminal,
      component: () => (typeof this.#component === 'function' ? this.#component(session) : this.#component),
      input: (): unknown => input?.(session),
      options: { ...options, maxShutdownTime },
      enter: (work) => scopes.run(scope, work),
      failed,
    })
    const logic = sessionLogic(app, { maxIdleTime, maxStallTime, maxShutdownTime })
    this.actor.send({ type: 'enter', name, logic })
    return this.#session(name)!
  }

  #session(name: string): SessionRef | undefined {
    const { children } = this.actor.getSnapshot()
    return (children as Readonly<Record<string, SessionRef | undefined>>)[name]
  }

  failed(error: unknown): void {
    this.#report(error, undefined)
  }

  async close(): Promise<void> {
    for (const door of this.#doors) door.stop()
    closeActor(this.actor)
    await this.closed
    await Promise.all(this.#doors.map((door) => door.close()))
    for (const release of this.#release.splice(0)) release()
  }

  #followSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const end = () => void this.close().then(() => passOn(signal))
      process.once(signal, end)
      this.#release.push(() => process.off(signal, end))
    }
  }

  /** An error that is no session's: nobody knows what is broken now. */
  #fail(error: unknown): void {
    process.stderr.write(
      `${sanitize(error instanceof Error ? (error.stack ?? error.message) : messageOf(error))}\n`,
    )
    process.exitCode = 1
    void this.close().then(() => process.exit(1))
  }

  #report(error: unknown, session: Session | undefined): void {
    const { onError = writeError } = this.#options
    try {
      onError(error, session)
    } catch (failure) {
      writeError(failure, session)
    }
  }
}

/** Tells a server or a session to end, unless it has ended. */
function closeActor(actor: SessionRef | Server['actor'] | undefined): void {
  if (actor?.getSnapshot().status === 'active') actor.send({ type: 'close' })
}

function check(options: ServeOptions<AnyActorLogic>): ServeOptions<AnyActorLogic> {
  if (options.ssh === undefined) throw new TypeError('serve: there is no way in: give it ssh')
  const { maxSessions, maxStartRate, maxIdleTime, maxStallTime, maxShutdownTime } = options
  if (maxSessions !== undefined) requireLimit('serve: maxSessions', maxSessions)
  if (maxStartRate !== undefined) requireLimit('serve: maxStartRate', maxStartRate)
  if (maxIdleTime !== undefined) requirePositiveTime('serve: maxIdleTime', maxIdleTime)
  if (maxStallTime !== undefined) requirePositiveTime('serve: maxStallTime', maxStallTime)
  if (maxShutdownTime !== undefined) requireTime('serve: maxShutdownTime', maxShutdownTime)
  return options
}

function writeError(error: unknown, session: Session | undefined): void {
  const who =
    session === undefined ? 'serve' : `serve: session ${session.id} of ${session.user || session.via}`
  process.stderr.write(`${sanitize(`${who}: ${messageOf(error)}`)}\n`)
}
