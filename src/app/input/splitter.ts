/**
 * Cuts a terminal's bytes into units, whatever chunks they come in: whole characters, whole sequences, pastes. It never
 * throws, never waits for ever (see `flush`), holds no more than LONGEST_SEQUENCE and PASTE_PART, and after anything that
 * it does not know the next unit is intact. The grammar is that of ECMA-48 5.4 and Paul Williams' parser for DEC VT500s.
 */
export type Unit =
  /** One or more characters, none of them a control. */
  | { readonly kind: 'text'; readonly text: string; readonly alt: boolean }
  /** One C0 control or DEL. */
  | { readonly kind: 'control'; readonly code: number; readonly alt: boolean }
  /** `ESC [ …`: `body` is what follows, up to and with its final byte. */
  | { readonly kind: 'csi'; readonly body: string; readonly alt: boolean }
  /** `ESC O …` */
  | { readonly kind: 'ss3'; readonly body: string; readonly alt: boolean }
  /** OSC, DCS, APC, PM or SOS, by their introducer, without the terminator. */
  | { readonly kind: 'string'; readonly introducer: string; readonly body: string }
  | { readonly kind: 'paste'; readonly text: string; readonly last: boolean }
  /** A sequence that broke off. */
  | { readonly kind: 'broken'; readonly sequence: string }

/** Bytes of a sequence that are kept. What is longer is taken up to its end all the same: none of it is typed. */
const LONGEST_SEQUENCE = 65_536
/** Characters of a paste that are held before they are passed on. */
const PASTE_PART = 1_048_576

const ESC = 0x1b
const BEL = 0x07
const PASTE_END = Buffer.from('\x1b[201~')

type State = 'ground' | 'escape' | 'csi' | 'ss3' | 'string' | 'string-escape' | 'x10' | 'paste'

export class Splitter {
  readonly #emit: (unit: Unit) => void
  #state: State = 'ground'
  /** The bytes of the sequence so far, as Latin-1, after its introducer. */
  #body = ''
  /** It has more bytes than are kept. */
  #isTooLong = false
  #introducer = ''
  /** Another ESC stood before it: the Alt key. */
  #alt = false
  /** The next character was preceded by ESC. */
  #altText = false
  #utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  #utf8Pending = false
  #paste: string[] = []
  #pasteLength = 0
  #pasteTail: Buffer = Buffer.alloc(0)

  constructor(emit: (unit: Unit) => void) {
    this.#emit = emit
  }

  /** What is begun and not yet ended: 'key' may be a key of its own; 'sequence' and 'paste' may have broken off. */
  get pending(): 'nothing' | 'key' | 'sequence' | 'paste' {
    if (this.#state === 'paste') return 'paste'
    if (this.#state === 'ground') return this.#utf8Pending ? 'sequence' : 'nothing'
    if (this.#state === 'escape') return 'key'
    const isLead = this.#state === 'csi' || this.#state === 'ss3' || this.#state === 'string'
    return isLead && this.#body === '' ? 'key' : 'sequence'
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let at = 0
    while (at < bytes.length) {
      if (this.#state === 'ground') at = this.#ground(bytes, at)
      else if (this.#state === 'paste') at = this.#inPaste(bytes, at)
      else at = this.#inSequence(bytes, at)
    }
  }

  /** Nothing followed for a while: what is pending is a key by itself (Esc, Alt+[, Alt+P), or broke off. */
  flush(): void {
    const { pending } = this
    if (pending === 'nothing') return
    const state = this.#state
    const alt = this.#alt
    if (state === 'ground') return this.#endText(undefined)
    if (state === 'paste') return this.#endPaste(this.#pasteTail)
    if (pending === 'sequence') return this.#breakOff()
    const text = this.#lead
    this.#reset()
    if (state === 'escape') this.#emit({ kind: 'control', code: ESC, alt })
    else this.#emit({ kind: 'text', text, alt: true })
  }

  #ground(bytes: Buffer, from: number): number {
    let end = from
    while (end < bytes.length && bytes[end]! >= 0x20 && bytes[end] !== 0x7f) end++
    if (end > from) this.#text(bytes.subarray(from, end), end < bytes.length)
    if (end === bytes.length) return end
    this.#endText(undefined)
    const code = bytes[end]!
    if (code === ESC) this.#state = 'escape'
    else this.#emit({ kind: 'control', code, alt: false })
    return end + 1
  }

  /** Decodes characters; a half one waits for the next chunk, and what is not UTF-8 becomes U+FFFD. */
  #text(bytes: Buffer, complete: boolean): void {
    const last = bytes[bytes.length - 1]!
    if (complete || last < 0x80) return this.#endText(bytes)
    this.#utf8Pending = true
    this.#emitText(this.#utf8.decode(bytes, { stream: true }))
  }

  #endText(bytes: Buffer | undefined): void {
    if (bytes === undefined && !this.#utf8Pending) return
    this.#utf8Pending = false
    this.#emitText(this.#utf8.decode(bytes))
  }

  #emitText(text: string): void {
    if (text === '') return
    const alt = this.#altText
    this.#altText = false
    if (!alt) return this.#emit({ kind: 'text', text, alt })
    const first = String.fromCodePoint(text.codePointAt(0)!)
    this.#emit({ kind: 'text', text: first, alt })
    if (text.length > first.length) this.#emit({ kind: 'text', text: text.slice(first.length), alt: false })
  }

  /** Takes one byte of a sequence. A byte that cannot belong to it breaks it off and is read again. */
  #inSequence(bytes: Buffer, at: number): number {
    const code = bytes[at]!
    switch (this.#state) {
      case 'escape':
        return this.#afterEscape(code, at)
      case 'csi':
        return this.#inCsi(code, at)
      case 'ss3':
        return this.#inSs3(code, at)
      case 'x10':
        this.#keep(code)
        if (this.#body.length === 4) this.#endSequence('csi')
        return at + 1
      default:
        return this.#inString(code, at)
    }
  }

  #afterEscape(code: number, at: number): number {
    const introduced = { 0x5b: 'csi', 0x4f: 'ss3' }[code] as State | undefined
    if (introduced !== undefined) {
      this.#state = introduced
    } else if (code === 0x5d || code === 0x50 || code === 0x5f || code === 0x5e || code === 0x58) {
      this.#state = 'string'
      this.#introducer = String.fromCharCode(code)
    } else if (code === ESC) {
      if (this.#alt) this.#emit({ kind: 'control', code: ESC, alt: false })
      this.#alt = true
    } else if (code >= 0x80) {
      this.#reset()
      this.#altText = true
      return at
    } else {
      this.#reset()
      if (code < 0x20 || code === 0x7f) this.#emit({ kind: 'control', code, alt: true })
      else this.#emit({ kind: 'text', text: String.fromCharCode(code), alt: true })
    }
    return at + 1
  }

  #inCsi(code: number, at: number): number {
    if (code < 0x20 || code > 0x7e) return (this.#breakOff(), at)
    this.#keep(code)
    if (this.#body === '[') return at + 1 // the Linux console's F1 to F5: ESC [ [ A
    if (this.#body === 'M')
      this.#state = 'x10' // a mouse report of the oldest kind: three more bytes
    else if (code >= 0x40 || (code === 0x24 && isRxvtShift(this.#body))) this.#endSequence('csi')
    return at + 1
  }

  #inSs3(code: number, at: number): number {
    if (code < 0x20 || code > 0x7e) return (this.#breakOff(), at)
    this.#keep(code)
    if (code >= 0x40) this.#endSequence('ss3')
    return at + 1
  }

  #inString(code: number, at: number): number {
    if (this.#state === 'string-escape') {
      if (code !== 0x5c) {
        this.#breakOff()
        this.#state = 'escape' // the ESC that did not end the string begins something else
        return at
      }
      this.#endString()
    } else if (code === ESC) this.#state = 'string-escape'
    else if (code === BEL) this.#endString()
    else if (code === 0x18 || code === 0x1a) this.#breakOff()
    else this.#keep(code)
    return at + 1
  }

  #keep(code: number): void {
    if (this.#body.length < LONGEST_SEQUENCE) this.#body += String.fromCharCode(code)
    else this.#isTooLong = true
  }

  #endSequence(kind: 'csi' | 'ss3'): void {
    if (this.#isTooLong) return this.#breakOff()
    const body = this.#body
    const alt = this.#alt
    this.#reset()
    if (kind === 'csi' && body === '200~') this.#state = 'paste'
    else this.#emit({ kind, body, alt })
  }

  #endString(): void {
    if (this.#isTooLong) return this.#breakOff()
    const unit: Unit = { kind: 'string', introducer: this.#introducer, body: this.#body }
    this.#reset()
    this.#emit(unit)
  }

  #breakOff(): void {
    const sequence = `\x1b${this.#lead}${this.#body}`
    this.#reset()
    this.#emit({ kind: 'broken', sequence })
  }

  /** What stands after the ESC of a sequence that was begun. */
  get #lead(): string {
    const leads: Partial<Record<State, string>> = { csi: '[', x10: '[', ss3: 'O' }
    return leads[this.#state] ?? this.#introducer
  }

  #reset(): void {
    this.#state = 'ground'
    this.#body = ''
    this.#isTooLong = false
    this.#introducer = ''
    this.#alt = false
  }

  /** A paste ends with its closing sequence and with nothing else; the last bytes may be half of it. */
  #inPaste(bytes: Buffer, from: number): number {
    const held = this.#pasteTail.length
    const data = held > 0 ? Buffer.concat([this.#pasteTail, bytes.subarray(from)]) : bytes.subarray(from)
    const end = data.indexOf(PASTE_END)
    if (end >= 0) {
      this.#endPaste(data.subarray(0, end))
      return from + end - held + PASTE_END.length
    }
    const safe = data.length - halfEnd(data)
    this.#pasteTail = Buffer.from(data.subarray(safe))
    this.#hold(this.#utf8.decode(data.subarray(0, safe), { stream: true }))
    if (this.#pasteLength >= PASTE_PART) this.#passOn(false)
    return bytes.length
  }

  #endPaste(last: Buffer): void {
    this.#pasteTail = Buffer.alloc(0)
    this.#state = 'ground'
    this.#hold(this.#utf8.decode(last))
    this.#passOn(true)
  }

  #hold(text: string): void {
    this.#paste.push(text)
    this.#pasteLength += text.length
  }

  #passOn(last: boolean): void {
    const whole = this.#paste.join('')
    // CR and LF are one line end: they stay in one part.
    const text = !last && whole.endsWith('\r') ? whole.slice(0, -1) : whole
    this.#paste = text === whole ? [] : ['\r']
    this.#pasteLength = whole.length - text.length
    this.#emit({ kind: 'paste', text, last })
  }
}

/** rxvt ends Shift with a function key in `$`, which elsewhere stands before a final byte: only after digits alone. */
function isRxvtShift(body: string): boolean {
  return /^\d+\$$/.test(body)
}

/** How many bytes at the end may be the beginning of PASTE_END. */
function halfEnd(data: Buffer): number {
  for (let length = Math.min(PASTE_END.length - 1, data.length); length > 0; length--)
    if (data.subarray(data.length - length).equals(PASTE_END.subarray(0, length))) return length
  return 0
}
