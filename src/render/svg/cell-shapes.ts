import { borderGlyphs, DOWN, LEFT, RIGHT, UP, type Border } from '../paint/border.ts'
import { PAYLOAD } from '../text/glyphs.ts'

/** The size of a cell in a picture, in its units. */
export const CELL_WIDTH = 10
export const CELL_HEIGHT = 20

/**
 * The characters that are drawn as lines and areas, since a font's own don't meet those of the cells around them: the frames of
 * `box` (Unicode block U+2500, Box Drawing) and the bars of charts (U+2580, Block Elements).
 */
export interface CellShape {
  /** An SVG path, as its `d`. */
  readonly path: string
  /** How wide its line is. An area has none. */
  readonly line: number | undefined
  readonly opacity: number
}

/** The shape of a character in the cell at a place; undefined if it isn't drawn so. */
export function cellShape(character: string, x: number, y: number): CellShape | undefined {
  const drawn = lines.get(character)
  if (drawn !== undefined)
    return { path: lineOf(drawn, x, y), line: drawn.kind === 'bold' ? 3 : 1.5, opacity: 1 }
  const area = areas.get(character)
  if (area === undefined) return undefined
  const path = area.parts
    .map(([left, top, right, bottom]) => rectangle(x, y, left, top, right, bottom))
    .join('')
  return { path, line: undefined, opacity: area.opacity }
}

interface Line {
  readonly kind: Border
  readonly ways: number
}

const lines = new Map<string, Line>(
  (['double', 'bold', 'round', 'single'] as const).flatMap((kind) =>
    borderGlyphs(kind).flatMap((glyph, ways): readonly (readonly [string, Line])[] =>
      ways === 0 ? [] : [[String.fromCodePoint(glyph & PAYLOAD), { kind, ways }]],
    ),
  ),
)

function lineOf({ kind, ways }: Line, left: number, top: number): string {
  const [x, y] = [left + CELL_WIDTH / 2, top + CELL_HEIGHT / 2]
  const has = (way: number) => (ways & way) > 0
  const isCorner = has(UP) !== has(DOWN) && has(LEFT) !== has(RIGHT)
  if (kind === 'double') return doubleLine(ways, left, top)
  if (kind === 'round' && isCorner)
    return `M${x} ${has(UP) ? top : top + CELL_HEIGHT}Q${x} ${y} ${has(LEFT) ? left : left + CELL_WIDTH} ${y}`
  const across = [has(LEFT) ? left : x, has(RIGHT) ? left + CELL_WIDTH : x] as const
  const down = [has(UP) ? top : y, has(DOWN) ? top + CELL_HEIGHT : y] as const
  const horizontal = across[0] < across[1] ? `M${across[0]} ${y}H${across[1]}` : ''
  return down[0] < down[1] ? `${horizontal}M${x} ${down[0]}V${down[1]}` : horizontal
}

/** Half of the distance between two lines. */
const APART = 2

/** Each of the two lines of a way begins at the nearer line of the other direction, or at the farther one if it goes round the corner. */
function doubleLine(ways: number, left: number, top: number): string {
  const [x, y] = [left + CELL_WIDTH / 2, top + CELL_HEIGHT / 2]
  const start = (side: number, way: number) => ((ways & way) > 0 ? APART : -APART) * side
  let path = ''
  for (const [side, beside] of [
    [-1, UP],
    [1, DOWN],
  ] as const) {
    if ((ways & LEFT) > 0) path += `M${left} ${y + side * APART}H${x - start(1, beside)}`
    if ((ways & RIGHT) > 0) path += `M${x + start(1, beside)} ${y + side * APART}H${left + CELL_WIDTH}`
  }
  for (const [side, beside] of [
    [-1, LEFT],
    [1, RIGHT],
  ] as const) {
    if ((ways & UP) > 0) path += `M${x + side * APART} ${top}V${y - start(1, beside)}`
    if ((ways & DOWN) > 0) path += `M${x + side * APART} ${y + start(1, beside)}V${top + CELL_HEIGHT}`
  }
  return path
}

/** Left, top, right and bottom, as shares of a cell. */
type Part = readonly [number, number, number, number]

interface Area {
  readonly parts: readonly Part[]
  readonly opacity: number
}

const quarters: readonly Part[] = [
  [0, 0, 0.5, 0.5],
  [0.5, 0, 1, 0.5],
  [0, 0.5, 0.5, 1],
  [0.5, 0.5, 1, 1],
]

const eighths = [1, 2, 3, 4, 5, 6, 7, 8]

const areas = new Map<string, Area>([
  ...eighths.map((n) => block(0x2580 + n, [0, 1 - n / 8, 1, 1])),
  ...eighths.map((n) => block(0x2590 - n, [0, 0, n / 8, 1])),
  block(0x2580, [0, 0, 1, 0.5]),
  block(0x2590, [0.5, 0, 1, 1]),
  block(0x2594, [0, 0, 1, 1 / 8]),
  block(0x2595, [7 / 8, 0, 1, 1]),
  ...[1, 2, 3].map(
    (n) => [String.fromCodePoint(0x2590 + n), { parts: [[0, 0, 1, 1]], opacity: n / 4 }] as const,
  ),
  // Upper left, upper right, lower left, lower right, as bits from 1, for U+2596 to U+259F.
  ...[4, 8, 1, 13, 9, 7, 11, 2, 6, 14].map(
    (bits, i) =>
      [
        String.fromCodePoint(0x2596 + i),
        { parts: quarters.filter((_, at) => (bits & (1 << at)) > 0), opacity: 1 },
      ] as const,
  ),
] as readonly (readonly [string, Area])[])

function block(codePoint: number, part: Part): readonly [string, Area] {
  return [String.fromCodePoint(codePoint), { parts: [part], opacity: 1 }]
}

function rectangle(x: number, y: number, left: number, top: number, right: number, bottom: number): string {
  return `M${x + left * CELL_WIDTH} ${y + top * CELL_HEIGHT}H${x + right * CELL_WIDTH}V${y + bottom * CELL_HEIGHT}H${x + left * CELL_WIDTH}Z`
}
