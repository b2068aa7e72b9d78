import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { fromCallback } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { holdWork } from '../kit/held-work.ts'
import { Ring } from './ring.ts'

/** A source that pushes. It calls `push` for every item and `end` when there are no more; it gives the way to stop it. */
export type Subscribe<Item> = (push: (item: Item) => void, end: (error?: unknown) => void) => () => void

/** Where items come from. `signal` is aborted when nobody wants them any more. */
export type StreamSource<Item, Input> = (parameters: {
  readonly input: Input
  readonly signal: AbortSignal
}) => AsyncIterable<Item> | Iterable<Item> | Subscribe<Item>

export type InletEvent =
  /** There are new items. */
  | { readonly type: 'inlet.batch'; readonly lost: number }
  | { readonly type: 'inlet.ended'; readonly lost: number }
  | { readonly type: 'inlet.failed'; readonly error: unknown }

type InletCommand = { readonly type: 'hold' } | { readonly type: 'goOn' }

interface InletInput {
  readonly source: StreamSource<unknown, unknown>
  readonly input: unknown
  /** Is filled in place. */
  readonly items: Ring<unknown>
}

/** New items are told at most this often, in ms. */
const BATCH_INTERVAL = 16

/** So many items are taken before keys and timers have their turn. */
const ITEMS_A_TURN = 256

/** Takes items from a source into a ring, as fast as they are told of and no faster. */
export const inlet = fromCallback<InletCommand, InletInput>(({ input, self, sendBack, receive }) => {
  const { source, items } = input
  const clock = clockOf(self)
  const abort = new AbortController()
  const { signal } = abort
  /** What came while it was held. */
  let backlog = new Ring<unknown>(items.capacity)
  let lost = 0
  let isHeld = false
  let untold = 0
  let timer: unknown
  let goOn: (() => void) | undefined
  let close = () => {}

  const tell = () => {
    timer = undefined
    untold = 0
    sendBack({ type: 'inlet.batch', lost })
    if (!isHeld) goOn?.()
  }
  const take = (item: unknown) => {
    items.push(item)
    untold++
    timer ??= clock.setTimeout(tell, BATCH_INTERVAL)
  }
  const release = () => {
    lost += backlog.dropped
    for (let index = 0; index < backlog.length; index++) take(backlog.at(index))
    backlog = new Ring(items.capacity)
    goOn?.()
  }
  /** Ends it, when what came before has been told of. */
  const finish = (event: () => InletEvent) => {
    if (isHeld) return void (afterHold = () => finish(event))
    clock.clearTimeout(timer)
    tell() // whoever watches it sees the last items before its end
    sendBack(event())
  }
  let afterHold: (() => void) | undefined
  const end = () => finish(() => ({ type: 'inlet.ended', lost }))
  const fail = (error: unknown) => finish(() => ({ type: 'inlet.failed', error }))
  /** Waits where the source is ahead of what was told, or held. */
  const room = async () => {
    while ((isHeld || untold >= items.capacity) && !signal.aborted)
      await new Promise<void>((resolve) => (goOn = resolve))
  }

  receive(({ type }) => {
    isHeld = type === 'hold'
    if (isHeld) return
    release()
    afterHold?.()
  })

  try {
    const opened = source({ input: input.input, signal })
    if (typeof opened === 'function') {
      const push = (item: unknown) => (isHeld ? backlog.push(item) : take(item))
      const unsubscribe = opened(push, (error) => (error === undefined ? end() : fail(error)))
      // Where it throws, nobody else is told.
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

/** Takes items one by one, until there are no more or it is stopped. `pulled` settles when the source is closed. */
function pull(
  items: AsyncIterable<unknown> | Iterable<unknown>,
  take: (item: unknown) => void,
  room: () => Promise<void>,
  signal: AbortSignal,
): { readonly pulled: Promise<void>; readonly stop: () => void } {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  let closed: unknown
  const stop = () => {
    // A Node stream may wait for data that never comes; so may an iterator, which has its own way to be stopped.
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
      // A stream that is closed while it is read complains of that.
      if (!signal.aborted) throw error
    }
    await closed
  }
  return { pulled: run(), stop }
}

/** Does something now; what it throws is a rejection. */
function attempt(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work()
    resolve()
  })
}
