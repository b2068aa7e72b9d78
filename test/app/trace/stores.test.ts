import { createStore } from '@xstate/store'
import { component, region } from 'actty'
import { tableView } from 'actty/data'
import { ticking } from 'actty/machines'
import { mount, replayTrace } from 'actty/testing'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { setup } from 'xstate'
import { scratch } from '../../support/scratch.ts'

interface Job {
  readonly id: number
  readonly left: number
}

const first = (count: number): readonly Job[] => Array.from({ length: count }, (_, id) => ({ id, left: 100 }))

/** A table of jobs in a store, and what changes the store. */
function jobsOf(count: number) {
  const store = createStore({
    context: { jobs: first(count) },
    on: {
      reset: () => ({ jobs: first(count) }),
      worked: ({ jobs }, { id }: { id: number }) => ({
        jobs: jobs.map((job) => (job.id === id ? { ...job, left: job.left - 1 } : job)),
      }),
      began: ({ jobs }) => ({ jobs: [{ id: jobs.length, left: 100 }, ...jobs] }),
      ended: ({ jobs }, { id }: { id: number }) => ({ jobs: jobs.filter((job) => job.id !== id) }),
    },
  })
  const jobs = tableView<Job>({ columns: [{ name: 'id' }, { name: 'left' }], keepOpen: true })
  const rows = store.select(({ jobs }) => jobs)
  const view = (isTicking: boolean) =>
    component({
      logic: setup({ actors: { jobs, clock: ticking(100) } }).createMachine({
        invoke: [
          { src: 'jobs', id: 'jobs', input: { rows, sort: [{ column: 'left' }] } },
          {
            src: 'clock',
            id: 'clock',
            onSnapshot: { actions: () => isTicking && store.trigger.worked({ id: 3 }) },
          },
        ],
      }),
      quit: 'q',
      view: ({ children }) => region(children.jobs, { grow: 1 }),
    })
  return { store, view }
}

async function replayed(view: Parameters<typeof replayTrace>[0], trace: string) {
  const file = scratch('run.actty')
  writeFileSync(file, trace)
  return replayTrace(view, file)
}

test('a table on a store that the app changes is replayed, and its rows are not in the file', async () => {
  const { store, view } = jobsOf(2_000)
  const app = mount(view(true), { columns: 20, rows: 8, record: true })
  await app.advance(600)
  await app.press('down', 'down')
  expect(app.screen().join()).toContain('9')
  await app.unmount()
  expect(app.trace().length).toBeLessThan(6_000)
  store.trigger.reset()
  const { differences, frames } = await replayed(view(true), app.trace())
  expect([differences, frames.same]).toEqual([[], frames.recorded])
})

test('one on a store that changes by itself, too, and the file has what has changed', async () => {
  const { store, view } = jobsOf(2_000)
  const app = mount(view(false), { columns: 20, rows: 8, record: true })
  await app.advance(100)
  for (const id of [5, 6, 1_999]) {
    store.trigger.worked({ id })
    store.trigger.worked({ id: id - 1 })
    await app.advance(600)
  }
  store.trigger.began()
  await app.advance(400)
  store.trigger.ended({ id: 6 })
  await app.advance(400)
  await app.press('down')
  const last = app.screen()
  await app.unmount()
  expect(last.join()).toContain('98')
  expect(app.trace().length).toBeLessThan(10_000)
  store.trigger.reset()
  const { differences, frames } = await replayed(view(false), app.trace())
  expect([differences, frames.same]).toEqual([[], frames.recorded])
})
