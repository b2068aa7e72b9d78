import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AnswersError,
  confirm,
  environment,
  file,
  flags,
  form,
  FormHelp,
  multiSelect,
  numberInput,
  select,
  textInput,
  type FormOptions,
} from 'actty/forms'
import { createActor, toPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
// Nobody can answer in the system of an app without keys. Here there is no app.
import { rememberAnswers } from '../../../src/machines/forms/answerable.ts'

const steps = {
  serviceName: textInput({
    question: 'Name',
    required: true,
    validate: (name) => (/[A-Z]/.test(name) ? 'no capitals' : true),
  }),
  environment: select({
    question: 'Environment',
    options: ['staging', 'production', { value: 'old', disabled: 'gone' }],
  }),
  features: multiSelect({ question: 'Features', options: ['cdn', 'metrics', 'backups'] }),
  port: numberInput({ question: 'Port', default: 8080 }),
  token: textInput({ question: 'Token', masked: true, required: true }),
  sure: confirm({ question: 'Sure?' }),
}

/** What a form comes to without a terminal: its answers, or the lines of what is wrong. */
async function filled(answers: FormOptions<typeof steps>['answers'], more: object = {}): Promise<unknown> {
  const actor = createActor(
    form({
      name: 'deploy',
      steps,
      answers,
      when: { token: ({ environment }: { environment: string }) => environment === 'production' },
      ...more,
    } as never),
  )
  rememberAnswers(actor.system, false)
  actor.subscribe({ error: () => {} })
  actor.start()
  try {
    return await toPromise(actor)
  } catch (error) {
    if (error instanceof AnswersError || error instanceof FormHelp) return error.message.split('\n')
    throw error
  }
}

const typed = (line: string) => flags(['node', '/bin/deploy', ...line.split(' ').filter(Boolean)])
const all = '--service-name api --environment staging --features cdn --port 80 --sure'
const answered = {
  serviceName: 'api',
  environment: 'staging',
  features: ['cdn'],
  port: 80,
  token: undefined,
  sure: true,
}

describe('flags', () => {
  test('answer fields', async () => {
    expect(await filled([typed(all)])).toEqual(answered)
  })

  test.each([
    ['--features=cdn,backups', { features: ['cdn', 'backups'] }],
    ['--features metrics --features backups', { features: ['cdn', 'metrics', 'backups'] }],
    ['--no-sure', { sure: false }],
    ['--no-sure --sure', { sure: true }],
    ['--port -5', { port: -5 }],
    ['--environment Production --token x', { environment: 'production', token: 'x' }],
  ])('%s', async (line, changed) => {
    expect(await filled([typed(`${all} ${line}`)])).toMatchObject(
      line.includes('=') ? { ...changed, features: ['cdn', 'backups'] } : changed,
    )
  })

  test.each([
    ['--enviroment x', ['there is no flag --enviroment: did you mean --environment?']],
    [
      '-x',
      [
        'there is no flag -x: there are --service-name, --environment, --features, --port, --token, --sure, --yes, --help, --answers, --print-answers',
      ],
    ],
    ['more', ['"more" belongs to no flag']],
    ['--sure=no', ['--sure takes no value']],
    ['--port', ['--port needs a value']],
    [
      '--token --port 5',
      ['--token needs a value: if --port is one, write --token=--port', '"5" belongs to no flag'],
    ],
    ['--environment prod', [`environment is wrong: "prod" isn't one of staging, production (--environment)`]],
    ['--environment 1', [`environment is wrong: "1" isn't one of staging, production (--environment)`]],
    ['--environment old', [`environment is wrong: "old" isn't one of staging, production (--environment)`]],
    [
      '--service-name API --port x',
      ['serviceName is wrong: no capitals (--service-name)', `port is wrong: "x" isn't a number (--port)`],
    ],
    ['--environment production', ['token is missing: give --token (Token)']],
  ])('%s', async (line, problems) => {
    expect(await filled([typed(`${all} ${line}`)])).toEqual(problems)
  })

  test('name every answer that is missing, except those that depend on it', async () => {
    expect(await filled([typed('--port 1')])).toEqual([
      'serviceName is missing: give --service-name (Name)',
      'environment is missing: give --environment (Environment)',
      'features is missing: give --features (Features)',
      'sure is missing: give --sure (Sure?)',
    ])
  })

  test('--yes takes defaults, and says which has none', async () => {
    expect(await filled([typed('--yes --environment staging')])).toEqual([
      'serviceName has no default: give --service-name (Name)',
    ])
    expect(await filled([typed('-y --service-name api --environment staging')])).toEqual({
      ...answered,
      features: [],
      port: 8080,
    })
  })

  test('--help says what there is', async () => {
    expect(await filled([typed('--help'), environment()], { title: 'Deploy a service' })).toEqual([
      'Usage: deploy [flags]',
      '',
      'Deploy a service',
      '',
      '  --service-name <text>   Name',
      '  --environment <choice>  Environment: staging, production',
      '  --features <choice>     Features: cdn, metrics, backups (may be given several times)',
      '  --port <text>           Port (default: 8080)',
      '  --token <text>          Token',
      '  --sure, --no-sure       Sure?',
      '  -y, --yes               takes the default of what has no answer',
      '  --answers <file>        reads answers from a file of JSON; - is standard input',
      '  --print-answers <file>  writes the answers to such a file, except secrets',
      '  -h, --help              says this',
      '',
      'Answers are also read from the variables DEPLOY_SERVICE_NAME, DEPLOY_ENVIRONMENT, DEPLOY_FEATURES, DEPLOY_PORT, DEPLOY_TOKEN, DEPLOY_SURE.',
      '',
    ])
  })
})

describe('environment', () => {
  test('has variables with the name of the form, or another one', async () => {
    const env = { DEPLOY_SURE: 'no', DEPLOY_PORT: '', PORT: '1' }
    const rest = typed('--service-name api --environment staging --features none')
    expect(await filled([rest, environment({ env })])).toEqual([
      'port is missing: give --port or DEPLOY_PORT (Port)',
    ])
    expect(await filled([rest, environment({ env: { ...env, SURE: 'yes' }, prefix: '' })])).toMatchObject({
      port: 1,
      sure: true,
    })
  })
})

describe('files', () => {
  const folder = mkdtemp(join(tmpdir(), 'actty-answers-'))
  const written = async (content: unknown, name = 'answers.json') => {
    const path = join(await folder, name)
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }

  test('answer what comes before does not', async () => {
    const path = await written({ ...answered, port: 1, environment: 'production', token: 5 })
    expect(await filled([typed('--environment staging'), file(path)])).toEqual({ ...answered, port: 1 })
    expect(await filled([file(path), typed('--environment staging')])).toMatchObject({
      environment: 'production',
      token: '5',
    })
  })

  test.each([
    ['{', `isn't JSON: `],
    ['[]', 'must be an object with the names of fields'],
    [{ serviceNam: 'x' }, 'there is no field "serviceNam": did you mean serviceName?'],
    [{ ...answered, features: ['cdn', 'x'] }, `features is wrong: ["cdn","x"] isn't an answer`],
    [{ ...answered, sure: 'perhaps' }, 'sure is wrong: "perhaps" is neither yes nor no'],
    [{ ...answered, environment: null }, `environment is wrong: null isn't an answer`],
    [{ ...answered, serviceName: ['x'] }, `serviceName is wrong: ["x"] isn't an answer`],
  ])('%j is wrong', async (content, problem) => {
    expect(String(await filled([file(await written(content))]))).toContain(problem)
  })

  test('may be missing, but not if a flag names them', async () => {
    expect(await filled([typed(all), file('/nowhere.json')])).toEqual(answered)
    expect(String(await filled([typed('--answers /nowhere.json')]))).toContain(
      "the answers can't be read: ENOENT",
    )
  })

  test('--print-answers writes what --answers reads, except secrets', async () => {
    const path = join(await folder, 'printed.json')
    const first = await filled([
      typed(`${all} --environment production --token secret --print-answers ${path}`),
    ])
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...answered, environment: 'production' })
    expect(await filled([typed(`--answers ${path}`)])).toEqual(['token is missing: give --token (Token)'])
    expect(await filled([typed(`--answers ${path} --token secret`)])).toEqual(first)
    expect(await filled([typed(`--answers ${path} --token secret --port 9`)])).toMatchObject({ port: 9 })
  })

  test('a file that cannot be written is an error', async () => {
    await expect(filled([typed(`${all} --print-answers /nowhere/x.json`)])).rejects.toThrow('ENOENT')
  })
})

test('a check that takes its time is waited for, also without a terminal', async () => {
  const slow = {
    port: async (port: number) => ((await Promise.resolve(port)) < 1_000 ? 'too low' : undefined),
  }
  expect(await filled([typed(all)], { validate: slow })).toEqual(['port is wrong: too low (--port)'])
})

test('a check without an answer is an error after its time', async () => {
  const never = { port: () => new Promise(() => {}) }
  expect(await filled([typed(all)], { validate: never, maxCheckTime: 20 })).toEqual([
    'port is wrong: not checked within 0.02 s: try again (--port)',
  ])
})
