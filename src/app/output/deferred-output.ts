import { DeferredLog, type DeferredLine } from './deferred-log.ts'
import { OutputCapture } from './output-capture.ts'
import { printTo } from './print-to.ts'
import { PacedWriter } from '../terminal/paced-writer.ts'

/** What is written and logged while a screen is up. It never lands on a frame: it is shown when the screen is gone. */
export class DeferredOutput {
  readonly #log = new DeferredLog()
  #capture: OutputCapture | undefined

  /** For XState's `log` action. */
  get log(): (...args: unknown[]) => void {
    return this.#log.log
  }

  /**
   * From now on what the process's own standard streams write to the screen's terminal is kept too. `take` gets the lines.
   * By default they are kept.
   */
  capture(screen: number, take: (line: DeferredLine) => void = this.#log.add): void {
    this.#capture ??= new OutputCapture(screen, take)
  }

  /** From now on what is written is no longer taken. */
  release(): void {
    this.#capture?.stop()
    this.#capture = undefined
  }

  /** Shows everything, in order; of a terminal that takes nothing it does not wait, nor long for any if `isHurried`. */
  show(isHurried: boolean): void {
    this.release()
    const lines = this.#log.take()
    for (let at = 0; at < lines.length;) {
      const { stream } = lines[at]!
      let text = ''
      for (; at < lines.length && lines[at]!.stream === stream; at++) text += `${lines[at]!.text}\n`
      // What a terminal does not take in time cannot be shown.
      if (!write(process[stream], text, isHurried)) return
    }
  }
}

/** How long a terminal may take nothing of what is shown when all is over, in ms. */
const WRITE_TIMEOUT = 5_000

function write(stream: NodeJS.WriteStream, text: string, isHurried: boolean): boolean {
  if (!stream.isTTY) {
    printTo(stream, text)
    return true
  }
  const writer = new PacedWriter(
    (stream as unknown as { readonly fd: number }).fd,
    () => {},
    () => {},
  )
  const isWritten = isHurried ? writer.writeNow(text) : writer.writeNow(text, Infinity, WRITE_TIMEOUT)
  writer.close()
  return isWritten
}
