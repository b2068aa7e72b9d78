import type { InputEvent, KeyEvent } from './events.ts'
import { keyName, type Modifiers } from './key-names.ts'
import { modifiersOf, parseParameters } from './key-parameters.ts'

/** `CSI 1 ; modifiers X`, and SS3 X if the cursor keys are in application mode. */
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

/** `CSI number ; modifiers ~`: DEC's numbers, xterm's for F21 and on, and the one that kitty has added. */
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
  57427: 'clear',
  ...Object.fromEntries(
    [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28].map((n, i) => [n, `f${i + 1}`]),
  ),
  ...Object.fromEntries([31, 32, 33, 34].map((n, i) => [n, `f${i + 17}`])),
  ...Object.fromEntries(Array.from({ length: 15 }, (_, i) => [42 + i, `f${i + 21}`])),
}

/** What rxvt ends its sequences in, in place of `~`. */
const rxvtSuffix: Readonly<Record<string, Modifiers>> = {
  $: { shift: true },
  '^': { ctrl: true },
  '@': { ctrl: true, shift: true },
}

/** The keypad in application mode (DECKPAM): SS3 and a letter; with modifiers also `CSI 1 ; modifiers letter`. */
const keypad: Readonly<Record<string, string>> = {
  M: 'enter',
  I: 'tab',
  ' ': 'space',
  X: '=',
  ...Object.fromEntries(
    Array.from('*+,-./0123456789', (character, i) => [String.fromCharCode(0x6a + i), character]),
  ),
}

/** xterm's parameters for modifiers end here, so that a larger one is something else. */
const LAST_MODIFIER = 16

/** The key of a CSI sequence, or of the SS3 sequence with the same end; undefined if it isn't a key. */
export function functionKey(parameters: string, final: string): InputEvent | undefined {
  const [[number] = [], [bits = 1, kind = 1] = []] = parseParameters(parameters)
  if (byLetter[final] !== undefined) return letterKey(parameters, final)
  if (final === 'Z') return pressed('tab', { ...modifiersOf(bits), shift: true }, kind)
  const suffix = final === '~' ? {} : rxvtSuffix[final]
  const name = byNumber[number ?? 0]
  if (suffix === undefined || name === undefined) return undefined
  return pressed(name, { ...modifiersOf(bits), ...suffix }, kind)
}

/** A cursor key of rxvt with Shift (`CSI a`) or Ctrl (`SS3 a`). */
export function rxvtKey(letter: string, modifiers: Modifiers): KeyEvent | undefined {
  return /^[a-e]$/.test(letter) ? keyEvent(byLetter[letter.toUpperCase()]!, modifiers) : undefined
}

/** A key of the keypad by its letter. It types what it shows. */
export function keypadKey(letter: string, bits: number): KeyEvent | undefined {
  const name = keypad[letter]
  if (name === undefined) return undefined
  if (name.length > 1) return keyEvent(name, modifiersOf(bits))
  // By itself, Shift has done its part: it is why this is no cursor key.
  const isPlain = [1, 2].includes(bits)
  return isPlain ? keyEvent(name, {}, name) : keyEvent(name, modifiersOf(bits))
}

/**
 * `CSI 1 ; modifiers X`; or `CSI modifiers X`, as xterm writes it with modifyCursorKeys 0 or 1. A cursor report is
 * `CSI row ; column R`: it is taken for F3 in the first row only.
 */
function letterKey(parameters: string, final: string): InputEvent | undefined {
  const [[number = 1] = [], second] = parseParameters(parameters)
  const [bits = 1, kind = 1] = second ?? [number]
  if (second === undefined ? number > LAST_MODIFIER : number !== 1) return undefined
  return pressed(byLetter[final]!, modifiersOf(bits), kind)
}

/** Kitty's event kinds: 1 press, 2 repeat, 3 release. Nothing is bound to a release. */
function pressed(name: string, modifiers: Modifiers, kind: number): InputEvent {
  const event = keyEvent(name, modifiers, '', kind === 2)
  return kind === 3 ? { type: 'unknown', sequence: `release of ${event.name}` } : event
}

/** An event of a key by its name. */
export function keyEvent(name: string, modifiers: Modifiers = {}, text = '', repeat = false): KeyEvent {
  return { type: 'key', name: keyName(name, modifiers), text, repeat }
}
