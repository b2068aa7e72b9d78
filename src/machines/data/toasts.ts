import { createStore, type Store } from '@xstate/store'
import type { EventObject } from 'xstate'
import { requireCount, requirePositiveTime } from '../kit/numbers.ts'

/** What a toast is about. */
export type ToastLevel = 'info' | 'success' | 'warning' | 'error'

/** What a toast says. */
export interface ToastOptions {
  /** What it says, in a line. */
  readonly text: string
  /** What else is to be said, in a second line. */
  readonly detail?: string | undefined
  /**
   * What it is about.
   *
   * @defaultValue 'info'
   */
  readonly level?: ToastLevel | undefined
  /**
   * How long it's shown, in ms, above 0. With Infinity, it stays until it's dismissed.
   *
   * @defaultValue 4,000; Infinity for an error, and for a toast with an action
   */
  readonly time?: number | undefined
  /** What the user can do about it. The event goes to the parent of the toasts, and the toast is gone. */
  readonly action?: ToastAction | undefined
  /** A toast with the name of one that is there takes its place, so that the same thing isn't said twice. */
  readonly name?: string | undefined
}

/** What the user can do about a toast. */
export interface ToastAction {
  /** What it does, in a word. */
  readonly label: string
  /** The event that is sent to the parent of the toasts. */
  readonly event: EventObject
}

/** A toast in the queue. */
export interface Toast extends ToastOptions {
  /** Its number. A later toast has a greater one. */
  readonly id: number
  /** What it is about. */
  readonly level: ToastLevel
  /** How long it's shown, in ms. */
  readonly time: number
  /** When it goes, on the clock of the app; undefined until it has been shown. */
  readonly until: number | undefined
}

/** What is in the store of toasts. */
export interface ToastsContext {
  /** The toasts, the oldest first. */
  readonly queue: readonly Toast[]
  /** How many are shown at once; the others wait. */
  readonly maxShown: number
  /** The number of the next one. */
  readonly next: number
}

/** What the store of toasts takes, by `toasts.trigger` or `toasts.send`. */
export type ToastsEvents = {
  /** Says something. */
  show: ToastOptions
  /** Removes a toast, by default the newest that is shown. */
  dismiss: { readonly id?: number | undefined }
  /** Removes all. */
  clear: null
  /** Keeps a toast until it's dismissed, by default the newest that is shown. */
  keep: { readonly id?: number | undefined }
  /** Does what a toast offers, by default the newest that offers something. */
  act: { readonly id?: number | undefined }
  /** Time has passed: those whose time is over go, and those that are shown now have one. The view sends it. */
  passed: { readonly now: number }
}

/** The store of toasts. It emits `acted` when the user does what a toast offers. */
export type Toasts = Store<
  ToastsContext,
  ToastsEvents,
  { readonly type: 'acted'; readonly event: EventObject }
>

/** How many toasts there may be. */
export interface ToastsOptions {
  /**
   * How many are shown at once; the others wait, and are counted.
   *
   * @defaultValue 3
   */
  readonly maxShown?: number | undefined
}

/** In ms. */
const TIME = 4_000

/** How many wait at most: of more, the oldest that isn't an error goes. */
const MAX_QUEUE = 100

/**
 * Short messages that go by themselves: a store of `@xstate/store`, to which anything in the app may send. `toastsView(store)` shows it.
 *
 * ```ts
 * const messages = toasts()
 * messages.trigger.show({ text: 'api has restarted', level: 'success' })
 * ```
 *
 * @throws RangeError if `maxShown` isn't a whole number, 1 or more, or, when a toast is shown, if its `time` isn't above 0.
 */
export function toasts({ maxShown = 3 }: ToastsOptions = {}): Toasts {
  requireCount('toasts: maxShown', maxShown)
  const store: Toasts = createStore<ToastsContext, ToastsEvents, { acted: { readonly event: EventObject } }>({
    context: { queue: [], maxShown, next: 1 },
    on: {
      show: (context, toast) => added(context, toast),
      dismiss: (context, { id }) => without(context, id ?? newest(context)?.id),
      clear: (context) => (context.queue.length === 0 ? context : { ...context, queue: [] }),
      keep: (context, { id = newest(context)?.id }) =>
        changed(context, (toast) =>
          toast.id === id && toast.time !== Infinity ? { ...toast, time: Infinity, until: Infinity } : toast,
        ),
      act: (context, { id }, enqueue) => {
        const toast = shownToasts(context).findLast((one) =>
          id === undefined ? one.action !== undefined : one.id === id,
        )
        if (toast?.action === undefined) return context
        enqueue.emit.acted({ event: toast.action.event })
        return without(context, toast.id)
      },
      passed: (context, { now }) => passed(context, now),
    },
  })
  return store
}

/** The toasts that are shown: the oldest, since those that came first have to go first. */
export function shownToasts({ queue, maxShown }: ToastsContext): readonly Toast[] {
  return queue.slice(0, maxShown)
}

/** When the next toast goes, on the clock of the app; Infinity if none does. */
export function nextDeadline(context: ToastsContext): number {
  return Math.min(Infinity, ...shownToasts(context).map(({ until = Infinity }) => until))
}

function added(context: ToastsContext, toast: ToastOptions): ToastsContext {
  const { level = 'info', action, name } = toast
  const { time = level === 'error' || action !== undefined ? Infinity : TIME } = toast
  if (time !== Infinity) requirePositiveTime('toasts: time', time)
  const { text, detail } = toast
  const shown: Toast = { text, detail, action, name, level, time, id: context.next, until: undefined }
  const at = name === undefined ? -1 : context.queue.findIndex((one) => one.name === name)
  const queue = at < 0 ? [...context.queue, shown] : context.queue.with(at, shown)
  return { ...context, next: context.next + 1, queue: bounded(queue) }
}

function bounded(queue: readonly Toast[]): readonly Toast[] {
  if (queue.length <= MAX_QUEUE) return queue
  const harmless = queue.findIndex(({ level }) => level !== 'error')
  return queue.toSpliced(Math.max(0, harmless), 1)
}

function newest(context: ToastsContext): Toast | undefined {
  return shownToasts(context).at(-1)
}

function without(context: ToastsContext, id: number | undefined): ToastsContext {
  const queue = context.queue.filter((toast) => toast.id !== id)
  return queue.length === context.queue.length ? context : { ...context, queue }
}

function changed(context: ToastsContext, change: (toast: Toast, index: number) => Toast): ToastsContext {
  const queue = context.queue.map(change)
  return queue.every((toast, index) => toast === context.queue[index]) ? context : { ...context, queue }
}

function passed(context: ToastsContext, now: number): ToastsContext {
  const left = context.queue.filter(({ until = Infinity }) => until > now)
  const after = left.length === context.queue.length ? context : { ...context, queue: left }
  return changed(after, (toast, index) =>
    index < context.maxShown && toast.until === undefined ? { ...toast, until: now + toast.time } : toast,
  )
}
