import { mount, type MountedFrame } from 'actty/testing'
import type { Example } from './example.ts'

/** At most so many frames of an example are printed. */
const MAX_FRAMES = 8

/** Plays an example on a terminal in memory, with a virtual clock, and prints its frames. */
export async function playToText(example: Example, words: readonly string[]): Promise<void> {
  const app = mount(example.component, { columns: 72, rows: 12, input: example.input?.(words) })
  await example.play(app)
  const left = await app.unmount()
  console.log(`== ${example.name}: ${example.shows}\n`)
  for (const { at, screen } of some(app.frames)) {
    console.log(`after ${((at - app.frames[0]!.at) / 1_000).toFixed(3)} s`)
    console.log(`${screen.join('\n').trimEnd()}\n`)
  }
  if (left.length > 0) throw new Error(`${example.name} left behind: ${left.join(', ')}`)
}

/** The first, the last, and some between them. */
function some(frames: readonly MountedFrame[]): readonly MountedFrame[] {
  if (frames.length <= MAX_FRAMES) return frames
  return Array.from(
    { length: MAX_FRAMES },
    (_, index) => frames[Math.round((index * (frames.length - 1)) / (MAX_FRAMES - 1))]!,
  )
}
