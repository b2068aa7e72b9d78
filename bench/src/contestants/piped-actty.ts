import { setup } from 'xstate'
import { component, run, text } from 'actty'
import { endingOfProgram, FINAL_TEXT, lastStateReached } from '../piped-program.ts'

const ending = endingOfProgram()

/** It is done after ten milliseconds, or waits for a key from its first state on. */
const machine = setup({
  types: { events: {} as { type: 'quit' } },
  actions: { lastStateReached },
}).createMachine({
  id: 'piped',
  initial: ending === 'done' ? 'working' : 'waiting',
  states: {
    working: { after: { 10: 'done' } },
    waiting: { entry: 'lastStateReached', on: { quit: 'done' } },
    done: { type: 'final', entry: 'lastStateReached' },
  },
})

await run(component({ logic: machine, keys: { q: { type: 'quit' } }, view: () => text(FINAL_TEXT[ending]) }))
