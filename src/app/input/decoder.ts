import { characterKeys } from './character-keys.ts'
import type { InputEvent, KeyEvent } from './events.ts'
import { functionKey, keyEvent, keypadKey, rxvtKey } from './function-keys.ts'
import { parseKeyName } from './key-names.ts'
import type { LegacyKeys } from './legacy-keys.ts'
import { modifiersOf, parseParameters } from './key-parameters.ts'
import { mouseSgr, mouseX10 } from './mouse-reports.ts'
import type { Unit } from './splitter.ts'

/*
 * What units mean. Sources: ECMA-48; xterm's ctlseqs, "PC-Style Function Keys" (patch 390), and its modified-keys.html; the
 * kitty keyboard protocol, https://sw.kovidgoyal.net/kitty/keyboard-protocol/; the terminfo entries of rxvt, PuTTY and the
 * Linux console.
 */

/** The events of one unit: text is one key a character. */
export function decode(unit: Unit, legacy: LegacyKeys): InputEvent[] {
  switch (unit.kind) {
    case 'text':
      return Array.from(unit.text, (character) => typed(character, unit.alt))
    case 'control':
      return named(textOf(unit), legacy) ?? [control(unit.code, unit.alt)]
    case 'csi':
      return afterEscape(unit, named(`\x1b[${unit.body}`, legacy) ?? csi(unit.body))
    case 'ss3':
      return afterEscape(unit, named(`\x1bO${unit.body}`, legacy) ?? [ss3(unit.body)])
    case 'string':
      return [{ type: 'reply', sequence: `\x1b${unit.introducer}${unit.body}` }]
    case 'paste':
      return [{ type: 'paste', text: unit.text.replace(/\r\n?/g, '\n'), last: unit.last }]
    case 'broken':
      return [{ type: 'unknown', sequence: unit.sequence }]
  }
}

function textOf({ code, alt }: { readonly code: number; readonly alt: boolean }): string {
  return `${alt ? '\x1b' : ''}${String.fromCharCode(code)}`
}

function typed(character: string, alt: boolean): InputEvent {
  // C1 controls, which are characters in UTF-8, are on no keyboard.
  if (/^[\x80-\x9f]$/.test(character)) return { type: 'unknown', sequence: character }
  return keyEvent(character, { alt }, alt ? '' : character)
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
  if (name !== undefined) return keyEvent(name, { alt })
  return keyEvent(code === 0 ? 'space' : String.fromCharCode(code | 0x40).toLowerCase(), { ctrl: true, alt })
}

/**
 * An ESC stood right before the sequence. Alt sends that with a key, in rxvt, PuTTY, Terminal.app and the Linux console:
 * they have no modifiers in the sequence. Before all else it was the Escape key.
 */
function afterEscape(
  { body, alt }: { readonly body: string; readonly alt: boolean },
  events: InputEvent[],
): InputEvent[] {
  if (!alt) return events
  const [first] = events
  if (first?.type !== 'key' || /[;:u]/.test(body)) return [keyEvent('escape'), ...events]
  return [{ ...first, name: parseKeyName(`alt+${first.name}`), text: '' }]
}

function named(sequence: string, legacy: LegacyKeys): InputEvent[] | undefined {
  const name = legacy.get(sequence)
  return name === undefined ? undefined : [{ type: 'key', name, text: '', repeat: false }]
}

function csi(body: string): InputEvent[] {
  const final = body.at(-1)!
  if (body[0] === '[') return [linuxKey(body)]
  if (body[0] === 'M' && body.length === 4) return [mouseX10(body)]
  if (/^<.*[Mm]$/.test(body)) return [mouseSgr(body)]
  // xterm's modifyCursorKeys 3 marks keys as private with `>`, as replies are.
  const parameters = (/^>\d+;\d+[A-HPQRS~]$/.test(body) ? body.slice(1) : body).slice(0, -1)
  if (/[ -/<-?]/.test(parameters)) return [{ type: 'reply', sequence: `\x1b[${body}` }]
  if (/^[IO]$/.test(body)) return [{ type: 'focus', focused: body === 'I' }]
  return characters(parameters, final) ?? [functionKey(parameters, final) ?? rareKey(body)]
}

function characters(parameters: string, final: string): InputEvent[] | undefined {
  const [codes = [], [bits = 1, kind = 1] = [], third = []] = parseParameters(parameters)
  // `CSI 1 ; 5 u` is the keypad's 5.
  if (final === 'u' && codes[0] !== 1)
    return characterKeys({ codes, bits, kind, text: third, isShifted: false })
  if (final === '~' && codes[0] === 27 && third.length > 0)
    return characterKeys({ codes: third, bits, kind, text: [], isShifted: true })
  return undefined
}

/** Sequences that few terminals send, and those that aren't keys. */
function rareKey(body: string): InputEvent {
  const bits = /^1;(\d+)\D$/.exec(body)?.[1]
  const key =
    rxvtKey(body, { shift: true }) ??
    (body === 'G' ? keyEvent('clear') : undefined) ?? // the Linux console's 5 of the keypad
    (bits === undefined ? undefined : keypadKey(body.at(-1)!, Number(bits)))
  return key ?? { type: /[Rtn]$/.test(body) ? 'reply' : 'unknown', sequence: `\x1b[${body}` }
}

/** F1 to F5 of the Linux console, `CSI [ A`; the page keys of PuTTY, `CSI [ 5 ~`. */
function linuxKey(body: string): InputEvent {
  const index = 'ABCDE'.indexOf(body.slice(1))
  if (index >= 0 && body.length === 2) return keyEvent(`f${index + 1}`)
  const page = body.endsWith('~') ? functionKey(body.slice(1, -1), '~') : undefined
  return page ?? { type: 'unknown', sequence: `\x1b[${body}` }
}

function ss3(body: string): InputEvent {
  const final = body.at(-1)!
  const parameters = body.slice(0, -1)
  const [[first] = [], [second] = []] = parseParameters(parameters)
  const bits = second ?? first ?? 1
  const key =
    rxvtKey(final, { ...modifiersOf(bits), ctrl: true }) ??
    (/[A-HP-S]/.test(final) ? functionKey(parameters, final) : undefined) ??
    keypadKey(final, bits)
  return key ?? { type: 'unknown', sequence: `\x1bO${body}` }
}
