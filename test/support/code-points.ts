import { column, row } from '../../src/render/nodes/stack.ts'
import { text } from '../../src/render/nodes/text.ts'
import { withoutBlanks, type Emulator } from './emulators.ts'
import { draw, screenOf } from './screen.ts'

export const COLUMNS = 60
export const ROWS = 50
/** Code points on a row, each between two letters. */
const ON_A_ROW = 10

/** Every code point that Unicode has assigned, but for controls (also of direction), surrogates and private use. */
export function assignedCodePoints(): string[] {
  const all: string[] = []
  for (let code = 0xa0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code)
    if (!/[\p{Cn}\p{Co}\p{Cs}\u2028-\u202e\u2066-\u2069]/u.test(character)) all.push(character)
  }
  return all
}

/**
 * Draws characters between letters, then others between other letters, and says which letters did not stay, or which
 * characters are shown though they are gone, or not shown though the terminal knows them.
 */
export async function faultsBesideNeighbors(
  characters: readonly string[],
  emulator: Emulator,
): Promise<string[]> {
  const faults: string[] = []
  const screen = screenOf(COLUMNS, ROWS)
  const rows = inGroups(characters, ON_A_ROW)
  for (const shown of inGroups(rows, ROWS)) {
    const known = await shownAlone(shown, emulator)
    for (const letters of ['abcdefghijk', 'ABCDEFGHIJK']) {
      const view = shown.map((row, y) =>
        between(letters, shown[(y + 1) % shown.length]!, row, letters === 'abcdefghijk'),
      )
      const bytes = draw(screen, column(view.map((parts) => row(parts.map((part) => text(part))))))
      const seen = await emulator.show(bytes)
      for (const [y, parts] of view.entries()) {
        const expected = parts.map((part) => known.get(part) ?? part).join('')
        const actual = withoutBlanks(seen[y] ?? '')
        if (actual !== expected)
          faults.push(`${emulator.name}: ${namesOf(parts)} shows ${namesOf([...actual])}`)
      }
    }
  }
  return faults
}

/** Two frames of the same row: the second has what is below it in the first. */
function between(
  letters: string,
  below: readonly string[],
  row: readonly string[],
  isFirst: boolean,
): string[] {
  return (isFirst ? row : below).flatMap((character, at) => [letters[at]!, character]).concat(letters.at(-1)!)
}

/** What a terminal shows of each character on a blank: it may not know it, or may leave it out. */
async function shownAlone(
  rows: readonly (readonly string[])[],
  emulator: Emulator,
): Promise<ReadonlyMap<string, string>> {
  const cat = rows.map((row) => row.map((character) => `| ${character}`).join('')).join('\r\n')
  const seen = await emulator.show(`\x1b[?1049h\x1b[2J\x1b[H${cat}`)
  await emulator.show('\x1b[?1049l')
  const known = new Map<string, string>()
  for (const [y, row] of rows.entries()) {
    const shown = withoutBlanks(seen[y] ?? '')
      .split('|')
      .slice(1)
    for (const [at, character] of row.entries())
      known.set(character, isInvisible(character) ? '' : (shown[at] ?? ''))
  }
  return known
}

/** Nothing is to be seen of it in any terminal: not even a blank. */
export function isInvisible(part: string): boolean {
  return /^(?:(?![\u115f\u3164\uffa0])\p{Default_Ignorable_Code_Point})+$/u.test(part)
}

function namesOf(parts: readonly string[]): string {
  return parts
    .map((part) => (/^[ -~]$/.test(part) ? part : `U+${part.codePointAt(0)!.toString(16)}`))
    .join(' ')
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, at * size + size),
  )
}
