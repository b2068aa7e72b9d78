/** The modifiers of a key, in the order of its name. */
export interface Modifiers {
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
  readonly super?: boolean
  readonly hyper?: boolean
}

const modifierNames = ['ctrl', 'alt', 'shift', 'super', 'hyper'] as const

/** Kitty's names, in the order of its numbers from 57428 on. */
export const mediaKeys: readonly string[] = [
  'mediaplay',
  'mediapause',
  'mediaplaypause',
  'mediareverse',
  'mediastop',
  'mediafastforward',
  'mediarewind',
  'medianext',
  'mediaprevious',
  'mediarecord',
  'volumedown',
  'volumeup',
  'mute',
]

const specialKeys = new Set([
  'enter',
  'tab',
  'backspace',
  'escape',
  'space',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'insert',
  'delete',
  'clear',
  'menu',
  'pause',
  'print',
  'capslock',
  'scrolllock',
  'numlock',
  ...mediaKeys,
  ...Array.from({ length: 35 }, (_, i) => `f${i + 1}`),
])

const aliases: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  del: 'delete',
  ins: 'insert',
  pgup: 'pageup',
  pgdn: 'pagedown',
  ' ': 'space',
  control: 'ctrl',
  option: 'alt',
  meta: 'alt',
  cmd: 'super',
  win: 'super',
}

/** What Shift makes of a symbol on a US keyboard. */
const shiftedSymbols = new Map(
  Array.from("`1234567890-=[]\\;',./", (symbol, i) => [symbol, '~!@#$%^&*()_+{}|:"<>?'[i]!]),
)
const symbolsOfShift = new Set(shiftedSymbols.values())

/** The character with Shift on a US keyboard: the capital letter, the upper symbol; itself if there is none. */
export function shifted(character: string): string {
  const upper = character.toUpperCase()
  return shiftedSymbols.get(character) ?? ([...upper].length === 1 ? upper : character)
}

/** The character without Shift on a US keyboard; itself if there is none. */
export function unshifted(character: string): string {
  for (const [symbol, other] of shiftedSymbols) if (other === character) return symbol
  return hasCase(character) ? small(character) : character
}

/** Whether a character is one of two, a small and a capital letter. ASCII goes first: Unicode's properties take 2 ms when first used. */
export function hasCase(character: string): boolean {
  return /^[A-Za-z]$/.test(character) || (character > '\x7f' && /^[\p{Lu}\p{Ll}\p{Lt}]$/u.test(character))
}

/**
 * The one name of a key with modifiers, as key tables, events and help lines use it. Most terminals send what Shift has
 * made of a key ('A', '<') and not that it was Shift, so that is what it is called. Only Ctrl takes a letter's case away.
 */
export function keyName(key: string, { shift = false, ...others }: Modifiers = {}): string {
  let base = aliases[key] ?? key
  let isShifted = shift
  if (others.ctrl && hasCase(base)) base = small(base)
  else if (shift && (hasCase(base) || shiftedSymbols.has(base) || symbolsOfShift.has(base))) {
    base = shifted(base)
    isShifted = /\p{Ll}/u.test(base) // a small letter that has no capital
  }
  const modifiers: Modifiers = { ...others, shift: isShifted }
  return modifierNames.map((name) => (modifiers[name] ? `${name}+` : '')).join('') + base
}

/**
 * The canonical name of a key as a person writes it ('Ctrl+C', 'esc', 'pgup'), or of a chord, which is several keys one after the other
 * ('g g', 'ctrl+x ctrl+s'). Throws a TypeError for an unknown key.
 */
export function parseKeyName(written: string): string {
  return keysOfChord(written)
    .map((one) => {
      const { key, modifiers } = partsOfKey(one)
      return keyName(key, modifiers)
    })
    .join(' ')
}

/** The keys of a chord, one after the other; of a key, that key alone. */
export function keysOfChord(written: string): readonly string[] {
  return written === ' ' ? [written] : written.split(' ')
}

/** Whether a person writes a key so. */
export function isKeyName(written: string): boolean {
  try {
    parseKeyName(written)
    return true
  } catch {
    return false
  }
}

/** The key and the modifiers of a name as a person writes it. Throws a TypeError for an unknown key. */
export function partsOfKey(written: string): { readonly key: string; readonly modifiers: Modifiers } {
  const parts = written === '+' ? ['+'] : written.replace(/\+\+$/, '+plus').split('+')
  const last = parts.pop() ?? ''
  const key = last === 'plus' ? '+' : [...last].length === 1 ? last : last.toLowerCase()
  const modifiers: Record<string, boolean> = {}
  for (const part of parts) {
    const name = aliases[part.toLowerCase()] ?? part.toLowerCase()
    if (!(modifierNames as readonly string[]).includes(name)) throw notAKey(written)
    modifiers[name] = true
  }
  if ([...key].length !== 1 && !specialKeys.has(aliases[key] ?? key)) throw notAKey(written)
  return { key: aliases[key] ?? key, modifiers }
}

function small(letter: string): string {
  const lower = letter.toLowerCase()
  return [...lower].length === 1 ? lower : letter
}

function notAKey(written: string): TypeError {
  return new TypeError(
    `'${written}' is not a key: use a character ('r', '?'), a name (enter, escape, tab, space, up, pagedown, f5, …) ` +
      `and before it ctrl+, alt+, shift+, super+ or hyper+`,
  )
}
