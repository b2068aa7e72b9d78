import { setup } from 'xstate'
import { all, column, component, keyHelp, pane, region, text } from 'actty'
import { ticking } from 'actty/machines'
import type { Example } from './example.ts'

/** An actor that ticks, and its view. */
const time = component({
  name: 'time',
  logic: ticking(1_000),
  view: ({ context }) =>
    text(new Date(context.time).toTimeString().slice(0, 8), { bold: true, color: 'accent' }),
})

const machine = setup({
  actors: { time },
}).createMachine({
  id: 'clock',
  description: 'A clock, until you leave it.',
  invoke: all({ time }),
})

export const clock: Example = {
  name: 'clock',
  group: 'Streaming',
  brief: 'on the second',
  pattern: 'ticking',
  shows: 'Ticks on the second, without drift.',
  component: component({
    logic: machine,
    quit: 'q',
    view: ({ children }) => column([pane({ title: 'Clock', grow: 1 }, [region(children.time)]), keyHelp()]),
  }),
  async play(app) {
    await app.advance(2_500)
    await app.press('q')
  },
}
