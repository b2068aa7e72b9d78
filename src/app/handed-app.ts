import type { AnyActorLogic, OutputFrom } from 'xstate'
import type { AppOptions } from './app.ts'
import type { Component } from './component.ts'
import type { HandedApp } from './hand-over.ts'

/** What the command `actty` does with an app. `resolve` gets what the app ends with, if the command lets it go on. */
export function handedApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions,
  resolve: (result: Promise<OutputFrom<L>>) => void,
): HandedApp {
  return {
    replay: async (file, watch) => {
      const { watchReplay } = await import('./trace/replay-trace.ts')
      return watchReplay(component, file, options, watch)
    },
    fork: async (file, step) => {
      const { forkApp } = await import('./persist/fork-app.ts')
      return forkApp(component, options, file, step, (app) => resolve(app.result))
    },
    explore: async (how) => {
      const { explore } = await import('./explore/explore.ts')
      return explore<AnyActorLogic>(component, { ...options, ...how })
    },
    lint: async (off) => {
      const { lint } = await import('./lint/lint.ts')
      return lint(component, { off, quit: options.quit })
    },
    storyboard: async (how) => {
      const { drawnApp } = await import('./storyboard/drawn-app.ts')
      return drawnApp(component, { input: (options as { readonly input?: unknown }).input, ...how })
    },
  }
}
