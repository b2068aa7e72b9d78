import {
  confirm,
  form,
  multiSelect,
  numberInput,
  select,
  textInput,
  type AnswerSchema,
  type FormEvent,
} from 'actty/forms'
import { createActor } from 'xstate'
import { describe, expect, test, vi } from 'vitest'

const deploy = () =>
  form({
    name: 'deploy',
    steps: {
      name: textInput({ question: 'Name', required: true }),
      where: {
        environment: select({ question: 'Environment', options: ['staging', 'production'] }),
        region: select({ question: 'Region', options: ['eu', 'us'] }),
      },
      access: { token: textInput({ question: 'Token', masked: true, required: true }) },
      replicas: numberInput({ question: 'Replicas', default: 1, integer: true, min: 1 }),
    },
    when: {
      region: ({ environment }) => environment === 'production',
      access: ({ environment, region }) => environment === 'production' && region === 'us',
    },
    defaults: { replicas: ({ environment }) => (environment === 'production' ? 3 : undefined) },
    validate: {
      replicas: (replicas, { answers }) =>
        replicas < 2 && answers.environment === 'production' ? 'production needs two' : undefined,
    },
  })

type Deploy = ReturnType<typeof deploy>

function started(input?: Parameters<typeof createActor<Deploy>>[1]) {
  const actor = createActor(deploy(), input).start()
  const at = () => actor.getSnapshot().context.at
  const answer = (field: string, value: unknown) =>
    actor.send({ type: 'answer', field, value } as unknown as FormEvent<never>)
  const asked = (name: string) =>
    (
      actor.getSnapshot().children as unknown as Record<
        string,
        { getSnapshot(): { context: { value: unknown; problem: string | undefined; note: string } } }
      >
    )[name]!.getSnapshot().context
  return { actor, at, answer, asked }
}

describe('form', () => {
  test('each step is a state, and a field of a step is a state in it', () => {
    const { actor, answer } = started()
    expect(actor.getSnapshot().value).toEqual({ asking: { name: 'asking' } })
    answer('name', 'api')
    expect(actor.getSnapshot().value).toEqual({ asking: { where: { environment: 'asking' } } })
  })

  test('asks what earlier answers make necessary, and has undefined for what it has not asked', () => {
    const { actor, answer, at } = started()
    answer('name', 'api')
    answer('environment', 'staging')
    expect(at()).toBe('replicas')
    answer('replicas', 1)
    expect(actor.getSnapshot().value).toBe('review')
    actor.send({ type: 'submit' })
    expect(actor.getSnapshot().output).toEqual({
      name: 'api',
      environment: 'staging',
      region: undefined,
      token: undefined,
      replicas: 1,
    })
  })

  test('offers an answer that depends on others', () => {
    const { answer, asked } = started()
    answer('name', 'api')
    answer('environment', 'production')
    answer('region', 'eu')
    expect(asked('replicas').value).toBe(3)
  })

  test('says what is wrong, with the answers before, and keeps the answer', () => {
    const { answer, asked, at } = started()
    answer('name', 'api')
    answer('environment', 'production')
    answer('region', 'eu')
    answer('replicas', 1)
    expect([at(), asked('replicas')]).toMatchObject([
      'replicas',
      { value: 1, problem: 'production needs two' },
    ])
  })

  test('goes back to what was asked, with the answer, and with what was not submitted', () => {
    const { actor, answer, at, asked } = started()
    answer('name', 'api')
    answer('environment', 'production')
    answer('region', 'us')
    actor
      .getSnapshot()
      .children.token!.getSnapshot()
      .children.field!.send({ type: 'set', value: 'half' } as never)
    actor.send({ type: 'back' })
    expect([at(), asked('region').value]).toEqual(['region', 'us'])
    actor.send({ type: 'back' })
    answer('environment', 'staging')
    expect(at()).toBe('replicas')
    actor.send({ type: 'back' })
    answer('environment', 'production')
    answer('region', 'us')
    expect([at(), asked('token').value]).toEqual(['token', 'half'])
  })

  test('has no way back from the first question', () => {
    const { actor } = started()
    expect(actor.getSnapshot().can({ type: 'back' })).toBe(false)
  })

  test('the review leads to an answer and back, and asks what a change has made wrong or necessary', () => {
    const { actor, answer, at } = started()
    answer('name', 'api')
    answer('environment', 'staging')
    answer('replicas', 1)
    actor.send({ type: 'change', field: 'name' })
    answer('name', 'web')
    expect(actor.getSnapshot().value).toBe('review')
    actor.send({ type: 'change', field: 'environment' })
    answer('environment', 'production')
    expect(at()).toBe('region') // is asked now
    answer('region', 'eu')
    expect(at()).toBe('replicas') // one isn't enough any more
    answer('replicas', 2)
    expect(actor.getSnapshot().value).toBe('review')
    actor.send({ type: 'change', field: 'region' })
    actor.send({ type: 'cancel' })
    expect(actor.getSnapshot().value).toBe('review')
    actor.send({ type: 'submit' })
    expect(actor.getSnapshot().output).toEqual({
      name: 'web',
      environment: 'production',
      region: 'eu',
      token: undefined,
      replicas: 2,
    })
  })

  test('the review does not lead to what is not asked', () => {
    const { actor, answer } = started()
    answer('name', 'api')
    answer('environment', 'staging')
    answer('replicas', 1)
    expect(actor.getSnapshot().can({ type: 'change', field: 'token' })).toBe(false)
  })

  test('does not ask what it was started with, but checks it', () => {
    const { actor, at, asked, answer } = started({
      input: { answers: { name: 'api', environment: 'production', replicas: 1 } },
    })
    expect(at()).toBe('region')
    answer('region', 'eu')
    expect([at(), asked('replicas').problem]).toEqual(['replicas', 'production needs two'])
    actor.send({ type: 'back' })
    expect(at()).toBe('region') // nothing before it was asked
    expect(actor.getSnapshot().can({ type: 'back' })).toBe(false)
  })

  test('asks nothing if all is answered, not even whether that is right', () => {
    const { actor } = started({ input: { answers: { name: 'api', environment: 'staging', replicas: 2 } } })
    expect(actor.getSnapshot().output).toMatchObject({ name: 'api', replicas: 2 })
  })

  test('ends without answers', () => {
    const { actor } = started()
    actor.send({ type: 'cancel' })
    expect([actor.getSnapshot().status, actor.getSnapshot().output]).toEqual(['done', undefined])
  })

  test('a rule that uses a later answer is an error that says so', () => {
    const wrong = form({
      steps: { first: confirm({ question: 'First?' }), second: confirm({ question: 'Second?' }) },
      when: { first: ({ second }) => second },
    })
    const actor = createActor(wrong)
    actor.subscribe({ error: () => {} })
    actor.start()
    expect(String((actor.getSnapshot() as { error?: unknown }).error)).toContain(
      'a rule of first uses second, which is asked later',
    )
  })

  test('names that cannot be told apart are refused', () => {
    const question = confirm({ question: 'Sure?' })
    const a = { steps: { a: question, group: { a: question } } }
    expect(() => form(a)).toThrow('two are called a: rename one of them')
    expect(() => form({ steps: { 'a b': question } })).toThrow("'a b' can't be a name")
    expect(() => form({ steps: { help: question } })).toThrow('--help is a flag of every form')
    expect(() => form({ steps: {} })).toThrow('there is no field')
  })
})

describe('a check of a form', () => {
  const checked = (validate: never, maxCheckTime?: number) => {
    const actor = createActor(
      form({
        steps: {
          name: textInput({ question: 'Name' }),
          color: select({ question: 'Color', options: ['red', 'blue'] }),
        },
        validate: { color: validate },
        review: false,
        maxCheckTime,
      }),
    ).start()
    actor.send({ type: 'answer', field: 'name', value: 'ada' })
    return actor
  }
  interface Checked {
    readonly context: { readonly entries: Readonly<Record<string, { readonly problem: string | undefined }>> }
  }
  const problemIn = (actor: { getSnapshot(): unknown }) =>
    (actor.getSnapshot() as Checked).context.entries['color']!.problem

  test('may be a Standard Schema, whose value is the answer', () => {
    const schema: AnswerSchema<string> = {
      '~standard': {
        validate: (value) => (value === 'red' ? { issues: [{ message: 'not red' }] } : { value: 'navy' }),
      },
    }
    const actor = checked(schema as never)
    actor.send({ type: 'answer', field: 'color', value: 'red' })
    expect(problemIn(actor)).toBe('not red')
    actor.send({ type: 'answer', field: 'color', value: 'blue' })
    expect(actor.getSnapshot().output).toEqual({ name: 'ada', color: 'navy' })
  })

  test('is aborted by leaving it, and by its deadline', () => {
    vi.useFakeTimers()
    try {
      const signals: AbortSignal[] = []
      const never = (_: unknown, { signal }: { signal: AbortSignal }) => {
        signals.push(signal)
        return new Promise<undefined>(() => {})
      }
      const actor = checked(never as never, 1_000)
      actor.send({ type: 'answer', field: 'color', value: 'red' })
      expect(actor.getSnapshot().value).toEqual({ asking: { color: { checking: 'quick' } } })
      actor.send({ type: 'back' })
      expect([signals[0]!.aborted, actor.getSnapshot().context.at]).toEqual([true, 'name'])
      actor.send({ type: 'answer', field: 'name', value: 'ada' })
      actor.send({ type: 'answer', field: 'color', value: 'red' })
      vi.advanceTimersByTime(200)
      expect(actor.getSnapshot().hasTag('busy')).toBe(true)
      vi.advanceTimersByTime(800)
      expect([signals[1]!.aborted, problemIn(actor)]).toEqual([true, 'not checked within 1 s: try again'])
      expect(actor.getSnapshot().value).toEqual({ asking: { color: 'asking' } })
      actor.send({ type: 'answer', field: 'color', value: 'blue' })
      actor.send({ type: 'cancel' })
      expect([signals[2]!.aborted, actor.getSnapshot().value]).toEqual([
        true,
        { asking: { color: 'asking' } },
      ])
    } finally {
      vi.useRealTimers()
    }
  })
})

/** Only the compiler looks at it. */
const unused: (work: () => unknown) => void = () => {}

test('the compiler knows the names of a form and their answers', () => {
  const steps = {
    name: textInput({ question: 'Name' }),
    more: {
      colors: multiSelect({ question: 'Colors', options: ['red', 'blue'] }),
      sure: confirm({ question: 'Sure?' }),
    },
  }
  const typed = form({ steps, when: { sure: ({ colors }) => colors.includes('red') }, review: false })
  const actor = createActor(typed).start()
  actor.send({ type: 'answer', field: 'name', value: 'ada' })
  actor.send({ type: 'answer', field: 'colors', value: ['blue'] })
  const answers:
    { name: string; colors: readonly ('red' | 'blue')[]; sure: boolean | undefined } | undefined =
    actor.getSnapshot().output
  expect(answers).toEqual({ name: 'ada', colors: ['blue'], sure: undefined })
  // @ts-expect-error -- there is no field of this name
  unused(() => actor.send({ type: 'answer', field: 'nmae', value: 'ada' }))
  // @ts-expect-error -- a name is a text
  unused(() => actor.send({ type: 'answer', field: 'name', value: 5 }))
  // @ts-expect-error -- `when` names something that isn't there
  unused(() => form({ steps, when: { shure: () => true } }))
  // @ts-expect-error -- a rule uses something that isn't there
  unused(() => form({ steps, when: { sure: ({ nmae }) => nmae === '' } }))
  // @ts-expect-error -- the default of colors is a list of some of them
  unused(() => form({ steps, defaults: { colors: () => ['green'] } }))
})
