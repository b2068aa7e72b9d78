import type { AnyActorLogic } from 'xstate'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import { endWithMessageOf } from './pass-on.ts'
import { TerminalApp } from './terminal-app.ts'

/** Makes an app whose user says its keys, or that is kept in a file. What is wrong with such a file, the process says in a sentence. */
export async function appWithFiles<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
): Promise<TerminalApp<L>> {
  try {
    return await made(component, options)
  } catch (error) {
    if (options.terminal === undefined) endWithMessageOf(error)
    throw error
  }
}

async function made<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
): Promise<TerminalApp<L>> {
  const { persist, keys } = options
  if (keys !== undefined) {
    const { keyMapOf } = await import('../keys/key-map.ts')
    options = { ...options, keyMap: keyMapOf(component, keys) } as AppOptions
  }
  if (persist === undefined) return new TerminalApp(component, options)
  const { persistedApp } = await import('../persist/persisted-app.ts')
  return persistedApp(component, options, persist)
}
