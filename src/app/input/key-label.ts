const labels: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  super: 'Super',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  insert: 'Ins',
  delete: 'Del',
}

/** A key's name as a help line shows it: 'escape' is 'Esc', 'ctrl+s' is 'Ctrl+S'. */
export function keyLabel(name: string): string {
  return name.split(' ').map(labelOf).join(' ')
}

function labelOf(name: string): string {
  const parts = name === '+' ? ['+'] : name.replace(/\+\+$/, '+plus').split('+')
  return parts
    .map((part) => labels[part] ?? capital(part === 'plus' ? '+' : part, parts.length > 1))
    .join('+')
}

function capital(key: string, combined: boolean): string {
  return key.length > 1 || combined ? key.charAt(0).toUpperCase() + key.slice(1) : key
}

/** The description of the keys of `quit`, in the help line and in the root's chart. */
export const QUIT = 'Quit'

/** The description of the key that shows all that can be done. */
export const COMMANDS = 'Commands'

/** The description of the key that shows all keys. */
export const KEYS = 'Keys'
