import { performance } from 'node:perf_hooks'
import { Pane } from '../src/render/layout/box.ts'
import { Screen as Cells } from '../src/render/screen.ts'
import * as actty from '../src/app/index.ts'
import { viewsWith } from './src/actty-views.ts'
import { screens, type Screen, type ScreenName } from './src/screens.ts'

/*
 * Where a frame's time goes, without a terminal and without actors: node --import=tsx bench/compute.ts [screen] [frames]
 * With NODE_OPTIONS=--cpu-prof and a count of 20000 it says which functions.
 */
const [only, count = '3000'] = process.argv.slice(2)
const frames = Number(count)
const names = (
  only ? [only] : ['dashboard', 'counter', 'log', 'table', 'list', 'mixed', 'overlay']
) as ScreenName[]
const { viewOf } = viewsWith(actty)
const STEPS = ['data', 'view', 'arrange', 'draw'] as const
const BATCHES = 20

for (const name of names) console.log(name.padEnd(10), stepsOf(screens[name]))

/** The fastest of many batches: other load on the machine can only add to it. */
function stepsOf(screen: Screen): string {
  const { columns, rows } = screen
  const cells = new Cells(new Pane(() => undefined), columns, rows, 'truecolor')
  const least = STEPS.map(() => Infinity)
  let bytes = 0
  let number = 0
  for (let batch = 0; batch < BATCHES; batch++) {
    const spent = STEPS.map(() => 0)
    bytes = 0
    for (let i = 0; i < frames / BATCHES; i++) {
      const at = [performance.now()]
      touch(screen, ++number)
      at.push(performance.now())
      cells.pane.content = viewOf(screen, number)
      at.push(performance.now())
      cells.arrange()
      at.push(performance.now())
      bytes += cells.draw().length
      at.push(performance.now())
      STEPS.forEach((_, step) => (spent[step]! += at[step + 1]! - at[step]!))
    }
    STEPS.forEach((_, step) => (least[step] = Math.min(least[step]!, spent[step]!)))
  }
  const [data, view, arrange, draw] = least.map((ms) => (ms * 1000 * BATCHES) / frames) as [
    number,
    number,
    number,
    number,
  ]
  const us = (time: number) => `${time.toFixed(1)} us`
  return `data ${us(data)}  view ${us(view - data)}  arrange ${us(arrange)}  paint and encode ${us(draw)}  all ${us(view - data + arrange + draw)}  ${((bytes * BATCHES) / frames).toFixed(0)} B`
}

/** Makes a screen's data, which isn't part of a frame. */
function touch({ dashboard }: Screen, frame: number): unknown {
  return dashboard?.(frame).panels
}
