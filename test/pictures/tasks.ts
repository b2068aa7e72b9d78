import { setup } from 'xstate'
import { tasksView, type TaskTools } from 'actty/forms'
import type { Picture } from './pictures.ts'

/** Work that is done after so many ms on the clock of the picture. */
const takes = (ms: number) =>
  setup({}).createMachine({
    initial: 'working',
    states: { working: { after: { [ms]: 'done' } }, done: { type: 'final' } },
  })

/** Work that writes something and goes on. */
const goesOn =
  (...news: readonly Parameters<TaskTools['report']>[0][]) =>
  ({ report, signal }: TaskTools) => {
    news.forEach(report)
    return new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    })
  }

const busy = () => {
  throw new Error('503 registry is busy')
}

const release = tasksView(
  {
    lint: { title: 'Lint', run: takes(900) },
    tests: {
      title: 'Unit tests',
      run: goesOn({ done: 42, total: 60 }, 'list.test.ts › keeps what is selected while rows move'),
    },
    build: {
      title: 'Build',
      tasks: {
        bundle: { run: takes(2_200) },
        types: { run: takes(60_000) },
        viewer: { needs: ['bundle', 'types'], run: takes(1) },
      },
    },
    push: {
      title: 'Push the image',
      needs: ['lint'],
      retry: { maxAttempts: 4, delay: 3_000, jitter: 0 },
      run: busy,
    },
    smoke: {
      title: 'Smoke test',
      needs: ['lint'],
      run: ({ report }) => {
        report('expected 200, got 502 from https://people.example.com/health')
        throw new Error('2 of 3 pods are not ready')
      },
    },
    roll: { title: 'Roll out', needs: ['smoke'], run: takes(1) },
    notify: { title: 'Notify', skip: '--quiet', run: takes(1) },
  },
  { log: false },
)

const deployment = tasksView(
  {
    build: { title: 'Build', run: takes(1_800), undo: () => {} },
    upload: { title: 'Upload', needs: ['build'], run: takes(2_600), undo: () => {} },
    use: { title: 'Use the new release', needs: ['upload'], run: takes(200), undo: goesOn('back to 1.3.9') },
    smoke: {
      title: 'Smoke test',
      needs: ['use'],
      run: ({ report }) => {
        report('cat: health.html: No such file or directory')
        throw new Error('the page is missing')
      },
    },
    announce: { title: 'Announce', needs: ['smoke'], run: takes(1) },
  },
  { log: false, onFailure: 'stop' },
)

export const taskPictures: readonly Picture[] = [
  {
    name: 'tasks',
    component: release as Picture['component'],
    columns: 72,
    rows: 20,
    act: (app) => app.advance(7_000),
  },
  {
    name: 'tasks-undoing',
    component: deployment as Picture['component'],
    columns: 72,
    rows: 11,
    act: (app) => app.advance(5_400),
  },
]
