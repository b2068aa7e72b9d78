import { assign, raise, setup, type ActorRefFromLogic, type AnyActorRef } from 'xstate'
import type { ListSource } from '../controls/list-source.ts'
import { textInput, type TextInput } from '../controls/text-input.ts'
import { announcing } from '../kit/change.ts'
import { withEvent } from '../kit/chart.ts'
import { copyIn } from '../kit/clipboard.ts'
import { messageOf } from '../kit/message-of.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { arranging, needsOrder, type ArrangedEvent } from './arranging.ts'
import { ChangedRows } from './changed-rows.ts'
import { RowSelection } from './row-selection.ts'
import { following, rowsOf } from './row-store.ts'
import type { TableContext } from './table-context.ts'
import type { TableEvent } from './table-events.ts'
import type { TableInput, TableOptions } from './table-options.ts'
import {
  allOf,
  arranged,
  gone,
  ownKey,
  requireNames,
  scrolled,
  sortedBy,
  taken,
  tsvOf,
  withValue,
  type Going,
  type Scrolling,
  type TableRules,
} from './table-changes.ts'
import { rowAt, rowCount, updated, without } from './table-rows.ts'
import { oneLineEach, tableTop, type RowHeights } from './table-window.ts'

/** The states of a `table`. */
export type TableState =
  | {
      open: {
        data: 'loading' | 'ready' | 'failed'
        order: 'settled' | 'arranging' | 'resting'
        search: 'closed' | 'filtering'
      }
    }
  | 'chosen'
  | 'left'

/** What `table` returns. Its output is the row at the cursor, or undefined if it was left. 'busy' while rows are put in order. */
export type Table<Row> = Pattern<
  TableContext<Row>,
  TableEvent<Row>,
  TableState,
  'busy',
  TableInput<Row> | undefined,
  Row | undefined,
  {
    /** The text input, while the table filters. */
    readonly filter?: ActorRefFromLogic<TextInput> | undefined
    readonly arranging?: AnyActorRef | undefined
    readonly following?: AnyActorRef | undefined
  }
>

type Context = TableContext<unknown>
type Event = TableEvent<unknown> | ArrangedEvent | { readonly type: 'arrange' }

/** The rows of a table that has none yet. */
const NONE: ListSource<unknown> = []

/** For how long rows stay in their order, at least, before changes of them move rows again, in ms. */
const REST = 250

/**
 * Rows with a cursor, in columns. Rows are data: a million of them cost no more than those in view. Sorting and filtering go on in
 * slices between frames. Until they are done, the rows stay as they are.
 *
 * ```ts
 * const columns = [{ name: 'name' }, { name: 'cpu', title: 'CPU' }]
 * const services = createActor(table<Service>({ columns }), { input: { rows } }).start()
 * services.send({ type: 'sort', column: 'cpu' })
 * services.send({ type: 'update', rows: [{ id: 7, name: 'api', cpu: 0.5 }] })
 * ```
 *
 * @throws TypeError if two columns have the same name.
 */
export function table<Row>(options: TableOptions<Row>): Table<Row> {
  return tableWith(options, oneLineEach)
}

/** A `table` whose rows may have several lines each. */
export function tableWith<Row>(options: TableOptions<Row>, heights: RowHeights): Table<Row> {
  const {
    columns,
    key = ownKey,
    cursor = 'row',
    multiple = false,
    keepOpen = false,
  } = options as unknown as TableOptions<unknown>
  requireNames(columns)
  const rules: TableRules = { columns, key, cursor, multiple, heights }
  const names = columns.map(({ name }) => name)
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as Event,
      input: undefined as TableInput<unknown> | undefined,
      children: {} as { filter: 'filter'; arranging: 'arranging'; following: 'following' },
    },
    actors: { filter: textInput({ keepOpen: true }), arranging: arranging(columns), following },
    actions: {
      go: assign(({ context }, to: Going) => gone(context, to, rules)),
      across: assign({
        column: ({ context: { shown, column } }, { by }: { by: number }) =>
          shown[Math.max(0, Math.min(shown.indexOf(column ?? '') + by, shown.length - 1))],
      }),
      scrollColumns: assign({
        left: ({ context: { left } }, { by, max }: { by: number; max: number }) =>
          Math.max(0, Math.min(Math.min(left, max) + by, max)),
      }),
      scroll: assign(({ context }, by: Scrolling) => scrolled(context, by, heights)),
      pick: assign(({ context }) => {
        const row = rowAt(context.listed, context.position)
        return row === undefined ? {} : { selection: context.selection.toggled(key(row)), anchor: undefined }
      }),
      pickAll: assign({ selection: ({ context: { listed } }) => allOf(listed, key) }),
      pickNone: assign({ selection: new RowSelection() }),
      sort: assign({
        sort: ({ context }, { column, add = false }: { column: string; add?: boolean }) =>
          sortedBy(context.sort, column, add),
        isStale: true,
      }),
      // The cursor stays on its column. If that isn't shown any more, it goes to the column in its place.
      show: assign(({ context }, wanted: readonly string[]) => {
        const shown = wanted.filter((name) => names.includes(name))
        const isThere = context.column !== undefined && shown.includes(context.column)
        const place = Math.min(context.shown.indexOf(context.column ?? ''), shown.length - 1)
        return { shown, column: isThere ? context.column : shown[Math.max(0, place)] }
      }),
      take: assign(({ context }, rows: ListSource<unknown> | ChangedRows) =>
        taken(context, rows instanceof ChangedRows ? rows.appliedTo(context.rows) : rows, key),
      ),
      arrange: assign(({ context }, { rows, order }: ArrangedEvent) =>
        arranged(context, { rows, order }, key),
      ),
      look: assign({ filter: (_, text: string) => text, isStale: true }),
      takeAll: assign(({ context }) => arranged(context, { rows: context.rows, order: undefined }, key)),
      begin: assign({ isStale: false }),
      copy: ({ context, system }) => copyIn(system, tsvOf(context, rules)),
    },
    guards: {
      isMultiple: () => multiple,
      // Called for each key of the help line: it makes no range.
      moves: ({ context }, to: Going) => {
        const { position, top } = gone(context, { ...to, extend: false }, rules)
        return (
          position !== context.position ||
          (to.rows !== undefined && top !== tableTop(context, to.rows, heights(context, to.columns)))
        )
      },
      movesAcross: ({ context: { shown, column } }, { by }: { by: number }) =>
        cursor === 'cell' && shown[shown.indexOf(column ?? '') + by] !== undefined,
      scrolls: ({ context }, by: Scrolling) => {
        const { top, position } = scrolled(context, by, heights)
        return (
          top !== tableTop(context, by.rows, heights(context, by.columns)) || position !== context.position
        )
      },
      scrollsColumns: ({ context: { left } }, { by, max }: { by: number; max: number }) =>
        cursor === 'row' && Math.min(left, max) + by >= 0 && Math.min(left, max) + by <= max,
      canSort: (_, { column }: { column: string }) => names.includes(column),
      hasPicked: ({ context }) => context.selection.size > 0,
      hasRows: ({ context }) => rowCount(context.listed) > 0,
      canChoose: ({ context }) => !keepOpen && rowCount(context.listed) > 0,
      canLeave: () => !keepOpen,
      isStale: ({ context }) => context.isStale,
      needsNone: ({ context }) => context.isStale && !needsOrder(context),
      isLoading: ({ context }) => context.rows === NONE,
    },
    delays: { REST },
  }).createMachine({
    id: 'table',
    meta: { resume: 'goesOn', canEnd: true, canFail: false } satisfies PatternRules,
    description: 'Rows with a cursor, in columns.',
    context: ({ input }) => {
      const { rows: given, sort = [] } = input ?? {}
      const rows = given === undefined ? NONE : rowsOf(given)
      const context: Context = {
        value: undefined,
        rows,
        listed: { rows, order: undefined },
        position: 0,
        top: 0,
        column: names[0],
        left: 0,
        sort,
        filter: '',
        selection: new RowSelection(),
        shown: [...names],
        problem: undefined,
        isStale: sort.length > 0,
        held: undefined,
        anchor: undefined,
      }
      return withValue(context)
    },
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        invoke: {
          src: 'following',
          id: 'following',
          input: ({ event }) => (event as { input?: TableInput<unknown> }).input?.rows,
        },
        on: {
          move: {
            guard: {
              type: 'moves',
              params: ({ context, event }) => ({ ...event, to: context.position + event.by }),
            },
            actions: {
              type: 'go',
              params: ({ context, event }) => ({ ...event, to: context.position + event.by }),
            },
          },
          first: {
            guard: { type: 'moves', params: ({ event }) => ({ ...event, to: 0 }) },
            actions: { type: 'go', params: ({ event }) => ({ ...event, to: 0 }) },
          },
          last: {
            guard: { type: 'moves', params: ({ event }) => ({ ...event, to: Infinity }) },
            actions: { type: 'go', params: ({ event }) => ({ ...event, to: Infinity }) },
          },
          select: {
            guard: ({ context, event }) => rowAt(context.listed, event.position) !== undefined,
            actions: { type: 'go', params: ({ event }) => ({ ...event, to: event.position }) },
          },
          across: { guard: withEvent('movesAcross'), actions: withEvent('across') },
          scrollColumns: { guard: withEvent('scrollsColumns'), actions: withEvent('scrollColumns') },
          scroll: { guard: withEvent('scrolls'), actions: withEvent('scroll') },
          hold: { actions: assign({ held: ({ event }) => event.at }) },
          drop: { actions: assign({ held: undefined }) },
          pick: { guard: 'isMultiple', actions: 'pick', description: 'Select' },
          pickAll: { guard: 'isMultiple', actions: 'pickAll', description: 'Select all' },
          pickNone: { guard: 'hasPicked', actions: 'pickNone', description: 'Select none' },
          columns: { actions: { type: 'show', params: ({ event }) => event.names } },
          copy: { guard: 'hasRows', actions: 'copy', description: 'Copy' },
          choose: { guard: 'canChoose', target: 'chosen', description: 'Choose' },
          leave: { guard: 'canLeave', target: 'left', description: 'Leave' },
        },
        states: {
          data: {
            initial: 'unknown',
            on: {
              loading: '.loading',
              failed: {
                target: '.failed',
                actions: assign({ problem: ({ event }) => messageOf(event.error) }),
              },
              rows: '.ready',
              update: '.ready',
            },
            states: {
              unknown: { always: [{ guard: 'isLoading', target: 'loading' }, { target: 'ready' }] },
              loading: { description: 'Rows are being loaded.' },
              ready: {},
              failed: { description: 'Rows could not be loaded.' },
            },
          },
          order: {
            initial: 'settled',
            on: {
              sort: {
                guard: withEvent('canSort'),
                target: '.settled',
                actions: withEvent('sort'),
                description: 'Sort',
              },
              sortBy: {
                target: '.settled',
                actions: assign({ sort: ({ event }) => event.sort, isStale: true }),
              },
              arrange: { target: '.settled', actions: assign({ isStale: true }) },
              rows: { actions: { type: 'take', params: ({ event }) => event.rows } },
              update: {
                actions: {
                  type: 'take',
                  params: ({ context, event }) => updated(context.rows, event.rows, key),
                },
              },
              remove: {
                actions: {
                  type: 'take',
                  params: ({ context, event }) => without(context.rows, event.keys, key),
                },
              },
            },
            states: {
              settled: {
                always: [
                  { guard: 'needsNone', actions: 'takeAll' },
                  { guard: 'isStale', target: 'arranging' },
                ],
              },
              arranging: {
                entry: 'begin',
                tags: 'busy',
                description: 'Rows are filtered and sorted, a slice at a time.',
                invoke: {
                  src: 'arranging',
                  id: 'arranging',
                  input: ({ context: { rows, sort, filter, listed } }) => ({
                    rows,
                    sort,
                    filter,
                    before: listed.order,
                  }),
                },
                on: { 'arranging.done': { target: 'resting', actions: withEvent('arrange') } },
              },
              resting: { after: { REST: 'settled' } },
            },
          },
          search: {
            initial: 'closed',
            states: {
              closed: { on: { filter: { target: 'filtering', description: 'Filter' } } },
              filtering: {
                description: 'A text is being typed, and the rows that contain it are listed.',
                invoke: {
                  src: 'filter',
                  id: 'filter',
                  input: ({ event }) => ({ value: event.type === 'filter' ? event.text : undefined }),
                  onSnapshot: {
                    guard: ({ context, event }) => event.snapshot.context.value !== context.filter,
                    actions: [
                      { type: 'look', params: ({ event }) => event.snapshot.context.value },
                      raise({ type: 'arrange' }),
                    ],
                  },
                },
                on: {
                  clear: {
                    target: 'closed',
                    actions: [{ type: 'look', params: '' }, raise({ type: 'arrange' })],
                    description: 'Show all',
                  },
                },
              },
            },
          },
        },
      },
      chosen: { type: 'final', output: ({ context }) => context.value },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine), (context: Context) => ({
    ...context,
    selection: RowSelection.from(context.selection),
  }))
}
