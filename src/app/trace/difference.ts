import type { ReplayedStep } from './replayer.ts'
import { isSameScreen, type Row } from './screen-rows.ts'
import type { TraceStep } from './trace.ts'

/** A place where the app now does something else than it did when it was recorded. */
export interface Difference {
  /** The number of the step. The start is 0. */
  readonly step: number
  /** When that step came, in ms after the start. */
  readonly time: number
  /** What came in with the step: 'key r'. */
  readonly after: string
  /** The last key that was pressed until then. */
  readonly lastKey: string | undefined
  /** The path of the actor: the one that went to another state, or the one whose region looks different. */
  readonly actor: string | undefined
  /** What differs, as a sentence. */
  readonly what: string
  /** The rows of the screen then, if the screens differ. Undefined if no such screen was drawn. */
  readonly then?: readonly string[] | undefined
  /** The rows of the screen now, if the screens differ. */
  readonly now?: readonly string[] | undefined
}

type Found = Pick<Difference, 'actor' | 'what' | 'then' | 'now'>

/**
 * The first difference in a step; undefined if there is none.
 *
 * @param known - The states of the actors before the step, now.
 * @param isCut - The trace ends in the middle of the step: what came after that is unknown.
 */
export function differenceIn(
  then: TraceStep,
  now: ReplayedStep,
  known: ReadonlyMap<string, string>,
  isCut: boolean,
): Found | undefined {
  const frames = differentFrame(then, now, isCut)
  if (now.missing !== undefined)
    return { ...frames, actor: now.missing, what: `${now.missing} isn't there now, and answered then` }
  return differentState(then, now, known, isCut, frames) ?? frames ?? differentInput(then, now)
}

/** What was begun with something else answers as it did then: nothing else may show it. */
function differentInput(then: TraceStep, now: ReplayedStep): Found | undefined {
  const changed = then.begun.find(({ actor, input }) => {
    const begun = now.begun.find((work) => work.actor === actor)
    return begun !== undefined && begun.input !== input
  })
  return changed && { actor: changed.actor, what: `${changed.actor} is begun with another input now` }
}

function differentState(
  then: TraceStep,
  now: ReplayedStep,
  known: ReadonlyMap<string, string>,
  isCut: boolean,
  frames: Found | undefined,
): Found | undefined {
  const count = Math.max(then.states.length, isCut ? 0 : now.states.length)
  for (let at = 0; at < count; at++) {
    const [was, is] = [then.states[at], now.states[at]]
    if (was?.actor === is?.actor && was?.state === is?.state) {
      if (was?.time === is?.time) continue
      return {
        ...frames,
        actor: was!.actor,
        what: `${was!.actor} went to '${was!.state}' at ${was!.time} ms then, and does so at ${is!.time} ms now`,
      }
    }
    const actor = was?.actor ?? is!.actor
    const current = stateOf(actor, now, at, known)
    const went = was === undefined ? `stayed in its state` : `went to '${was.state}'`
    const goes = is?.actor === actor ? `goes to '${is.state}'` : current
    return { ...frames, actor, what: `${actor} ${went} then, and ${goes} now` }
  }
  return undefined
}

function stateOf(actor: string, now: ReplayedStep, at: number, known: ReadonlyMap<string, string>): string {
  const later = now.states.slice(at).find((state) => state.actor === actor)
  if (later !== undefined) return `goes to '${later.state}' after others`
  const state = now.states.findLast((state) => state.actor === actor)?.state ?? known.get(actor)
  return state === undefined ? `isn't there` : `stays in '${state}'`
}

function differentFrame(then: TraceStep, now: ReplayedStep, isCut: boolean): Found | undefined {
  const count = Math.max(then.frames.length, isCut ? 0 : now.frames.length)
  for (let at = 0; at < count; at++) {
    const [was, is] = [then.frames[at], now.frames[at]]
    if (was !== undefined && is !== undefined && isSameScreen(was, is.rows)) continue
    const screens = {
      then: textOf(was ?? then.frames.at(-1)),
      now: textOf(is?.rows ?? now.frames.at(-1)?.rows),
    }
    if (was === undefined)
      return { ...screens, actor: undefined, what: 'a screen is drawn now that was not drawn then' }
    if (is === undefined) return { ...screens, actor: now.missed, what: missing(then.frames.length - at) }
    return { ...screens, actor: is.region, what: differentRows(was, is.rows) }
  }
  return undefined
}

function missing(count: number): string {
  return `${count === 1 ? 'a screen that was' : `${count} screens that were`} drawn then ${count === 1 ? 'is' : 'are'} missing now`
}

function differentRows(then: readonly Row[], now: readonly Row[]): string {
  if (then.length !== now.length) return `the screen has ${now.length} rows now, and had ${then.length} then`
  const rows = now.flatMap(([text, look], y) =>
    look === then[y]![1] ? [] : [{ y, isText: text !== then[y]![0] }],
  )
  const [first] = rows
  const what = rows.some(({ isText }) => isText) ? 'shows something else' : 'has other colors or attributes'
  return `row ${first!.y + 1} of the screen ${what}${rows.length > 1 ? `, and so do ${rows.length - 1} more` : ''}`
}

function textOf(rows: readonly Row[] | undefined): readonly string[] | undefined {
  return rows?.map(([text]) => text)
}
