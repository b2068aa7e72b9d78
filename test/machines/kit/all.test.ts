import { createActor, fromPromise, setup } from 'xstate'
import { expect, test } from 'vitest'
import { all } from 'actty'

const twice = fromPromise(({ input }: { input: number }) => Promise.resolve(input * 2))
const idle = setup({}).createMachine({ id: 'idle' })

test('all actors run under their own names, with their inputs', () => {
  const actors = { idle, twice }
  const invokes = all(actors, { twice: 3 })
  expect(invokes).toEqual([
    { src: 'idle', id: 'idle', input: undefined },
    { src: 'twice', id: 'twice', input: 3 },
  ])
  const app = createActor(setup({ actors }).createMachine({ invoke: invokes })).start()
  const { children } = app.getSnapshot()
  expect(Object.keys(children)).toEqual(['idle', 'twice'])
  app.stop()
})

test('all asks for the inputs that are needed, and takes those that are not', () => {
  all({ idle })
  all({ idle }, {})
  // @ts-expect-error -- `twice` needs a number
  all({ idle, twice })
  // @ts-expect-error -- there is no such actor
  all({ idle, twice }, { twice: 1, thrice: 1 })
  // @ts-expect-error -- a number, not a string
  expect(all({ twice }, { twice: '1' })).toHaveLength(1)
})
