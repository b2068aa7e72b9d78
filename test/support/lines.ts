import { EventEmitter } from 'node:events'
import { createApp, type AppOptions, type Component } from 'actty'
import type { AnyActorLogic } from 'xstate'

/** A user who sees only lines, and types lines. */
export interface LineUser {
  /** What was written so far. */
  readonly text: () => string
  /** Waits until something is in what was written since the last wait, and returns that. */
  readonly until: (wanted: string | RegExp) => Promise<string>
  /** Types a line. */
  readonly type: (...lines: string[]) => void
  /** Sends chunks as they are. */
  readonly send: (...chunks: string[]) => void
  /** Nothing more is typed. */
  readonly end: () => void
  readonly result: Promise<unknown>
  readonly stop: () => Promise<void>
}

/** Runs a component in lines on a terminal that is only streams. */
export async function inLines(
  component: Component<AnyActorLogic>,
  options: AppOptions & { readonly input?: unknown } = {},
): Promise<LineUser> {
  let text = ''
  let seen = 0
  const waiting = new EventEmitter()
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    paused: true,
    pause: () => (stdin.paused = true),
    resume: () => (stdin.paused = false),
    setRawMode: () => {},
  })
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    write: (part: string) => {
      text += part
      waiting.emit('written')
      return true
    },
  })
  const app = await createApp<AnyActorLogic>(component, {
    screen: 'lines',
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    env: {},
    ...options,
  })
  app.start()
  const until = async (wanted: string | RegExp) => {
    for (;;) {
      const said = text.slice(seen)
      if (typeof wanted === 'string' ? said.includes(wanted) : wanted.test(said)) {
        seen = text.length
        return said
      }
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`waited in vain for ${String(wanted)} in:\n${text}`)),
          10_000,
        )
        waiting.once('written', () => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }
  const send = (...chunks: string[]) => chunks.forEach((chunk) => stdin.emit('data', Buffer.from(chunk)))
  return {
    text: () => text,
    until,
    type: (...lines) => send(...lines.map((line) => `${line}\n`)),
    send,
    end: () => stdin.emit('end'),
    result: app.result,
    stop: async () => {
      // What the engine loads beside must not come after the test.
      await (app as unknown as { readonly extrasLoaded: Promise<unknown> }).extrasLoaded
      await app.stop()
    },
  }
}
