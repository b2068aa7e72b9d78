import { constants } from 'node:os'
import { killProcessGroups } from '../../machines/processes/living-groups.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { isInstance } from '../../machines/kit/message-of.ts'
import { ToldError } from '../../machines/kit/told-error.ts'
import type { InterruptedError } from '../errors.ts'

/** What a process does that lets an error through. */
const ends = new WeakMap<Error, () => void>()
let isListening = false

/**
 * Lets a signal do what it would have done without us: end the process. With another listener, that decides. No process
 * exit comes before such an end, so what lives only as long as this process is ended here.
 */
export function passOn(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 0) return
  killProcessGroups()
  process.kill(process.pid, signal)
}

/**
 * A process that lets this error through isn't to print a stack. After ctrl+c it ends with the status that shells give to the
 * signal, 128 and its number; after a real signal, by that signal.
 */
export function endQuietlyOn(interrupt: InterruptedError, cause: 'signal' | 'key'): void {
  endOn(interrupt, () => {
    if (cause === 'signal') passOn(interrupt.signal)
    process.exit(128 + constants.signals[interrupt.signal])
  })
}

/**
 * A process that lets a `ToldError` through says its message, which is for the person who started it, and no stack. What isn't a failure, such
 * as help, is on standard output. The process ends by the signal, if that has ended the app.
 */
export function endWithMessageOf(error: unknown, signal?: NodeJS.Signals): void {
  if (!isInstance(error, ToldError)) return
  endOn(error, () => {
    const stream = error.exitStatus === 0 ? process.stdout : process.stderr
    stream.write(`${sanitize(error.message)}\n`)
    if (signal !== undefined) passOn(signal)
    process.exit(error.exitStatus)
  })
}

function endOn(error: Error, end: () => void): void {
  ends.set(error, end)
  if (isListening) return
  isListening = true
  process.on('uncaughtExceptionMonitor', (uncaught) => {
    if (isInstance(uncaught, Error)) ends.get(uncaught)?.()
  })
}
