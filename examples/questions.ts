import { assign, setup } from 'xstate'
import { column, component, keyHelp, mark, pane, region, text, type Child } from 'actty'
import { confirmView, multiSelectView, selectView, textInputView } from 'actty/forms'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

interface Answers {
  readonly name: string | undefined
  readonly environment: string | undefined
  readonly features: readonly string[] | undefined
  readonly sure: boolean | undefined
}

const none: Answers = { name: undefined, environment: undefined, features: undefined, sure: undefined }

/** Each question is an actor, whose output is its answer. A state asks one. */
const actors = {
  name: textInputView({
    question: 'Name of the service',
    required: true,
    validate: (name) => (/^[a-z-]+$/.test(name) ? undefined : 'small letters and hyphens only'),
  }),
  environment: selectView({
    question: 'Environment',
    options: [
      { value: 'staging', label: 'staging' },
      { value: 'production', label: 'production', hint: '3 regions' },
      { value: 'preview', label: 'preview', disabled: 'needs cdn of 2.0' },
    ],
  }),
  features: multiSelectView({ question: 'Features', options: ['cdn', 'metrics', 'backups'] }),
  sure: confirmView({ question: 'Deploy this?' }),
}

const machine = setup({
  types: { context: {} as Answers, events: {} as { type: 'again' | 'back' } },
  actors,
}).createMachine({
  id: 'questions',
  description: 'Asks four questions, one after the other.',
  context: none,
  initial: 'name',
  states: {
    name: {
      invoke: {
        src: 'name',
        id: 'name',
        input: { inForm: true },
        onDone: { target: 'environment', actions: assign({ name: ({ event }) => event.output }) },
      },
    },
    environment: {
      on: { back: { target: 'name', description: 'Back' } },
      invoke: {
        src: 'environment',
        id: 'environment',
        input: { inForm: true },
        onDone: { target: 'features', actions: assign({ environment: ({ event }) => event.output }) },
      },
    },
    features: {
      on: { back: { target: 'environment', description: 'Back' } },
      invoke: {
        src: 'features',
        id: 'features',
        input: { inForm: true },
        onDone: { target: 'sure', actions: assign({ features: ({ event }) => event.output }) },
      },
    },
    sure: {
      on: { back: { target: 'features', description: 'Back' } },
      invoke: {
        src: 'sure',
        id: 'sure',
        input: { inForm: true },
        onDone: { target: 'answered', actions: assign({ sure: ({ event }) => event.output }) },
      },
    },
    answered: {
      tags: 'live',
      description: 'All questions are answered.',
      on: {
        again: {
          target: 'name',
          actions: assign(none),
          description: 'Again',
        },
      },
    },
  },
})

const answered = (question: string, answer: string | undefined): Child =>
  answer !== undefined &&
  text([mark('done', { color: 'success' }), text(` ${question}`, { color: 'muted' }), `  ${answer}`], {
    overflow: 'truncate',
  })

export const questions: Example = {
  name: 'questions',
  group: 'Asking',
  brief: 'one by one',
  shows: 'A text, one of several, several of them, and yes or no: each an actor that ends with its answer.',
  pattern: 'questions.md',
  component: component({
    logic: machine,
    keys: { r: { type: 'again' }, escape: { type: 'back' } },
    quit: ['q', 'ctrl+q'],
    view: ({ context: { name, environment, features, sure }, children, value }) =>
      column([
        pane({ title: 'Questions', grow: 1 }, [
          answered('Name of the service', name),
          answered('Environment', environment),
          answered('Features', features && (features.join(', ') || 'none')),
          answered('Deploy this?', sure === undefined ? undefined : sure ? 'yes' : 'no'),
          region(children.name, { grow: 1 }),
          region(children.environment, { grow: 1 }),
          region(children.features, { grow: 1 }),
          region(children.sure, { grow: 1 }),
        ]),
        // A question shows its keys itself.
        value === 'answered' && keyHelp(),
      ]),
  }),
  async play(app) {
    await app.type('People')
    await app.press('enter')
    await app.press('ctrl+u')
    await app.type('people')
    await app.press('enter')
    await app.press('down', 'enter')
    await app.press('space', 'enter')
    await app.press('y')
    await app.until('yes')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, questions)
