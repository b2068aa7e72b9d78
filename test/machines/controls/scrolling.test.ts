import { createActor, fromPromise, setup, toPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { scrolling, type ScrollingEvent, type ScrollingOptions } from 'actty/machines'

const still = setup({}).createMachine({ id: 'still' })

const started = (options?: ScrollingOptions) => createActor(scrolling(still, options)).start()

function after(options: ScrollingOptions, ...events: ScrollingEvent[]) {
  const actor = started(options)
  for (const event of events) actor.send(event)
  const { value, context } = actor.getSnapshot()
  return [value, context.value]
}

const scroll = (by: number, max = 10): ScrollingEvent => ({ type: 'scroll', by, max })
const toStart: ScrollingEvent = { type: 'toStart' }
const toEnd: ScrollingEvent = { type: 'toEnd', max: 10 }

describe('a window is moved, never beyond what there is', () => {
  test.each<[ScrollingEvent[], number]>([
    [[scroll(3)], 3],
    [[scroll(3), scroll(-1)], 2],
    [[scroll(3), scroll(-9)], 0],
    [[scroll(99)], 10],
    [[scroll(99), scroll(-1)], 9],
    [[scroll(99), scroll(-1, 4)], 3],
    [[toEnd], 10],
    [[toEnd, toStart], 0],
    [[scroll(1, 0)], 0],
  ])('%j: %i rows are above it', (events, top) => {
    expect(after({}, ...events)).toEqual(['free', top])
  })
})

describe('a sticky one', () => {
  test.each<[ScrollingEvent[], string, number]>([
    [[], 'stuck', 0],
    [[scroll(-2)], 'free', 8],
    [[scroll(2)], 'stuck', 0],
    [[scroll(-2, 0)], 'stuck', 0],
    [[scroll(-2), scroll(1)], 'free', 9],
    [[scroll(-2), scroll(2)], 'stuck', 10],
    [[scroll(-2), toEnd], 'stuck', 8],
    [[toStart], 'free', 0],
    [[toStart, scroll(1, 0)], 'stuck', 0],
  ])('%j: %s', (events, state, top) => {
    expect(after({ sticky: true }, ...events)).toEqual([state, top])
  })
})

test('its input is that of its content, and so is its output', async () => {
  const content = fromPromise(({ input }: { input: string }) => Promise.resolve(input.length))
  const actor = createActor(scrolling(content), { input: 'four' }).start()
  expect(actor.getSnapshot().children.content).toBeDefined()
  const length: number = await toPromise(actor)
  expect(length).toBe(4)
})

test('its failure too', async () => {
  const content = fromPromise(() => Promise.reject(new Error('gone')))
  const actor = createActor(scrolling(content))
  const end = toPromise(actor)
  actor.start()
  await expect(end).rejects.toThrow('gone')
})
