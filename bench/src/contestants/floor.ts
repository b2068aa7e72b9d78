import { contest, sizedToTerminal } from '../contestant.ts'
import { linesOf, type Line, type Part } from '../screens.ts'

/*
 * The floor: no tree, no layout, no state. Lines are blitted into typed arrays, a cell a character, compared with the last
 * frame, and what differs is written. What an engine does beyond this is for its users.
 */
const codes: Readonly<Record<string, number>> = { red: 31, green: 32, yellow: 33, cyan: 36 }

await contest((spec, first) => {
  let screen = spec
  let shown = new Uint32Array(screen.columns * screen.rows).fill(0x20)
  let next = shown.slice()
  let current = first

  const blit = (line: Line, row: number) => {
    let at = row * screen.columns
    const end = at + screen.columns
    for (const part of line) {
      const style = styleOf(part) << 22
      for (const character of part.text) {
        const code = character.codePointAt(0)!
        const wide = code >= 0x1100 && code !== 0x2502 && (code < 0x2500 || code > 0x257f)
        if (at + (wide ? 2 : 1) > end) break
        next[at++] = code | style
        if (wide) next[at++] = 0
      }
    }
  }

  const diff = () => {
    const { columns } = screen
    let out = ''
    let style = 0
    let cursor = -1
    for (let at = 0; at < next.length; at++) {
      const cell = next[at]!
      if (cell === shown[at] || cell === 0) continue
      if (cursor !== at) out += `\x1b[${Math.floor(at / columns) + 1};${(at % columns) + 1}H`
      if (cell >>> 22 !== style) out += sgr((style = cell >>> 22))
      out += String.fromCodePoint(cell & 0x1fffff)
      cursor = next[at + 1] === 0 ? at + 2 : at + 1
      if (cursor % columns === 0) cursor = -1
    }
    if (style !== 0) out += '\x1b[m'
    return out
  }

  const show = (frame: number) => {
    current = frame
    next.fill(0x20)
    linesOf(screen, frame).forEach(blit)
    process.stdout.write(`\x1b[?2026h${diff()}\x1b[?2026l`)
    ;[shown, next] = [next, shown]
  }

  process.stdout.write('\x1b[?1049h\x1b[?25l\x1b[2J')
  process.stdout.on('resize', () => {
    screen = sizedToTerminal(spec)
    shown = new Uint32Array(screen.columns * screen.rows).fill(0x20)
    next = shown.slice()
    process.stdout.write('\x1b[2J')
    show(current)
  })
  show(first)
  return {
    show,
    onKey: (listener) => {
      process.stdin.setRawMode(true)
      process.stdin.on('data', listener)
    },
  }
})

/** Bold in the highest bit, then the color's number: nine bits beside 21 of code point. */
function styleOf({ color, bold }: Part): number {
  return (bold === true ? 64 : 0) | (color === undefined ? 0 : codes[color]!)
}

function sgr(style: number): string {
  const color = style & 63
  return `\x1b[0${style & 64 ? ';1' : ''}${color ? `;${color}` : ''}m`
}
