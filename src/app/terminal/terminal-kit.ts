import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { Pixels } from '../../render/pictures/pixels.ts'
import type { LegacyKeys } from '../input/decoder.ts'
import { parseKeyName } from '../input/key-names.ts'

/*
 * terminal-kit knows terminals; this file is the only one that asks it. What it knows of a terminal is in files that are
 * loaded by the terminal's name: the name comes from the environment, so only these are ever asked for.
 */
const known = [
  'atomic-terminal',
  'eterm',
  'eterm-256color',
  'gnome',
  'gnome-256color',
  'konsole',
  'konsole-256color',
  'linux',
  'osx-256color',
  'rxvt',
  'rxvt-256color',
  'termux',
  'xfce',
] as const

interface TerminalConfiguration {
  readonly keymap: Readonly<Record<string, unknown>>
}

/**
 * The keys of terminals that have sequences of their own for them, by sequence. xterm and those that follow it have none:
 * for them, nothing is loaded.
 */
export function legacyKeys(term: string): LegacyKeys {
  const name = known.find((candidate) => candidate === term.toLowerCase().replace('-unicode', ''))
  if (name === undefined) return new Map()
  const load = createRequire(import.meta.url)
  const { keymap } = load(`terminal-kit/lib/termconfig/${name}.js`) as TerminalConfiguration
  return new Map(Object.entries(keymap).flatMap(([key, sequences]) => keysOf(key, sequences)))
}

/** What its loader gives (ndarray): width, height and channels, and where in `data` a pixel begins. */
interface Picture {
  readonly shape: readonly [number, number, number]
  get(x: number, y: number, channel: number): number
}

interface ImageLoader {
  load(take: (picture: Picture) => Pixels, path: string): Promise<Pixels>
}

/**
 * Reads a picture from a file (PNG, JPEG, GIF), for `image`. Rejects where it cannot. Do it in an actor:
 *
 * ```ts
 * const logo = fetching(fromPromise(() => loadImage('logo.png')))
 * ```
 */
export async function loadImage(path: string): Promise<Pixels> {
  const loader = createRequire(import.meta.url)('terminal-kit/lib/image.js') as ImageLoader
  // An absolute path is never taken for an address.
  return loader.load(pixelsOf, resolve(path))
}

function pixelsOf(picture: Picture): Pixels {
  const [width, height, channels] = picture.shape
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++)
        data[at++] = channel < channels ? picture.get(x, y, channel) : 255
  return { width, height, data }
}

function keysOf(key: string, sequences: unknown): [string, string][] {
  const name = ourName(key)
  if (name === undefined) return []
  return [sequences].flat().flatMap((sequence) => (isOwn(sequence) ? [[sequence, name]] : []))
}

/** Only whole escape sequences: single bytes mean the same everywhere. */
function isOwn(sequence: unknown): sequence is string {
  return typeof sequence === 'string' && /^\x1b[[O].+/.test(sequence)
}

const otherNames: Readonly<Record<string, string>> = {
  PAGE_UP: 'pageup',
  PAGE_DOWN: 'pagedown',
  KP_ENTER: 'enter',
}

/** Its CTRL_SHIFT_F3 is our 'ctrl+shift+f3'. What is no key here (reports, the keypad's corners) is left out. */
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
