import { assign, setup } from 'xstate'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { tellParent } from '../kit/xstate-internals.ts'
import {
  itemWith,
  nextFree,
  requireIds,
  selectedIn,
  type MenuEntry,
  type MenuId,
  type MenuItem,
} from './menu-items.ts'
import type { MenuContext, MenuEvent } from './menu-context.ts'
import { afterMove } from './menu-moves.ts'

/** What is in a menu. */
export interface MenuOptions<Entry extends MenuEntry = MenuEntry, Data = undefined> {
  /**
   * What stands above the items. A function makes it of the menu's input.
   *
   * @defaultValue nothing
   */
  readonly title?: string | ((data: Data) => string) | undefined
  /** The items, with headings and separators. A function makes them of the menu's input. */
  readonly items: readonly Entry[] | ((data: Data) => readonly Entry[])
}

/** The states of a menu. */
export type MenuState = { open: 'still' | 'typing' } | 'chosen' | 'left'

/** What `menu` returns. Its output is the id of what was chosen, or undefined if it was left. */
export type Menu<Id extends string = string, Data = undefined> = Pattern<
  MenuContext,
  MenuEvent,
  MenuState,
  never,
  Data,
  Id | undefined
>

type Context = MenuContext & { readonly answer: string | undefined }

/** How long letters belong together, in ms. */
const TYPED_TIME = 1_000

/**
 * A menu with submenus. It ends with the id of what was chosen.
 *
 * ```ts
 * const file = createActor(menu({ items: [{ id: 'open', title: 'Open' }, { id: 'save', title: 'Save', disabled: 'nothing has changed' }] })).start()
 * file.send({ type: 'choose' }) // its output is 'open'
 * ```
 *
 * @throws TypeError if two items have the same id.
 */
export function menu<const Entry extends MenuEntry, Data = undefined>(
  options: MenuOptions<Entry, Data>,
): Menu<MenuId<Entry>, Data> {
  const { title, items } = options as unknown as MenuOptions<MenuEntry, unknown>
  if (typeof items !== 'function') requireIds(items)
  const machine = setup({
    types: { context: {} as Context, events: {} as MenuEvent, input: {} },
    actions: {
      go: assign(({ context }, event: MenuEvent) => afterMove(context, event) ?? {}),
      take: assign({ answer: ({ context }, id: string | undefined) => wanted(context, id)!.id }),
      forget: assign({ typed: '' }),
      send: ({ self, context }) => {
        const { event } = itemWith(context.items, context.answer!)!
        if (event !== undefined) tellParent(self, event)
      },
    },
    guards: {
      leads: ({ context }, event: MenuEvent) => afterMove(context, event) !== undefined,
      works: ({ context }, id: string | undefined) => {
        const item = wanted(context, id)
        return item !== undefined && item.disabled === undefined && item.items === undefined
      },
      isThere: ({ context }, id: string | undefined) => id === undefined || wanted(context, id) !== undefined,
    },
    delays: { TYPED_TIME },
  }).createMachine({
    id: 'menu',
    meta: { resume: 'goesOn', canEnd: true, canFail: false } satisfies PatternRules,
    description: 'A menu with submenus.',
    context: ({ input }) => {
      const entries = typeof items === 'function' ? items(input) : items
      requireIds(entries)
      const path = [{ at: nextFree(entries, 0, 1), top: 0 }]
      const words = typeof title === 'function' ? title(input) : title
      return { title: words, items: entries, path, typed: '', answer: undefined }
    },
    initial: 'open',
    states: {
      open: {
        initial: 'still',
        on: {
          move: going(),
          first: going(),
          last: going(),
          point: going(),
          scroll: going(),
          type: { ...going(), target: '.typing' },
          open: going('Open'),
          back: going('Back'),
          choose: [
            {
              guard: { type: 'works', params: ({ event }) => event.id },
              target: 'chosen',
              actions: { type: 'take', params: ({ event }) => event.id },
              description: 'Choose',
            },
            going('Open'),
            // What is disabled has the key, too: it isn't for the region around.
            { guard: { type: 'isThere', params: ({ event }) => event.id }, actions: 'forget' },
          ],
          leave: { target: 'left', description: 'Close' },
        },
        states: {
          still: { entry: 'forget' },
          typing: { after: { TYPED_TIME: 'still' } },
        },
      },
      chosen: { type: 'final', entry: 'send' },
      left: { type: 'final' },
    },
    output: ({ context }) => context.answer,
  })
  return asPattern(machine)
}

/** A transition that selects another item, or opens or closes a menu. */
function going(description?: string) {
  const params = ({ event }: { readonly event: MenuEvent }) => event
  return {
    guard: { type: 'leads' as const, params },
    actions: { type: 'go' as const, params },
    ...(description !== undefined && { description }),
  }
}

/** The item that is to be chosen: the one with an id, or the selected one. */
function wanted(context: MenuContext, id: string | undefined): MenuItem | undefined {
  return id === undefined ? selectedIn(context) : itemWith(context.items, id)
}
