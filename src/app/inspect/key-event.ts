import type { KeyEvent } from '../input/events.ts'
import { parseKeyName, partsOfKey } from '../input/key-names.ts'

/** The press of a key, by its name in key tables. Throws a TypeError if there is no such key. */
export function keyEvent(written: string): KeyEvent {
  const name = parseKeyName(written)
  const { key, modifiers } = partsOfKey(name)
  const isPlain = modifiers.ctrl !== true && modifiers.alt !== true
  const character = key === 'space' ? ' ' : key
  return { type: 'key', name, text: isPlain && [...character].length === 1 ? character : '', repeat: false }
}
