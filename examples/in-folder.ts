import { rm } from 'node:fs/promises'
import { component, region, text, type Component } from 'actty'
import { resource } from 'actty/machines'
import { fromPromise, setup, type AnyStateMachine } from 'xstate'

interface Options {
  readonly name: string
  /** Fills the folder. Without a path, it makes one. If it was killed meanwhile, it fills the same one again. */
  readonly make: (path?: string) => Promise<string>
  /** What works in the folder: its path is the input. */
  readonly use: Component<AnyStateMachine>
}

/** A folder that stays while the app is kept in a file; undefined for one that is gone when the app is left. */
type FolderInput = string | undefined

interface Place {
  readonly path: FolderInput
}

/** What works in a folder that is there as long as the work may go on. */
export function inFolder({ name, make, use }: Options) {
  const remove = (path: string) => rm(path, { recursive: true, force: true })
  const temporary = component({
    logic: resource({ name, acquire: () => make(), release: remove, use }),
    view: ({ value, children }) =>
      children.use === undefined
        ? text(`${value} ${name} …`, { color: 'muted' })
        : region(children.use, { grow: 1 }),
  })
  return setup({
    types: { context: {} as Place, input: {} as FolderInput },
    actors: {
      temporary,
      use,
      make: fromPromise(({ input }: { input: string }) => make(input)),
      remove: fromPromise(({ input }: { input: string }) => remove(input)),
    },
    guards: { stays: ({ context }) => context.path !== undefined },
  }).createMachine({
    // A folder that can't be written to ends the program.
    meta: { lintOff: ['unhandled-error'] },
    context: ({ input }) => ({ path: input }),
    initial: 'choosing',
    states: {
      choosing: { always: [{ guard: 'stays', target: 'making' }, { target: 'temporary' }] },
      temporary: { invoke: { src: 'temporary', id: 'temporary', onDone: 'ended' } },
      making: { invoke: { src: 'make', id: 'make', input: ({ context }) => context.path!, onDone: 'using' } },
      using: {
        invoke: {
          src: 'use',
          id: 'use',
          input: ({ context: { path } }: { context: Place }) => path!,
          onDone: 'removing',
        },
      },
      removing: {
        invoke: { src: 'remove', id: 'remove', input: ({ context }) => context.path!, onDone: 'ended' },
      },
      ended: { type: 'final' },
    },
  })
}
