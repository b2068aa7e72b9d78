import { setup } from 'xstate'
import { box, component, keyHelp, region, spacer, text } from 'actty'
import { ticking } from 'actty/machines'
import type { Example } from './example.ts'

/** The face: what the ticking actor's snapshot looks like. */
const face = component({
  name: 'face',
  logic: ticking(1_000),
  view: ({ context }) =>
    text(new Date(context.time).toTimeString().slice(0, 8), { bold: true, color: 'cyan' }),
})

const machine = setup({
  types: { events: {} as { type: 'quit' }, children: {} as { time: 'ticking' } },
  actors: { ticking: face.logic },
}).createMachine({
  id: 'clock',
  description: 'A clock, until you leave it.',
  invoke: { src: 'ticking', id: 'time' },
  initial: 'showing',
  states: {
    showing: { on: { quit: { target: 'left', description: 'Quit' } } },
    left: { type: 'final' },
  },
})

export const clock: Example = {
  name: 'clock',
  shows: 'local time on the second, without drift: an actor that ticks on the boundary',
  component: component({
    logic: machine,
    keys: { q: { type: 'quit' } },
    view: ({ children }) =>
      box({ title: 'Clock', border: 'round', padding: [0, 1] }, [
        region(children.time, face),
        spacer(),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.advance(2_500)
    await app.press('q')
  },
}
