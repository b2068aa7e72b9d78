import { copyFile, open, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { assign, setup } from 'xstate'
import { column, component, keyHelp, region } from 'actty'
import { tasksView, type TaskTools } from 'actty/forms'
import { subprocess } from 'actty/machines'
import type { Example } from './example.ts'
import { inFolder } from './in-folder.ts'
import { breakProject, filesIn, makeProject } from './small-project.ts'
import { startAsProgram } from './start.ts'
import { stateFolder } from './state-folder.ts'

/** What the list is started with, and so what its functions get as `input`. */
interface Project {
  readonly folder: string
  readonly isBroken: boolean
}
type Tools<Results = object> = TaskTools<Results, Project>

const nodeIn = (script: string) =>
  subprocess(({ folder }: Project) => ({ command: 'sh', args: ['-c', script], cwd: folder }))
const project = ({ input }: { input: Project }) => input

const checks = tasksView(
  {
    write: {
      title: 'Write the sources',
      run: ({ input }: Tools) => breakProject(input.folder, input.isBroken),
    },
    lint: {
      title: 'Lint',
      needs: ['write'],
      input: project,
      run: nodeIn('for file in src/*.js test/*.js; do echo "$file"; ! grep -n "var " "$file" || exit; done'),
    },
    test: {
      title: 'Unit tests',
      needs: ['write'],
      input: project,
      run: nodeIn('node --test --test-reporter=spec test/*.test.js'),
    },
    build: {
      title: 'Build',
      needs: ['write'],
      tasks: {
        bundle: {
          run: async ({ input: { folder }, report }: Tools) => {
            const sources = await filesIn(folder, 'src')
            const parts: string[] = []
            for (const [done, source] of sources.entries()) {
              report({ done, total: sources.length })
              report(basename(source))
              parts.push(await readFile(source, 'utf8'))
            }
            const bundle = join(folder, 'dist', 'figures.js')
            await writeFile(bundle, parts.join(''))
            return bundle
          },
        },
        zip: {
          needs: ['bundle'],
          run: async ({ results }: Tools<{ bundle: string }>) => {
            const zipped = gzipSync(await readFile(results.bundle))
            await writeFile(`${results.bundle}.gz`, zipped)
            return { file: `${results.bundle}.gz`, bytes: zipped.length }
          },
        },
      },
    },
    audit: {
      title: 'Audit the registry',
      needs: ['test'],
      input: project,
      run: nodeIn('echo "nothing to complain of"; sleep 0.1'),
    },
    publish: {
      title: 'Publish',
      needs: ['test', 'build'],
      retry: { maxAttempts: 8, delay: 200, factor: 1.5 },
      run: async ({ input: { folder }, results }: Tools<{ build: { zip: { file: string } } }>) => {
        // A release that was cut off has left its lock: once it's gone, the next attempt can be made.
        await open(join(folder, 'registry', 'lock'), 'wx')
          .then((lock) => lock.close())
          .finally(() => rm(join(folder, 'registry', 'lock')))
        await copyFile(results.build.zip.file, join(folder, 'registry', 'figures.gz'))
      },
      undo: ({ input }: { input: Project }) => rm(join(input.folder, 'registry', 'figures.gz')),
    },
    announce: { title: 'Announce', needs: ['publish'], skip: 'no network', run: () => {} },
  },
  { concurrency: 3, name: 'checks' },
)

/** Runs the tasks, as often as you like. */
const rounds = component({
  logic: setup({
    types: {
      context: {} as Project,
      events: {} as { type: 'again' | 'break' | 'leave' },
      input: {} as string,
    },
    actors: { checks },
  }).createMachine({
    id: 'rounds',
    context: ({ input }) => ({ folder: input, isBroken: false }),
    initial: 'round',
    states: {
      round: {
        // The list stays when it's over: it's left only for the next round.
        invoke: {
          src: 'checks',
          id: 'checks',
          input: ({ context }) => context,
          onDone: '.over',
          onError: '.over',
        },
        initial: 'going',
        states: {
          going: {},
          over: {
            on: {
              again: { target: '#rounds.round', actions: assign({ isBroken: false }), description: 'Again' },
              break: {
                target: '#rounds.round',
                actions: assign({ isBroken: true }),
                description: 'Break a source first',
              },
              // It's done, so that there is nothing to go on from.
              leave: { target: '#rounds.left', description: 'Quit' },
            },
          },
        },
      },
      left: { type: 'final' },
    },
  }),
  keys: { a: { type: 'again' }, b: { type: 'break' }, q: { type: 'leave' } },
  view: (snapshot) =>
    column([region(snapshot.children.checks, { grow: 1 }), snapshot.matches({ round: 'over' }) && keyHelp()]),
})

export const tasksExample: Example = {
  name: 'tasks',
  group: 'Working',
  brief: 'needs, retries',
  shows: 'A project is checked, built and published by tasks that need each other, three at a time.',
  pattern: 'tasks.md',
  component: component({
    name: 'tasks',
    logic: inFolder({ name: 'the project', make: makeProject, use: rounds }),
    quit: 'q',
    view: ({ children: { use, temporary } }) =>
      use === undefined ? region(temporary, { grow: 1 }) : region(use, { grow: 1 }),
  }),
  input: (_, isKept = false) => (isKept ? join(stateFolder(), 'project') : undefined),
  persist: true,
  async play(app) {
    await app.until('a  Again', { step: 16 })
    await app.press('b')
    await app.until('Retry', { step: 16 })
    await app.press('q')
    await app.until('a  Again', { step: 16 })
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, tasksExample)
