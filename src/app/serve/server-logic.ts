import { enqueueActions, setup, type AnyActorLogic } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'

type ServerEvent =
  /** Somebody has come. */
  | { readonly type: 'enter'; readonly name: string; readonly logic: AnyActorLogic }
  /** It is to end, with all its sessions. */
  | { readonly type: 'close' }
  | { readonly type: typeof XSTATE_EVENTS.anyChildDone; readonly actorId: string }

/** A server, with its sessions as children. */
export const serverLogic = setup({
  types: { context: {} as { readonly names: readonly string[] }, events: {} as ServerEvent },
  actions: {
    begin: enqueueActions(({ context, enqueue }, { name, logic }: { name: string; logic: AnyActorLogic }) => {
      // XState types the ids of children by the machine's own actors, and these are given.
      enqueue.spawnChild(logic, { id: name as never })
      enqueue.assign({ names: [...context.names, name] })
    }),
    forget: enqueueActions(({ context, enqueue }, id: string) => {
      enqueue.stopChild(id)
      enqueue.assign({ names: context.names.filter((name) => name !== id) })
    }),
    closeAll: enqueueActions(({ context, enqueue }) => {
      for (const name of context.names) enqueue.sendTo(name, { type: 'close' })
    }),
  },
  guards: { isEmpty: ({ context }) => context.names.length === 0 },
}).createMachine({
  id: 'server',
  description: 'Serves an app to those who come.',
  context: { names: [] },
  initial: 'open',
  on: {
    [XSTATE_EVENTS.anyChildDone]: { actions: { type: 'forget', params: ({ event }) => event.actorId } },
  },
  states: {
    open: {
      description: 'Sessions can begin.',
      on: {
        enter: { actions: { type: 'begin', params: ({ event: { name, logic } }) => ({ name, logic }) } },
        close: 'closing',
      },
    },
    closing: {
      description: 'Sessions end, and none begins.',
      entry: 'closeAll',
      always: { guard: 'isEmpty', target: 'closed' },
    },
    closed: { type: 'final' },
  },
})
