import type { InputEvent, KeyEvent } from './events.ts'
import { keyEvent } from './function-keys.ts'
import { hasCase, keyName, mediaKeys, shifted, type Modifiers } from './key-names.ts'
import { modifiersOf } from './key-parameters.ts'

/** What a sequence says about a key that is reported by its character. */
export interface CharacterKey {
  /** The key itself, without Shift; what it is with Shift; and what it is on a US keyboard. */
  readonly codes: readonly (number | undefined)[]
  readonly bits: number
  /** 1 press, 2 repeat, 3 release. */
  readonly kind: number
  /** The code points that it types, if the terminal reports them. */
  readonly text: readonly (number | undefined)[]
  /** The code already is the character with Shift, so the Shift in the bits must not be applied again. */
  readonly isShifted: boolean
}

const REPEAT = 2
const RELEASE = 3
const FIRST_MODIFIER = 57_441
const LAST_MODIFIER = 57_454

/** Kitty's "Functional key definitions" that are keys here. Keys of the keypad have the names of the keys that they replace. */
const functional: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
  57358: 'capslock',
  57359: 'scrolllock',
  57360: 'numlock',
  57361: 'print',
  57362: 'pause',
  57363: 'menu',
  ...Object.fromEntries(Array.from({ length: 23 }, (_, i) => [57376 + i, `f${i + 13}`])),
  ...Object.fromEntries(Array.from('0123456789./*-+', (character, i) => [57399 + i, character])),
  57414: 'enter',
  57415: '=',
  57416: ',',
  ...Object.fromEntries(
    ['left', 'right', 'up', 'down', 'pageup', 'pagedown', 'home', 'end', 'insert', 'delete', 'clear'].map(
      (name, i) => [57417 + i, name],
    ),
  ),
  ...Object.fromEntries(mediaKeys.map((name, i) => [57428 + i, name])),
}

/**
 * The keys of `CSI code : shifted : base ; modifiers : kind ; text u` (kitty, and before it fixterms), and of
 * `CSI 27 ; modifiers ; code ~` (xterm's modifyOtherKeys). An input method may type several characters at once.
 */
export function characterKeys(key: CharacterKey): InputEvent[] {
  const [code = 0] = key.codes
  const text = key.text.map(characterOf).join('')
  const isKey = functional[code] !== undefined || isPrintable(code) || (code === 0 && text !== '')
  const isModifier = code >= FIRST_MODIFIER && code <= LAST_MODIFIER
  if (key.kind === RELEASE || isModifier || !isKey)
    return [{ type: 'unknown', sequence: `\x1b[${code};${key.bits}u` }]
  const modifiers = modifiersOf(key.bits)
  return isText(key, text, modifiers) ? typed(key, text, modifiers) : [pressed(key, modifiers)]
}

/** Kitty's number of a key that has a name of more than a character. */
export function functionalCode(name: string): number | undefined {
  const code = Object.keys(functional).findLast((code) => functional[Number(code)] === name)
  return code === undefined ? undefined : Number(code)
}

/**
 * Whether that text is what was meant. With Alt it is, if it is another than the key's own: then Alt is why, as Option is on a
 * Mac, and Ctrl with Alt (AltGr) on Windows.
 */
function isText(key: CharacterKey, text: string, modifiers: Modifiers): boolean {
  if (text === '' || modifiers.super || modifiers.hyper) return false
  return modifiers.alt ? text !== ownCharacter(key, modifiers) : !modifiers.ctrl
}

function typed(key: CharacterKey, text: string, modifiers: Modifiers): KeyEvent[] {
  const repeat = key.kind === REPEAT
  const isOwn = text.toLowerCase() === ownCharacter(key, modifiers).toLowerCase() // also with Caps Lock
  const { shift = false } = modifiers
  return Array.from(text, (character) => ({
    ...keyEvent(character, { shift: shift && character === ' ' }, character, repeat),
    ...(isOwn ? onLatin(key, modifiers) : {}),
  }))
}

function pressed(key: CharacterKey, modifiers: Modifiers): KeyEvent {
  const { ctrl, alt, super: command, hyper } = modifiers
  const isPlain = !ctrl && !alt && !command && !hyper
  const repeat = key.kind === REPEAT
  const special = functional[key.codes[0] ?? 0]
  if (special !== undefined && special.length > 1)
    return keyEvent(special, modifiers, isPlain && special === 'space' ? ' ' : '', repeat)
  if (isPlain)
    return {
      ...keyEvent(...nameParts(key, modifiers), ownCharacter(key, modifiers), repeat),
      ...onLatin(key, modifiers),
    }
  const base = baseOf(key)
  return base === undefined
    ? keyEvent(...nameParts(key, modifiers), '', repeat)
    : keyEvent(base, modifiers, '', repeat)
}

function onLatin(key: CharacterKey, modifiers: Modifiers): { readonly base?: string } {
  const base = baseOf(key)
  return base === undefined ? {} : { base: keyName(base, modifiers) }
}

/** What is named: of letters the small one and Shift, of all else what Shift has made of it. */
function nameParts(key: CharacterKey, modifiers: Modifiers): [name: string, modifiers: Modifiers] {
  const character = characterOf(key.codes[0])
  const own = ownCharacter(key, modifiers)
  const isCapital = own !== own.toLowerCase()
  if (isCapital && modifiers.ctrl) return [hasCase(character) ? character : own, modifiers]
  const isUsed = key.isShifted || isKeypad(key) || own !== character
  return [own, { ...modifiers, shift: modifiers.shift === true && !isUsed }]
}

/** The character that the key types by itself or with Shift; '' if it types none. */
function ownCharacter(key: CharacterKey, { shift }: Modifiers): string {
  const [code = 0, withShift] = key.codes
  if (isKeypad(key)) return functional[code]!
  const character = characterOf(code)
  return shift && !key.isShifted ? characterOf(withShift) || shifted(character) : character
}

function isKeypad({ codes: [code = 0] }: CharacterKey): boolean {
  return functional[code]?.length === 1
}

/**
 * What a key without a Latin letter is on a US keyboard, if the terminal tells. A letter, digit or mark of a script that is
 * neither Latin nor common to many has none; a symbol stands for itself, also where Dvorak has it in a letter's place.
 */
function baseOf({ codes: [code, , base = 0] }: CharacterKey): string | undefined {
  const isForeign = !/^[\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}]?$/u.test(characterOf(code))
  return isForeign && base > 32 && base < 127 ? String.fromCharCode(base) : undefined
}

function characterOf(code: number | undefined): string {
  return code !== undefined && isPrintable(code) ? String.fromCodePoint(code) : ''
}

/** A Unicode scalar value, except controls and the private ones that kitty uses for keys without a character. */
function isPrintable(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 57344 && code <= 63743)) return false
  return code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
}
