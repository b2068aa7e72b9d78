import { cp, mkdir, mkdtemp, readlink, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, setup } from 'xstate'
import { column, component, keyHelp, region } from 'actty'
import {
  confirmView,
  formView,
  selectView,
  tasksView,
  textInputView,
  type TaskTools,
  type UndoTools,
} from 'actty/forms'
import { subprocess } from 'actty/machines'
import type { Example } from './example.ts'
import { inFolder } from './in-folder.ts'
import { startAsProgram } from './start.ts'
import { stateFolder } from './state-folder.ts'

const questions = formView({
  title: 'Deploy',
  steps: {
    name: textInputView({
      question: 'Name of the service',
      placeholder: 'people',
      required: true,
      validate: (name) => (/^[a-z-]+$/.test(name) ? undefined : 'small letters and hyphens only'),
    }),
    environment: selectView({ question: 'Environment', options: ['staging', 'production'] }),
    failing: confirmView({ question: 'Let the smoke test fail?', default: false }),
  },
  review: 'Deploy',
})

/** What is deployed, and where: the input of the tasks. */
interface Deployment {
  readonly name: string
  readonly environment: string
  readonly failing: boolean
  /** A folder with all releases, of which the link `current` is the one that is used. */
  readonly server: string
}
type Tools<Results = object> = TaskTools<Results, Deployment>
type Undo<Output, Results = object> = UndoTools<Output, Results, Deployment>

const current = ({ server, name }: Deployment) => join(server, name, 'current')

const release = tasksView(
  {
    build: {
      title: 'Build',
      run: async ({ input: { server, name }, report }: Tools) => {
        const folder = await mkdtemp(join(server, 'build-'))
        for (const page of ['index', 'about', 'health']) {
          report(`${page}.html`)
          await writeFile(join(folder, `${page}.html`), `<h1>${name}: ${page}</h1>\n`)
        }
        return folder
      },
      undo: ({ output }: Undo<string>) => rm(output, { recursive: true }),
    },
    check: {
      title: 'Check the pages',
      needs: ['build'],
      input: ({ results }: Tools<{ build: string }>) => results.build,
      run: subprocess((folder: string) => ({
        command: 'sh',
        args: ['-c', 'for page in *.html; do echo "$page"; grep -q "<h1>" "$page" || exit; sleep 0.1; done'],
        cwd: folder,
      })),
    },
    upload: {
      title: 'Upload',
      needs: ['check', 'build'],
      run: async ({ input, results, report }: Tools<{ build: string }>) => {
        const pages = await readdir(results.build)
        const target = join(input.server, input.name, String(Date.now()))
        await mkdir(target, { recursive: true })
        for (const [done, page] of pages.entries()) {
          report({ done: done + 1, total: pages.length })
          await cp(join(results.build, page), join(target, page))
        }
        return target
      },
      undo: ({ output }: Undo<string>) => rm(output, { recursive: true }),
    },
    use: {
      title: 'Use the new release',
      needs: ['upload'],
      run: async ({ input, results }: Tools<{ upload: string }>) => {
        const before = await readlink(current(input)).catch(() => undefined)
        await point(current(input), results.upload)
        return before
      },
      undo: ({ input, output }: Undo<string | undefined>) =>
        output === undefined ? rm(current(input)) : point(current(input), output),
    },
    smoke: {
      title: 'Smoke test',
      needs: ['use'],
      input: ({ input }: Tools) => input,
      run: subprocess((input: Deployment) => ({
        command: 'sh',
        args: ['-c', `sleep 0.3; cat ${input.failing ? 'no-such-page' : 'health'}.html`],
        cwd: current(input),
      })),
    },
    announce: {
      title: 'Announce',
      needs: ['smoke'],
      skip: ({ input }: { input: Deployment }) => input.environment === 'staging' && 'staging',
      run: ({ input, report }: Tools) => report(`${input.name} is in production`),
    },
  },
  { onFailure: 'stop', name: 'release' },
)

/** Lets a link point to another folder. Readers see the old one or the new one, and nothing between. */
async function point(link: string, target: string): Promise<void> {
  await rm(`${link}.next`, { force: true })
  await symlink(target, `${link}.next`)
  await rename(`${link}.next`, link)
}

async function makeServer(path?: string): Promise<string> {
  if (path === undefined) return mkdtemp(join(tmpdir(), 'deploy-'))
  await mkdir(path, { recursive: true })
  return path
}

const logic = setup({
  types: {
    context: {} as { server: string; deployment: Deployment | undefined },
    events: {} as { type: 'again' | 'leave' },
    input: {} as string,
  },
  actors: { questions, release },
}).createMachine({
  id: 'deploying',
  description: 'Asks what is to be deployed, and deploys it.',
  context: ({ input }) => ({ server: input, deployment: undefined }),
  initial: 'asking',
  states: {
    asking: {
      // Where nobody can be asked, a wrong answer ends the program, with a status.
      meta: { lintOff: ['unhandled-error'] },
      invoke: {
        src: 'questions',
        id: 'questions',
        onDone: [
          { guard: ({ event }) => event.output === undefined, target: 'left' },
          {
            target: 'releasing',
            actions: assign({
              deployment: ({ event, context }) => ({ ...event.output!, server: context.server }),
            }),
          },
        ],
      },
    },
    releasing: {
      invoke: {
        src: 'release',
        id: 'release',
        input: ({ context }) => context.deployment!,
        // The list stays when it's over.
        onDone: '.over',
        onError: '.over',
      },
      initial: 'going',
      states: {
        going: {},
        over: {
          on: {
            again: { target: '#deploying.asking', description: 'Deploy again' },
            // A run that was left has nothing to go on from.
            leave: { target: '#deploying.left', description: 'Quit' },
          },
        },
      },
    },
    left: { type: 'final' },
  },
})

const deploying = component({
  logic,
  keys: { a: { type: 'again' }, q: { type: 'leave' }, 'ctrl+q': { type: 'leave' } },
  view: (snapshot) =>
    column([
      region(snapshot.children.questions, { grow: 1 }),
      region(snapshot.children.release, { grow: 1 }),
      snapshot.matches({ releasing: 'over' }) && keyHelp(),
    ]),
})

export const deploy: Example = {
  name: 'deploy',
  group: 'Working',
  brief: 'or roll back',
  shows: 'Questions, and then tasks: a release that is taken back if its smoke test fails.',
  pattern: 'tasks.md',
  component: component({
    name: 'deploy',
    logic: inFolder({ name: 'the server', make: makeServer, use: deploying }),
    quit: ['q', 'ctrl+q'],
    view: ({ children: { use, temporary } }) =>
      use === undefined ? region(temporary, { grow: 1 }) : region(use, { grow: 1 }),
  }),
  input: (_, isKept = false) => (isKept ? join(stateFolder(), 'server') : undefined),
  persist: true,
  async play(app) {
    for (const answer of ['y', 'n']) {
      await app.until('Name of the service', { step: 16 })
      await app.type('people')
      await app.press('enter', 'enter', answer, 'enter')
      await app.until('Deploy again', { step: 16 })
      if (answer === 'y') await app.press('a')
    }
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, deploy)
