import { performance } from 'node:perf_hooks'
import { arrangePane } from '../../dist/render/arrange.js'
import { Pane } from '../../dist/render/box.js'
import type { Node } from '../../dist/render/node.js'
import { Screen as Cells } from '../../dist/render/screen.js'
import { viewOf } from './actty-views.js'
import { screens, type Screen, type ScreenName } from './screens.js'

/*
 * Where a frame's time goes, without a terminal and without actors: node dist/compute.js [screen] [frames]
 * With `node --cpu-prof dist/compute.js dashboard 20000` it says which functions.
 */
const [only, count = '3000'] = process.argv.slice(2)
const frames = Number(count)
const names = (only ? [only] : ['dashboard', 'counter', 'log', 'table', 'list', 'mixed', 'overlay']) as ScreenName[]
for (const name of names) console.log(name.padEnd(10), stepsOf(screens[name]))
void arrangePane

function stepsOf(screen: Screen): string {
  const { columns, rows } = screen
  const cells = new Cells(new Pane(() => undefined), columns, rows, 'truecolor')
  const spent = { data: 0, view: 0, arrange: 0, draw: 0 }
  let bytes = 0
  for (let frame = -500; frame < frames; frame++) {
    const number = frame + 500
    const at = [performance.now()]
    touch(screen, number)
    at.push(performance.now())
    const node = viewOf(screen, number) as Node
    at.push(performance.now())
    cells.pane.content = node
    cells.arrange()
    at.push(performance.now())
    const out = cells.draw()
    at.push(performance.now())
    if (frame < 0) continue
    bytes += out.length
    Object.keys(spent).forEach((step, i) => (spent[step as keyof typeof spent] += at[i + 1]! - at[i]!))
  }
  const us = (ms: number) => `${((ms * 1000) / frames).toFixed(1)} us`
  const { data, view, arrange, draw } = spent
  return `data ${us(data)}  view ${us(view - data)}  arrange ${us(arrange)}  paint and encode ${us(draw)}  all ${us(view - data + arrange + draw)}  ${(bytes / frames).toFixed(0)} B`
}

/** Makes a screen's data, which is no part of a frame. */
function touch({ dashboard }: Screen, frame: number): unknown {
  return dashboard?.(frame).panels
}
