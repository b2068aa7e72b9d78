import { parseKeyName } from '../input/key-names.ts'

const bytesOf: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  backspace: '\x7f',
  space: ' ',
  'ctrl+space': '\0',
}

const letters: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f4: 'S',
}

const numbers: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f3: 13,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
}

/** Kitty's numbers for what has no bytes of its own, or none that are only its own. */
const codes: Readonly<Record<string, number>> = {
  escape: 27,
  enter: 13,
  tab: 9,
  backspace: 127,
  space: 32,
  menu: 57363,
}

/** The bytes that a terminal sends for a key. Throws a TypeError for a key that is none, or that none sends. */
export function encodeKey(written: string): string {
  const name = parseKeyName(written)
  const plain = bytesOf[name]
  if (plain !== undefined) return plain
  const { key, modifiers } = parts(name)
  const letter = letters[key]
  const number = numbers[key]
  if (letter !== undefined) return modifiers === 1 ? `\x1b[${letter}` : `\x1b[1;${modifiers}${letter}`
  if (number !== undefined) return modifiers === 1 ? `\x1b[${number}~` : `\x1b[${number};${modifiers}~`
  if ([...key].length === 1) return encodeCharacter(key, modifiers)
  const code = codes[key] ?? (/^f\d+$/.test(key) ? 57363 + Number(key.slice(1)) : undefined)
  if (code === undefined) throw new TypeError(`no terminal sends ${name}`)
  return modifiers === 1 ? `\x1b[${code}u` : `\x1b[${code};${modifiers}u`
}

function encodeCharacter(character: string, modifiers: number): string {
  if (modifiers === 1) return character
  if (modifiers === 5 && /^[a-gk-ln-z]$/.test(character))
    return String.fromCharCode(character.charCodeAt(0) & 0x1f)
  if (modifiers === 3 && /^[!-Z\\^-~]$/.test(character) && character !== 'O') return `\x1b${character}`
  return `\x1b[${character.codePointAt(0)!};${modifiers}u`
}

/** xterm's parameter: 1, and 1 for Shift, 2 for Alt, 4 for Ctrl, 8 for Super. */
function parts(name: string): { key: string; modifiers: number } {
  let key = name
  let modifiers = 1
  for (const [prefix, bit] of [
    ['ctrl+', 4],
    ['alt+', 2],
    ['shift+', 1],
    ['super+', 8],
  ] as const) {
    if (!key.startsWith(prefix)) continue
    key = key.slice(prefix.length)
    modifiers += bit
  }
  return { key, modifiers }
}
