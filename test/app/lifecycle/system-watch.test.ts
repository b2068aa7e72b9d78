import { fromTransition, setup } from 'xstate'
import { expect, test } from 'vitest'
import { component, text } from 'actty'
import { mount } from 'actty/testing'

test('a transition function that is stopped with its app is not left behind', async () => {
  const logic = setup({ actors: { count: fromTransition((n: number) => n + 1, 0) } }).createMachine({
    id: 'app',
    invoke: { src: 'count', id: 'count' },
  })
  const app = mount(component({ logic, view: () => text('on') }), { columns: 10, rows: 1 })
  expect(await app.unmount()).toEqual([])
})
