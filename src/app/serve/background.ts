import type { Duplex } from 'node:stream'
import { knownFrom, noAnswers, withReply } from '../terminal/told-colors.ts'

/** How long a terminal has to say its background, in ms. */
const TIMEOUT = 300

/** OSC 11 of xterm's control sequences, and "Primary Device Attributes" (ECMA-48 DA), which all terminals answer. */
const QUESTION = '\x1b]11;?\x1b\\\x1b[c'

const color = /\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)/
const last = /\x1b\[\?[\d;]*c/

/** Asks the terminal at the other end of a stream for its background, before an app reads from it. What else came is put back. */
export function askBackground(stream: Duplex): Promise<'dark' | 'light' | undefined> {
  return new Promise((resolve) => {
    let read = ''
    const done = () => {
      clearTimeout(timer)
      stream.off('data', take)
      stream.off('close', done)
      stream.pause()
      const rest = read.replace(color, '').replace(last, '')
      if (rest !== '') stream.unshift(Buffer.from(rest, 'latin1'))
      const [reply] = color.exec(read) ?? []
      const nothing = { background: undefined, told: undefined }
      resolve(reply === undefined ? undefined : knownFrom(withReply(noAnswers, reply), nothing).background)
    }
    const take = (chunk: Buffer) => {
      read += chunk.toString('latin1')
      if (last.test(read)) done()
    }
    const timer = setTimeout(done, TIMEOUT)
    stream.on('data', take)
    stream.once('close', done)
    stream.write(QUESTION)
  })
}
