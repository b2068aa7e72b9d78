/*
 * What recording costs: node --conditions=actty-source --import=tsx bench/record.ts
 *
 * The same apps on the same terminal in memory, recorded to a file and not. CPU time of the whole process is counted, so the writing of
 * the file is in it. Rounds are interleaved, and the least of each is printed: compare them with one another, not with those of another machine.
 */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statSync } from 'node:fs'
import { assign, fromCallback, setup, type AnyActorLogic } from 'xstate'
import { component, run, streamingView, text, type Component } from 'actty'
import { streaming } from 'actty/machines'
import { MemoryTerminal } from 'actty/testing'

const ROUNDS = 15
const FILE = join(tmpdir(), 'actty-bench.actty')

const EVENTS = 40_000
const EVENTS_A_TURN = 1_000

/** In ms. */
const STREAMED = 1_000
const LINES_A_SECOND = 10_000
const LINE = 'GET /api/v1/items/4711?page=3&order=name 200 12 ms 1834 bytes keep-alive curl/8.5.0 ok'

/** Takes events of a callback, a thousand a turn of the event loop, and ends. */
const source = fromCallback(({ sendBack }) => {
  let sent = 0
  const send = () => {
    for (let i = 0; i < EVENTS_A_TURN; i++) sendBack({ type: 'up', name: 'item', at: sent + i })
    sent += EVENTS_A_TURN
    if (sent < EVENTS) setImmediate(send)
    else sendBack({ type: 'end' })
  }
  setImmediate(send)
})
const counting = setup({
  types: { context: {} as { count: number } },
  actors: { source },
}).createMachine({
  context: { count: 0 },
  invoke: { src: 'source', id: 'source' },
  initial: 'on',
  states: {
    on: {
      on: { up: { actions: assign({ count: ({ context }) => context.count + 1 }) }, end: 'done' },
    },
    done: { type: 'final' },
  },
})
const counter = component({ logic: counting, view: ({ context }) => text(`count ${context.count}`) })

/** Shows the last lines of a stream, on a screen of 120x40. */
const lines = streaming(
  () => (push: (line: string) => void, end: () => void) => {
    const begun = performance.now()
    let pushed = 0
    const timer = setInterval(() => {
      const due = ((performance.now() - begun) / 1_000) * LINES_A_SECOND
      for (; pushed < due; pushed++) push(`${pushed} ${LINE}`)
      if (performance.now() - begun > STREAMED) end()
    }, 2)
    return () => clearInterval(timer)
  },
  { maxItems: 1_000 },
)
const log = streamingView(lines, (line) => line)

async function main(): Promise<void> {
  const perEvent = await compare(async (record) => ((await cpuOf(counter, record)) * 1_000) / EVENTS)
  print('an event of work', perEvent, 'µs')
  const perCore = await compare(async (record) => ((await cpuOf(log, record)) / STREAMED) * 100)
  print(`${LINES_A_SECOND} lines a second`, perCore, '% of a core')
  console.log(`the last recording has ${(statSync(FILE).size / 1_000).toFixed(0)} kB`)
}

/** The least of both: what else the machine does only adds to it. */
async function compare(measure: (isRecorded: boolean) => Promise<number>) {
  const plain: number[] = []
  const recorded: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(await measure(false))
    recorded.push(await measure(true))
  }
  return { plain: Math.min(...plain), recorded: Math.min(...recorded) }
}

async function cpuOf(app: Component<AnyActorLogic>, isRecorded: boolean): Promise<number> {
  const before = process.cpuUsage()
  await run(app, { terminal: new MemoryTerminal(120, 40), record: isRecorded && FILE })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function print(name: string, { plain, recorded }: { plain: number; recorded: number }, unit: string): void {
  const columns = [plain, recorded, recorded - plain].map((value) => value.toFixed(2).padStart(7))
  console.log(
    `${name.padEnd(24)} not recorded ${columns[0]}  recorded ${columns[1]}  more ${columns[2]} ${unit}`,
  )
}

await main()
