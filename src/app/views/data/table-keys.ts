import type { TableEvent } from '../../../machines/data/table-events.ts'
import {
  firstWith,
  lastTop,
  positionAtLine,
  rowsFrom,
  tableTop,
} from '../../../machines/data/table-window.ts'
import type { KeyTable, Place } from '../../component.ts'
import { onScrollbar } from '../controls/scrollbar.ts'
import { cursorKeys } from '../controls/row-keys.ts'
import { selects } from '../controls/selects.ts'
import { wheelRows } from '../controls/wheel.ts'
import {
  BEFORE,
  CHECK,
  HEADER,
  layoutIn,
  rowsIn,
  windowIn,
  type Layout,
  type Look,
  type Snapshot,
} from './table-look.ts'

/** The keys of a table. */
export function keysOf(look: Look): KeyTable<Snapshot<unknown>, TableEvent<unknown>> {
  const cursor = cursorKeys(
    (snapshot: Snapshot<unknown>, place) => windowIn(look, snapshot, place),
    (snapshot, place, direction) => pageFrom(look, snapshot, direction, place),
  )
  const extending =
    (name: keyof typeof cursor) => (snapshot: Snapshot<unknown>, input: unknown, place: Place) => ({
      ...cursor[name](snapshot, input, place),
      extend: true,
    })
  const across =
    (by: 1 | -1) =>
    (snapshot: Snapshot<unknown>, _: unknown, { columns }: Place) =>
      acrossBy(look, layoutIn(look, snapshot.context, columns), by)
  return {
    ...cursor,
    left: across(-1),
    right: across(1),
    s: (snapshot) => ({ type: 'sort', column: nextToSort(look, snapshot) }),
    S: ({ context: { sort } }) =>
      sort[0] === undefined ? undefined : { type: 'sort', column: sort[0].column, add: true },
    '/': { type: 'filter' },
    y: { type: 'copy' },
    ...(look.multiple && {
      space: { type: 'pick' } as const,
      'shift+up': extending('up'),
      'shift+down': extending('down'),
      'shift+pageup': extending('pageup'),
      'shift+pagedown': extending('pagedown'),
      'shift+home': extending('home'),
      'shift+end': extending('end'),
      'ctrl+a': { type: 'pickAll' } as const,
    }),
    // A table that stays open never takes these two: they are keys of the region around it.
    enter: (snapshot) => (snapshot.can({ type: 'choose' }) ? { type: 'choose' } : undefined),
    escape: (snapshot) =>
      snapshot.matches({ open: { search: 'filtering' } })
        ? { type: 'clear' }
        : snapshot.can({ type: 'pickNone' })
          ? { type: 'pickNone' }
          : snapshot.can({ type: 'leave' })
            ? { type: 'leave' }
            : undefined,
  }
}

/** The cursor goes to the next cell, or the columns are scrolled. */
function acrossBy({ isOnCells }: Look, { maxLeft }: Layout, by: 1 | -1): TableEvent<unknown> {
  return isOnCells ? { type: 'across', by } : { type: 'scrollColumns', by, max: maxLeft }
}

/** How many rows a page from the cursor has. */
function pageFrom({ heights }: Look, snapshot: Snapshot<unknown>, direction: 1 | -1, place: Place): number {
  const { context } = snapshot
  const rows = rowsIn(snapshot, place.rows)
  const heightOf = heights(context, place.columns)
  if (heightOf === undefined) return Math.max(1, rows)
  const { position } = context
  return direction < 0
    ? Math.max(1, position - firstWith(position, rows, heightOf) + 1)
    : Math.max(1, rowsFrom(context, position, rows, heightOf))
}

/** The column at the cursor; without one, the column after the one that counts now. */
function nextToSort({ isOnCells }: Look, { context: { shown, column, sort } }: Snapshot<unknown>): string {
  if (isOnCells && column !== undefined) return column
  const now = sort[0] === undefined ? -1 : shown.indexOf(sort[0].column)
  return shown[(now + 1) % shown.length] ?? ''
}

type Mouse = Parameters<typeof onScrollbar>[0]

/** What the mouse does to a table. */
export function onMouse(
  look: Look,
  snapshot: Snapshot<unknown>,
  mouse: Mouse,
  place: Place,
): TableEvent<unknown> | undefined {
  const { context } = snapshot
  const window = windowIn(look, snapshot, place)
  const { rows } = window
  const heightOf = look.heights(context, place.columns)
  const layout = layoutIn(look, context, place.columns)
  const by = wheelRows(mouse)
  const across = wheelColumns(mouse)
  if (across !== undefined) return acrossBy(look, layout, across)
  const above = tableTop(context, rows, heightOf)
  if (by !== undefined) return { type: 'scroll', by: heightOf === undefined ? by : Math.sign(by), ...window }
  const overflow = lastTop(context, rows, heightOf)
  const inBody = { ...mouse, y: mouse.y - HEADER }
  const page = Math.max(1, rowsFrom(context, above, rows, heightOf))
  const bar = onScrollbar(inBody, { columns: place.columns, rows, overflow, above, page }, context.held)
  if (bar !== undefined) return bar.type === 'scroll' ? { ...bar, ...window } : bar
  if (mouse.action !== 'press' || !selects(mouse.button)) return undefined
  const x = mouse.x - BEFORE - (look.multiple ? CHECK : 0)
  const name = layout.placed.findLast((column) => x >= column.x && x < column.x + column.width + 1)?.column
    .name
  if (mouse.y === 0 && mouse.button === 'right') return undefined
  if (mouse.y === 0) return name === undefined ? undefined : { type: 'sort', column: name, add: mouse.shift }
  if (inBody.y >= rows) return undefined
  return {
    type: 'select',
    position: positionAtLine(above, inBody.y, heightOf),
    ...window,
    extend: mouse.shift,
    ...(name !== undefined && { column: name }),
  }
}

/** Whether the wheel goes to the left or the right: by itself, or with Shift. */
function wheelColumns({ action, button, shift }: Mouse): 1 | -1 | undefined {
  if (action !== 'wheel') return undefined
  if (button === 'left' || button === 'right') return button === 'left' ? -1 : 1
  return shift ? (button === 'up' ? -1 : 1) : undefined
}
