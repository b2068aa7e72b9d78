import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { assign, fromPromise, setup, type OutputFrom } from 'xstate'
import { column, component, keyHelp, mark, pane, region, text } from 'actty'
import {
  confirmView,
  flags,
  formView,
  multiSelectView,
  numberInputView,
  selectView,
  textInputView,
} from 'actty/forms'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

const wanted = formView({
  name: 'scaffold',
  title: 'A new service',
  steps: {
    name: textInputView({
      question: 'Name of the service',
      required: true,
      validate: (name) => (/^[a-z][a-z-]*$/.test(name) ? undefined : 'small letters and hyphens only'),
    }),
    code: {
      language: selectView({ question: 'Language', options: ['TypeScript', 'JavaScript'] }),
      strict: confirmView({ question: 'Strict types?' }),
    },
    serving: {
      parts: multiSelectView({ question: 'Parts', options: ['http', 'queue', 'database'], required: true }),
      port: numberInputView({ question: 'Port', min: 1, max: 65_535, integer: true }),
    },
  },
  when: { strict: ({ language }) => language === 'TypeScript', port: ({ parts }) => parts.includes('http') },
  defaults: { port: ({ name }) => 3_000 + name.length },
  validate: {
    port: (port, { answers }) =>
      answers.parts.includes('database') && port === 5_432 ? 'the database has this port' : undefined,
  },
  review: 'Write the files',
})

type Wanted = NonNullable<OutputFrom<typeof wanted>>

/** The files of a service, by their paths. */
function filesFor({ name, language, strict, parts, port }: Wanted): Record<string, string> {
  const suffix = language === 'TypeScript' ? 'ts' : 'js'
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`
  return {
    'package.json': json({ name, type: 'module', main: `src/index.${suffix}` }),
    ...(language === 'TypeScript' && { 'tsconfig.json': json({ compilerOptions: { strict } }) }),
    'config.json': json({ parts, ...(port !== undefined && { port }) }),
    [`src/index.${suffix}`]: parts.map((part) => `import './${part}.${suffix}'\n`).join(''),
    ...Object.fromEntries(parts.map((part) => [`src/${part}.${suffix}`, `// the ${part} of ${name}\n`])),
  }
}

const write = fromPromise(async ({ input }: { input: Wanted }) => {
  const folder = await mkdtemp(join(tmpdir(), `${input.name}-`))
  const files = Object.entries(filesFor(input))
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return { folder, paths: files.map(([path]) => path) }
})

const machine = setup({
  types: {
    context: {} as {
      /** What the command line says. */
      words: readonly string[]
      wanted: Wanted | undefined
      written: OutputFrom<typeof write> | undefined
    },
    events: {} as { type: 'again' | 'leave' },
    input: undefined as readonly string[] | undefined,
  },
  actors: { wanted, write },
}).createMachine({
  id: 'form',
  description: 'Asks what a service is to have, and writes its files.',
  context: ({ input = [] }) => ({ words: input, wanted: undefined, written: undefined }),
  initial: 'asking',
  states: {
    asking: {
      // Where nobody can be asked, a wrong answer ends the program, with a status.
      meta: { lintOff: ['unhandled-error'] },
      invoke: {
        src: 'wanted',
        id: 'wanted',
        input: ({ context: { words } }) => ({ answers: [flags(['node', 'form', ...words])] }),
        onDone: [
          { guard: ({ event }) => event.output === undefined, target: 'left' },
          { target: 'writing', actions: assign({ wanted: ({ event }) => event.output }) },
        ],
      },
    },
    writing: {
      tags: 'busy',
      // A folder that can't be written to ends the program, too.
      meta: { lintOff: ['unhandled-error'] },
      invoke: {
        src: 'write',
        input: ({ context }) => context.wanted!,
        onDone: { target: 'written', actions: assign({ written: ({ event }) => event.output, words: [] }) },
      },
    },
    written: {
      tags: 'live',
      description: 'The files are written.',
      on: {
        again: { target: 'asking', description: 'Another one' },
        leave: { target: 'ended', description: 'Quit' },
      },
    },
    left: {
      tags: 'live',
      description: 'Nothing was written.',
      on: {
        again: { target: 'asking', description: 'Again' },
        leave: { target: 'ended', description: 'Quit' },
      },
    },
    // A run that was left has nothing to go on from.
    ended: { type: 'final' },
  },
})

export const formExample: Example = {
  name: 'form',
  group: 'Asking',
  brief: 'back and review',
  shows:
    'Questions that depend on answers, a way back with what was typed, and a review. It writes the files of a service.',
  pattern: 'forms.md',
  input: (words) => words,
  persist: true,
  component: component({
    logic: machine,
    keys: { r: { type: 'again' }, q: { type: 'leave' }, 'ctrl+q': { type: 'leave' } },
    quit: ['q', 'ctrl+q'],
    view: ({ context: { written }, children, value }) =>
      column([
        pane({ title: 'A new service', grow: 1, busy: value === 'writing' && 'writing' }, [
          region(children.wanted, { grow: 1 }),
          ...(value === 'written' && written !== undefined
            ? [
                text([mark('done', { color: 'success' }), ' ', text(written.folder, { bold: true })]),
                ...written.paths.map((path) => text(`  ${path}`, { color: 'muted' })),
              ]
            : []),
          value === 'left' && text([mark('skipped', { color: 'muted' }), ' nothing was written']),
        ]),
        // A question shows its keys itself.
        (value === 'written' || value === 'left') && keyHelp(),
      ]),
  }),
  async play(app) {
    await app.type('people')
    await app.press('enter', 'enter', 'y')
    await app.press('space', 'enter', 'enter')
    await app.press('enter')
    await app.until('package.json')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, formExample)
