import { eastAsianWidthType } from 'get-east-asian-width'
import { lineBreakClass, type LineBreakClass } from './line-break-classes.ts'

/*
 * Where a line of text may be broken: Unicode's rules of line breaking (UAX 14, Unicode 17), in their order. There is no
 * dictionary, so Thai, Lao, Khmer and Burmese are broken only at spaces.
 *
 * Two rules are changed for text in terminals. A line may begin with a slash or a dot after a space (`cat /etc/hosts`, `rm
 * .env`; LB13, LB15d). No line ends within the hyphens, slashes and dots at the start of a word (`--watch`, `../src`;
 * LB20a, which says this of one hyphen).
 */

/** Whether a line may begin at a place. At a soft hyphen, the line before then ends in a hyphen. */
export const NO_BREAK = 0
const BREAK = 1
export const SOFT_HYPHEN = 2

/**
 * The places in `text` from `from` to `to` (UTF-16 units) where a line may begin, counted from `from`. The array is used
 * again by the next call.
 */
export function findBreaks(text: string, from: number, to: number): Uint8Array {
  if (breaks.length < to - from) breaks = new Uint8Array(2 * (to - from))
  breaks.fill(NO_BREAK, 0, to - from)
  readUnits(text, from, to)
  for (let at = 1; at < count; at++) {
    if (mayBreak(at)) breaks[starts[at]! - from] = codePoints[at - 1] === 0xad ? SOFT_HYPHEN : BREAK
  }
  return breaks
}

let breaks = new Uint8Array(256)

/** The units to break between: characters with the marks after them (LB9), by class, start and code point. */
const classes: LineBreakClass[] = []
const starts: number[] = []
const codePoints: number[] = []
/** Whether they end in a ZWJ. */
const joins: boolean[] = []
let count = 0

type Classes = readonly (LineBreakClass | undefined)[]

const noBase: Classes = ['SP', 'ZW']
const letters: Classes = ['AL', 'HL']
const hyphens: Classes = ['HY', 'HH']
const affixes: Classes = ['PR', 'PO']
const closing: Classes = ['CL', 'CP']
const ideographs: Classes = ['ID', 'EB', 'EM']
const hangul: Classes = ['JL', 'JV', 'JT', 'H2', 'H3']
const wholeCharacters: Classes = [...ideographs, ...hangul]
const beforeNumber: Classes = [...affixes, 'HY', 'IS']
const inWord: Classes = [...letters, 'NU']
const beforeLetter: Classes = [...inWord, 'IS']
const glue: Classes = ['WJ', 'GL']
const neverAfterSpaces: Classes = ['WJ', 'CL', 'CP', 'EX']
const neverFirst: Classes = ['BA', 'NS', 'IN', ...hyphens]
/** In these, undefined is the start or the end of the text. */
const beforeQuote: Classes = [undefined, 'OP', 'QU', 'GL', 'SP', 'ZW']
const afterQuote: Classes = [undefined, 'SP', 'GL', 'WJ', 'CL', 'QU', 'CP', 'EX', 'IS', 'SY', 'ZW']
const prefixes: Classes = [...hyphens, 'SY', 'IS']
const beforePrefix: Classes = [undefined, 'SP', 'ZW', 'CB', 'GL', 'OP', 'QU']

function readUnits(text: string, from: number, to: number): void {
  count = 0
  for (let at = from; at < to; at++) {
    const codePoint = text.codePointAt(at)!
    const kind = lineBreakClass(codePoint)
    const isMark = kind === 'CM' || kind === 'ZWJ'
    // LB9, LB10
    if (isMark && count > 0 && !is(noBase, count - 1)) joins[count - 1] = kind === 'ZWJ'
    else {
      classes[count] = isMark ? 'AL' : kind
      starts[count] = at
      codePoints[count] = codePoint
      joins[count++] = kind === 'ZWJ'
    }
    if (codePoint > 0xffff) at++
  }
}

/** The class of a unit. Undefined before the first and after the last. */
function classAt(at: number): LineBreakClass | undefined {
  return at < 0 || at >= count ? undefined : classes[at]
}

function is(kinds: Classes, at: number): boolean {
  return kinds.includes(classAt(at))
}

/** Whether a line may begin with a unit. */
function mayBreak(at: number): boolean {
  const kind = classes[at]!
  if (kind === 'SP' || kind === 'ZW') return false // LB7
  // Most text: LB28, LB31
  if (kind === classes[at - 1] && !joins[at - 1]) {
    if (kind === 'AL') return false
    if (kind === 'ID') return true
  }
  let before = at - 1
  while (classAt(before) === 'SP') before--
  const isAfterSpaces = before < at - 1
  if (classAt(before) === 'ZW') return true // LB8
  if (isHeldAcrossSpaces(before, at)) return false
  if (isAfterSpaces) return !is(neverAfterSpaces, at) // LB11, LB13, LB18
  return !(isGlued(at) || isWithinQuotes(at)) && (isBesideObject(at) || !isWithinWord(at))
}

/** LB14 to LB17: what stays together even with spaces between. */
function isHeldAcrossSpaces(before: number, at: number): boolean {
  if (classAt(before) === 'OP') return true
  if (isQuote(before, opensQuote) && is(beforeQuote, before - 1)) return true
  if (isQuote(at, closesQuote) && is(afterQuote, at + 1)) return true
  if (classAt(at) === 'NS' && is(closing, before)) return true
  return classAt(at) === 'B2' && classAt(before) === 'B2'
}

const opensQuote = /\p{Pi}/u
const closesQuote = /\p{Pf}/u

function isQuote(at: number, kind: RegExp): boolean {
  return classAt(at) === 'QU' && kind.test(String.fromCodePoint(codePoints[at]!))
}

/** LB8a, LB11 to LB13, LB15d. */
function isGlued(at: number): boolean {
  if (joins[at - 1]! || is(glue, at - 1)) return true
  if (classAt(at) === 'GL') return classAt(at - 1) !== 'BA' && !is(hyphens, at - 1)
  return is(neverAfterSpaces, at) || classAt(at) === 'SY' || classAt(at) === 'IS'
}

/**
 * LB19, LB19a: quotation marks stay with their neighbors, except in East Asian text, where they say which side they are on.
 */
function isWithinQuotes(at: number): boolean {
  const ends = (kind: RegExp, quote: number) =>
    classAt(quote) === 'QU' && !(isQuote(quote, kind) && isEastAsian(quote - 1) && isEastAsian(quote + 1))
  return ends(opensQuote, at) || ends(closesQuote, at - 1)
}

function isEastAsian(at: number): boolean {
  return (
    classAt(at) !== undefined &&
    ['fullwidth', 'wide', 'halfwidth'].includes(eastAsianWidthType(codePoints[at]!))
  )
}

/** LB20. */
function isBesideObject(at: number): boolean {
  return classAt(at) === 'CB' || classAt(at - 1) === 'CB'
}

/** LB20a to LB30b. */
function isWithinWord(at: number): boolean {
  return (
    isBehindPrefix(at) ||
    is(neverFirst, at) ||
    classAt(at - 1) === 'BB' ||
    isNumber(at) ||
    isOneWord(at) ||
    isSyllable(at) ||
    isOneEmoji(at)
  )
}

/** LB20a, LB21a. */
function isBehindPrefix(at: number): boolean {
  if (is(inWord, at)) {
    let first = at
    while (is(prefixes, first - 1)) first--
    if (first < at && is(beforePrefix, first - 1)) return true
  }
  return is(hyphens, at - 1) && classAt(at - 2) === 'HL' && classAt(at) !== 'HL'
}

/** LB23a to LB25, LB27. */
function isNumber(at: number): boolean {
  if (is(affixes, at)) {
    if (endsNumber(is(closing, at - 1) ? at - 2 : at - 1)) return true
    return is(letters, at - 1) || (classAt(at) === 'PO' && is(wholeCharacters, at - 1))
  }
  if (classAt(at) === 'NU') return is(beforeNumber, at - 1) || endsNumber(at - 1)
  if (!is(affixes, at - 1)) return false
  if (classAt(at) === 'OP') return classAt(classAt(at + 1) === 'IS' ? at + 2 : at + 1) === 'NU'
  return is(letters, at) || (classAt(at - 1) === 'PR' && is(wholeCharacters, at))
}

/** Whether digits end here, with the separators after them. */
function endsNumber(at: number): boolean {
  while (is(['SY', 'IS'], at)) at--
  return classAt(at) === 'NU'
}

/** LB21b, LB23, LB28, LB29, LB30. */
function isOneWord(at: number): boolean {
  if (is(letters, at)) return is(beforeLetter, at - 1) || isParenthesis(at - 1, 'CP') || endsHebrew(at)
  if (classAt(at) === 'NU') return is(letters, at - 1) || isParenthesis(at - 1, 'CP')
  return isParenthesis(at, 'OP') && is(inWord, at - 1)
}

function endsHebrew(at: number): boolean {
  return classAt(at) === 'HL' && classAt(at - 1) === 'SY'
}

function isParenthesis(at: number, kind: 'OP' | 'CP'): boolean {
  return classAt(at) === kind && !isEastAsian(at)
}

/** LB26, LB28a: Hangul in jamo, and Brahmic scripts without spaces. */
function isSyllable(at: number): boolean {
  switch (classAt(at - 1)) {
    case 'JL':
      return is(['JL', 'JV', 'H2', 'H3'], at)
    case 'JV':
    case 'H2':
      return is(['JV', 'JT'], at)
    case 'JT':
    case 'H3':
      return classAt(at) === 'JT'
    case 'AP':
      return isAksara(at)
    case 'VI':
      return isAksara(at - 2) && isAksara(at) && classAt(at) !== 'AS'
    default:
      return isAksara(at - 1) && (is(['VF', 'VI'], at) || (isAksara(at) && classAt(at + 1) === 'VF'))
  }
}

function isAksara(at: number): boolean {
  return is(['AK', 'AS'], at) || (classAt(at) !== undefined && codePoints[at] === 0x25cc)
}

/** LB30a, LB30b. */
function isOneEmoji(at: number): boolean {
  if (classAt(at) === 'EM') return classAt(at - 1) === 'EB' || isReservedEmoji(at - 1)
  if (classAt(at) !== 'RI') return false
  let first = at
  while (classAt(first - 1) === 'RI') first--
  return (at - first) % 2 === 1
}

function isReservedEmoji(at: number): boolean {
  return /(?=\p{Extended_Pictographic})\p{Cn}/u.test(String.fromCodePoint(codePoints[at]!))
}
