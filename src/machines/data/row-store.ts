import { fromCallback, type CallbackActorLogic, type EventObject } from 'xstate'
import type { ListSource } from '../controls/list-source.ts'
import { ChangedRows } from './changed-rows.ts'
import { clockOf } from '../kit/clock.ts'
import { parentOf } from '../kit/xstate-internals.ts'
import { withinApp } from '../kit/within-app.ts'

/** Rows that are in a store: what `store.select(({ rows }) => rows)` of `@xstate/store` returns. */
export interface RowStore<Row> {
  /** Returns the current rows. */
  get(): ListSource<Row>
  /** Calls back with the rows after each change. */
  subscribe(next: (rows: ListSource<Row>) => void): { unsubscribe(): void }
}

/** Rows, wherever they are: an array, a source that is asked for the rows in view, or a store. */
export type TableSource<Row> = ListSource<Row> | RowStore<Row>

/** The current rows of a source. */
export function rowsOf<Row>(source: TableSource<Row>): ListSource<Row> {
  return 'subscribe' in source ? source.get() : source
}

/** The least time between two changes that the table takes over from a store, in ms. */
const INTERVAL = 50

/** Tells its parent the rows of a store: at once if they change rarely, and else twenty times a second. */
export const following: CallbackActorLogic<EventObject, TableSource<unknown> | undefined> = withinApp(
  fromCallback<EventObject, TableSource<unknown> | undefined>(({ input, sendBack, self }) => {
    if (input === undefined || !('subscribe' in input)) return
    const clock = clockOf(self)
    let timer: unknown
    let isOpen = false
    const send = () => {
      isOpen = false
      const { context } = parentOf(self)!.getSnapshot() as {
        readonly context: { readonly rows: ListSource<unknown> }
      }
      sendBack({ type: 'rows', rows: ChangedRows.between(context.rows, input.get()) })
      timer = clock.setTimeout(() => {
        timer = undefined
        if (isOpen) send()
      }, INTERVAL)
    }
    const subscription = input.subscribe(() => {
      if (timer === undefined) send()
      else isOpen = true
    })
    return () => {
      subscription.unsubscribe()
      clock.clearTimeout(timer)
    }
  }),
)
