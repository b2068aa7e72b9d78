import { expect, test } from 'vitest'
import { setup } from 'xstate'
import { component, text } from 'actty'
import { mount } from 'actty/testing'

const egg = setup({}).createMachine({
  id: 'egg',
  initial: 'boiling',
  states: {
    boiling: { after: { 240_000: 'done' } },
    done: {},
  },
})
const timer = component({ logic: egg, quit: 'q', view: ({ value }) => text(`egg: ${value}`) })

test('an egg is done after four minutes', async () => {
  const app = mount(timer, { columns: 20, rows: 1 })
  expect(app.screen()).toEqual(['egg: boiling'])
  await app.advance(240_000) // takes no time
  expect(app.screen()).toEqual(['egg: done'])
  await app.press('q')
  expect(await app.result).toBeUndefined()
  expect(await app.unmount()).toEqual([]) // nothing is left: no actor, timer, listener, socket or process
})
