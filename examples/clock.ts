import { setup } from 'xstate'
import { all, box, component, keyHelp, region, spacer, text } from 'actty'
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
    view: ({ children }) =>
      box({ title: 'Clock', border: 'round', padding: [0, 1] }, [region(children.time), spacer(), keyHelp()]),
  }),
  async play(app) {
    await app.advance(2_500)
    await app.press('q')
  },
}
