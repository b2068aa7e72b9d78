import { constants } from 'node:os'
import { Interrupted } from './errors.ts'

const interrupts = new WeakSet<object>()
let listening = false

/**
 * A process that lets this error through is not to print a stack, but to end with the status that shells give to the
 * signal: 128 and its number.
 */
export function exitQuietlyOn(interrupt: Interrupted): void {
  interrupts.add(interrupt)
  if (listening) return
  listening = true
  process.on('uncaughtExceptionMonitor', (error) => {
    if (error instanceof Interrupted && interrupts.has(error))
      process.exit(128 + constants.signals[error.signal])
  })
}
