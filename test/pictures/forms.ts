import { confirmView, formView, multiSelectView, selectView, textInputView } from 'actty/forms'
import type { Picture } from './pictures.ts'

const deploy = formView({
  name: 'deploy',
  title: 'Deploy',
  steps: {
    name: textInputView({ question: 'Name of the service', required: true }),
    where: {
      environment: selectView({ question: 'Environment', options: ['staging', 'production'] }),
      features: multiSelectView({ question: 'Features', options: ['cdn', 'metrics', 'backups'] }),
      token: textInputView({ question: 'Token', masked: true, required: true }),
    },
    backup: confirmView({ question: 'Back up before?' }),
  },
  when: { token: ({ environment }) => environment === 'production' },
  review: 'Deploy',
}) as unknown as Picture['component']

export const formPictures: readonly Picture[] = [
  {
    name: 'form',
    component: deploy,
    rows: 11,
    act: async (app) => {
      await app.type('people')
      await app.press('enter', 'down', 'enter', 'space', 'down')
    },
  },
  {
    name: 'form-review',
    component: deploy,
    rows: 11,
    act: async (app) => {
      await app.type('people')
      await app.press('enter', 'down', 'enter', 'space', 'enter')
      await app.type('secret')
      await app.press('enter', 'y', 'up', 'up')
    },
  },
]
