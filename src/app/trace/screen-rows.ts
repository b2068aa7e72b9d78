import type { StyleTable } from '../../render/paint/style.ts'
import type { Screen } from '../../render/screen.ts'
import { MOVING } from '../../render/text/glyphs.ts'

/**
 * A row of the screen: its text, and hashes of how its parts look, with dots between. Two rows with the same hashes differ at most in
 * what time moves.
 */
export type Row = readonly [text: string, look: string]

/** The rows of a screen, to be compared with those of another run. */
export function rowsOf(screen: Screen): Row[] {
  const { columns, rows } = screen.buffer
  return Array.from({ length: rows }, (_, y) => rowOf(screen, y, columns))
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
const PART = 16

function rowOf(screen: Screen, y: number, columns: number): Row {
  const styles = stylesOf(screen)
  let text = ''
  let look = ''
  let hash = FNV_OFFSET
  for (let x = 0; x < columns; x++) {
    if (x > 0 && x % PART === 0) {
      look += `${hash.toString(36)}.`
      hash = FNV_OFFSET
    }
    const cell = screen.cell(x, y)
    text += cell.text
    if ((screen.buffer.glyphs[y * columns + x]! & MOVING) !== 0) hash = mixed(hash, MOVING)
    else hash = hashOf(cell.text, mixed(hash, styles[cell.style]!))
  }
  return [text.trimEnd(), look + hash.toString(36)]
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

/** FNV-1a of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

function hashOf(text: string, start = FNV_OFFSET): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = mixed(hash, text.charCodeAt(at))
  return hash
}

function mixed(hash: number, value: number): number {
  return Math.imul(hash ^ value, FNV_PRIME) >>> 0
}
