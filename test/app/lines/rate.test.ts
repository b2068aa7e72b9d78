import { component, text } from 'actty'
import { ticking } from 'actty/machines'
import { VirtualClock } from 'actty/testing'
import { expect, test } from 'vitest'
import { inLines } from '../../support/lines.ts'

test('progress speaks at most every two seconds, and then says only what is true', async () => {
  const clock = new VirtualClock(0)
  const progress = component({
    logic: ticking(100),
    view: ({ context }) => text(`copied ${context.ticks} files`),
  })
  const user = await inLines(progress, { clock })
  await clock.advance(10_050)
  const said = user
    .text()
    .split('\n')
    .filter((line) => line.includes('copied'))
  expect(said).toEqual([0, 20, 40, 60, 80, 100].map((files) => `copied ${files} files`))
  await user.stop()
})
