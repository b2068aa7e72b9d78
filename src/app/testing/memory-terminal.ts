import { keysOfChord } from '../input/key-names.ts'
import type { PortListener, TerminalPort } from '../terminal/port.ts'
import { EVERY_KEY, type Keyboard } from '../input/key-bytes.ts'
import { encodeKey } from './encode-key.ts'

/** What an app pushes, pops and sets of kitty's keyboard flags: https://sw.kovidgoyal.net/kitty/keyboard-protocol/ */
const flagCommands = /\x1b\[(?:>(\d*)|<(\d*))u/g

/** A terminal in memory: it keeps the bytes that the app writes, and sends those of a test to the app. */
export class MemoryTerminal implements TerminalPort {
  /** Its width, in cells. */
  columns: number
  /** Its height, in cells. */
  rows: number
  /** Keys can be pressed. */
  readonly hasKeys = true
  /** Everything that was written. */
  written = ''
  #listener: PortListener | undefined
  #stalled = false
  #waiting = ''
  readonly #keyboard: Keyboard
  #keyboardFlags: number[] = []
  /** What was typed before an app read it, or what an app gave back. */
  #typedAhead: Buffer[] = []
  #isGone = false

  constructor(columns: number, rows: number, keyboard: Keyboard = 'legacy') {
    this.columns = columns
    this.rows = rows
    this.#keyboard = keyboard
  }

  /** Whether it is in raw mode and its keys are read. */
  get isOpen(): boolean {
    return this.#listener !== undefined
  }

  /** Whether it has stalled, and output is waiting. */
  get behind(): boolean {
    return this.#waiting !== ''
  }

  /** Called by the app. */
  open(listener: PortListener): void {
    this.#listener = listener
    queueMicrotask(() => this.#listener === listener && this.#typeAhead(listener))
  }

  /** Called by the app. */
  close(): void {
    this.#listener = undefined
  }

  /** Called by the app. */
  write(bytes: string): void {
    if (this.#stalled) this.#waiting += bytes
    else {
      this.written += bytes
      if (this.#keyboard === 'kitty') this.#setKeyboard(bytes)
      // It answers as a VT220 (ECMA-48 DA, "Device Attributes"), without colors.
      if (bytes.endsWith('\x1b[c')) this.send('\x1b]11;\x1b\\\x1b[?62c')
    }
  }

  /** Called by the app. */
  writeNow(bytes: string): void {
    if (this.#keyboard === 'kitty') this.#setKeyboard(bytes)
    this.written += this.#waiting + bytes
    this.#waiting = ''
  }

  /** Called by the app with keys that it didn't use. */
  giveBack(bytes: Uint8Array): void {
    this.#typedAhead.unshift(Buffer.from(bytes))
  }

  /** Sends bytes to the app, as a keyboard does. Bytes that are sent while the terminal is closed are read when it is opened. */
  send(bytes: string | Uint8Array): void {
    const chunk = Buffer.from(bytes as string)
    if (this.#listener === undefined) this.#typedAhead.push(chunk)
    else this.#listener.bytes(chunk)
  }

  /** Sends what the keyboard sends for a key, by the name that key tables use. Throws a TypeError if it can't report that key. */
  press(key: string): void {
    for (const one of keysOfChord(key)) this.send(encodeKey(one, this.#keyboard, this.#keyboardFlags.at(-1)))
  }

  /** Types a text: one key for each character. */
  type(text: string): void {
    if (((this.#keyboardFlags.at(-1) ?? 0) & EVERY_KEY) === 0) this.send(text.replaceAll('\n', '\r'))
    else for (const character of text) this.press(character === '\n' ? 'enter' : character)
  }

  #typeAhead(listener: PortListener): void {
    for (const chunk of this.#typedAhead.splice(0)) listener.bytes(chunk)
    if (this.#isGone) listener.gone()
  }

  #setKeyboard(bytes: string): void {
    for (const [, pushed, popped] of bytes.matchAll(flagCommands))
      if (pushed === undefined) this.#keyboardFlags.splice(-(Number(popped) || 1))
      else this.#keyboardFlags.push(Number(pushed))
    if (bytes.includes('\x1b[?u')) this.send(`\x1b[?${this.#keyboardFlags.at(-1) ?? 0}u`)
  }

  /** Changes its size. */
  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.#listener?.resized()
  }

  /** The terminal is closed, as after the end of an SSH connection. An app that opens it later is told so then. */
  hangUp(): void {
    this.#isGone = true
    this.#listener?.gone()
  }

  /** Takes no more bytes until `resume`. */
  stall(): void {
    this.#stalled = true
  }

  /** Ends a stall, and takes output again. */
  resume(): void {
    this.#stalled = false
    this.writeNow('')
    this.#listener?.drained()
  }
}
