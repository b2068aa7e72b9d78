import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { fromCallback, type CallbackActorLogic } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { holdWork } from '../kit/held-work.ts'
import { Batch, type Batched } from './batch.ts'

/**
 * A source that pushes. It calls `push` for each item and `end` when there are no more, and returns a function that stops
 * it.
 */
export type Subscribe<Item> = (push: (item: Item) => void, end: (error?: unknown) => void) => () => void

/** Returns where items come from. `signal` is aborted when no more items are wanted. */
export type StreamSource<Item, Input> = (parameters: {
  readonly input: Input
  readonly signal: AbortSignal
}) => AsyncIterable<Item> | Iterable<Item> | Subscribe<Item>

export type InletEvent =
  /** New items. `lost` counts the items that were dropped so far, because they came during a pause and there was no room. */
  | ({ readonly type: 'inlet.batch'; readonly lost: number } & Batched<unknown>)
  | { readonly type: 'inlet.ended' }
  | { readonly type: 'inlet.failed'; readonly error: unknown }

type InletCommand = { readonly type: 'hold' } | { readonly type: 'goOn' }

/** How often items are sent at most, in ms. */
const BATCH_INTERVAL = 16

/** How many items are taken before keys and timers get their turn. */
const ITEMS_A_TURN = 256

/**
 * Takes items from a source, no faster than it sends them on. Each event has at most the last `maxItems` items since the one
 * before.
 */
export function inlet(
  source: StreamSource<unknown, unknown>,
  maxItems: number,
): CallbackActorLogic<InletCommand, unknown> {
  return fromCallback(({ input, self, sendBack, receive }) => {
    const clock = clockOf(self)
    const abort = new AbortController()
    const { signal } = abort
    /** What came during a pause. */
    const backlog = new Batch<unknown>(maxItems)
    const untold = new Batch<unknown>(maxItems)
    let lost = 0
    let isHeld = false
    let timer: unknown
    let goOn: (() => void) | undefined
    let close = () => {}

    const tell = () => {
      timer = undefined
      sendBack({ type: 'inlet.batch', lost, ...untold.take() })
      if (!isHeld) goOn?.()
    }
    const take = (item: unknown) => {
      if (signal.aborted) return // a source may still push after it was stopped
      untold.push(item)
      timer ??= clock.setTimeout(tell, BATCH_INTERVAL)
    }
    const release = () => {
      const { items, skipped } = backlog.take()
      lost += skipped
      for (const item of items) take(item)
      goOn?.()
    }
    /** Ends it after all items have been sent. */
    const finish = (event: InletEvent) => {
      if (isHeld) return void (afterHold = () => finish(event))
      clock.clearTimeout(timer)
      if (!untold.isEmpty) tell() // the last items come before the end
      sendBack(event)
    }
    let afterHold: (() => void) | undefined
    const end = () => finish({ type: 'inlet.ended' })
    const fail = (error: unknown) => finish({ type: 'inlet.failed', error })
    /** Waits during a pause, and while the source is ahead of what was sent. */
    const room = async () => {
      while ((isHeld || untold.isFull) && !signal.aborted)
        await new Promise<void>((resolve) => (goOn = resolve))
    }

    receive(({ type }) => {
      isHeld = type === 'hold'
      if (isHeld) return
      release()
      afterHold?.()
    })

    try {
      const opened = source({ input, signal })
      if (typeof opened === 'function') {
        const push = (item: unknown) => (isHeld ? backlog.push(item) : take(item))
        const unsubscribe = opened(push, (error) => (error === undefined ? end() : fail(error)))
        // If it throws, only `run` can report it.
        close = () => holdWork(self, 'a subscription', attempt(unsubscribe))
      } else {
        const { pulled, stop } = pull(opened, take, room, signal)
        holdWork(self, 'a stream', pulled.then(end, fail))
        close = () => {
          goOn?.()
          stop()
        }
      }
    } catch (error) {
      fail(error)
    }
    return () => {
      clock.clearTimeout(timer)
      abort.abort()
      close()
    }
  })
}

/** Takes items one by one until there are no more or it is stopped. `pulled` settles when the source is closed. */
function pull(
  items: AsyncIterable<unknown> | Iterable<unknown>,
  take: (item: unknown) => void,
  room: () => Promise<void>,
  signal: AbortSignal,
): { readonly pulled: Promise<void>; readonly stop: () => void } {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  let closed: unknown
  const stop = () => {
    // A Node stream may wait forever for data. Other iterators may too, and have their own way to be stopped.
    if (items instanceof Readable) items.destroy()
    closed ??= Promise.resolve(iterator.return?.()).catch(() => {})
  }
  const run = async () => {
    let taken = 0
    try {
      for (;;) {
        const next = await iterator.next()
        if (next.done === true || signal.aborted) break
        take(next.value)
        await room()
        if (++taken % ITEMS_A_TURN === 0) await setImmediate()
      }
    } catch (error) {
      // A stream that is closed while it is read throws an error.
      if (!signal.aborted) throw error
    }
    await closed
  }
  return { pulled: run(), stop }
}

/** Does something now. If it throws, the promise rejects. */
function attempt(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work()
    resolve()
  })
}
