import { assign, fromPromise, setup } from 'xstate'
import { scroll } from '../../render/nodes/scroll.ts'
import { slot } from '../../render/nodes/slot.ts'
import { component, type Place } from '../component.ts'
import { KeyListContent } from '../region.ts'
import { wheelRows } from '../views/controls/wheel.ts'
import type * as HelpScreen from './help-screen.ts'

interface HelpContext {
  /** What draws it, once that is loaded. */
  readonly screen: typeof HelpScreen | undefined
  /** How many of its rows are above the window. */
  readonly top: number
}

type HelpEvent =
  { readonly type: 'close' } | { readonly type: 'scroll'; readonly by: number; readonly max: number }

/** The screen with all keys, as an actor of the app: it is there from `?` until it is closed. */
function helpMachine(load: () => Promise<typeof HelpScreen>) {
  return setup({
    types: { context: {} as HelpContext, events: {} as HelpEvent },
    actors: { load: fromPromise(load) },
    guards: { isLong: (_, { max }: { max: number }) => max > 0 },
  }).createMachine({
    id: 'actty.help',
    description: 'All keys, on the screen.',
    context: { screen: undefined, top: 0 },
    on: { close: { target: '.closed', description: 'Close' } },
    initial: 'loading',
    states: {
      loading: {
        invoke: {
          src: 'load',
          onDone: { target: 'open', actions: assign({ screen: ({ event }) => event.output }) },
          onError: 'closed',
        },
      },
      open: {
        on: {
          scroll: {
            guard: { type: 'isLong', params: ({ event }) => event },
            actions: assign({
              top: ({ context, event }) => Math.max(0, Math.min(event.max, context.top + event.by)),
            }),
            description: 'Scroll',
          },
        },
      },
      closed: { type: 'final' },
    },
  })
}

/** The screen with all keys. `load` imports what draws it, so that an app in which nobody asks for it doesn't load that. */
export function helpView(load: () => Promise<typeof HelpScreen>) {
  const by = (rows: number, { overflow }: Place) => ({ type: 'scroll', by: rows, max: overflow }) as const
  const close = { type: 'close' } as const
  return component({
    name: 'actty.help',
    logic: helpMachine(load),
    keys: {
      escape: close,
      up: (_, __, place) => by(-1, place),
      down: (_, __, place) => by(1, place),
      k: (_, __, place) => by(-1, place),
      j: (_, __, place) => by(1, place),
      pageup: (_, __, place) => by(1 - place.rows, place),
      pagedown: (_, __, place) => by(place.rows - 1, place),
      space: (_, __, place) => by(place.rows - 1, place),
      home: (_, __, place) => by(-place.overflow, place),
      end: (_, __, place) => by(place.overflow, place),
      '?': close,
      f1: close,
      q: close,
      enter: close,
    },
    mouse: (_, mouse, place) => {
      const rows = wheelRows(mouse)
      return rows === undefined ? undefined : by(rows, place)
    },
    view: ({ context: { screen, top } }, { columns }) =>
      screen?.frame(
        scroll(slot(new KeyListContent((now) => screen.allKeys(now, columns))), { from: top }),
        columns,
      ),
  })
}
