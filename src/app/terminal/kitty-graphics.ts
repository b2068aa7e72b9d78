import type { Pixels } from '../../render/pictures/pixels.ts'
import type { PictureProtocol } from '../../render/pictures/pictures.ts'
import { shrink } from '../../render/pictures/shrink.ts'

/** A cell has at most so many pixels on most screens. More of a picture isn't sent. */
const CELL_WIDTH = 10
const CELL_HEIGHT = 20

/** The most characters of base64 in one sequence. */
const CHUNK = 4_096

/** Ids are colors of 24 bits, and 0 is none. */
const MAX_ID = 0xffffff

const PLACEHOLDER = '\u{10eeee}'

/** The marks that stand for 0, 1, 2 and so on (kitty's rowcolumn-diacritics.txt), as ranges of code points. */
const MARKS = `305 30D-30E 310 312 33D-33F 346 34A-34C 350-352 357 35B 363-36F 483-487 592-595 597-599 59C-5A1 5A8-5A9
5AB-5AC 5AF 5C4 610-617 657-65B 65D-65E 6D6-6DC 6DF-6E2 6E4 6E7-6E8 6EB-6EC 730 732-733 735-736 73A 73D 73F-741 743 745
747 749-74A 7EB-7F1 7F3 816-819 81B-823 825-827 829-82D 951 953-954 F82-F83 F86-F87 135D-135F 17DD 193A 1A17 1A75-1A7C
1B6B 1B6D-1B73 1CD0-1CD2 1CDA-1CDB 1CE0 1DC0-1DC1 1DC3-1DC9 1DCB-1DCC 1DD1-1DE6 1DFE 20D0-20D1 20D4-20D7 20DB-20DC 20E1
20E7 20E9 20F0 2CEF-2CF1 2DE0-2DFF A66F A67C-A67D A6F0-A6F1 A8E0-A8F1 AAB0 AAB2-AAB3 AAB7-AAB8 AABE-AABF AAC1 FE20-FE26
10A0F 10A38 1D185-1D189 1D1AA-1D1AD 1D242-1D244`

/**
 * Pictures by kitty's graphics protocol, with Unicode placeholders (https://sw.kovidgoyal.net/kitty/graphics-protocol):
 * what stands in a cell is text, and its color says which picture it is part of, so that it is moved, covered and erased as
 * text is.
 */
export class KittyGraphics implements PictureProtocol {
  readonly #marks = marks()
  #id: number

  /** Ids follow `before`: other programs have pictures in the same terminal. */
  constructor(before: number) {
    this.#id = before % MAX_ID
  }

  get maxCells(): number {
    return this.#marks.length
  }

  give(pixels: Pixels, columns: number, rows: number): { readonly id: number; readonly bytes: string } {
    const id = (this.#id = (this.#id % MAX_ID) + 1)
    const { width, height, data } = shrink(pixels, columns * CELL_WIDTH, rows * CELL_HEIGHT)
    const { deflateSync } = process.getBuiltinModule('node:zlib')
    const payload = deflateSync(data.subarray(0, width * height * 4)).toString('base64')
    const what = `a=T,U=1,q=2,f=32,o=z,i=${id},s=${width},v=${height},c=${columns},r=${rows},`
    let bytes = ''
    for (let at = 0; at < payload.length; at += CHUNK) {
      const more = at + CHUNK < payload.length ? 1 : 0
      bytes += `\x1b_G${at === 0 ? what : 'q=2,'}m=${more};${payload.slice(at, at + CHUNK)}\x1b\\`
    }
    return { id, bytes }
  }

  takeBack(id: number): string {
    return `\x1b_Ga=d,d=I,q=2,i=${id}\x1b\\`
  }

  cell(column: number, row: number): string {
    return `${PLACEHOLDER}${this.#marks[row]!}${this.#marks[column]!}`
  }
}

/** Whether a terminal has placeholders; those that have only the rest of the protocol have not. */
export function hasPlaceholders({ TERM = '' }: Readonly<Record<string, string | undefined>>): boolean {
  return /^xterm-(kitty|ghostty)/.test(TERM)
}

function marks(): readonly string[] {
  return MARKS.split(/\s/).flatMap((range) => {
    const [first, last = first] = range.split('-').map((digits) => parseInt(digits, 16)) as [number, number?]
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))
  })
}
