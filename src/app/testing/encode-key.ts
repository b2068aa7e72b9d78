import { decode } from '../input/decoder.ts'
import { keyBytes, type Keyboard } from '../input/key-bytes.ts'
import { parseKeyName } from '../input/key-names.ts'
import { Splitter } from '../input/splitter.ts'

/**
 * The bytes that a terminal sends for a key of a US keyboard. `flags` are the current flags of the kitty protocol.
 * Throws a TypeError for an unknown key, and for one that such a terminal can't tell from another.
 */
export function encodeKey(written: string, keyboard: Keyboard = 'legacy', flags = 0): string {
  const name = parseKeyName(written)
  const bytes = keyBytes(name, keyboard, flags)
  const read = namesOf(bytes)
  if (read === name) return bytes
  const other = (['xterm', 'kitty'] as const).find(
    (candidate) => namesOf(keyBytes(name, candidate, 1)) === name,
  )
  throw new TypeError(
    `a terminal with keyboard '${keyboard}' ${read === '' ? `has no ${name}` : `sends ${read} for ${name}`}: ` +
      (other === undefined ? 'use another key' : `use another key, or mount with { keyboard: '${other}' }`),
  )
}

/** How the engine reads what a terminal sends. */
function namesOf(bytes: string): string {
  const names: string[] = []
  const splitter = new Splitter((unit) => {
    for (const event of decode(unit, new Map())) names.push(event.type === 'key' ? event.name : event.type)
  })
  splitter.push(Buffer.from(bytes))
  splitter.flush()
  return names.join(' and ')
}
