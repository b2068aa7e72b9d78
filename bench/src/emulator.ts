import xterm from '@xterm/headless'
import { linesOf, type Screen } from './screens.ts'

// The addon reads a buffer from the start of its memory, so the buffer must not be a part of the pool.
const { poolSize } = Buffer
Buffer.poolSize = 0
const { UnicodeGraphemesAddon } = await import('@xterm/addon-unicode-graphemes')
Buffer.poolSize = poolSize

/** A terminal's size, in cells. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

/** What a terminal received: bytes, one character each, or a new size. */
export type Output = string | Size

/** Plays the output to an emulator. Returns what is wrong with its screen, if anything is. */
export async function faultOf(
  output: readonly Output[],
  screen: Screen,
  frame: number,
): Promise<string | undefined> {
  const { columns, rows } = screen
  const shown = await shownBy(output)
  const lines = linesOf(screen, frame).map((line) => line.map(({ text }) => text).join(''))
  for (let row = 0; row < rows; row++) {
    const is = shown[row] ?? ''
    const meant = fitted(lines[row] ?? '', columns)
    if (is !== meant)
      return `${columns}x${rows}, row ${row}: ${JSON.stringify(is)} is not ${JSON.stringify(meant)}`
  }
  return undefined
}

async function shownBy(output: readonly Output[]): Promise<string[]> {
  const emulator = new xterm.Terminal({ allowProposedApi: true })
  emulator.loadAddon(new UnicodeGraphemesAddon())
  for (const part of merged(output))
    if (typeof part !== 'string') emulator.resize(part.columns, part.rows)
    else await new Promise<void>((resolve) => emulator.write(Buffer.from(part, 'latin1').toString(), resolve))
  const { active } = emulator.buffer
  return Array.from(
    { length: emulator.rows },
    (_, row) =>
      active
        .getLine(active.viewportY + row)
        ?.translateToString(true)
        .trimEnd() ?? '',
  )
}

/** Joins pieces, since a piece may end within a character. */
function merged(output: readonly Output[]): Output[] {
  const parts: Output[] = []
  let text: string[] = []
  const flush = () => {
    if (text.length > 0) parts.push(text.join(''))
    text = []
  }
  for (const part of output)
    if (typeof part === 'string') text.push(part)
    else {
      flush()
      parts.push(part)
    }
  flush()
  return parts
}

/** A line that is at most as wide as the screen, by what all terminals agree about. */
function fitted(line: string, columns: number): string {
  let left = columns
  let text = ''
  for (const character of line) {
    left -= isWide(character) ? 2 : 1
    if (left < 0) break
    text += character
  }
  return text.trimEnd()
}

function isWide(character: string): boolean {
  return /[\u1100-\u11ff\u3000-\ud7ff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character)
}
