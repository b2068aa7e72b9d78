/** Keys of a terminal that has its own sequences for them, by the whole sequence. */
export type LegacyKeys = ReadonlyMap<string, string>

/** The VT220's F13 to F20, by the number in `CSI number ~`. Some terminals send them for keys that every keyboard has. */
const numbers = [25, 26, 28, 29, 31, 32, 33, 34]

/** console_codes(4): Shift with F1 to F8; and what the default map of loadkeys(1) has besides. */
const linux: LegacyKeys = new Map([
  ...numbers.map((number, index): [string, string] => [`\x1b[${number}~`, `shift+f${index + 1}`]),
  ['\x1b\t', 'shift+tab'],
  ['\x1b[P', 'pause'],
])

/** rxvt(7), "Key Codes": Shift with F3 to F10, and the same with Ctrl. */
const rxvt: LegacyKeys = new Map(
  numbers.flatMap((number, index): [string, string][] => [
    [`\x1b[${number}~`, `shift+f${index + 3}`],
    [`\x1b[${number}^`, `ctrl+shift+f${index + 3}`],
  ]),
)

const byTerminal: ReadonlyMap<string, LegacyKeys> = new Map([
  ['linux', linux],
  ['rxvt', rxvt],
  ['rxvt-256color', rxvt],
  ['eterm', rxvt],
  ['eterm-256color', rxvt],
])

const none: LegacyKeys = new Map()

/**
 * The sequences that mean another key on this terminal than on all others, which the decoder knows. A test compares with
 * what terminal-kit has of each of its terminals.
 */
export function legacyKeys(term: string): LegacyKeys {
  return byTerminal.get(term.toLowerCase().replace('-unicode', '')) ?? none
}
