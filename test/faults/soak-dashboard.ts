import { readFileSync } from 'node:fs'
import { node, Pty } from '../support/pty.ts'

/*
 * Runs a dashboard that never rests on a real pseudo-terminal, for as many minutes as it is told (by default 10), and says how
 * much memory its process held. It fails if that was still growing at the end.
 *
 *   node --conditions=actty-source --import=tsx test/faults/soak-dashboard.ts 10
 */
const minutes = Number(process.argv[2] ?? 10)
/** Collections come when V8 likes: so much more memory than before isn't growth. */
const MAX_GROWTH = 1.05
/** Samples a minute. */
const RATE = 4

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const megabytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length

const pty = new Pty(`exec ${node('test/faults/fixtures/busy-dashboard.ts')}`, { columns: 120, rows: 40 })
await pty.until(/pid \d+ frame \d+/)
const shown = () => /pid (\d+) frame (\d+)/.exec(pty.judge.lines().join('\n'))!.slice(1).map(Number)
const [pid] = shown() as [number]
const samples: number[] = []
while (samples.length < minutes * RATE) {
  await wait(60_000 / RATE)
  pty.output = ''
  samples.push(megabytes(pid))
}
const [, frames] = shown()
pty.write('q')
await pty.end()
const quarter = Math.floor(samples.length / 4)
const before = mean(samples.slice(-2 * quarter, -quarter))
const after = mean(samples.slice(-quarter))
console.log(`memory in MB, ${RATE} times a minute: ${samples.map((sample) => sample.toFixed(1)).join(' ')}`)
console.log(`${frames} frames; third quarter ${before.toFixed(1)} MB, last quarter ${after.toFixed(1)} MB`)
process.exit(after > before * MAX_GROWTH ? 1 : 0)
