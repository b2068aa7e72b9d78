import { PasteCollector } from './paste-collector.ts'

/**
 * Cuts a terminal's bytes into units, whatever chunks they come in: whole characters, whole sequences, pastes. It never
 * throws, never waits for ever (see `flush`), holds no more than MAX_SEQUENCE_LENGTH and a part of a paste, and after anything that
 * it does not know the next unit is intact. No ESC is lost: one that is no part of what follows is a key. The grammar is that
 * of ECMA-48 5.4 and Paul Williams' parser for DEC VT500s.
 */
export type Unit =
  /** One or more characters, none of them a control. With `alt`, it is one, and an ESC stood right before it. */
  | { readonly kind: 'text'; readonly text: string; readonly alt: boolean }
  /** One C0 control or DEL. */
  | { readonly kind: 'control'; readonly code: number; readonly alt: boolean }
  /** `ESC [ …`: `body` is what follows, up to and with its final byte. With `alt`, another ESC stood right before it. */
  | { readonly kind: 'csi'; readonly body: string; readonly alt: boolean }
  /** `ESC O …` */
  | { readonly kind: 'ss3'; readonly body: string; readonly alt: boolean }
  /** OSC, DCS, APC, PM or SOS, by their introducer, without the terminator. */
  | { readonly kind: 'string'; readonly introducer: string; readonly body: string }
  | { readonly kind: 'paste'; readonly text: string; readonly last: boolean }
  /** A sequence that broke off. */
  | { readonly kind: 'broken'; readonly sequence: string }

/** How many bytes of a sequence are kept. A longer one is still read up to its end, so that none of it is typed. */
const MAX_SEQUENCE_LENGTH = 65_536

const ESC = 0x1b
const BEL = 0x07
const BACKSLASH = 0x5c
/** OSC, DCS, APC, PM, SOS. */
const stringIntroducers: readonly number[] = Array.from(']P_^X', (character) => character.charCodeAt(0))

type State = 'ground' | 'escape' | 'csi' | 'ss3' | 'string' | 'string-escape' | 'x10' | 'paste'

export class Splitter {
  readonly #emit: (unit: Unit) => void
  #state: State = 'ground'
  /** The bytes of the sequence so far, as Latin-1, after its introducer. */
  #body = ''
  /** It has more bytes than are kept. */
  #isTooLong = false
  #introducer = ''
  /** Another ESC stood right before its own. */
  #alt = false
  /** The next character was preceded by ESC. */
  #altText = false
  #utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  #utf8Pending = false
  readonly #paste = new PasteCollector((text, last) => this.#emit({ kind: 'paste', text, last }))
  #begun = 0

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

  /** Another number whenever something else is begun. */
  get begun(): number {
    return this.#begun
  }

  /** What would become of what is begun by these bytes. */
  outcomeOf(bytes: Buffer): 'goes on' | 'ends' | 'breaks off' {
    if (this.#state === 'paste') return this.#paste.wouldEnd(bytes) ? 'ends' : 'goes on'
    if (this.#state === 'string') return outcomeOfString(bytes)
    if (this.#state === 'string-escape') return bytes[0] === BACKSLASH ? 'ends' : 'breaks off'
    if (this.#state !== 'csi' && this.#state !== 'ss3') return 'ends'
    const end = bytes.find((code) => code < 0x20 || code > 0x3f)
    return end === undefined ? 'goes on' : end < 0x20 ? 'breaks off' : 'ends'
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let at = 0
    while (at < bytes.length) {
      if (this.#state === 'ground') at = this.#ground(bytes, at)
      else if (this.#state === 'paste') {
        const end = this.#paste.push(bytes.subarray(at))
        if (end === undefined) return
        this.#state = 'ground'
        at += end
      } else at = this.#inSequence(bytes, at)
    }
  }

  /** No bytes followed for some time: the pending ones are a key by themselves (Esc, Alt+[, Alt+P), or broken off. */
  flush(): void {
    const { pending } = this
    if (pending === 'nothing') return
    const state = this.#state
    if (state === 'ground') return this.#endText(undefined)
    if (state === 'paste') return this.#endPaste()
    if (pending === 'sequence') return this.#breakOff()
    const text = this.#lead
    this.#endEscape()
    this.#reset()
    if (state === 'escape') this.#emit({ kind: 'control', code: ESC, alt: false })
    else this.#emit({ kind: 'text', text, alt: true })
  }

  #ground(bytes: Buffer, from: number): number {
    let end = from
    while (end < bytes.length && bytes[end]! >= 0x20 && bytes[end] !== 0x7f) end++
    if (end > from) this.#text(bytes.subarray(from, end), end < bytes.length)
    if (end === bytes.length) return end
    this.#endText(undefined)
    const code = bytes[end]!
    if (code === ESC) this.#begin('escape')
    else this.#emit({ kind: 'control', code, alt: false })
    return end + 1
  }

  /** Decodes characters. A half one waits for the next chunk, and invalid UTF-8 becomes U+FFFD. */
  #text(bytes: Buffer, complete: boolean): void {
    const last = bytes[bytes.length - 1]!
    if (complete || last < 0x80) return this.#endText(bytes)
    this.#utf8Pending = true
    this.#begun++
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
        return this.#inX10(code, at)
      default:
        return this.#inString(code, at)
    }
  }

  #afterEscape(code: number, at: number): number {
    if (code === 0x5b) this.#state = 'csi'
    else if (code === 0x4f) this.#state = 'ss3'
    else if (code === ESC) this.#escapeAgain()
    else {
      this.#endEscape()
      if (stringIntroducers.includes(code)) {
        this.#state = 'string'
        this.#introducer = String.fromCharCode(code)
      } else return this.#endAlt(code, at)
    }
    return at + 1
  }

  #escapeAgain(): void {
    this.#endEscape()
    this.#alt = true
    this.#begin('escape')
  }

  #endAlt(code: number, at: number): number {
    this.#reset()
    if (code >= 0x80) {
      this.#altText = true
      return at
    }
    if (isControl(code)) this.#emit({ kind: 'control', code, alt: true })
    else this.#emit({ kind: 'text', text: String.fromCharCode(code), alt: true })
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

  #inX10(code: number, at: number): number {
    if (code > 0 && code < 0x20) return (this.#breakOff(), at)
    this.#keep(code)
    if (this.#body.length === 4) this.#endSequence('csi')
    return at + 1
  }

  #inSs3(code: number, at: number): number {
    if (code < 0x20 || code > 0x7e) return (this.#breakOff(), at)
    this.#keep(code)
    if (code >= 0x40) this.#endSequence('ss3')
    return at + 1
  }

  /** No terminal sends a control in a string: it was typed, and so the string has broken off before. */
  #inString(code: number, at: number): number {
    if (this.#state === 'string-escape') {
      if (code !== BACKSLASH) {
        this.#breakOff()
        this.#begin('escape') // the ESC that did not end the string begins something else
        return at
      }
      this.#endString()
    } else if (code === ESC) this.#state = 'string-escape'
    else if (code === BEL) this.#endString()
    else if (isControl(code)) return (this.#breakOff(), at)
    else this.#keep(code)
    return at + 1
  }

  #keep(code: number): void {
    if (this.#body.length < MAX_SEQUENCE_LENGTH) this.#body += String.fromCharCode(code)
    else this.#isTooLong = true
  }

  #endSequence(kind: 'csi' | 'ss3'): void {
    if (this.#isTooLong) return this.#breakOff()
    const body = this.#body
    const isPaste = kind === 'csi' && body === '200~'
    if (isPaste) this.#endEscape()
    const alt = this.#alt
    this.#reset()
    if (isPaste) this.#begin('paste')
    else this.#emit({ kind, body, alt })
  }

  #endString(): void {
    if (this.#isTooLong) return this.#breakOff()
    const unit: Unit = { kind: 'string', introducer: this.#introducer, body: this.#body }
    this.#reset()
    this.#emit(unit)
  }

  #breakOff(): void {
    this.#endEscape()
    const sequence = `\x1b${this.#lead}${this.#body}`
    this.#reset()
    this.#emit({ kind: 'broken', sequence })
  }

  /** What stands after the ESC of a sequence that was begun. */
  get #lead(): string {
    const leads: Partial<Record<State, string>> = { csi: '[', x10: '[', ss3: 'O' }
    return leads[this.#state] ?? this.#introducer
  }

  #endPaste(): void {
    this.#state = 'ground'
    this.#paste.end()
  }

  #begin(state: State): void {
    this.#state = state
    this.#begun++
  }

  /** An ESC before what does not go with one was a key. */
  #endEscape(): void {
    if (this.#alt) this.#emit({ kind: 'control', code: ESC, alt: false })
    this.#alt = false
  }

  #reset(): void {
    this.#state = 'ground'
    this.#body = ''
    this.#isTooLong = false
    this.#introducer = ''
    this.#alt = false
  }
}

/** A string ends with BEL or with ESC \; any other control was typed. */
function outcomeOfString(bytes: Buffer): 'goes on' | 'ends' | 'breaks off' {
  const at = bytes.findIndex(isControl)
  if (at < 0 || (bytes[at] === ESC && at === bytes.length - 1)) return 'goes on'
  return bytes[at] === BEL || (bytes[at] === ESC && bytes[at + 1] === BACKSLASH) ? 'ends' : 'breaks off'
}

function isControl(code: number): boolean {
  return code < 0x20 || code === 0x7f
}

/** rxvt ends Shift with a function key in `$`, only after digits. Elsewhere `$` comes before a final byte. */
function isRxvtShift(body: string): boolean {
  return /^\d+\$$/.test(body)
}
