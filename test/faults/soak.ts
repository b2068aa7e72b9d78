import { readdirSync, readFileSync } from 'node:fs'
import { node, Pty } from '../support/pty.ts'

/*
 * Runs an app that is never still on a real pseudo-terminal and treats it badly, for as many minutes as it is told (by
 * default 10). Then it says what its process held over that time.
 *
 *   node --conditions=actty-source --import=tsx test/faults/soak.ts 10 [seed]
 */
const minutes = Number(process.argv[2] ?? 10)
let seed = Number(process.argv[3] ?? 1)

/** Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c: the same numbers for a seed. */
function random(below: number): number {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % below
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Sample {
  readonly minute: number
  readonly memory: number
  readonly descriptors: number
  readonly threads: number
  readonly children: number
}

function sampleOf(pty: Pty, pid: number, minute: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1])
  return {
    minute: Math.round(minute * 10) / 10,
    memory: Math.round(field('VmRSS') / 102.4) / 10,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: field('Threads'),
    children: pty.descendants().length,
  }
}

const hostile = [
  '\x1b',
  '\x1b[',
  '\x1b[200~',
  '\x1b[201~',
  '\x1b]52;c;',
  '\x07',
  '\x1b\\',
  '\xff\xfe',
  '\x1b[<0;5;5M',
  '\x1b[99;99x',
]
const done: Record<string, number> = {}

async function act(pty: Pty): Promise<void> {
  const [name, deed] = deeds[random(deeds.length)]!
  done[name] = (done[name] ?? 0) + 1
  await deed(pty)
}

const deeds: readonly (readonly [string, (pty: Pty) => unknown])[] = [
  [
    'keys',
    (pty) => pty.write(Array.from({ length: 20 }, () => String.fromCharCode(97 + random(26))).join('')),
  ],
  ['refreshes', (pty) => pty.write('\x1b[15~')],
  [
    'broken input',
    (pty) => pty.write(Array.from({ length: 5 }, () => hostile[random(hostile.length)]!).join('')),
  ],
  ['pastes of 1 MB', (pty) => pty.write(`\x1b[200~${'paste\n'.repeat(170_000)}\x1b[201~`)],
  ['resizes', (pty) => pty.resize(2 + random(150), 1 + random(60))],
  [
    'stalls of 0.3 s',
    async (pty) => {
      pty.pause()
      await wait(300)
      pty.resume()
    },
  ],
  [
    'stops and continues',
    async () => {
      process.kill(pid, 'SIGSTOP')
      await wait(50)
      process.kill(pid, 'SIGCONT')
    },
  ],
]

const pty = new Pty(`exec ${node('test/faults/fixtures/soak-app.ts')}`)
await pty.until('ready')
const pid = Number(/pid (\d+)/.exec(pty.judge.lines().join('\n'))![1])
const start = performance.now()
const minute = () => (performance.now() - start) / 60_000
const samples: Sample[] = []
while (minute() < minutes) {
  await act(pty)
  await wait(50)
  pty.output = ''
  if (minute() >= samples.length * Math.max(0.25, minutes / 20)) samples.push(sampleOf(pty, pid, minute()))
}
pty.write('\x1b[201~\x18\x1b\\')
pty.resize(80, 24)
await wait(1_000)
pty.write('\x1b[113;5u') // ctrl+q
await pty.end()
await wait(500)
console.table(samples)
console.log('done to it:', done)
const half = samples.slice(Math.floor(samples.length / 2))
const first = half.slice(0, Math.ceil(half.length / 2))
const last = half.slice(Math.ceil(half.length / 2))
const mean = (of: readonly Sample[]) => of.reduce((sum, { memory }) => sum + memory, 0) / of.length
console.log(`memory (MB): third quarter ${mean(first).toFixed(1)}, last quarter ${mean(last).toFixed(1)}`)
console.log(`ended with ${pty.ended!.exitCode}, left behind: ${pty.descendants().join(', ') || 'nothing'}`)
process.exit(0)
