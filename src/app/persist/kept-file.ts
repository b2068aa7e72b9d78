import { isList, type Json } from '../trace/codec.ts'
import type { KeptActor } from './kept-state.ts'

/** The version of the format. */
export const FORMAT = 1

/** A delayed event in the file. */
export interface KeptDelay {
  /** The paths of the actors. */
  readonly source: string
  readonly target: string
  readonly id: string
  readonly event: Json
  /** In ms on the clock of `now`. */
  readonly due: number
}

/** What is in the file. */
export interface KeptFile {
  readonly actty: typeof FORMAT
  /** The name of the app's component. */
  readonly name: string
  readonly version: string
  /** When it was written, in ms on the clock of `now`. */
  readonly at: number
  /** How many times the app has gone on. */
  readonly runs: number
  readonly app: KeptActor
  readonly delays: readonly KeptDelay[]
}

/** Throws an Error that says why, if it isn't what this module writes. */
export function parseKept(json: Json): KeptFile {
  if (typeof json !== 'object' || json === null || isList(json) || typeof json['actty'] !== 'number')
    throw new Error('it has something else in it')
  if (json['actty'] > FORMAT) throw new Error('it was written by a newer version of actty')
  const { name, version, at, runs, app, delays } = json as Partial<KeptFile>
  const isWhole =
    typeof name === 'string' &&
    typeof version === 'string' &&
    typeof at === 'number' &&
    typeof runs === 'number' &&
    typeof app === 'object' &&
    Array.isArray(delays)
  if (!isWhole) throw new Error('something is missing in it')
  return json as unknown as KeptFile
}
