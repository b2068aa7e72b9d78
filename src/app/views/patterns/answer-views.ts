import type { Debouncing } from '../../../machines/patterns/debouncing.ts'
import type { Fetching } from '../../../machines/patterns/fetching.ts'
import type { Polling } from '../../../machines/patterns/polling.ts'
import type { Ticking } from '../../../machines/patterns/ticking.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './parts.ts'

/**
 * What `fetching` looks like: its state, its error, and its data by `show`, which stay while they are loaded anew.
 * Keys: `r` refresh, `c` cancel.
 *
 * ```ts
 * const users = fetchingView(fetching(loadUsers), (users) => lines(users.map(({ name }) => name)))
 * ```
 */
export function fetchingView<Data, Input>(
  logic: Fetching<Data, Input>,
  show: (data: Data) => Child,
): Component<Fetching<Data, Input>> {
  return component<Fetching<Data, Input>>({
    logic,
    keys: { r: { type: 'refresh' }, c: { type: 'cancel' } },
    view: (snapshot) => {
      const { data, error } = snapshot.context
      return column({ grow: 1 }, [stateRow(snapshot, errorText(error)), data !== undefined && show(data)])
    },
  })
}

/**
 * What `polling` looks like: its state, its error, and its last answer by `show`. Keys: `r` ask now, `p` pause or resume.
 *
 * ```ts
 * const load = pollingView(polling(readLoad, 2_000), ([one]) => text(`load ${one}`))
 * ```
 */
export function pollingView<Data, Input>(
  logic: Polling<Data, Input>,
  show: (data: Data) => Child,
): Component<Polling<Data, Input>> {
  return component<Polling<Data, Input>>({
    logic,
    keys: {
      r: { type: 'refresh' },
      p: (snapshot) => ({ type: snapshot.matches('paused') ? 'resume' : 'pause' }),
    },
    view: (snapshot) => {
      const { data, error } = snapshot.context
      return column({ grow: 1 }, [stateRow(snapshot, errorText(error)), data !== undefined && show(data)])
    },
  })
}

/**
 * What `debouncing` looks like: its state, its error, and the answer by `show`; while there is none yet, the one before.
 * `isCurrent` tells which of them it is. The value comes from elsewhere, such as a text field.
 *
 * ```ts
 * const found = debouncingView(search, (paths, isCurrent) => lines(paths, { dim: !isCurrent }))
 * ```
 */
export function debouncingView<Data, Value>(
  logic: Debouncing<Data, Value>,
  show: (data: Data, isCurrent: boolean) => Child,
): Component<Debouncing<Data, Value>> {
  return component<Debouncing<Data, Value>>({
    logic,
    view: (snapshot) => {
      const { data, previous, error } = snapshot.context
      const shown = data ?? previous
      return column({ grow: 1 }, [
        stateRow(snapshot, errorText(error)),
        shown !== undefined && show(shown, data !== undefined),
      ])
    },
  })
}

/**
 * What `ticking` looks like: its time by `format`, by default as HH:MM:SS where the user is.
 *
 * ```ts
 * const clock = tickingView(ticking(1_000), (time) => new Date(time).toISOString())
 * ```
 */
export function tickingView(
  logic: Ticking,
  format: (time: number) => string = timeOfDay,
): Component<Ticking> {
  return component({ logic, view: ({ context }) => text(format(context.time), { bold: true }) })
}

function timeOfDay(time: number): string {
  const date = new Date(time)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
