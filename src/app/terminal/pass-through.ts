import type { TerminalType } from './terminal-type.ts'

/** The longest string that GNU screen passes on, in bytes: older ones have a buffer of 256. */
const MAX_SCREEN_STRING = 240

/**
 * The bytes by which a string (OSC), which ends with BEL, gets to the terminal that shows the screen. tmux takes it by itself, if
 * `set-clipboard` is on, and passes it on in a string of its own, if `allow-passthrough` is on (tmux(1)). GNU screen passes on
 * what is in a DCS, in parts (screen(1), "String Escapes").
 */
export function passedThrough(string: string, strings: TerminalType['strings']): string {
  if (strings === 'none') return ''
  if (strings === 'tmux') return `${string}\x1bPtmux;${string.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`
  if (strings === 'direct') return string
  const parts = string.match(new RegExp(`[^]{1,${MAX_SCREEN_STRING}}`, 'g')) ?? []
  return string + parts.map((part) => `\x1bP${part}\x1b\\`).join('')
}
