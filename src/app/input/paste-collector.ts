/** Characters that are held before they are passed on. */
const PART = 1_048_576

const END = Buffer.from('\x1b[201~')

/** Collects the text of a paste from after its opening sequence (xterm's bracketed paste mode, 2004). It is passed on in parts. */
export class PasteCollector {
  readonly #pass: (text: string, last: boolean) => void
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  #text: string[] = []
  #length = 0
  /** The last bytes may be half of the closing sequence. */
  #tail: Buffer = Buffer.alloc(0)

  constructor(pass: (text: string, last: boolean) => void) {
    this.#pass = pass
  }

  /** Takes bytes. Returns where in them the paste ended: it ends with its closing sequence and with nothing else. */
  push(bytes: Buffer): number | undefined {
    const held = this.#tail.length
    const data = held > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    const end = data.indexOf(END)
    if (end >= 0) {
      this.#end(data.subarray(0, end))
      return end - held + END.length
    }
    const safe = data.length - halfEnd(data)
    this.#tail = Buffer.from(data.subarray(safe))
    this.#hold(this.#utf8.decode(data.subarray(0, safe), { stream: true }))
    if (this.#length >= PART) this.#passOn(false)
    return undefined
  }

  /** Whether the closing sequence would be there, with these bytes. */
  wouldEnd(bytes: Buffer): boolean {
    return Buffer.concat([this.#tail, bytes]).includes(END)
  }

  /** It has ended without a closing sequence. */
  end(): void {
    this.#end(this.#tail)
  }

  #end(last: Buffer): void {
    this.#hold(this.#utf8.decode(last))
    this.#tail = Buffer.alloc(0)
    this.#passOn(true)
  }

  #hold(text: string): void {
    this.#text.push(text)
    this.#length += text.length
  }

  #passOn(last: boolean): void {
    const whole = this.#text.join('')
    // CR and LF are one line end: they stay in one part.
    const text = !last && whole.endsWith('\r') ? whole.slice(0, -1) : whole
    this.#text = text === whole ? [] : ['\r']
    this.#length = whole.length - text.length
    this.#pass(text, last)
  }
}

/** How many bytes at the end may be the beginning of END. */
function halfEnd(data: Buffer): number {
  for (let length = Math.min(END.length - 1, data.length); length > 0; length--)
    if (data.subarray(data.length - length).equals(END.subarray(0, length))) return length
  return 0
}
