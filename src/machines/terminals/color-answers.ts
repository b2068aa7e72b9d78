import type { Terminal } from '@xterm/headless'

/** xterm's first sixteen colors, which are what themes change. */
const first16 = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
  0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]

/**
 * Answers a command that asks for colors (xterm's ctlseqs, "Operating System Commands", 4, 10, 11 and 12), so that it knows whether the
 * ground is dark. What it sets is left out.
 */
export function answerColors(
  terminal: Terminal,
  isDark: () => boolean,
  answer: (text: string) => void,
): void {
  const tell = (code: string, rgb: number) => answer(`\x1b]${code};${colorSpec(rgb)}\x1b\\`)
  const light = 0xe5e5e5
  const dark = 0x000000
  const asked = (code: 10 | 11 | 12, color: () => number) =>
    terminal.parser.registerOscHandler(code, (data) => {
      if (data === '?') tell(String(code), color())
      return true
    })
  asked(10, () => (isDark() ? light : dark))
  asked(11, () => (isDark() ? dark : light))
  asked(12, () => (isDark() ? light : dark))
  terminal.parser.registerOscHandler(4, (data) => {
    const [index = '', what] = data.split(';')
    const rgb = first16[Number(index)]
    if (what === '?' && rgb !== undefined) tell(`4;${index}`, rgb)
    return true
  })
}

/** `rgb:rrrr/gggg/bbbb`, as XParseColor reads it. */
function colorSpec(rgb: number): string {
  const digits = rgb.toString(16).padStart(6, '0')
  return `rgb:${[0, 2, 4].map((at) => digits.slice(at, at + 2).repeat(2)).join('/')}`
}
