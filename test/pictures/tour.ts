import { existsSync, readFileSync } from 'node:fs'
import type { AnyStateMachine } from 'xstate'
import type { Component } from 'actty'
import { mount, screenshot } from 'actty/testing'
import { galleryOf } from '../../examples/gallery.ts'
import { examples } from '../../examples/index.ts'
import { inProject } from './front.ts'
import { moving, type Still } from './moving.ts'

const size = { columns: 100, rows: 30 }
/** Between two pictures of something that moves, in ms. */
const STEP = 200

export const tourFiles = ['gallery-moving-dark.svg', 'gallery-moving-light.svg', 'gallery.cast']

/** Whether the tour is of another gallery than there is now. */
export function isOld(): boolean {
  const cast = new URL('../../docs/pictures/gallery.cast', import.meta.url)
  return !existsSync(cast) || !readFileSync(cast, 'utf8').includes(`${examples.length} examples`)
}

/**
 * A tour of the gallery, as it's seen: a moving picture for dark and light pages, and a cast (docs.asciinema.org/manual/asciicast/v2). It's
 * a real run on a clock of its own, so that its files differ a little each time.
 */
export async function tour(): Promise<ReadonlyMap<string, string>> {
  const tidy = inProject()
  const app = mount(galleryOf(examples) as unknown as Component<AnyStateMachine>, size)
  const pictures = { dark: [] as Still[], light: [] as Still[] }
  const cast: object[] = [{ version: 2, width: size.columns, height: size.rows, title: 'actty' }]
  let time = 0

  await app.until('answer 2')
  show(2_000)
  await next(900)
  await next(300)
  await watch(7_500)
  await next(300)
  await watch(3_400)
  for (let name = ''; name !== 'markdown'; name = named()) await next(150)
  await watch(3_000)
  await app.press('enter')
  await watch(3_000)
  await app.press('escape')
  show(1_000)

  await app.unmount()
  tidy()
  return new Map([
    [tourFiles[0]!, moving(pictures.dark)],
    [tourFiles[1]!, moving(pictures.light)],
    [tourFiles[2]!, cast.map((line) => `${JSON.stringify(line)}\n`).join('')],
  ])

  /** The name of the example that is shown. */
  function named(): string {
    return (app.snapshot().context as { readonly selected: { readonly name: string } }).selected.name
  }

  async function next(ms: number): Promise<void> {
    await app.press('down')
    await app.advance(50)
    show(ms)
  }

  /** What goes on, for some time. */
  async function watch(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP) {
      await app.advance(STEP)
      // Real work has the real time that it needs.
      await new Promise((done) => setTimeout(done, 20))
      await app.advance(0)
      show(STEP)
    }
  }

  function show(ms: number): void {
    const bytes = app.takeBytes()
    if (bytes !== '') cast.push([time / 1_000, 'o', bytes])
    for (const theme of ['dark', 'light'] as const)
      pictures[theme].push({ svg: screenshot(app, { theme }), ms })
    time += ms
  }
}
