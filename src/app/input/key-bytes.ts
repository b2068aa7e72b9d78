import { functionalCode } from './character-keys.ts'
import { keyName, partsOfKey, unshifted, type Modifiers } from './key-names.ts'

/**
 * The protocol by which a terminal reports keys. 'legacy', which every terminal has, can't tell Ctrl+I from Tab, or Shift+Enter from
 * Enter. 'xterm' is modifyOtherKeys 2 of xterm. 'kitty' is the protocol of kitty, Ghostty, foot, WezTerm and others.
 */
export type Keyboard = 'legacy' | 'xterm' | 'kitty'

/** Those of kitty's flags ("Progressive enhancement") that change how keys that type are reported. */
export const EVERY_KEY = 8
const TEXT = 16

/** A key of a US keyboard that is pressed. */
interface Press {
  /** The character of the key without Shift, or its name if it types none. */
  readonly key: string
  /** The character that Shift makes of it, if Shift is pressed. */
  readonly character: string
  readonly modifiers: Modifiers
}

/** The bytes for a key by its canonical name. Without the kitty protocol and modifyOtherKeys, different keys may have the same. */
export function keyBytes(name: string, keyboard: Keyboard = 'legacy', flags = 0): string {
  const press = pressOf(name)
  if (keyboard === 'kitty' && flags > 0) return kitty(press, flags)
  return keyboard === 'xterm' ? xterm(press) : legacy(press)
}

function pressOf(name: string): Press {
  const { key: character, modifiers } = partsOfKey(name)
  if ([...character].length > 1) return { key: character, character: '', modifiers }
  const key = unshifted(character)
  const shift = modifiers.shift === true || key !== character
  return { key, character: shift ? keyName(key, { shift }) : key, modifiers: { ...modifiers, shift } }
}

/** `CSI 1 ; modifiers X`, or `CSI X`. */
const letters: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  clear: 'E',
  end: 'F',
  home: 'H',
  f1: 'P',
  f2: 'Q',
  f4: 'S',
}

/** `CSI number ; modifiers ~`. */
const numbers: Readonly<Record<string, number>> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  ...Object.fromEntries(
    [13, 15, 17, 18, 19, 20, 21, 23, 24].map((number, i) => [`f${i === 0 ? 3 : i + 4}`, number]),
  ),
}

/** Numbers of keys that kitty reports by codes of its own. */
const oldNumbers: Readonly<Record<string, number>> = {
  menu: 29,
  ...Object.fromEntries([25, 26, 28, 29, 31, 32, 33, 34].map((number, i) => [`f${i + 13}`, number])),
  ...Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`f${i + 21}`, 42 + i])),
}

/** Keys that send a control character. */
const controls: Readonly<Record<string, number>> = {
  tab: 9,
  enter: 13,
  escape: 27,
  space: 32,
  backspace: 127,
}

/** What terminals make of Ctrl with a symbol or a digit: kitty's "Legacy ctrl mapping of ASCII keys", which is VT100's. */
const controlled: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Array.from(' @2', (character) => [character, 0])),
  ...Object.fromEntries(Array.from('[3', (character) => [character, 27])),
  ...Object.fromEntries(Array.from('\\4', (character) => [character, 28])),
  ...Object.fromEntries(Array.from(']5', (character) => [character, 29])),
  ...Object.fromEntries(Array.from('^6~', (character) => [character, 30])),
  ...Object.fromEntries(Array.from('_7/', (character) => [character, 31])),
  ...Object.fromEntries(Array.from('?8', (character) => [character, 127])),
}

/** It reports Shift, Alt and Ctrl. With a character, Shift changes the character, and Alt is an ESC before it. */
function legacy({ key, character, modifiers: { shift = false, alt = false, ctrl = false } }: Press): string {
  const sequence = functionKey(key, { shift, alt, ctrl }, { ...numbers, ...oldNumbers })
  if (sequence !== undefined) return sequence
  const escape = alt ? '\x1b' : ''
  if (key === 'tab' && shift) return `${escape}\x1b[Z`
  const code = controls[key]
  const typed = code === undefined ? character : String.fromCharCode(code)
  return escape + (ctrl ? withCtrl(typed) : typed)
}

function withCtrl(character: string): string {
  const letter = character.toLowerCase()
  const code = /^[a-z]$/.test(letter) ? letter.charCodeAt(0) & 0x1f : controlled[character]
  if (character === '\x7f') return '\b'
  return code === undefined ? character : String.fromCharCode(code)
}

/** A key with modifiers besides Shift is reported by its character and all of its modifiers. */
function xterm(press: Press): string {
  const { key, character, modifiers } = press
  const known = { ...modifiers, hyper: false }
  const sequence = functionKey(key, known, { ...numbers, ...oldNumbers })
  if (sequence !== undefined) return sequence
  const code = controls[key] ?? character.codePointAt(0)
  const isPlain = parameterOf({ ...known, shift: controls[key] !== undefined && known.shift === true }) === 1
  return code === undefined || isPlain ? legacy(press) : `\x1b[27;${parameterOf(known)};${code}~`
}

/** A key that types is reported as text, unless the app has asked for every key as a key. */
function kitty({ key, character, modifiers }: Press, flags: number): string {
  const sequence = functionKey(key, modifiers, numbers)
  if (sequence !== undefined) return sequence
  const isEveryKey = (flags & EVERY_KEY) > 0
  const parameter = parameterOf(modifiers)
  const isPlain = parameterOf({ ...modifiers, shift: false }) === 1
  const typed = key === 'space' ? ' ' : character
  const control = controls[key]
  if (!isEveryKey && isPlain && typed !== '') return typed
  if (!isEveryKey && parameter === 1 && control !== undefined && key !== 'escape')
    return String.fromCharCode(control)
  const code = control ?? (character === '' ? functionalCode(key) : key.codePointAt(0))
  if (code === undefined) return ''
  const withShift = character === '' || character === key ? '' : `:${character.codePointAt(0)!}`
  const text = isPlain && typed !== '' && (flags & TEXT) > 0 ? `;${typed.codePointAt(0)!}` : ''
  const middle = parameter === 1 && text === '' ? '' : `;${parameter === 1 ? '' : parameter}`
  return `\x1b[${code}${withShift}${middle}${text}u`
}

function functionKey(
  key: string,
  modifiers: Modifiers,
  known: Readonly<Record<string, number>>,
): string | undefined {
  const parameter = parameterOf(modifiers)
  const letter = letters[key]
  if (letter !== undefined) return parameter === 1 ? `\x1b[${letter}` : `\x1b[1;${parameter}${letter}`
  const number = known[key]
  if (number === undefined) return undefined
  return parameter === 1 ? `\x1b[${number}~` : `\x1b[${number};${parameter}~`
}

/** xterm's parameter: 1, and 1 for Shift, 2 for Alt, 4 for Ctrl, 8 for Super, 16 for Hyper. */
function parameterOf({ shift, alt, ctrl, super: command, hyper }: Modifiers): number {
  return [shift, alt, ctrl, command, hyper].reduce((sum, isPressed, i) => sum + (isPressed ? 1 << i : 0), 1)
}
