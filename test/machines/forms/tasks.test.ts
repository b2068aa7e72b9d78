import { readFileSync } from 'node:fs'
import { createActor, fromPromise, toPromise, type AnyActorLogic, type InputFrom } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  tasks,
  TasksError,
  type TaskGiven,
  type TaskTools,
  type TasksOptions,
  type TaskTree,
} from 'actty/forms'
import { processing, subprocess } from 'actty/machines'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { isAlive } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'

/** Work of so many virtual ms. It fails with a message, and ends when it's aborted. */
function work(clock: VirtualClock, ms: number, failure?: string) {
  return ({ signal }: { signal: AbortSignal }) =>
    new Promise<number>((resolve, reject) => {
      const timer = clock.setTimeout(
        () => (failure === undefined ? resolve(ms) : reject(new Error(failure))),
        ms,
      )
      signal.addEventListener('abort', () => {
        clock.clearTimeout(timer)
        reject(signal.reason as Error)
      })
    })
}

function fail(message: string): never {
  throw new Error(message)
}

/** Starts tasks on a clock that the test moves. */
function start(tree: (clock: VirtualClock) => TaskTree, options: TasksOptions = {}) {
  const clock = new VirtualClock(0)
  const list = tasks(tree(clock), { log: false, ...options })
  const actor = createActor(list, { clock })
  let error: unknown
  actor.subscribe({ error: (reason) => (error = reason) })
  actor.start()
  const states = () =>
    Object.values(actor.getSnapshot().context.tasks)
      .map(({ id, state }) => `${id} ${state}`)
      .join(', ')
  const advance = async (ms: number) => {
    await settle()
    await clock.advance(ms)
    await settle()
  }
  return { actor, clock, states, advance, error: () => error as TasksError }
}

describe('needs', () => {
  test('a task begins when all that it needs is done, and gets the results', async () => {
    const given: unknown[] = []
    const { actor, states, advance } = start((clock) => ({
      lint: { run: work(clock, 100) },
      build: { run: work(clock, 200) },
      push: {
        needs: ['lint', 'build'],
        run: ({ results }) => {
          given.push(results)
          return 'pushed'
        },
      },
    }))
    await advance(100)
    expect(states()).toBe('lint done, build running, push waiting')
    await advance(100)
    expect(actor.getSnapshot().output).toEqual({ lint: 100, build: 200, push: 'pushed' })
    expect(given).toEqual([{ lint: 100, build: 200 }])
  })

  test('a group waits for its needs, and who needs it for all that is in it', async () => {
    const { actor, states, advance } = start((clock) => ({
      first: { run: work(clock, 10) },
      group: {
        needs: ['first'],
        tasks: { one: { run: work(clock, 10) }, two: { needs: ['one', 'first'], run: work(clock, 10) } },
      },
      last: { needs: ['group'], run: ({ results }) => results['group'] },
    }))
    await advance(0)
    expect(states()).toBe('first running, group.one waiting, group.two waiting, last waiting')
    await advance(10)
    expect(states()).toBe('first done, group.one running, group.two waiting, last waiting')
    await advance(20)
    expect(actor.getSnapshot().output).toEqual({
      first: 10,
      group: { one: 10, two: 10 },
      last: { one: 10, two: 10 },
    })
  })

  const none = { run: () => 0 }
  test.each<[string, TaskTree, string]>([
    ['itself', { a: { ...none, needs: ['a'] } }, 'tasks: none of these can be first: a needs a'],
    [
      'a circle',
      { a: { ...none, needs: ['c'] }, b: { ...none, needs: ['a'] }, c: { ...none, needs: ['b'] }, d: none },
      'tasks: none of these can be first: a needs c needs b needs a',
    ],
    [
      'the group around it',
      { g: { tasks: { a: { ...none, needs: ['g'] } } } },
      'tasks: none of these can be first: g.a needs g.a',
    ],
    [
      'a circle through a group',
      { g: { needs: ['b'], tasks: { a: none } }, b: { ...none, needs: ['g'] } },
      'tasks: none of these can be first: g.a needs b needs g.a',
    ],
    [
      'an unknown name',
      { a: none, g: { tasks: { b: { ...none, needs: ['c'] } } } },
      "tasks: g.b needs 'c', but there is no task of that name beside or around it: there are a, g",
    ],
    [
      'what is in another group',
      { g: { tasks: { b: none } }, a: { ...none, needs: ['b'] } },
      "tasks: a needs 'b'",
    ],
  ])('refuses a task that needs %s', (_, tree, message) => {
    expect(() => tasks(tree)).toThrow(message)
  })

  test('the compiler refuses wrong names and wrong results', () => {
    expect(() =>
      // @ts-expect-error -- there is no lnt
      tasks({ lint: { run: () => 1 }, build: { needs: ['lnt'], run: () => 2 } }),
    ).toThrow("build needs 'lnt'")
    // @ts-expect-error -- lint returns a number
    tasks({
      lint: { run: () => 1 },
      build: { needs: ['lint'], run: (tools: TaskTools<{ lint: string }>) => tools },
    })
    const list = tasks({
      lint: { run: () => 1 },
      build: { tasks: { types: { run: () => Promise.resolve('x') } } },
    })
    const output = createActor(list).start().getSnapshot().output
    output satisfies { readonly lint: number; readonly build: { readonly types: string } } | undefined
  })

  test('the input of the list is that of its functions, and the compiler knows it', async () => {
    type Answers = { readonly name: string }
    const list = tasks(
      {
        first: { run: ({ input }: { input: Answers }) => input.name.length },
        second: {
          needs: ['first'],
          skip: ({ input }: TaskGiven<{ first: number }, { readonly skips: boolean }>) =>
            input.skips && 'told to',
          run: ({ results }: TaskTools<{ first: number }>) => results.first,
        },
        group: {
          tasks: {
            third: {
              input: ({ input }: { input: Answers }) => input.name,
              run: fromPromise(({ input }: { input: string }) => Promise.resolve(`${input}!`)),
            },
          },
        },
      },
      { log: false },
    )
    const input: InputFrom<typeof list> = { name: 'people', skips: false }
    input satisfies Answers & { readonly skips: boolean }
    // @ts-expect-error -- the name is missing
    input satisfies Omit<InputFrom<typeof list>, 'name'> & { readonly name: number }
    const output = await toPromise(createActor(list, { input }).start())
    expect(output).toEqual({ first: 6, second: 6, group: { third: 'people!' } })
    const skipped = createActor(list, { input: { ...input, skips: true } }).start()
    expect(await toPromise(skipped)).toEqual({ first: 6, second: undefined, group: { third: 'people!' } })
  })

  test('200 tasks in a random order of needs, four at a time', async () => {
    const running = { now: 0, most: 0 }
    const ended: number[] = []
    const { actor, advance } = start(
      (clock) =>
        Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [
            `t${index}`,
            {
              needs: index === 0 ? [] : [`t${Math.floor(index / 2)}`, `t${Math.floor((index * 7) / 11)}`],
              run: async (tools: TaskTools) => {
                running.most = Math.max(running.most, ++running.now)
                await work(clock, 1 + (index % 7))(tools)
                running.now--
                ended.push(index)
              },
            },
          ]),
        ),
      { concurrency: 4 },
    )
    await advance(2_000)
    expect(actor.getSnapshot().status).toBe('done')
    expect(ended).toHaveLength(200)
    for (const index of ended.slice(1)) {
      const needed = Math.floor((index * 7) / 11)
      if (needed !== index) expect(ended.indexOf(needed)).toBeLessThan(ended.indexOf(index))
    }
    expect(running.most).toBe(4)
  })
})

describe('a task that fails', () => {
  const tree = (clock: VirtualClock): TaskTree => ({
    one: { run: work(clock, 10), undo: () => undone.push('one') },
    two: { run: work(clock, 20), undo: () => undone.push('two') },
    bad: { needs: ['two'], run: work(clock, 10, 'no answer'), undo: () => undone.push('bad') },
    long: { run: work(clock, 1_000) },
    after: { needs: ['bad'], run: () => 0 },
  })
  const undone: string[] = []

  test('ends the others where nobody can answer, and what was done is taken back, the last first', async () => {
    undone.length = 0
    const { advance, error, states } = start(tree)
    await advance(30)
    await advance(10)
    expect(undone).toEqual(['two', 'one'])
    expect(states()).toBe('one undone, two undone, bad failed, long stopped, after waiting')
    expect(error()).toBeInstanceOf(TasksError)
    expect(error().message).toBe(
      'bad failed: no answer\ntaken back: one, two\nstopped before it was done: long\nnot begun: after',
    )
    expect(error().exitStatus).toBe(1)
  })

  test('lets the others finish', async () => {
    const { advance, error, states } = start(tree, { onFailure: 'finish', rollBack: 'never' })
    await advance(40)
    expect(states()).toBe('one done, two done, bad failed, long running, after waiting')
    expect(error()).toBeUndefined()
    await advance(1_000)
    expect(states()).toBe('one done, two done, bad failed, long done, after waiting')
    expect(error().message).toBe(
      'bad failed: no answer\ndone, and not taken back: one, two\nnot begun: after',
    )
  })

  test('is tried again or skipped by a person, while others go on', async () => {
    let calls = 0
    const { actor, advance, states } = start(
      (clock) => ({
        flaky: {
          run: () => {
            if (++calls < 3) throw new Error('not yet')
            return calls
          },
        },
        bad: { run: work(clock, 5, 'never') },
        long: { run: work(clock, 50) },
        after: { needs: ['flaky'], run: () => 'after' },
        needy: { needs: ['bad'], run: ({ results }) => results['bad'] },
      }),
      { onFailure: 'ask' },
    )
    await advance(10)
    expect(actor.getSnapshot().value).toEqual({ working: 'asking' })
    expect(actor.getSnapshot().context.asked).toBe('flaky')
    actor.send({ type: 'retry' })
    await advance(0)
    expect(states()).toBe('flaky failed, bad failed, long running, after waiting, needy waiting')
    // The question about another failure came first.
    expect(actor.getSnapshot().context.asked).toBe('bad')
    actor.send({ type: 'skip' })
    expect(actor.getSnapshot().context.asked).toBe('flaky')
    actor.send({ type: 'retry' })
    await advance(0)
    await advance(50)
    // It uses a result that there isn't.
    expect(states()).toBe('flaky done, bad skipped, long done, after done, needy failed')
    expect(actor.getSnapshot().context.tasks['needy']!.error).toEqual(
      new Error('bad was skipped, so that it has no result'),
    )
    actor.send({ type: 'giveUp' })
    await advance(0)
    expect(actor.getSnapshot().status).toBe('error')
  })

  test('is only told of if it is optional; a reason skips a task or a group', async () => {
    const { actor, advance, states } = start((clock) => ({
      soft: { optional: true, run: work(clock, 5, 'never mind') },
      quiet: { skip: () => '--quiet', run: () => 1 },
      group: { skip: 'not today', tasks: { a: { run: () => 1 } } },
      not: { skip: false, run: () => 1 },
      after: { needs: ['soft', 'quiet', 'group'], run: ({ results }) => results },
    }))
    await advance(5)
    expect(states()).toBe('soft failed, quiet skipped, group.a skipped, not done, after done')
    expect(actor.getSnapshot().output).toMatchObject({ not: 1, after: { quiet: undefined } })
  })

  test('an undo that fails is told, and the others go on', async () => {
    const { advance, error } = start((clock) => ({
      one: { run: work(clock, 1), undo: ({ output }) => undone.push(String(output)) },
      two: { run: work(clock, 2), undo: () => Promise.reject(new Error('locked')) },
      bad: { run: work(clock, 3, 'no') },
    }))
    undone.length = 0
    await advance(10)
    expect(undone).toEqual(['1'])
    expect(error().message).toBe('bad failed: no\ntaken back: one\ncould not be taken back: two')
  })
})

describe('what a program gives that throws', () => {
  test.each<[string, TaskTree]>([
    ['skip', { bad: { skip: () => fail('no such flag'), run: () => 1 } }],
    ['input', { bad: { input: () => fail('no such flag'), run: fromPromise(() => Promise.resolve(1)) } }],
    ['a function', { bad: { run: () => fail('no such flag') } }],
  ])('%s: the task has failed, and can be tried again', async (_, tree) => {
    const { actor, advance, states } = start(() => ({ ...tree, other: { run: () => 2 } }), {
      onFailure: 'ask',
    })
    await advance(0)
    expect(states()).toBe('bad failed, other done')
    actor.send({ type: 'retry' })
    await advance(0)
    expect(states()).toBe('bad failed, other done')
    expect(actor.getSnapshot().context.tasks['bad']!.error).toEqual(new Error('no such flag'))
    actor.send({ type: 'skip' })
    expect(actor.getSnapshot().status).toBe('done')
  })

  test('names that the list could use itself', async () => {
    const names = ['log', 'output', 'work', 'task', 'constructor', 'toString', 'actty']
    const { actor, advance } = start(
      () => Object.fromEntries(names.map((name) => [name, { run: () => name }])),
      { log: scratch('names') },
    )
    await advance(0)
    expect(actor.getSnapshot().output).toEqual(Object.fromEntries(names.map((name) => [name, name])))
  })
})

describe('cancelled', () => {
  test.each(['failure', 'always'] as const)('with rollBack: %s', async (rollBack) => {
    let undone = 0
    const { actor, advance, error, states } = start(
      (clock) => ({
        one: {
          run: work(clock, 1),
          undo: () => {
            undone++
          },
        },
        long: { run: work(clock, 1_000) },
        after: { needs: ['long'], run: () => 0 },
      }),
      { rollBack },
    )
    await advance(10)
    actor.send({ type: 'cancel' })
    await advance(0)
    expect(undone).toBe(rollBack === 'always' ? 1 : 0)
    expect(states()).toBe(`one ${rollBack === 'always' ? 'undone' : 'done'}, long stopped, after waiting`)
    expect(error().message).toMatch(/^cancelled\n/)
    expect(error()).toMatchObject({ cancelled: true, exitStatus: 130 })
  })

  test('does not wait for work that ignores its signal longer than five seconds', async () => {
    const { actor, advance, error } = start(() => ({ deaf: { run: () => new Promise(() => {}) } }))
    await advance(10)
    actor.send({ type: 'cancel' })
    await advance(4_000)
    expect(error()).toBeUndefined()
    await advance(1_000)
    expect(error().message).toBe('cancelled\nstopped before it was done: deaf')
  })
})

describe('cancelled while it ends', () => {
  const tree = (clock: VirtualClock): TaskTree => ({
    one: { run: work(clock, 1), undo: work(clock, 100) },
    two: { run: work(clock, 2), undo: work(clock, 100) },
    bad: { run: work(clock, 10, 'no') },
    deaf: { run: () => new Promise(() => {}) },
  })

  test('a failure is taken back to its end; the second time, it is said what was left', async () => {
    const { actor, advance, error, states } = start(tree)
    await advance(10)
    expect(states()).toBe('one done, two done, bad failed, deaf stopping')
    actor.send({ type: 'cancel' })
    await advance(5_000)
    expect(states()).toBe('one done, two undoing, bad failed, deaf stopped')
    expect(actor.getSnapshot().can({ type: 'cancel' })).toBe(true)
    actor.send({ type: 'cancel' })
    expect(error().message).toBe(
      [
        'cancelled',
        'bad failed: no',
        'taken back only in part: two',
        'done, and not taken back: one',
        'stopped before it was done: deaf',
      ].join('\n'),
    )
  })

  test('while what runs ends: the second time, that is not waited for', async () => {
    const { actor, advance, error } = start(tree, { rollBack: 'always' })
    await advance(5)
    actor.send({ type: 'cancel' })
    await advance(10)
    actor.send({ type: 'cancel' })
    expect(error().message).toBe(
      [
        'cancelled',
        'done, and not taken back: one, two',
        'stopped before it was done: bad',
        'told to stop, but not ended yet: deaf',
      ].join('\n'),
    )
  })

  test('a message names no more than it can show', async () => {
    const { actor, advance, error } = start(() =>
      Object.fromEntries(
        Array.from({ length: 200 }, (_, at) => [`t${at}`, { run: () => at, needs: needsOf(at) }]),
      ),
    )
    actor.send({ type: 'cancel' })
    await advance(0)
    expect(error().message.split('\n').at(-1)).toMatch(/^not begun: t1, t2, .*, t12 and 187 others$/)
  })
  const needsOf = (at: number) => (at === 0 ? [] : [`t${at - 1}`])
})

describe('work', () => {
  test('attempts, counts and lines of patterns are told, however deep they are', async () => {
    let calls = 0
    const { actor, advance, states } = start((clock) => ({
      push: {
        retry: { maxAttempts: 3, delay: 100, jitter: 0 },
        maxTime: 1_000,
        run: ({ report }) => {
          report(`call ${++calls}\n`)
          report({ done: calls, total: 2 })
          if (calls < 2) throw new Error('busy')
        },
      },
      hash: {
        run: processing(fromPromise(work(clock, 10) as () => Promise<number>), {
          concurrency: 1,
        }) as AnyActorLogic,
        input: { items: [1, 2, 3] },
      },
    }))
    const contextOf = (id: string) => actor.getSnapshot().children[id]!.getSnapshot().context
    await advance(15)
    expect(states()).toBe('push retrying, hash running')
    expect(contextOf('push')).toMatchObject({ attempt: 1, maxAttempts: 3, retryAt: 100 })
    expect([...contextOf('push').lines].map(({ text }) => text)).toEqual(['call 1'])
    expect(contextOf('hash').progress).toEqual({ done: 1, total: 3 })
    await advance(100)
    expect(actor.getSnapshot().status).toBe('done')
  })

  test('a task takes no longer than its time', async () => {
    const { advance, error } = start((clock) => ({ slow: { maxTime: 50, run: work(clock, 1_000) } }))
    await advance(60)
    expect(error().message).toBe('slow failed: timed out after 50 ms')
  })

  test('what has failed ends before it is taken back, or tried again', async () => {
    const path = scratch('failing')
    const sh = (script: string) => subprocess({ command: 'sh', args: ['-c', script], graceTime: 200 })
    const list = tasks(
      {
        made: {
          run: () => 'it',
          undo: sh(`test ! -e ${path}.alive || { echo early; exit 1; }`),
        },
        late: {
          maxTime: 300,
          run: sh(
            `touch ${path}.alive; trap 'sleep 0.1; rm ${path}.alive; exit' TERM; while :; do sleep 0.02; done`,
          ),
        },
      },
      { log: path },
    )
    const actor = createActor(list)
    const failure = new Promise((resolve) => actor.subscribe({ error: resolve }))
    actor.start()
    const error = (await failure) as TasksError
    expect(error.message).toMatch(/^late failed: timed out after 300 ms\ntaken back: made\n/)
  })

  test('the log has each line of a flood, also those that no ring keeps', async () => {
    const path = scratch('flood')
    const list = tasks(
      {
        first: { run: subprocess({ command: 'seq', args: ['1', '50000'], maxLines: 10 }) },
        binary: {
          run: subprocess({
            command: 'sh',
            args: ['-c', 'head -c 300000 /dev/zero; printf "\\377\\376\\200\\033[\\033]8;;x\\033\\nend"'],
          }),
        },
      },
      { log: path },
    )
    const actor = createActor(list)
    const end = toPromise(actor)
    actor.start()
    await end
    await expect.poll(() => readFileSync(path, 'utf8')).toMatch(/(done after[^]*){2}/)
    const lines = readFileSync(path, 'utf8').split('\n')
    const numbers = lines.filter((line) => /^first \| \d+$/.test(line)).map((line) => Number(line.slice(8)))
    expect(numbers).toHaveLength(50_000)
    expect(numbers.every((number, at) => number === at + 1)).toBe(true)
    expect(lines).toContain('binary | end')
    expect(lines.join('').split('\0')).toHaveLength(300_001)
  })

  test('commands: the log has all of it, a bad end is a failure, and nothing runs after the end', async () => {
    const path = scratch('log')
    const sh = (script: string) =>
      subprocess({ command: 'sh', args: ['-c', script], color: true, graceTime: 100 })
    const list = tasks(
      {
        good: { run: sh('for i in 1 2 3; do echo "line $i"; done') },
        bad: {
          needs: ['good'],
          run: sh(
            `until [ -s ${path}.pid ]; do sleep 0.02; done; printf "\\033[31mred\\033[0m\\n" >&2; exit 3`,
          ),
        },
        deaf: { run: sh(`trap "" TERM; sleep 1000 & echo $! > ${path}.pid; wait`), maxTime: 60_000 },
      },
      { log: path },
    )
    const actor = createActor(list)
    const failure = new Promise((resolve) => actor.subscribe({ error: resolve }))
    actor.start()
    const error = (await failure) as TasksError
    const pid = Number(readFileSync(`${path}.pid`, 'utf8'))
    expect(error.message).toMatch(/^bad failed: ended with exit code 3: sh -c/)
    expect(error.message).toContain(`the whole output is in ${path}`)
    await expect.poll(() => isAlive(pid)).toBe(false)
    await expect.poll(() => readFileSync(path, 'utf8')).toContain('bad | failed')
    const log = readFileSync(path, 'utf8')
    for (const line of ['good | line 1', 'good | line 3', 'good | done after', 'bad | red\n'])
      expect(log).toContain(line)
  })
})
