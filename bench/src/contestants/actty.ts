import { assign, createActor, setup } from 'xstate'
import * as actty from 'actty'
import { viewsWith } from '../actty-views.ts'
import { contest } from '../contestant.ts'
import { screens, versionsOf, type Board, type Screen } from '../screens.ts'

const { column, component, createApp, region, row, text } = actty
const { textOf, viewOf } = viewsWith(actty)

/** With `one-view`, what is a region of its own otherwise is part of the one view of the app. */
const isOneView = process.argv.includes('one-view')

const machine = setup({
  types: {
    context: {} as { frame: number },
    events: {} as { type: 'show'; frame: number } | { type: 'next' },
  },
}).createMachine({
  id: 'contestant',
  context: { frame: 0 },
  on: {
    show: { actions: assign({ frame: ({ event }) => event.frame }) },
    next: { actions: assign({ frame: ({ context }) => context.frame + 1 }) },
  },
})

await contest(async (screen) => {
  let drawn = () => {}
  const frame = (): Promise<void> => new Promise((resolve) => (drawn = resolve))
  const counter = createActor(machine).start()
  const cells = screen.board && (await storesOf(screen.board))
  const hasCounter = screen === screens.counter && !isOneView
  const header = hasCounter ? region(counter, headerOf(screen)) : undefined
  // An older build returns the app itself.
  const app = await createApp(
    component({
      logic: machine,
      keys: { text: { type: 'next' } },
      view: ({ context }) =>
        cells === undefined ? viewOf(screen, context.frame, header) : boardOf(screen.board!, cells),
    }),
    { frameInterval: 0, onFrame: () => drawn() },
  )
  app.start()
  await frame()
  return {
    show(number) {
      const shown = frame()
      if (cells !== undefined) cells[screen.board!.changed(number)]!.trigger.change()
      else (hasCounter ? counter : app.actor).send({ type: 'show', frame: number })
      return shown
    },
    onKey() {},
  }
})

function headerOf({ dashboard }: Screen) {
  return component({
    logic: machine,
    keys: { text: { type: 'next' } },
    view: ({ context }) => textOf(dashboard!(context.frame).header),
  })
}

async function storesOf(board: Board) {
  const { createStore } = await import('@xstate/store')
  return versionsOf(board, 0).map((version, cell) =>
    createStore({
      context: { cell, version },
      on: { change: (context) => ({ ...context, version: context.version + 1 }) },
    }),
  )
}

function boardOf(board: Board, cells: Awaited<ReturnType<typeof storesOf>>): actty.Child {
  const shown = component({
    logic: cells[0]!,
    view: ({ context }) => text(board.textOf(context.cell, context.version), { overflow: 'clip' }),
  })
  const regionAt = (x: number, y: number) =>
    region(cells[y * board.across + x], shown, { width: board.width })
  return column(
    Array.from({ length: board.down }, (_, y) =>
      row(Array.from({ length: board.across }, (_, x) => regionAt(x, y))),
    ),
  )
}
