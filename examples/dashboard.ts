import { readdir, statfs } from 'node:fs/promises'
import { cpus, freemem, loadavg, totalmem } from 'node:os'
import { fromPromise, setup } from 'xstate'
import { all, box, component, gatheringView, keyHelp, progressBar, region, row, spacer, text } from 'actty'
import { gathering, polling } from 'actty/machines'
import type { Example } from './example.ts'

/** The part of the time that the processors were busy since the last call. */
function cpuMeter() {
  let before = { busy: 0, all: 0 }
  return fromPromise(() => {
    const times = cpus().map((cpu) => cpu.times)
    const all = times.reduce((sum, time) => sum + Object.values(time).reduce((a, b) => a + b), 0)
    const busy = all - times.reduce((sum, { idle }) => sum + idle, 0)
    const share = all === before.all ? 0 : (busy - before.busy) / (all - before.all)
    before = { busy, all }
    return Promise.resolve({ share, load: loadavg()[0]! })
  })
}

const memory = fromPromise(() => Promise.resolve({ used: totalmem() - freemem(), total: totalmem() }))

const disk = fromPromise(async () => {
  const { blocks, bfree, bsize } = await statfs('.')
  return { used: (blocks - bfree) * bsize, total: blocks * bsize }
})

/** If there is no /proc, this part fails, and the others go on. */
const processes = fromPromise(
  async () => (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).length,
)

const share = (value: number, about: string) =>
  row({ gap: 1, grow: 1 }, [
    progressBar(value, { color: value > 0.8 ? 'red' : 'green' }),
    text(`${Math.round(value * 100)} %  ${about}`, { overflow: 'truncate' }),
  ])

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

const measuring = gathering({
  cpu: polling(cpuMeter(), 1_000),
  memory: polling(memory, 1_000),
  disk: polling(disk, 10_000),
  processes: polling(processes, 2_000),
})

const measures = gatheringView(measuring, {
  cpu: ({ share: busy, load }) => share(busy, `load ${load.toFixed(2)}`),
  memory: ({ used, total }) => share(used / total, `of ${gigabytes(total)}`),
  disk: ({ used, total }) => share(used / total, `of ${gigabytes(total)}`),
  processes: (count) => text(String(count)),
})

const machine = setup({ actors: { measures } }).createMachine({
  id: 'dashboard',
  description: 'This machine, measured side by side.',
  invoke: all({ measures }),
})

export const dashboard: Example = {
  name: 'dashboard',
  group: 'Working',
  brief: 'side by side',
  pattern: 'gathering',
  shows: 'This machine, measured side by side. Each part has its own pace.',
  component: component({
    logic: machine,
    quit: 'q',
    view: ({ children }) =>
      box({ title: 'Dashboard', border: 'round', padding: [0, 1] }, [
        region(children.measures),
        spacer(),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until(/disk .*%/)
    await app.advance(3_000)
    await app.press('r')
    await app.until(/cpu .*%/)
    await app.press('q')
  },
}
