import { Writable, type Duplex } from 'node:stream'
import { fromCallback, type AnyActorLogic } from 'xstate'
import { messageOf } from '../../machines/kit/message-of.ts'
import { ToldError } from '../../machines/kit/told-error.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { systemClock } from '../../machines/kit/clock.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import type { TerminalApp } from '../lifecycle/terminal-app.ts'
import { InterruptedError } from '../errors.ts'
import { loadApp } from '../run.ts'
import { constants } from 'node:os'
import { PendingClock } from './pending-clock.ts'
import type { RemoteTerminal, Session } from './session.ts'
import type { AppCommand, SessionEnd } from './session-logic.ts'
import { StreamPort } from './stream-port.ts'

/** The app of a session, and what it is told and tells. */
export interface SessionAppDeps {
  readonly session: Session
  readonly stream: Duplex
  /** Undefined if the client has asked for none. */
  readonly terminal: RemoteTerminal | undefined
  readonly component: () => Component<AnyActorLogic>
  readonly input: () => unknown
  readonly options: AppOptions
  /** Runs something as this session's work, so that an error in it is known to be the session's. */
  readonly enter: <Result>(work: () => Result) => Result
  readonly failed: (error: unknown) => void
}

/** Runs the app of a session until it ends, or is told to stop. */
export function sessionApp(deps: SessionAppDeps): AnyActorLogic {
  return fromCallback<AppCommand>(({ sendBack, receive }) => {
    let app: TerminalApp<AnyActorLogic> | undefined
    let isStopped = false
    receive(() => {
      isStopped = true
      void app?.stop()
    })
    const ended = (end: SessionEnd) => sendBack({ type: 'app.ended', ...end })
    const { enter, failed } = deps
    void enter(async () => {
      try {
        const clock = new PendingClock(deps.options.clock ?? systemClock)
        app = await makeApp(deps, clock, sendBack)
        if (isStopped) await app.stop()
        else app.start()
        if (deps.terminal === undefined) endWhenIdle(app, clock)
        await app.result
        ended({ status: 0, message: '' })
      } catch (error) {
        if (!isMeant(error)) failed(error)
        ended(endOf(error))
      }
    })
    return () => void app?.stop()
  })
}

/** Milliseconds from one look at an app without a terminal to the next. */
const LOOK_INTERVAL = 50

/** A process ends with its last timer. A session is one of many in its process, so what may still happen in it is looked for. */
function endWhenIdle(app: TerminalApp<AnyActorLogic>, clock: PendingClock): void {
  const timer = setInterval(() => {
    if (!clock.isWaitedFor && app.hasOnlyCharts) app.idle()
  }, LOOK_INTERVAL)
  void app.result.catch(() => {}).finally(() => clearInterval(timer))
}

async function makeApp(
  { session, stream, terminal, component, input, options, enter }: SessionAppDeps,
  clock: PendingClock,
  tell: (event: { type: 'typed' | 'waits' | 'flows' }) => void,
): Promise<TerminalApp<AnyActorLogic>> {
  const shown = component()
  const answered = await input()
  const streams =
    terminal === undefined
      ? { stdin: stream, stdout: outputTo(stream) }
      : {
          terminal: new StreamPort({
            stream,
            terminal,
            enter,
            typed: () => tell({ type: 'typed' }),
            waits: (isWaiting) => tell({ type: isWaiting ? 'waits' : 'flows' }),
          }),
        }
  const env = session.env
  const served = { ...options, ...streams, env, clock, input: answered, served: true, record: false }
  return loadApp(shown, served as unknown as AppOptions)
}

/** The output of a session without a terminal. Its end is the session's, which hears of it elsewhere. */
function outputTo(stream: Duplex): Writable {
  return new Writable({
    write: (chunk, _, done) => {
      if (stream.writable) stream.write(chunk, () => done())
      else done()
    },
  })
}

/** Whether an app has ended as it should, or as its user wanted. */
function isMeant(error: unknown): boolean {
  return error instanceof InterruptedError || error instanceof ToldError
}

/** What the client is told: a sentence for the person there. What went wrong inside is the server's to know. */
function endOf(error: unknown): SessionEnd {
  if (error instanceof InterruptedError) return { status: 128 + constants.signals[error.signal], message: '' }
  if (error instanceof ToldError) return { status: error.exitStatus, message: sanitize(messageOf(error)) }
  return { status: 1, message: 'The app has failed. The people who run this server can see why.' }
}
