/*
 * What a live table costs, in % of a core: node --conditions=actty-source --import=tsx bench/live.ts
 *
 * A table of 10,000 rows on a store, sorted by a column that changes, on a terminal in memory of 120x40. 1,000 rows change each second: all at
 * once, or 50 every 50 ms. Printed is the CPU time of the process, less that of the store and the changes alone.
 */
import { createStore } from '@xstate/store'
import { createApp } from 'actty'
import { tableView } from 'actty/data'
import { MemoryTerminal } from 'actty/testing'

const ROWS = 10_000
const CHANGES = 1_000
const SECONDS = Number(process.argv[2] ?? 10)
const WARM = 3

interface Service {
  readonly id: number
  readonly name: string
  readonly cpu: number
  readonly memory: number
  readonly requests: number
}

let state = 1
const random = () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32
const first: readonly Service[] = Array.from({ length: ROWS }, (_, id) => ({
  id,
  name: `service-${String(id).padStart(5, '0')}`,
  cpu: random(),
  memory: random(),
  requests: Math.round(random() * 5_000),
}))

const percent = (share: number) => `${Math.round(share * 100)} %`
const services = tableView<Service>({
  columns: [
    { name: 'name', title: 'Service', grow: 1 },
    { name: 'cpu', title: 'CPU', width: 7, text: ({ cpu }) => percent(cpu) },
    { name: 'memory', title: 'Memory', text: ({ memory }) => percent(memory) },
    { name: 'requests', title: 'Req/s', width: 7 },
  ],
})

/** The CPU time of a second, in % of a core. */
async function measure(isShown: boolean, sort: readonly string[], times: number): Promise<number> {
  const store = createStore({
    context: { rows: first },
    on: {
      changed: ({ rows }) => {
        const next = rows.slice()
        for (let change = 0; change < CHANGES / times; change++) {
          const at = Math.floor(random() * ROWS)
          next[at] = { ...next[at]!, cpu: random(), requests: Math.round(random() * 5_000) }
        }
        return { rows: next }
      },
    },
  })
  const terminal = new MemoryTerminal(120, 40)
  const input = { rows: store.select(({ rows }) => rows), sort: sort.map((column) => ({ column })) }
  const app = isShown ? await createApp(services, { terminal, input }) : undefined
  app?.start()
  const timer = setInterval(() => store.trigger.changed(), 1_000 / times)
  await new Promise((resolve) => setTimeout(resolve, WARM * 1_000))
  const before = process.cpuUsage()
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000))
  const { user, system } = process.cpuUsage(before)
  clearInterval(timer)
  await app?.stop()
  return (user + system) / SECONDS / 10_000
}

for (const times of [1, 20]) {
  const alone = await measure(false, [], times)
  for (const sort of [[], ['cpu'], ['cpu', 'name']]) {
    const whole = await measure(true, sort, times)
    const by = sort.length === 0 ? 'as they come' : `sorted by ${sort.join(' and ')}`
    console.log(
      `${CHANGES / times} rows ${times} times a second, ${by}: ${(whole - alone).toFixed(1)} % (all ${whole.toFixed(1)} %)`,
    )
  }
}
