import { setup } from 'xstate'
import { all, column, component, mark, region, text } from 'actty'
import { multiSelectView, selectView, textAreaView, textInputView } from 'actty/forms'
import type { Picture } from './pictures.ts'

const actors = {
  name: textInputView({ question: 'Name of the service', required: true }),
  environment: selectView({ question: 'Environment', options: ['staging', 'production'] }),
  features: multiSelectView({ question: 'Features', options: ['cdn', 'metrics', 'backups'] }),
}

/** One after the other, as `run` leaves them. */
const asked = setup({ actors }).createMachine({
  initial: 'name',
  states: {
    name: { invoke: { src: 'name', id: 'name', onDone: 'environment' } },
    environment: { invoke: { src: 'environment', id: 'environment', onDone: 'features' } },
    features: { invoke: { src: 'features', id: 'features' } },
  },
})

const answered = (question: string, answer: string) =>
  text([mark('done', { color: 'success' }), text(` ${question}`, { color: 'muted' }), `  ${answer}`])

const people = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper']
const message = textAreaView({
  completions: [
    {
      trigger: '@',
      complete: (query) => people.filter((name) => name.toLowerCase().startsWith(query.toLowerCase())),
    },
  ],
})

/** The pages about questions and about texts of several lines. */
export const questionPictures: readonly Picture[] = [
  {
    name: 'questions',
    component: component({
      logic: asked,
      view: ({ children: { name, environment, features }, value }) =>
        column([
          value !== 'name' && answered('Name of the service', 'people'),
          value === 'features' && answered('Environment', 'production'),
          region(name),
          region(environment),
          region(features),
        ]),
    }),
    rows: 7,
    act: async (app) => {
      await app.type('people')
      await app.press('enter', 'down', 'enter', 'space', 'down')
    },
  },
  {
    name: 'text-area',
    component: component({
      logic: setup({ actors: { message } }).createMachine({ invoke: all({ message }) }),
      view: ({ children }) => column([region(children.message, { grow: 1 })]),
    }),
    rows: 7,
    act: async (app) => {
      await app.type('Thank you for the patch. It has two parts that want a look:')
      await app.press('ctrl+j')
      await app.paste(Array.from({ length: 412 }, (_, line) => `line ${line}`).join('\n'))
      await app.press('ctrl+j')
      await app.type('cc @A')
    },
  },
]
