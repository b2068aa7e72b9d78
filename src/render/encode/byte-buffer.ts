/** UTF-8 in a buffer that every frame uses again, so no string is made for a cell. */
export class ByteBuffer {
  readonly #decoder = new TextDecoder()
  #bytes = new Uint8Array(8_192)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What it contains, until it is cleared. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  /** Appends ASCII, such as an escape sequence. */
  ascii(text: string): void {
    let at = this.#reserve(text.length)
    const bytes = this.#bytes
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i)
    this.#length = at
  }

  /** Appends the code points [from, to) of an array. Most are ASCII. */
  codePoints(codes: Int32Array, from: number, to: number): void {
    let at = this.#reserve(4 * (to - from))
    const bytes = this.#bytes
    for (let i = from; i < to; i++) {
      const code = codes[i]!
      if (code < 0x80) bytes[at++] = code
      else at = encodeUtf8(code, bytes, at)
    }
    this.#length = at
  }

  text(text: string): void {
    for (const character of text) this.codePoint(character.codePointAt(0)!)
  }

  /** Appends a code point that isn't a surrogate. */
  codePoint(code: number): void {
    const at = this.#reserve(4)
    this.#length = encodeUtf8(code, this.#bytes, at)
  }

  toString(): string {
    return this.#length === 0 ? '' : this.#decoder.decode(this.bytes)
  }

  /** Makes room for more bytes. Returns the end. */
  #reserve(count: number): number {
    const length = this.#length
    if (length + count > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, length + count))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    return length
  }
}

/** Puts the bytes of a code point into an array (RFC 3629). Returns the index after them. */
function encodeUtf8(code: number, bytes: Uint8Array, at: number): number {
  if (code < 0x80) bytes[at++] = code
  else {
    if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6)
    else {
      if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12)
      else {
        bytes[at++] = 0xf0 | (code >> 18)
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f)
      }
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[at++] = 0x80 | (code & 0x3f)
  }
  return at
}
