import {
  BOLD,
  DIM,
  INVERSE,
  ITALIC,
  STAYS_DIM,
  STRIKETHROUGH,
  UNDERLINE,
  UNDERLINE_SHIFT,
} from './attributes.ts'
import { DEFAULT_COLOR, packCell, packColor, unpackColor, type Color, type ColorDepth } from './color.ts'
import { plainLook, resolveLook, type Look } from './look.ts'
import { terminalPalette, type Palette } from '../theme/palette.ts'
import { changeBetween, resetTo } from './sgr.ts'

/** What an underline looks like. A terminal without one of these shows a single line. */
export type UnderlineStyle = 'single' | 'double' | 'curly' | 'dotted' | 'dashed'

/** How text looks. What isn't set comes from the node around it. */
export interface Style {
  /** The color of the text. */
  readonly color?: Color | undefined
  /** The color behind the text. */
  readonly background?: Color | undefined
  /** Bold or not. */
  readonly bold?: boolean | undefined
  /** Less bright or not. */
  readonly dim?: boolean | undefined
  /** Italic or not. */
  readonly italic?: boolean | undefined
  /** Whether the color and the background are swapped. */
  readonly inverse?: boolean | undefined
  /** Struck through or not. */
  readonly strikethrough?: boolean | undefined
  /** Underlined or not. `true` is 'single'. */
  readonly underline?: boolean | UnderlineStyle | undefined
  /** The color of the underline. */
  readonly underlineColor?: Color | undefined
  /**
   * A URL to link the text to, in terminals with OSC 8. Its scheme must be `http:`, `https:`, `mailto:` or `file:`;
   * otherwise there is no link.
   */
  readonly link?: string | undefined
}

const underlines: readonly UnderlineStyle[] = ['single', 'double', 'curly', 'dotted', 'dashed']

/** By bit, from BOLD. */
const attributeNames = ['bold', 'dim', 'italic', 'inverse', 'strikethrough']

export interface StyleDescription {
  readonly attributes: readonly string[]
  readonly color: number | string | undefined
  readonly background: number | string | undefined
  readonly link: string
}

/**
 * The looks on a screen, each as a small integer, which cells hold and compare. 0 is plain text. Looks keep their roles: a
 * role gets its color when bytes are made, so another theme needs no other cells. The table is emptied, with the screen's
 * glyphs, when it has become too large.
 */
export class StyleTable {
  readonly depth: ColorDepth
  #palette: Palette
  readonly #styles: Look[] = [plainLook]
  /** The same looks, as the palette shows them. */
  #resolved: Look[] = []
  /** By attributes, then by text and background color in one double (26 bits each), so no string is built as a key. */
  readonly #common: Map<number, number>[] = []
  readonly #rare = new Map<string, number>()
  readonly #changes = new Map<number, string>()
  readonly #blanks: number[] = [0]
  readonly #empties: number[] = [0]
  #reset: string

  constructor(depth: ColorDepth, palette: Palette = terminalPalette(undefined, depth)) {
    this.depth = depth
    this.#palette = palette
    this.#reset = resetTo(this.#resolve(0))
    this.#common[0] = new Map([[DEFAULT_COLOR, 0]])
  }

  get size(): number {
    return this.#styles.length
  }

  get palette(): Palette {
    return this.#palette
  }

  /** Takes another palette. The same styles then have other bytes, so the terminal must be drawn again. */
  set palette(palette: Palette) {
    this.#palette = palette
    this.#resolved = []
    this.#changes.clear()
    this.#reset = resetTo(this.#resolve(0))
  }

  /** The bytes that select style 0, whatever was selected before. `CSI m` if text and background are the terminal's own. */
  get reset(): string {
    return this.#reset
  }

  #resolve(id: number): Look {
    return (this.#resolved[id] ??= resolveLook(this.#styles[id]!, this.#palette))
  }

  /** The id of `style` laid over the interned style `under`. */
  intern(style: Style | undefined, under: number): number {
    if (style === undefined) return under
    const base = this.#styles[under]!
    const { color, background, underlineColor, link } = style
    const { depth } = this
    return this.#identify(
      color === undefined ? base.color : packColor(color, depth),
      background === undefined ? base.background : packColor(background, depth),
      underlineColor === undefined ? base.underlineColor : packColor(underlineColor, depth),
      mergeAttributes(style, base.attributes),
      link === undefined ? base.link : encodeLink(link),
    )
  }

  /** The id of the interned style `under`, dimmed. What is laid over it is dim, too. */
  dimmed(under: number): number {
    const { color, background, underlineColor, attributes, link } = this.#styles[under]!
    return this.#identify(color, background, underlineColor, attributes | DIM | STAYS_DIM, link)
  }

  /** Whether what is laid over a style is always dim. */
  staysDim(id: number): boolean {
    return (this.#styles[id]!.attributes & STAYS_DIM) !== 0
  }

  /** The id of packed colors laid over the interned style `under`. */
  internColors(color: number, background: number | undefined, under: number): number {
    const base = this.#styles[under]!
    return this.#identify(
      color,
      background ?? base.background,
      base.underlineColor,
      base.attributes,
      base.link,
    )
  }

  /**
   * The id of a cell of a terminal laid over the interned style `under`. Its colors are indexes of the palette, or 24 bits with bit 24 set;
   * those below 0 are those of `under`.
   */
  internCell(color: number, background: number, attributes: number, under: number): number {
    const { depth } = this
    const base = this.#styles[under]!
    return this.#identify(
      color < 0 ? base.color : packCell(color, depth),
      background < 0 ? base.background : packCell(background, depth),
      DEFAULT_COLOR,
      attributes | (base.attributes & STAYS_DIM ? base.attributes & (DIM | STAYS_DIM) : 0),
      '',
    )
  }

  /** The bytes that change a terminal's style from `from` to `to`: a difference or a reset, whichever is shorter. */
  change(from: number, to: number): string {
    if (from === to) return ''
    const key = from * 0x4000000 + to
    let bytes = this.#changes.get(key)
    if (bytes === undefined) {
      bytes = changeBetween(this.#resolve(from), this.#resolve(to))
      this.#changes.set(key, bytes)
    }
    return bytes
  }

  /** A style for blanks in text of style `id`. It looks the same, but leaves out what can be seen only on characters. */
  blank(id: number): number {
    const known = this.#blanks[id]
    if (known !== undefined) return known
    const { color, background, underlineColor, attributes, link } = this.#styles[id]!
    const drawn = attributes & ~(BOLD | DIM | ITALIC | STAYS_DIM)
    const blank = this.#identify(
      drawn === 0 ? DEFAULT_COLOR : color,
      background,
      drawn & UNDERLINE ? underlineColor : DEFAULT_COLOR,
      drawn | dimmingOf(background, attributes),
      link,
    )
    this.#blanks[id] = blank
    return blank
  }

  /** A style for cells without text, next to text of style `id`. Underlines and links end with the text. */
  empty(id: number): number {
    const known = this.#empties[id]
    if (known !== undefined) return known
    const { color, background, attributes } = this.#styles[id]!
    const drawn = attributes & INVERSE
    const empty = this.#identify(
      drawn === 0 ? DEFAULT_COLOR : color,
      background,
      DEFAULT_COLOR,
      drawn | dimmingOf(background, attributes),
      '',
    )
    this.#empties[id] = empty
    return empty
  }

  /** How an interned style looks, with its roles. */
  look(id: number): Look {
    return this.#styles[id]!
  }

  /** A style in words, for tests and tools. Colors are indexes of the palette or `#rrggbb`. */
  describe(id: number): StyleDescription {
    const { color, background, attributes, link } = this.#styles[id]!
    const underline = (attributes & UNDERLINE) >> UNDERLINE_SHIFT
    return {
      attributes: [
        ...attributeNames.filter((_, bit) => attributes & (1 << bit)),
        ...(underline === 0
          ? []
          : [underline === 1 ? 'underline' : `${underlines[underline - 1]!} underline`]),
      ],
      color: unpackColor(color),
      background: unpackColor(background),
      link,
    }
  }

  #identify(
    color: number,
    background: number,
    underlineColor: number,
    attributes: number,
    link: string,
  ): number {
    if (underlineColor !== DEFAULT_COLOR || link !== '') {
      const key = `${color},${background},${underlineColor},${attributes},${link}`
      return (
        this.#rare.get(key) ??
        this.#add({ color, background, underlineColor, attributes, link }, this.#rare, key)
      )
    }
    const byColors = (this.#common[attributes] ??= new Map())
    const key = color * 0x4000000 + background
    return (
      byColors.get(key) ?? this.#add({ color, background, underlineColor, attributes, link }, byColors, key)
    )
  }

  #add<K>(style: Look, ids: Map<K, number>, key: K): number {
    const id = this.#styles.push(style) - 1
    ids.set(key, id)
    return id
  }
}

/** Fills are dimmed, too, where their colors are known. */
function dimmingOf(background: number, attributes: number): number {
  return background === DEFAULT_COLOR && (attributes & INVERSE) === 0 ? 0 : attributes & STAYS_DIM
}

function mergeAttributes(style: Style, base: number): number {
  let bits = base
  if (style.bold !== undefined) bits = style.bold ? bits | BOLD : bits & ~BOLD
  if (style.dim !== undefined && (base & STAYS_DIM) === 0) bits = style.dim ? bits | DIM : bits & ~DIM
  if (style.italic !== undefined) bits = style.italic ? bits | ITALIC : bits & ~ITALIC
  if (style.inverse !== undefined) bits = style.inverse ? bits | INVERSE : bits & ~INVERSE
  if (style.strikethrough !== undefined) {
    bits = style.strikethrough ? bits | STRIKETHROUGH : bits & ~STRIKETHROUGH
  }
  if (style.underline !== undefined)
    bits = (bits & ~UNDERLINE) | (underlineKind(style.underline) << UNDERLINE_SHIFT)
  return bits
}

/**
 * SGR's number for an underline, 0 for none.
 *
 * @throws TypeError if there is no such underline.
 */
export function underlineKind(underline: boolean | UnderlineStyle): number {
  if (underline === false) return 0
  const kind = underline === true ? 1 : underlines.indexOf(underline) + 1
  if (kind === 0)
    throw new TypeError(
      `underline must be a boolean or one of ${underlines.join(', ')}, not '${String(underline)}'`,
    )
  return kind
}

/** The longest URL that terminals take. A cut URL would lead somewhere else. */
const MAX_LINK_LENGTH = 2_048

/**
 * The schemes that a click may open. The text may come from anywhere, and a terminal hands any URL to the desktop, which
 * starts a program for its scheme. For files, terminals check the host in the URL, and open only those of their own host.
 */
const safeScheme = /^(?:https?|mailto|file):/i

/**
 * A URL for OSC 8. It may contain only printable ASCII, so the rest is percent-encoded and no byte can end the sequence.
 * Empty if the URL isn't safe to open.
 */
function encodeLink(url: string): string {
  if (url.length > MAX_LINK_LENGTH || !safeScheme.test(url)) return ''
  const encoded = url.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character))
  return encoded.length > MAX_LINK_LENGTH ? '' : encoded
}
