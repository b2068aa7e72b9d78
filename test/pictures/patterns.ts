import { fromPromise, setup, type AnyActorLogic } from 'xstate'
import {
  column,
  component,
  deadlineView,
  debouncingView,
  fetchingView,
  gatheringView,
  keyHelp,
  lines,
  pane,
  pollingView,
  processingView,
  region,
  resourceView,
  retryingView,
  row,
  spacer,
  stateChips,
  streamingView,
  subprocessView,
  supervisingView,
  text,
  throttlingView,
  tickingView,
} from 'actty'
import {
  deadline,
  debouncing,
  fetching,
  gathering,
  polling,
  processing,
  resource,
  retrying,
  streaming,
  subprocess,
  supervising,
  throttling,
  ticking,
} from 'actty/machines'
import type { Picture } from './pictures.ts'

/** The view of a pattern in a pane, with the states of its chart below. */
const framed = (title: string, part: AnyActorLogic, input?: unknown) =>
  component({
    logic: setup({ actors: { part } }).createMachine({
      id: title,
      invoke: { src: 'part', id: 'part', input },
    }),
    quit: 'q',
    view: ({ children }) =>
      column([
        pane({ title, grow: 1 }, [region(children.part, { grow: 1 }), stateChips(children.part)]),
        keyHelp(),
      ]),
  })

/** Work that ends when it's aborted, and not before. */
const untilAborted = <Answer>(signal: AbortSignal) =>
  new Promise<Answer>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
const never = fromPromise(({ signal }: { signal: AbortSignal }) => untilAborted<string>(signal))

/** Work that answers once, and then never again. */
const once = <Answer>(answer: Answer) => {
  let asked = 0
  return fromPromise(({ signal }: { signal: AbortSignal }) =>
    asked++ === 0 ? Promise.resolve(answer) : untilAborted<Answer>(signal),
  )
}
const refused = (message: string) => fromPromise(() => Promise.reject<string>(new Error(message)))

const packages = [
  ['acorn', '8.16.0'],
  ['ajv', '8.18.0'],
  ['argparse', '2.0.1'],
  ['balanced-match', '4.0.4'],
] as const

const table = (data: typeof packages) =>
  lines(data.map(([name, version]) => row([text(name), spacer(), text(version, { color: 'muted' })])))

/** One picture for each pattern that has a view, in a state that says what it is for. */
export const patternPictures: readonly Picture[] = [
  {
    name: 'fetching',
    component: framed('Packages', fetchingView(fetching(once(packages)), table)),
    async act(app) {
      await app.until('loaded')
      await app.press('r')
      await app.advance(400)
    },
  },
  {
    name: 'ticking',
    component: framed('Clock', tickingView(ticking(1_000))),
    act: (app) => app.advance(47_000),
  },
  {
    name: 'polling',
    component: framed(
      'Load',
      pollingView(polling(once('load 0.71'), 2_000), (data) => text(data)),
    ),
    async act(app) {
      await app.until('load 0.71')
      await app.advance(900)
    },
  },
  {
    name: 'processing',
    component: framed(
      'Thumbnails',
      processingView(
        processing(
          fromPromise(({ input, signal }: { input: number; signal: AbortSignal }) =>
            input % 17 === 16
              ? Promise.reject<undefined>(new Error('not a picture'))
              : input > 40
                ? untilAborted<undefined>(signal)
                : Promise.resolve(undefined),
          ),
          { concurrency: 4 },
        ),
      ),
      { items: Array.from({ length: 60 }, (_, index) => index) },
    ),
    act: (app) => app.until(/41\/60|42\/60/),
  },
  {
    name: 'gathering',
    component: framed(
      'This machine',
      gatheringView(
        gathering({ cpu: once('51 %'), memory: once('6.1 GB'), disk: never, network: refused('no device') }),
        { cpu: String, memory: String, disk: String, network: String },
      ),
    ),
    async act(app) {
      await app.until('no device')
      await app.advance(400)
    },
  },
  {
    name: 'streaming',
    component: framed(
      'build.log',
      streamingView(
        streaming(async function* ({ signal }) {
          for (let number = 1; number <= 120; number++) yield `compiled src/module-${number}.ts`
          await untilAborted(signal)
        }),
        (line) => line,
      ),
    ),
    act: (app) => app.until('120 items', { step: 16 }),
  },
  {
    name: 'debouncing',
    component: framed(
      'Search',
      debouncingView(debouncing(once(['src/app/run.ts', 'src/app/region.ts']), 200), (found, isCurrent) =>
        lines([...found], { dim: !isCurrent }),
      ),
      'run',
    ),
    act: (app) => app.until('src/app/run.ts', { step: 100 }),
  },
  {
    name: 'throttling',
    component: framed(
      'Position',
      throttlingView(throttling<number>(250), (value) => text(`x = ${value}`)),
    ),
    async act(app) {
      const { part } = app.snapshot().children as { part: { send(event: unknown): void } }
      for (let value = 1; value <= 400; value++) {
        part.send({ type: 'push', value })
        await app.advance(5)
      }
    },
  },
  {
    name: 'subprocess',
    component: framed(
      'npm test',
      subprocessView(
        subprocess({
          command: 'sh',
          args: ['-c', 'echo "✓ list.test.ts (12)"; echo "✗ text.test.ts (3)" >&2; exit 1'],
        }),
      ),
    ),
    act: (app) => app.until('exit code 1', { step: 16 }),
  },
  {
    name: 'supervising',
    component: framed(
      'Server',
      supervisingView(supervising(refused('the port 8080 is taken'), { delay: 4_000, random: () => 0.5 })),
    ),
    async act(app) {
      await app.until('1 restart', { step: 100 })
      await app.until(/restarting .*port/)
      await app.advance(1_500)
    },
  },
  {
    name: 'retrying',
    component: framed(
      'Deploy',
      retryingView(
        retrying(refused('503 registry is busy'), { maxAttempts: 4, delay: 2_000, random: () => 0.5 }),
      ),
    ),
    async act(app) {
      await app.until(/attempt 2 of 4 .*next/, { step: 100 })
      await app.advance(700)
    },
  },
  {
    name: 'deadline',
    component: framed('Answer', deadlineView(deadline(never, 5_000))),
    act: (app) => app.advance(1_800),
  },
  {
    name: 'resource',
    component: framed(
      'Database',
      resourceView(
        resource({
          name: 'the database',
          acquire: () => Promise.resolve('postgres://localhost/people'),
          release: () => {},
        }),
        (url) => text(url, { color: 'muted' }),
      ),
    ),
    act: (app) => app.until('postgres'),
  },
]
