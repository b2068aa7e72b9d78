import {
  colorParameters,
  DEFAULT_COLOR,
  packColor,
  unpackColor,
  type Color,
  type ColorDepth,
} from './color.ts'

export type UnderlineStyle = 'single' | 'double' | 'curly' | 'dotted' | 'dashed'

/** How text looks. What is left out is taken from the node around it. */
export interface Style {
  readonly color?: Color | undefined
  readonly background?: Color | undefined
  readonly bold?: boolean | undefined
  readonly dim?: boolean | undefined
  readonly italic?: boolean | undefined
  readonly inverse?: boolean | undefined
  readonly strikethrough?: boolean | undefined
  readonly underline?: boolean | UnderlineStyle | undefined
  readonly underlineColor?: Color | undefined
  /**
   * A URL that terminals with OSC 8 make the text a link to: of `http:`, `https:`, `mailto:` or `file:`. With any other,
   * the text is no link.
   */
  readonly link?: string | undefined
}

interface Interned {
  readonly color: number
  readonly background: number
  readonly underlineColor: number
  readonly attributes: number
  readonly link: string
}

const BOLD = 1
const DIM = 2
const ITALIC = 4
const INVERSE = 8
const STRIKETHROUGH = 16
const UNDERLINE_SHIFT = 5
const UNDERLINE = 7 << UNDERLINE_SHIFT
const underlines: readonly UnderlineStyle[] = ['single', 'double', 'curly', 'dotted', 'dashed']

/** By bit, from BOLD on. */
const attributeNames = ['bold', 'dim', 'italic', 'inverse', 'strikethrough']

export interface StyleDescription {
  readonly attributes: readonly string[]
  readonly color: number | string | undefined
  readonly background: number | string | undefined
  readonly link: string
}

const plain: Interned = {
  color: DEFAULT_COLOR,
  background: DEFAULT_COLOR,
  underlineColor: DEFAULT_COLOR,
  attributes: 0,
  link: '',
}

/**
 * Every distinct look on a screen, as a small integer: cells hold and compare the integer. 0 is plain text.
 * The table is emptied with the screen's glyphs when it has grown past its limit.
 */
export class StyleTable {
  readonly depth: ColorDepth
  readonly #styles: Interned[] = [plain]
  /** By attributes, then by text and background color in one double (26 bits each): no key string is built. */
  readonly #common: Map<number, number>[] = []
  readonly #rare = new Map<string, number>()
  readonly #changes = new Map<number, string>()
  readonly #blanks: number[] = [0]
  readonly #empties: number[] = [0]

  constructor(depth: ColorDepth) {
    this.depth = depth
    this.#common[0] = new Map([[DEFAULT_COLOR, 0]])
  }

  get size(): number {
    return this.#styles.length
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

  /** The bytes that make a terminal which shows style `from` show style `to`: the shorter of a delta and a reset. */
  change(from: number, to: number): string {
    if (from === to) return ''
    const key = from * 0x4000000 + to
    let bytes = this.#changes.get(key)
    if (bytes === undefined) {
      bytes = changeBetween(this.#styles[from]!, this.#styles[to]!)
      this.#changes.set(key, bytes)
    }
    return bytes
  }

  /** The style of a blank in a text of style `id`, which looks the same: without what is seen on characters only. */
  blank(id: number): number {
    const known = this.#blanks[id]
    if (known !== undefined) return known
    const { color, background, underlineColor, attributes, link } = this.#styles[id]!
    const drawn = attributes & ~(BOLD | DIM | ITALIC)
    const blank = this.#identify(
      drawn === 0 ? DEFAULT_COLOR : color,
      background,
      drawn & UNDERLINE ? underlineColor : DEFAULT_COLOR,
      drawn,
      link,
    )
    this.#blanks[id] = blank
    return blank
  }

  /** The style of a cell that no text stands in, where text has style `id`: lines, and links, end with the text. */
  empty(id: number): number {
    const known = this.#empties[id]
    if (known !== undefined) return known
    const { color, background, attributes } = this.#styles[id]!
    const drawn = attributes & INVERSE
    const empty = this.#identify(drawn === 0 ? DEFAULT_COLOR : color, background, DEFAULT_COLOR, drawn, '')
    this.#empties[id] = empty
    return empty
  }

  /** A style in words: for tests and tools. Colors are palette indexes or `#rrggbb`. */
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

  #add<K>(style: Interned, ids: Map<K, number>, key: K): number {
    const id = this.#styles.push(style) - 1
    ids.set(key, id)
    return id
  }
}

function mergeAttributes(style: Style, base: number): number {
  let bits = base
  if (style.bold !== undefined) bits = style.bold ? bits | BOLD : bits & ~BOLD
  if (style.dim !== undefined) bits = style.dim ? bits | DIM : bits & ~DIM
  if (style.italic !== undefined) bits = style.italic ? bits | ITALIC : bits & ~ITALIC
  if (style.inverse !== undefined) bits = style.inverse ? bits | INVERSE : bits & ~INVERSE
  if (style.strikethrough !== undefined) {
    bits = style.strikethrough ? bits | STRIKETHROUGH : bits & ~STRIKETHROUGH
  }
  if (style.underline !== undefined)
    bits = (bits & ~UNDERLINE) | (underlineKind(style.underline) << UNDERLINE_SHIFT)
  return bits
}

/** SGR's number for an underline, 0 for none. Throws a TypeError for one that there is not. */
export function underlineKind(underline: boolean | UnderlineStyle): number {
  if (underline === false) return 0
  const kind = underline === true ? 1 : underlines.indexOf(underline) + 1
  if (kind === 0) throw new TypeError(`underline: '${String(underline)}' is none of ${underlines.join(', ')}`)
  return kind
}

/** Terminals take no longer URLs; half of one would lead somewhere else. */
const MAX_LINK_LENGTH = 2_048

/**
 * What a click may open, wherever the text is from. A terminal hands any URL to the desktop, which starts a program by its
 * scheme. Of files, the terminals that link them ask for the host in the URL, and open those of their own only.
 */
const safeScheme = /^(?:https?|mailto|file):/i

/**
 * A URL inside OSC 8 may hold printable ASCII only; the rest is percent-encoded, so that no byte ends the sequence. One that
 * isn't safe to open is none.
 */
function encodeLink(url: string): string {
  if (url.length > MAX_LINK_LENGTH || !safeScheme.test(url)) return ''
  const encoded = url.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character))
  return encoded.length > MAX_LINK_LENGTH ? '' : encoded
}

function changeBetween(from: Interned, to: Interned): string {
  const link = from.link === to.link ? '' : `\x1b]8;;${to.link}\x1b\\`
  const delta = parametersBetween(from, to)
  if (delta.length === 0) return link
  const fresh = parametersBetween(plain, to)
  const reset = fresh.length === 0 ? '\x1b[m' : `\x1b[0;${fresh.join(';')}m`
  const change = `\x1b[${delta.join(';')}m`
  return (change.length <= reset.length ? change : reset) + link
}

function parametersBetween(from: Interned, to: Interned): string[] {
  const parameters: string[] = []
  const lost = from.attributes & ~to.attributes
  let gained = to.attributes & ~from.attributes
  if (lost & (BOLD | DIM)) {
    parameters.push('22') // ends both: what stays of the two is set anew
    gained |= to.attributes & (BOLD | DIM)
  }
  if (lost & ITALIC) parameters.push('23')
  if (lost & INVERSE) parameters.push('27')
  if (lost & STRIKETHROUGH) parameters.push('29')
  if (gained & BOLD) parameters.push('1')
  if (gained & DIM) parameters.push('2')
  if (gained & ITALIC) parameters.push('3')
  if (gained & INVERSE) parameters.push('7')
  if (gained & STRIKETHROUGH) parameters.push('9')
  if ((from.attributes & UNDERLINE) !== (to.attributes & UNDERLINE)) {
    const kind = (to.attributes & UNDERLINE) >> UNDERLINE_SHIFT
    parameters.push(kind === 0 ? '24' : kind === 1 ? '4' : `4:${kind}`)
  }
  if (from.color !== to.color) parameters.push(colorParameters(to.color, 'text'))
  if (from.background !== to.background) parameters.push(colorParameters(to.background, 'background'))
  if (from.underlineColor !== to.underlineColor)
    parameters.push(colorParameters(to.underlineColor, 'underline'))
  return parameters
}
