import { appendFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromCallback, fromPromise, setup } from 'xstate'
import {
  column,
  component,
  keyHelp,
  mark,
  pane,
  progressBar,
  region,
  row,
  spinner,
  text,
  type Child,
} from 'actty'
import { processing } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'
import { stateFolder } from './state-folder.ts'

const FILES = ['one', 'two', 'three', 'four', 'five']

interface Input {
  readonly folder: string
  /** Whether the app is kept in a file, so that it may be killed. */
  readonly isKept: boolean
}

/** A file: the folder that it is written to, and its name. */
interface Job {
  readonly folder: string
  readonly name: string
}

const journal = ({ folder, name }: Job, what: string) =>
  appendFile(join(folder, 'journal.txt'), `${what} ${name}\n`)

/** Writes beside. If it was killed meanwhile, that's written again. */
const draft = fromPromise(async ({ input }: { input: Job }) => {
  await mkdir(input.folder, { recursive: true })
  await journal(input, 'began')
  await writeFile(join(input.folder, `${input.name}.new`), `This is file ${input.name}.\n`)
})

/** Puts it in place. If that was done before it was killed, it looks so: work that is begun again has to look. */
const place = fromPromise(async ({ input }: { input: Job }) => {
  const files = await readdir(input.folder)
  if (files.includes(`${input.name}.new`))
    await rename(join(input.folder, `${input.name}.new`), join(input.folder, `${input.name}.txt`))
  await journal(input, 'ended')
})

/** A file that takes its time. Killed while it waits, it goes on with what is left of that. */
const file = setup({
  types: { context: {} as Job, input: {} as Job },
  actors: { draft, place },
}).createMachine({
  id: 'file',
  // A file that can't be written fails, and its list goes on with the next.
  meta: { lintOff: ['unhandled-error'] },
  context: ({ input }) => input,
  initial: 'drafting',
  states: {
    drafting: { invoke: { src: 'draft', id: 'draft', input: ({ context }) => context, onDone: 'waiting' } },
    waiting: { after: { 1_500: 'placing' } },
    placing: { invoke: { src: 'place', id: 'place', input: ({ context }) => context, onDone: 'done' } },
    done: { type: 'final' },
  },
})

/** How far the files are. */
const shown = (done: number, isBusy: boolean): Child =>
  column({ gap: 1 }, [
    progressBar(done / FILES.length),
    column(
      FILES.map((name, index) => {
        const isActive = index === done && isBusy
        return row({ gap: 1, height: 1 }, [
          index < done
            ? mark('done', { color: 'success' })
            : isActive
              ? spinner()
              : mark('waiting', { color: 'muted' }),
          text(`${name}.txt`, index < done || isActive ? {} : { color: 'muted' }),
        ])
      }),
    ),
  ])

const files = component({
  name: 'files',
  logic: processing(file, { concurrency: 1 }),
  view: ({ context }) => shown(context.done, context.active.length > 0),
})

/** Begins again with each run of the program. */
const run = fromCallback<{ type: 'never' }>(({ sendBack }) => sendBack({ type: 'started' }))

const machine = setup({
  types: {
    context: {} as Input & { readonly runs: number },
    events: {} as { type: 'started' | 'kill' | 'end' },
    input: {} as Input,
  },
  actors: { files, run },
  actions: { die: () => void process.kill(process.pid, 'SIGKILL') },
  guards: { isKept: ({ context }) => context.isKept },
}).createMachine({
  id: 'resume',
  description: 'Writes five files, and goes on after it was killed.',
  context: ({ input }) => ({ ...input, runs: 0 }),
  invoke: { src: 'run', id: 'run' },
  on: {
    started: { actions: assign({ runs: ({ context }) => context.runs + 1 }) },
    kill: { guard: 'isKept', actions: 'die', description: 'kill -9' },
  },
  initial: 'writing',
  states: {
    writing: {
      invoke: {
        src: 'files',
        id: 'files',
        input: ({ context: { folder } }) => ({ items: FILES.map((name) => ({ folder, name })) }),
        onDone: 'written',
        onError: 'failed',
      },
    },
    written: {
      tags: 'live',
      description: 'All files are written.',
      on: { end: { target: 'ended', description: 'End' } },
    },
    failed: { tags: 'live', description: 'The files can’t be written.' },
    ended: { type: 'final' },
  },
})

export const resume: Example = {
  name: 'resume',
  group: 'Holding',
  brief: 'after kill -9',
  shows: 'Five files, written one after the other. Alone, it goes on after kill -9: npm start -- resume',
  pattern: 'resume.md',
  component: component({
    name: 'resume',
    logic: machine,
    keys: { k: { type: 'kill' }, enter: { type: 'end' } },
    quit: 'q',
    view: ({ context: { folder, runs, isKept }, children, value }) =>
      column([
        pane({ title: `Files in ${folder}`, grow: 1, padding: [0, 1], gap: 1 }, [
          value === 'written' ? shown(FILES.length, false) : region(children.files),
          text(runs > 1 ? `run ${runs}: went on from the file` : 'run 1', { color: 'muted' }),
          value === 'written'
            ? text('All five are written, each once.', { color: 'success' })
            : isKept && text('Press k: the process kills itself. Then start it again.', { color: 'muted' }),
        ]),
        keyHelp(),
      ]),
  }),
  input: ([folder], isKept = false) => ({
    folder: folder ?? (isKept ? join(stateFolder(), 'files') : join(tmpdir(), 'actty-resume')),
    isKept,
  }),
  persist: true,
  async play(app) {
    await app.until((snapshot) => snapshot.matches('written'), { step: 200 })
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, resume)
