import type { Place } from '../../component.ts'

/** How many rows a page has that goes up (-1) or down (1). */
type Page<Snapshot> = (snapshot: Snapshot, place: Place, direction: 1 | -1) => number

/** The keys that go through rows, one or a page at a time. `step` returns the event for so many rows. */
export function stepKeys<Snapshot, Event>(
  step: (by: number, snapshot: Snapshot, place: Place) => Event,
  page: Page<Snapshot>,
) {
  const key = (direction: 1 | -1, size?: Page<Snapshot>) => (snapshot: Snapshot, _: unknown, place: Place) =>
    step(direction * Math.max(1, size?.(snapshot, place, direction) ?? 1), snapshot, place)
  return { up: key(-1), down: key(1), pageup: key(-1, page), pagedown: key(1, page) }
}

/** The keys of a cursor on rows. `windowIn` returns the window that shows them. */
export function cursorKeys<Snapshot, Window extends { readonly rows: number }>(
  windowIn: (snapshot: Snapshot, place: Place) => Window,
  page: Page<Snapshot> = (snapshot, place) => windowIn(snapshot, place).rows,
) {
  const step = (by: number, snapshot: Snapshot, place: Place) =>
    ({ type: 'move', by, ...windowIn(snapshot, place) }) as const
  const jump =
    <Type extends 'first' | 'last'>(type: Type) =>
    (snapshot: Snapshot, _: unknown, place: Place) => ({ type, ...windowIn(snapshot, place) })
  const steps = stepKeys(step, page)
  return { ...steps, k: steps.up, j: steps.down, home: jump('first'), end: jump('last') }
}
