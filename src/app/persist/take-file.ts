import type { AnyActor } from 'xstate'
import { pathOf } from '../../machines/kit/held-work.ts'
import { delaysOf } from '../../machines/kit/xstate-internals.ts'
import { Encoder } from '../trace/codec.ts'
import type { DueTimes } from './due-times.ts'
import { FORMAT, type KeptFile } from './kept-file.ts'
import { takeState, type Interrupted, type Unkeepable } from './kept-state.ts'

/** What an app goes on from, and what doesn't go on as it was. */
export interface TakenFile {
  readonly file: KeptFile
  readonly unkeepable: readonly Unkeepable[]
  readonly interrupted: readonly Interrupted[]
}

/** Takes what an app is now: its own actor, those below it, and their delays. */
export function takeFile(
  app: AnyActor,
  dues: DueTimes,
  of: Pick<KeptFile, 'name' | 'version' | 'runs'>,
): TakenFile {
  const state = takeState(app)
  const unkeepable = [...state.unkeepable]
  const encoder = new Encoder({
    nameOf: (actor) => pathOf(actor as AnyActor),
    redact: undefined,
    redacted: () => {},
    opaque: (what, path) => unkeepable.push({ place: path.join('.'), what }),
  })
  const delays = Object.values(delaysOf(app)).filter(({ source }) => state.goingOn.has(source))
  const file: KeptFile = {
    actty: FORMAT,
    name: of.name,
    version: of.version,
    at: dues.now(),
    runs: of.runs,
    app: state.app,
    delays: delays.map((delay) => ({
      source: pathOf(delay.source),
      target: pathOf(delay.target),
      id: delay.id,
      event: encoder.encode(delay.event, `${pathOf(delay.source)}: a delayed event`),
      due: dues.of(delay),
    })),
  }
  return { file, unkeepable, interrupted: state.interrupted }
}

const MAX_TOLD = 5

/** Names the first values that can't be kept: 'job: context.file is a FileHandle'. */
export function describeUnkeepable(unkeepable: readonly Unkeepable[]): string {
  const list = unkeepable.slice(0, MAX_TOLD).map(({ place, what }) => `${place} is a ${what}`)
  const more = unkeepable.length > MAX_TOLD ? `, and ${unkeepable.length - MAX_TOLD} more` : ''
  return `${list.join(', ')}${more}`
}
