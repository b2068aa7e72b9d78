import { assign, fromCallback, sendParent, setup, type EventObject } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { withinApp } from '../kit/within-app.ts'
import { nextDeadline, type Toasts, type ToastsContext } from './toasts.ts'

/** The context of what watches toasts. */
export interface ToastingContext {
  /** What is in the store. */
  readonly toasts: ToastsContext
}

/** What watches toasts is told by its own child only. */
export type ToastingEvent =
  | { readonly type: 'changed'; readonly toasts: ToastsContext }
  | { readonly type: 'acted'; readonly event: EventObject }

/** The logic of `toastsView`. */
export type Toasting = Pattern<ToastingContext, ToastingEvent, 'watching', never, undefined, never>

/** Gives toasts their times by the clock of the app, and passes on what the user does about one. It has the store for as long as it runs. */
export function toasting(store: Toasts): Toasting {
  const watch = fromCallback(({ self, sendBack }) => {
    const clock = clockOf(self)
    let timer: unknown
    const look = () => {
      clock.clearTimeout(timer)
      store.send({ type: 'passed', now: clock.now() })
      const { context } = store.getSnapshot()
      sendBack({ type: 'changed', toasts: context } satisfies ToastingEvent)
      const next = nextDeadline(context)
      if (next !== Infinity) timer = clock.setTimeout(look, Math.max(0, next - clock.now()))
    }
    let isLooking = false
    const watching = store.subscribe(() => {
      if (isLooking) return
      isLooking = true
      look()
      isLooking = false
    })
    const acted = store.on('acted', ({ event }) => sendBack({ type: 'acted', event } satisfies ToastingEvent))
    look()
    return () => {
      clock.clearTimeout(timer)
      watching.unsubscribe()
      acted.unsubscribe()
    }
  })
  return asPattern(
    setup({
      types: { context: {} as ToastingContext, events: {} as ToastingEvent },
      actors: { watch: withinApp(watch) },
    }).createMachine({
      id: 'toasts',
      meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
      description: 'Short messages that go by themselves.',
      context: { toasts: store.getSnapshot().context },
      invoke: { src: 'watch', id: 'watch' },
      initial: 'watching',
      states: {
        watching: {
          on: {
            changed: {
              guard: ({ context, event }) => context.toasts !== event.toasts,
              actions: assign({ toasts: ({ event }) => event.toasts }),
            },
            acted: { actions: sendParent(({ event }) => event.event) },
          },
        },
      },
    }),
  )
}
