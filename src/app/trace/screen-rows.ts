import type { StyleTable } from '../../render/paint/style.ts'
import type { Screen } from '../../render/screen.ts'
import { FNV_OFFSET, hashOf, mixed } from './hash.ts'
import { MOVING, TAIL, type GlyphTable } from '../../render/text/glyphs.ts'

/**
 * A row of the screen: its text, and hashes of how its parts look, with dots between. Two rows with the same hashes differ at most in
 * what time moves.
 */
export type Row = readonly [text: string, look: string]

/** The cells that rows were read from. */
interface ReadCells {
  readonly glyphs: Int32Array
  readonly styles: Int32Array
  readonly glyphTable: GlyphTable
  readonly styleTable: StyleTable
  readonly columns: number
  readonly rows: readonly Row[]
}

/** What was read last of a screen: rows whose cells are the same aren't read again. */
const reads = new WeakMap<Screen, ReadCells>()

/** The rows of a screen, to be compared with those of another run. */
export function rowsOf(screen: Screen): readonly Row[] {
  const { columns, rows, glyphs, styles } = screen.buffer
  const last = reads.get(screen)
  const isKnown =
    last?.columns === columns && last.glyphTable === screen.glyphs && last.styleTable === screen.styles
  const known = isKnown ? last : undefined
  const hashes = stylesOf(screen)
  const read = Array.from({ length: rows }, (_, y) =>
    known !== undefined && isSameRow(screen, known, y) ? known.rows[y]! : rowOf(screen, hashes, y),
  )
  reads.set(screen, {
    glyphs: copied(glyphs, last?.glyphs),
    styles: copied(styles, last?.styles),
    glyphTable: screen.glyphs,
    styleTable: screen.styles,
    columns,
    rows: read,
  })
  return read
}

/** A copy of cells, if possible in the place of the last. */
function copied(cells: Int32Array, place: Int32Array | undefined): Int32Array {
  if (place?.length !== cells.length) return cells.slice()
  place.set(cells)
  return place
}

/** Whether the cells of a row are those that were read. What time moves has other text in the same cell. */
function isSameRow({ buffer: { columns, glyphs, styles } }: Screen, read: ReadCells, y: number): boolean {
  if (y >= read.rows.length) return false
  for (let at = y * columns; at < (y + 1) * columns; at++) {
    const glyph = glyphs[at]!
    if (glyph !== read.glyphs[at] || styles[at] !== read.styles[at] || isMoving(glyph)) return false
  }
  return true
}

/** Whether two screens differ at most in what time moves. */
export function isSameScreen(one: readonly Row[], other: readonly Row[]): boolean {
  return one.length === other.length && one.every(([, look], y) => look === other[y]?.[1])
}

/** The column of the first part of a row that looks different. */
export function differentColumn([, one]: Row, [, other]: Row): number {
  const before = other.split('.')
  return one.split('.').findIndex((hash, part) => hash !== before[part]) * PART
}

/** How many columns have one hash. */
const PART = 32

/** Runs for each cell of a row that changed: `node bench/record.ts` measures it. */
function rowOf({ buffer, glyphs: table }: Screen, hashes: readonly number[], y: number): Row {
  const { columns, glyphs, styles } = buffer
  let text = ''
  let look = ''
  let hash = FNV_OFFSET
  let last = -1
  let plain = 0
  for (let x = 0; x < columns; x++) {
    if (x > 0 && x % PART === 0) {
      look += `${hash}.`
      hash = FNV_OFFSET
      last = -1
    }
    const at = y * columns + x
    const glyph = glyphs[at]!
    const style = styles[at]!
    if (style !== last && !isMoving(glyph)) {
      hash = mixed(hash, hashes[style]!)
      last = style
    }
    if (glyph < MAX_UNIT && glyph !== TAIL) {
      units[plain++] = glyph
      hash = mixed(hash, glyph)
      if (plain < units.length) continue
    }
    text += String.fromCharCode.apply(null, units.subarray(0, plain) as never)
    plain = 0
    if (glyph < MAX_UNIT) continue
    const shown = table.text(glyph)
    text += shown
    hash = isMoving(glyph) ? mixed(hash, MOVING) : hashOf(shown, hash)
  }
  text += String.fromCharCode.apply(null, units.subarray(0, plain) as never)
  return [text.trimEnd(), `${look}${hash}`]
}

/** Glyphs below are code points that are one UTF-16 unit, and no surrogate. */
const MAX_UNIT = 0xd800

/** The units of a part of a row. */
const units = new Uint16Array(256)

function isMoving(glyph: number): boolean {
  return (glyph & MOVING) !== 0
}

/** The hashes of styles, by their ids in a table. The ids depend on what was drawn before, and the hashes don't. */
const known = new WeakMap<StyleTable, number[]>()

function stylesOf({ styles }: Screen): readonly number[] {
  const hashes = known.get(styles) ?? []
  known.set(styles, hashes)
  for (let id = hashes.length; id < styles.size; id++)
    hashes.push(hashOf(JSON.stringify(styles.describe(id))))
  return hashes
}
