import type { AnyActorLogic, AnyActorRef } from 'xstate'
import { systemClock, type Clock } from '../../machines/kit/clock.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import type { AppStage } from '../lifecycle/app-stage.ts'
import type { Node } from '../../render/nodes/index.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import type { Json } from '../trace/codec.ts'
import { chartVersion } from './chart-version.ts'
import { FileLock } from './file-lock.ts'
import { parseKept, type KeptFile } from './kept-file.ts'
import { migrated } from './migrated.ts'
import { PersistError } from './persist-error.ts'
import type { PersistOptions } from './persist-options.ts'
import { Persistence } from './persistence.ts'
import { makeFolderOf, realPath, StateFile } from './state-file.ts'

interface KeptAppDeps {
  /** What records it, too. */
  readonly inner?: AppStage | undefined
  /** Gets what is printed, for tests. */
  readonly printed?: ((content: Node | string) => void) | undefined
}

type Options = AppOptions & { readonly input?: unknown }

/**
 * Makes an app that is kept in a file, and goes on from there.
 *
 * @throws PersistError (as a rejection) if the file is used by another process, of another version, or broken.
 */
export async function persistedApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: Options,
  persist: string | PersistOptions,
): Promise<TerminalApp<L>> {
  const how = optionsOf(persist)
  const lock = await lockOf(realPath(how.file))
  try {
    const app = keptApp(component, options, how)
    void app.result.catch(() => {}).finally(() => lock?.release())
    return app
  } catch (error) {
    lock?.release()
    throw error
  }
}

/** The same without a lock. */
export function keptApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: Options,
  persist: string | PersistOptions,
  { inner, printed }: KeptAppDeps = {},
): TerminalApp<L> {
  const how = optionsOf(persist)
  const file = new StateFile(how.file, how.fsync ?? false)
  const version = how.version ?? chartVersion(component.logic)
  const kept = keptIn(file, component.name, version, how)
  const clock = notBefore(kept?.at, options.clock ?? systemClock)
  const stage = new Persistence({ name: component.name, file, version, kept, clock, inner })
  let app
  try {
    app = new TerminalApp(component, { ...options, clock }, printed, stage)
    stage.begin(app)
  } catch (error) {
    if (kept === undefined) throw error
    throw unusable(file.path, messageOf(error), error)
  }
  const { error } = (app.actor as AnyActorRef).getSnapshot() as { readonly error?: unknown }
  if (kept !== undefined && error !== undefined) throw unusable(file.path, messageOf(error), error)
  return app
}

/** Throws a TypeError if they aren't what they should be. */
function optionsOf(persist: string | PersistOptions): PersistOptions {
  const how = typeof persist === 'string' ? { file: persist } : persist
  if (typeof how.file !== 'string' || how.file === '')
    throw new TypeError("persist is the name of a file: 'state.json', or { file: 'state.json' }")
  return how
}

/** Undefined if it can't be taken because nothing can be written there: the app goes on without. */
async function lockOf(path: string): Promise<FileLock | undefined> {
  try {
    makeFolderOf(path)
    return await FileLock.take(path)
  } catch (error) {
    if (error instanceof PersistError) throw error
    return undefined
  }
}

function keptIn(
  file: StateFile,
  name: string,
  version: string,
  { migrate }: PersistOptions,
): KeptFile | undefined {
  let kept
  try {
    const json: Json | undefined = file.read()
    if (json === undefined) return undefined
    kept = parseKept(json)
  } catch (error) {
    throw unusable(file.path, messageOf(error), error)
  }
  if (kept.name !== name)
    throw new PersistError(
      `${file.path} was written by ${kept.name}, not by ${name}: use another file, or delete it`,
    )
  if (kept.version === version) return kept
  if (migrate === undefined)
    throw new PersistError(
      `${file.path} was written by another version of ${name} (${kept.version}, and this one is ${version}): ` +
        `finish it with that version, delete the file, or say with 'migrate' how it becomes this one`,
    )
  return migrated(kept, migrate)
}

function unusable(path: string, why: string, cause: unknown): PersistError {
  return new PersistError(
    `${path} can't be used to go on: ${why}. Delete it to begin from the beginning`,
    cause,
  )
}

/** The clock may have been set back meanwhile. Time doesn't go back for the app: it goes on from when it was kept. */
function notBefore(time: number | undefined, clock: Clock): Clock {
  const shift = time === undefined ? 0 : time - clock.now()
  if (shift <= 0) return clock
  return {
    now: () => clock.now() + shift,
    date: () => clock.date(),
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    clearTimeout: (handle) => clock.clearTimeout(handle),
  }
}
