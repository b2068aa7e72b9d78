import { constants } from 'node:os'
import { killProcessGroups } from '../../machines/processes/process-group.ts'
import { isInstance } from '../../machines/kit/message-of.ts'
import { InterruptedError } from '../errors.ts'

const interrupts = new WeakMap<Error, 'signal' | 'key'>()
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
 * A process that lets this error through is not to print a stack. After ctrl+c it ends with the status that shells give
 * to the signal, 128 and its number; after a real signal, by that signal.
 */
export function endQuietlyOn(interrupt: InterruptedError, cause: 'signal' | 'key'): void {
  interrupts.set(interrupt, cause)
  if (isListening) return
  isListening = true
  process.on('uncaughtExceptionMonitor', (error) => {
    if (!isInstance(error, InterruptedError)) return
    const cause = interrupts.get(error)
    if (cause === 'signal') passOn(error.signal)
    if (cause !== undefined) process.exit(128 + constants.signals[error.signal])
  })
}
