import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../src/app/input/decoder.ts'
import { parseKeyName } from '../../../src/app/input/key-names.ts'
import { legacyKeys } from '../../../src/app/input/legacy-keys.ts'
import { Splitter } from '../../../src/app/input/splitter.ts'

/*
 * What terminal-kit knows of each of its terminals, in `lib/termconfig`. Its keymaps have a key's sequences by the key's name,
 * and inherit those of xterm.
 */
type Keymap = Readonly<Record<string, unknown>>

const folder = 'node_modules/terminal-kit/lib/termconfig'
const load = createRequire(import.meta.url)
const keymapOf = (terminal: string) =>
  (load(`terminal-kit/lib/termconfig/${terminal}.js`) as { keymap: Keymap }).keymap

/** xterm's own sequences are in decoder.test.ts. */
const terminals = readdirSync(folder)
  .flatMap((file) => /^(.*)(?<!generic)\.js$/.exec(file)?.[1] ?? [])
  .filter((terminal) => terminal !== 'xterm')

const otherNames: Readonly<Record<string, string>> = { PAGE_UP: 'pageup', PAGE_DOWN: 'pagedown' }

/** Its CTRL_SHIFT_F3 is our 'ctrl+shift+f3'. What isn't a key here (reports, the keypad's corners) is left out. */
function ourName(key: string): string | undefined {
  const modifiers = /^(?:(?:CTRL|ALT|SHIFT|META)_)*/.exec(key)?.[0] ?? ''
  const base = key.slice(modifiers.length)
  try {
    return parseKeyName(
      modifiers.toLowerCase().replaceAll('_', '+') + (otherNames[base] ?? base.toLowerCase()),
    )
  } catch {
    return undefined
  }
}

/** Whole escape sequences only: single bytes mean the same everywhere. */
const isSequence = (sequence: unknown): sequence is string =>
  typeof sequence === 'string' && /^\x1b[[O].+/.test(sequence)

const sequencesOf = (keymap: Keymap, key: string) => [keymap[key]].flat().filter(isSequence)

/**
 * Names by sequence, of those sequences that are this terminal's own. Where it has a sequence for several keys, its own or
 * xterm's, the one with the fewest modifiers is meant.
 */
function namesOf(keymap: Keymap): Map<string, string> {
  const own = new Set(Object.keys(keymap).flatMap((key) => sequencesOf(keymap, key)))
  const names = new Map<string, string>()
  for (const key in keymap) {
    const name = ourName(key)
    for (const sequence of sequencesOf(keymap, key)) {
      const other = names.get(sequence)
      if (name === undefined || !own.has(sequence)) continue
      if (other === undefined || name.length < other.length) names.set(sequence, name)
    }
  }
  return names
}

function decoded(sequence: string, term: string): string[] {
  const names: string[] = []
  const splitter = new Splitter((unit) => {
    for (const event of decode(unit, legacyKeys(term)))
      names.push(event.type === 'key' ? event.name : event.type)
  })
  splitter.push(Buffer.from(sequence))
  splitter.flush()
  return names
}

describe('keys of', () => {
  test.each(terminals)('%s are those that terminal-kit knows', (terminal) => {
    for (const [sequence, name] of namesOf(keymapOf(terminal)))
      expect(decoded(sequence, terminal), JSON.stringify(sequence)).toEqual([name])
  })

  test.each(['rxvt-unicode', 'rxvt-unicode-256color', 'Eterm', 'RXVT'])('%s are those of rxvt', (term) => {
    expect(legacyKeys(term)).toBe(legacyKeys('rxvt'))
  })

  test.each(['', 'xterm', 'unknown', '__proto__', 'constructor', '../../../../etc/passwd'])(
    '%j are those of xterm',
    (term) => {
      expect(legacyKeys(term).size).toBe(0)
    },
  )
})
