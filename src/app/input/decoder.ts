import type { InputEvent, KeyEvent, MouseEvent } from './events.ts'
import { keyName, type Modifiers } from './key-names.ts'
import type { LegacyKeys } from './legacy-keys.ts'
import type { Unit } from './splitter.ts'

/*
 * What units mean. Sources: ECMA-48; xterm's ctlseqs, "PC-Style Function Keys" and "Mouse Tracking" (patch 390);
 * the kitty keyboard protocol, https://sw.kovidgoyal.net/kitty/keyboard-protocol/; rxvt's and the Linux console's
 * own keys from their terminfo entries.
 */

/** The events of one unit: text is one key a character. */
export function decode(unit: Unit, legacy: LegacyKeys): InputEvent[] {
  switch (unit.kind) {
    case 'text':
      return Array.from(unit.text, (character) => typed(character, unit.alt))
    case 'control':
      return [control(unit.code, unit.alt)]
    case 'csi':
      return [named(`\x1b[${unit.body}`, legacy) ?? csi(unit.body, unit.alt)]
    case 'ss3':
      return [named(`\x1bO${unit.body}`, legacy) ?? ss3(unit.body, unit.alt)]
    case 'string':
      return [{ type: 'reply', sequence: `\x1b${unit.introducer}${unit.body}` }]
    case 'paste':
      return [{ type: 'paste', text: unit.text.replace(/\r\n?/g, '\n'), last: unit.last }]
    case 'broken':
      return [{ type: 'unknown', sequence: unit.sequence }]
  }
}

function key(name: string, modifiers: Modifiers = {}, text = '', repeat = false): KeyEvent {
  return { type: 'key', name: keyName(name, modifiers), text, repeat }
}

function typed(character: string, alt: boolean): InputEvent {
  // C1 controls, which are characters in UTF-8, are on no keyboard.
  if (/^[\x80-\x9f]$/.test(character)) return { type: 'unknown', sequence: character }
  return key(character, { alt }, alt ? '' : character)
}

const controls: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  127: 'backspace',
}

function control(code: number, alt: boolean): KeyEvent {
  const name = controls[code]
  if (name !== undefined) return key(name, { alt })
  return key(code === 0 ? 'space' : String.fromCharCode(code | 0x40).toLowerCase(), { ctrl: true, alt })
}

function named(sequence: string, legacy: LegacyKeys): KeyEvent | undefined {
  const name = legacy.get(sequence)
  return name === undefined ? undefined : { type: 'key', name, text: '', repeat: false }
}

/** `CSI 1 ; modifiers X`, and SS3 X where the cursor keys are in application mode. */
const byLetter: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
}

/** `CSI number ; modifiers ~` */
const byNumber: Readonly<Record<number, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  29: 'menu',
  ...Object.fromEntries(
    [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28].map((n, i) => [n, `f${i + 1}`]),
  ),
  ...Object.fromEntries([31, 32, 33, 34].map((n, i) => [n, `f${i + 17}`])),
}

/** Shift with a cursor key in rxvt is `CSI a`, Ctrl is `SS3 a`. */
const rxvtCursor: Readonly<Record<string, string>> = { a: 'up', b: 'down', c: 'right', d: 'left' }
const rxvtSuffix: Readonly<Record<string, Modifiers>> = {
  $: { shift: true },
  '^': { ctrl: true },
  '@': { ctrl: true, shift: true },
}

/** The keypad in application mode (DECKPAM): SS3 and a letter. */
const keypad: Readonly<Record<string, string>> = {
  M: 'enter',
  I: 'tab',
  ' ': 'space',
  X: '=',
  ...Object.fromEntries(
    Array.from('*+,-./0123456789', (character, i) => [String.fromCharCode(0x6a + i), character]),
  ),
}

function csi(body: string, alt: boolean): InputEvent {
  const final = body.at(-1)!
  const parameters = body.slice(0, -1)
  if (body[0] === 'M' && body.length === 4) return mouseX10(body)
  if (body[0] === '[') return linuxFunction(body)
  if (/^[<=>?]/.test(body) || /[ -/]/.test(parameters)) return privateCsi(body, parameters, final)
  const [[number = 1] = [], [bits = 1, kind = 1] = [], codes = []] = parse(parameters)
  if (final === 'u') return kittyKey(parse(parameters)[0] ?? [], bits, kind, codes)
  if (final === '~' && number === 27 && codes.length > 0) return kittyKey(codes, bits, 1, [])
  const modifiers = modifiersOf(bits, alt)
  if (final === '~' && byNumber[number] !== undefined) return pressed(byNumber[number], modifiers, kind, body)
  const suffix = rxvtSuffix[final]
  if (suffix !== undefined && byNumber[number] !== undefined)
    return key(byNumber[number], { ...modifiers, ...suffix })
  if (final === 'Z') return key('tab', { ...modifiers, shift: true })
  if (parameters === '' && (final === 'I' || final === 'O')) return { type: 'focus', focused: final === 'I' }
  if (parameters === '' && rxvtCursor[final] !== undefined)
    return key(rxvtCursor[final], { alt, shift: true })
  // A cursor report is `CSI row ; column R`; F3 with modifiers is `CSI 1 ; modifiers R`.
  if (byLetter[final] !== undefined && number === 1) return pressed(byLetter[final], modifiers, kind, body)
  return {
    type: final === 'R' || final === 't' || final === 'n' ? 'reply' : 'unknown',
    sequence: `\x1b[${body}`,
  }
}

function ss3(body: string, alt: boolean): InputEvent {
  const final = body.at(-1)!
  const modifiers = modifiersOf(body.length > 1 ? Number.parseInt(body, 10) || 1 : 1, alt)
  const cursor = rxvtCursor[final]
  if (cursor !== undefined) return key(cursor, { ...modifiers, ctrl: true })
  const name = byLetter[final]
  if (name !== undefined) return key(name, modifiers)
  const pad = keypad[final]
  if (pad !== undefined) return key(pad, modifiers, pad.length === 1 && !alt ? pad : '')
  return { type: 'unknown', sequence: `\x1bO${body}` }
}

/** Numbers by parameter and sub-parameter; one that is left out is undefined. */
function parse(parameters: string): (number | undefined)[][] {
  return parameters.split(';').map((parameter) =>
    parameter.split(':').map((part) => {
      const number = Number.parseInt(part, 10)
      return Number.isNaN(number) ? undefined : number
    }),
  )
}

function modifiersOf(parameter: number, alt: boolean): Modifiers {
  const bits = Math.max(0, parameter - 1)
  return {
    shift: (bits & 1) > 0,
    alt: alt || (bits & 2) > 0 || (bits & 32) > 0,
    ctrl: (bits & 4) > 0,
    super: (bits & 8) > 0,
  }
}

/** Kitty's event kinds: 1 press, 2 repeat, 3 release. Nothing is bound to a release. */
function pressed(name: string, modifiers: Modifiers, kind: number, body: string): InputEvent {
  return kind === 3 ? { type: 'unknown', sequence: `\x1b[${body}` } : key(name, modifiers, '', kind === 2)
}

/** Kitty's "Functional key definitions" that are keys here; the keypad's are the keys that they stand for. */
const functional: Readonly<Record<number, string>> = {
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
  ...Object.fromEntries(Array.from({ length: 13 }, (_, i) => [57428 + i, 'media'])),
}

/** `CSI code : shifted : base ; modifiers : kind ; text u`, and xterm's `CSI 27 ; modifiers ; code ~`. */
function kittyKey(
  codes: readonly (number | undefined)[],
  bits: number,
  kind: number,
  text: readonly (number | undefined)[],
): InputEvent {
  const code = codes[0] ?? 0
  const sequence = `\x1b[${code};${bits}u`
  const isModifier = code >= 57441 && code <= 57454
  const isKey = functional[code] !== undefined || isPrintable(code)
  if (kind === 3 || isModifier || !isKey) return { type: 'unknown', sequence }
  const modifiers = modifiersOf(bits, false)
  const plain = !modifiers.ctrl && !modifiers.alt && !modifiers.super
  // Ctrl with the key that is C on a Latin keyboard is Ctrl+C, also where the keyboard is Cyrillic.
  const latin = codes[2] !== undefined && codes[2] > 32 && codes[2] < 127 ? codes[2] : code
  const name = functional[code] ?? String.fromCodePoint(plain ? code : latin)
  const written = text.map(characterOf).join('')
  const shifted = modifiers.shift ? characterOf(codes[1]) || name.toUpperCase() : name
  const own = name === 'space' ? ' ' : [...name].length === 1 ? shifted : ''
  return key(name, modifiers, written || (plain ? own : ''), kind === 2)
}

function characterOf(code: number | undefined): string {
  return code !== undefined && isPrintable(code) ? String.fromCodePoint(code) : ''
}

/** A Unicode scalar value that is no control, nor of the private ones that kitty has for keys without a character. */
function isPrintable(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 57344 && code <= 63743)) return false
  return code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
}

function privateCsi(body: string, parameters: string, final: string): InputEvent {
  if (body[0] === '<' && (final === 'M' || final === 'm')) return mouseSgr(parameters.slice(1), final)
  return { type: 'reply', sequence: `\x1b[${body}` }
}

function linuxFunction(body: string): InputEvent {
  const index = 'ABCDE'.indexOf(body[1] ?? '?')
  return index < 0 ? { type: 'unknown', sequence: `\x1b[${body}` } : key(`f${index + 1}`)
}

/** SGR mouse reports (mode 1006): `CSI < button ; column ; row M`, or `m` for a release. */
function mouseSgr(parameters: string, final: string): InputEvent {
  const [[button] = [], [column] = [], [line] = []] = parse(parameters)
  if (button === undefined || column === undefined || line === undefined)
    return { type: 'unknown', sequence: `\x1b[<${parameters}${final}` }
  return mouse(button, column - 1, line - 1, final === 'm')
}

/** The oldest mouse reports: `CSI M` and three bytes, each 32 more than its value. */
function mouseX10(body: string): InputEvent {
  const button = body.charCodeAt(1) - 32
  return mouse(
    button,
    body.charCodeAt(2) - 33,
    body.charCodeAt(3) - 33,
    (button & 67) === 3 && (button & 32) === 0,
  )
}

/** A terminal has 65,535 columns and rows at the most. */
function place(cells: number): number {
  return Math.max(0, Math.min(cells, 65_534))
}

const buttons = ['left', 'middle', 'right', 'none'] as const

function mouse(bits: number, x: number, y: number, released: boolean): MouseEvent {
  const low = bits & 3
  const wheel = (bits & 64) > 0
  const moved = (bits & 32) > 0
  const button = wheel
    ? low === 0
      ? 'up'
      : low === 1
        ? 'down'
        : 'other'
    : bits & 128
      ? 'other'
      : buttons[low]!
  return {
    type: 'mouse',
    action: wheel ? 'wheel' : released ? 'release' : moved ? 'move' : 'press',
    button,
    x: place(x),
    y: place(y),
    shift: (bits & 4) > 0,
    alt: (bits & 8) > 0,
    ctrl: (bits & 16) > 0,
  }
}
