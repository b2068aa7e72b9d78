import type { AnyActorLogic } from 'xstate'
import type { App, AppArguments, ResultOf } from './app.ts'
import type { Component } from './component.ts'
import { TerminalApp } from './lifecycle/terminal-app.ts'

/**
 * Shows a component on the terminal until its actor is done, and gives its output.
 *
 * ```ts
 * const answer = await run(dialog, { input: { question: 'Deploy?' } })
 * ```
 *
 * Rejects with an AppError if an actor or a view fails, with InterruptedError after ctrl+c or a signal, with the reason of an
 * aborted `signal`. When it settles the terminal is as it was before. Where stdout is not a terminal, the last state is
 * printed as plain text.
 */
export async function run<
  L extends AnyActorLogic,
  QuitKey extends string = string,
  const A extends AppArguments<L> = AppArguments<L>,
>(component: Component<L, QuitKey>, ...args: A): Promise<ResultOf<L, QuitKey, A>> {
  return createApp(component, ...args).start().result
}

/** What `run` runs, not yet started: for those who want to hold its parts. */
export function createApp<
  L extends AnyActorLogic,
  QuitKey extends string = string,
  const A extends AppArguments<L> = AppArguments<L>,
>(component: Component<L, QuitKey>, ...args: A): App<L, ResultOf<L, QuitKey, A>> {
  return new TerminalApp(component, args[0] ?? {})
}
