/** The modifiers of a key, in the order in which its name gives them. */
export interface Modifiers {
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
  readonly super?: boolean
}

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
  'media',
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

/** The one name of a key with modifiers, as key tables, events and help lines use it. */
export function keyName(key: string, { ctrl, alt, shift, super: command }: Modifiers = {}): string {
  let base = aliases[key] ?? key
  let shifted = shift
  if (base.length === 1 && /\p{L}/u.test(base)) {
    if (ctrl) base = base.toLowerCase()
    else if (shift) {
      // Terminals send the capital letter; whether Shift made it, most do not say.
      const upper = base.toUpperCase()
      base = upper.length === 1 ? upper : base
      shifted = false
    }
  }
  return `${ctrl ? 'ctrl+' : ''}${alt ? 'alt+' : ''}${shifted ? 'shift+' : ''}${command ? 'super+' : ''}${base}`
}

/** A key as a person writes it ('Ctrl+C', 'esc', 'pgup') by its one name. Throws a TypeError for a key that is none. */
export function parseKeyName(written: string): string {
  const parts = written === '+' ? ['+'] : written.replace(/\+\+$/, '+plus').split('+')
  const last = parts.pop() ?? ''
  const key = last === 'plus' ? '+' : [...last].length === 1 ? last : last.toLowerCase()
  const modifiers: Record<string, boolean> = {}
  for (const part of parts) {
    const name = aliases[part.toLowerCase()] ?? part.toLowerCase()
    if (!['ctrl', 'alt', 'shift', 'super'].includes(name)) throw notAKey(written)
    modifiers[name] = true
  }
  if ([...key].length !== 1 && !specialKeys.has(aliases[key] ?? key)) throw notAKey(written)
  return keyName(key, modifiers)
}

function notAKey(written: string): TypeError {
  return new TypeError(
    `'${written}' is not a key: use a character ('r', '?'), a name (enter, escape, tab, space, up, pagedown, f5, …) ` +
      `and before it ctrl+, alt+, shift+ or super+`,
  )
}
