import { isSameScreen, rowsOf, type Row } from '../trace/screen-rows.ts'
import type { ExploredApp } from './explored-app.ts'
import { legalKey, neverTaken, wronglyClaimed, type LegalKey } from './legal-keys.ts'
import { MadeUpError } from './made-up.ts'
import type { Move } from './move.ts'

/**
 * What was found to be wrong. 'exception': code of the app threw, or a failure of work ended the app. 'stale': the screen isn't what it
 * would be if it was drawn now. 'empty': there is nothing on it. 'keys': help and what keys do differ. 'left': something goes on after the
 * end. 'invariant': what the caller wants to hold doesn't.
 */
export type FailureKind = 'exception' | 'stale' | 'empty' | 'keys' | 'left' | 'invariant'

export interface Failure {
  readonly kind: FailureKind
  readonly message: string
}

/** What is wrong with an app that runs, or has just ended; undefined if nothing is. */
export function brokenInvariant(explored: ExploredApp, mayEnd: readonly string[]): Failure | undefined {
  const { app, screen, isRunning, size } = explored
  const error = app.failure
  if (error !== undefined) return endedBy(error, mayEnd)
  if (!isRunning) return undefined
  if (screen.every((row) => row.trim() === ''))
    return { kind: 'empty', message: `the screen is empty at ${size.join('x')}` }
  const { regions } = app.frames
  const keys = explored.within(() => neverTaken(regions) ?? wronglyClaimed(regions))
  if (keys !== undefined) return { kind: 'keys', message: keys }
  return staleFrame(explored)
}

/** The key of a move, if it does something now. */
export function claimOf(move: Move, { app }: ExploredApp): LegalKey | undefined {
  return 'press' in move ? legalKey(app.frames.regions.keyChain, move.press) : undefined
}

/** Whether a key did what it was said to do; undefined if it did. */
export function brokenClaim(
  { key, region, event }: LegalKey,
  received: ExploredApp['received'],
): Failure | undefined {
  const { ref } = region.content
  if (!('sessionId' in ref)) return undefined // a store tells nobody what it gets
  const got = received.find((one) => one.actor === ref && one.event.type === event.type)
  const what = `the key ${key} of ${region.path} is said to send '${event.type}'`
  if (got === undefined) return { kind: 'keys', message: `${what}, and didn't` }
  const isMachine = '__xstatenode' in ((ref as { readonly logic?: object }).logic ?? {})
  if (!isMachine || got.isTaken) return undefined
  return { kind: 'keys', message: `${what}, and no state of its chart took that` }
}

/** Failures that we made up may end the app, if that is said. */
function endedBy(error: Error, mayEnd: readonly string[]): Failure | undefined {
  const cause = rootCause(error)
  if (!(cause instanceof MadeUpError)) return { kind: 'exception', message: error.message }
  const [name = ''] = cause.message.split(' ')
  if (mayEnd.some((actor) => name === actor || name.split('/').includes(actor))) return undefined
  return { kind: 'exception', message: `the app ends if ${name} fails: no onError takes that` }
}

function rootCause(error: Error): unknown {
  let cause: unknown = error
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause
  return cause
}

function staleFrame(explored: ExploredApp): Failure | undefined {
  const { app } = explored
  const before = rowsOf(app.screen)
  try {
    explored.within(() => app.frames.drawAfresh())
  } catch (error) {
    return { kind: 'exception', message: (error as Error).message }
  }
  const after = rowsOf(app.screen)
  return isSameScreen(before, after) ? undefined : { kind: 'stale', message: differenceOf(before, after) }
}

function differenceOf(before: readonly Row[], after: readonly Row[]): string {
  const y = after.findIndex(([, look], y) => look !== before[y]?.[1])
  const [was, is] = [before[y]?.[0] ?? '', after[y]?.[0] ?? '']
  const what =
    was === is
      ? 'has other colors than it would have'
      : `shows '${was.trim()}', and would show '${is.trim()}'`
  return `row ${y + 1} of the screen ${what} if it was drawn now: a view reads what changes without a new snapshot`
}
