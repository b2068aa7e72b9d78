import type { AnyActorLogic, OutputFrom } from 'xstate'
import type { App, AppArguments, AppOptions, ResultOf } from './app.ts'
import type { Component } from './component.ts'
import { appTaker } from './hand-over.ts'
import type { TerminalApp } from './lifecycle/terminal-app.ts'

/**
 * Shows a component on the terminal until its actor is done, and resolves with its output.
 *
 * ```ts
 * const answer = await run(prompt, { input: { question: 'Deploy?' } })
 * ```
 *
 * When it settles, the terminal is as it was before. If stdout isn't a terminal, it prints the last state as plain text.
 *
 * @throws AppError (as a rejection) if an actor, a view or a key function fails.
 * @throws InterruptedError after a signal, or Ctrl+C that the app doesn't bind.
 * @throws ShutdownError if work hasn't ended in time.
 * @throws the reason of the option `signal` if that is aborted.
 * @throws an error with the name PersistError if what `persist` kept can't be used.
 */
export async function run<
  L extends AnyActorLogic,
  QuitKey extends string = string,
  const A extends AppArguments<L> = AppArguments<L>,
>(component: Component<L, QuitKey>, ...args: A): Promise<ResultOf<L, QuitKey, A>> {
  const options: AppOptions = args[0] ?? {}
  const taken = handOver(component, options)
  if (taken !== undefined) return taken
  const record = recordingOf(options)
  if (record === undefined) return (await loadApp(component, options)).start().result
  const { recordApp } = await import('./trace/record-app.ts')
  return recordApp(component, options, record)
}

/**
 * Makes the app that `run` runs, but doesn't start it. Use it to send events to its actor, to listen to it, or to stop it.
 *
 * ```ts
 * const app = await createApp(counter)
 * app.start().actor.send({ type: 'increment' })
 * await app.stop()
 * ```
 *
 * An app that is made so isn't recorded.
 *
 * @throws TypeError (as a rejection) for invalid options, and Error if the component has keys but the process has no keyboard.
 */
export async function createApp<
  L extends AnyActorLogic,
  QuitKey extends string = string,
  const A extends AppArguments<L> = AppArguments<L>,
>(component: Component<L, QuitKey>, ...args: A): Promise<App<L, ResultOf<L, QuitKey, A>>> {
  const options: AppOptions = args[0] ?? {}
  if (handOver(component, options) !== undefined)
    throw new Error('the app was handed over to the command actty')
  if (options.record !== undefined && options.record !== false)
    throw new TypeError('createApp has no recorder: use run(component, { record })')
  return loadApp(component, options)
}

/** One promise for all apps: of two imports of a module, the later may be done first, and apps start in the order of their `run`. */
let engine: Promise<typeof import('./lifecycle/terminal-app.ts')> | undefined

/** The engine is loaded by the first app that runs, not by the programs that import components. */
export async function loadApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
): Promise<TerminalApp<L>> {
  requireView(component)
  engine ??= import('./lifecycle/terminal-app.ts')
  const { TerminalApp, prepareLines } = await engine
  await prepareLines(component, options)
  if (options.persist === undefined && options.keys === undefined) return new TerminalApp(component, options)
  const { appWithFiles } = await import('./lifecycle/app-with-files.ts')
  return appWithFiles(component, options)
}

function requireView(component: object): void {
  if ('view' in component) return
  throw new TypeError(
    'run: this is logic without a view: use component({ logic, view }), or the view of its pattern, such as fetchingView(logic)',
  )
}

/**
 * While the command `actty` imports the program, it gets the app. Returns what becomes of the app, which settles only if the command lets
 * it go on; undefined if no such command runs.
 */
function handOver<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
): Promise<OutputFrom<L>> | undefined {
  const take = appTaker()
  if (take === undefined) return undefined
  return import('./handed-app.ts').then(
    ({ handedApp }) => new Promise((resolve) => take(handedApp(component, options, resolve))),
  )
}

/** What is recorded, and how: by the option, or by ACTTY_RECORD. A replay begins at the beginning, so what goes on isn't recorded. */
function recordingOf({
  record,
  persist,
  env = process.env,
}: AppOptions): Exclude<AppOptions['record'], false> {
  if (record === false) return undefined
  if (persist !== undefined && record !== undefined)
    throw new TypeError('an app that goes on from a file has no recorder: leave out record or persist')
  return persist === undefined ? (record ?? (env['ACTTY_RECORD'] || undefined)) : undefined
}
