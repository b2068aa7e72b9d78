import { describe, expect, test } from 'vitest'
import { tasksView, type TasksOptions, type TaskTree } from 'actty/forms'
import { mount, type MountOptions } from 'actty/testing'
import { subprocess } from 'actty/machines'

/** Promises that a test settles, by the names of tasks. */
class Steps {
  readonly #steps = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()

  /** Work that goes on until the test says so. */
  run(name: string) {
    return ({ signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        this.#steps.set(name, { resolve, reject })
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
  }

  done(...names: string[]): void {
    for (const name of names) this.#steps.get(name)!.resolve(name)
  }

  fail(name: string, message: string): void {
    this.#steps.get(name)!.reject(new Error(message))
  }
}

function show(tree: (steps: Steps) => TaskTree, options: TasksOptions = {}, mounted: MountOptions = {}) {
  const steps = new Steps()
  const app = mount(tasksView(tree(steps), { log: false, ...options }), { columns: 60, rows: 20, ...mounted })
  app.result.catch(() => {})
  return { app, steps }
}

const release = (steps: Steps): TaskTree => ({
  lint: { title: 'Lint', run: steps.run('lint') },
  tests: {
    title: 'Unit tests',
    run: (tools) => {
      tools.report({ done: 42, total: 60 })
      tools.report('list.test.ts')
      return steps.run('tests')(tools)
    },
  },
  build: {
    title: 'Build',
    tasks: {
      bundle: { run: steps.run('bundle') },
      types: {
        run: (tools) => {
          tools.report('src/index.ts')
          return steps.run('types')(tools)
        },
      },
      viewer: { needs: ['bundle'], run: steps.run('viewer') },
    },
  },
  smoke: { title: 'Smoke test', run: steps.run('smoke') },
  roll: { title: 'Roll out', needs: ['smoke'], run: steps.run('roll') },
  notify: { title: 'Notify', skip: '--quiet', run: () => {} },
})

describe('the list', () => {
  test('shows each task as what it is, and asks about what failed', async () => {
    const { app, steps } = show(release)
    await app.advance(900)
    steps.done('lint', 'bundle')
    await app.advance(100)
    steps.fail('smoke', 'expected 200, got 502')
    await app.advance(1_000)
    expect(app.screen().map((row) => row.replace(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/, '⠸'))).toEqual([
      '✓ Lint                                                 0.9 s',
      '⠸ Unit tests        ━━━━━━━━━━━━━━━━━━────────  42/60  2.0 s',
      '│ list.test.ts',
      '⠸ Build                                                2.0 s',
      '├─ ✓ bundle                                            0.9 s',
      '├─ ⠸ types                                             2.0 s',
      '│  │ src/index.ts',
      '└─ ⠸ viewer                                            1.1 s',
      '✗ Smoke test                                           1.0 s',
      '│ expected 200, got 502',
      '│  r  Retry   s  Skip   q  Stop',
      '○ Roll out                                  needs Smoke test',
      '– Notify                                    skipped: --quiet',
      '────────────────────────────────────────────────────────────',
      '2 done  ·  3 running  ·  1 failed  ·  1 skipped  ·  …  2.0 s',
      '━━━━━━━━━━━━━━━━━━━━━━╸─────────────────────────────────────',
      '',
      '',
      '',
      '  r  Retry   s  Skip   q  Stop  …                   ?  Keys',
    ])
    await app.press('r')
    expect(app.screen()[8]).toMatch(/^⠸ Smoke test|^ {2}Smoke test/)
    steps.done('smoke', 'tests', 'types', 'viewer')
    await app.advance(0)
    expect(app.screen()[2]).toBe('✓ Build                                                2.0 s')
    steps.done('roll')
    await app.until((snapshot) => snapshot.status === 'done')
    expect(await app.result).toMatchObject({ lint: 'lint', build: { viewer: 'viewer' }, roll: 'roll' })
    expect(await app.unmount()).toEqual([])
  })

  test('keeps what fails and what goes on in view, and counts the others', async () => {
    const { app, steps } = show(
      (steps) =>
        Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [
            `task ${index}`,
            { needs: index < 3 ? [] : [`task ${index - 3}`], run: steps.run(`task ${index}`) },
          ]),
        ),
      {},
      { rows: 12 },
    )
    for (let index = 0; index < 100; index += 3) {
      await app.advance(10)
      steps.done(`task ${index}`, `task ${index + 1}`)
    }
    await app.advance(10)
    steps.fail('task 2', 'no')
    await app.advance(1_000)
    expect(app.screen().slice(0, 3)).toEqual([
      expect.stringMatching(/^✗ task 2 /),
      '│ no',
      '│  r  Retry   s  Skip   q  Stop',
    ])
    expect(app.screen()).toContainEqual(expect.stringMatching(/^. task 102 /))
    expect(app.screen()).toContainEqual(expect.stringMatching(/^. task 103 /))
    expect(app.screen()).toContainEqual(expect.stringMatching(/^… 68 done, \d+ waiting$/))
    await app.press('ctrl+c')
    await app.until((snapshot) => snapshot.status === 'error')
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    [40, 12],
    [20, 5],
    [10, 2],
  ])('in %i columns and %i rows, the failed task and its keys come first', async (columns, rows) => {
    const { app, steps } = show(release, {}, { columns, rows })
    await app.advance(100)
    steps.fail('smoke', 'no answer')
    await app.advance(1_000)
    expect(app.screen().join('\n')).toContain('✗ Smoke')
    if (rows > 4) expect(app.screen().join('\n')).toContain('Retry')
    await app.press('ctrl+c')
    await app.until((snapshot) => snapshot.status === 'error')
    expect(await app.unmount()).toEqual([])
  })

  test('in ASCII, guides and marks are ASCII', async () => {
    const { app, steps } = show(release, {}, { glyphs: 'ascii' })
    await app.advance(1_000)
    steps.fail('smoke', 'no')
    await app.advance(0)
    const screen = app.screen().join('\n')

    expect(screen).toMatch(/^[\x00-\x7f]+$/)
    expect(screen).toContain('|- | bundle')
    expect(screen).toContain('`- . viewer')
    await app.unmount()
  })
})

test('a key of quit ends what runs, takes back what is done, and says what is left', async () => {
  const undone: string[] = []
  const { app, steps } = show(
    (steps) => ({
      copy: { title: 'Copy', run: steps.run('copy'), undo: () => void undone.push('copy') },
      deploy: { title: 'Deploy', needs: ['copy'], run: steps.run('deploy') },
      after: { title: 'After', needs: ['deploy'], run: steps.run('after') },
    }),
    { rollBack: 'always' },
    { quit: 'x' },
  )
  await app.advance(100)
  steps.done('copy')
  await app.advance(100)
  await app.press('x')
  await app.until((snapshot) => snapshot.status === 'error')
  expect(undone).toEqual(['copy'])
  await expect(app.result).rejects.toThrow(
    ['taken back: Copy', 'stopped before it was done: Deploy', 'not begun: After'].join('\n'),
  )
  expect(await app.unmount()).toEqual([])
})

test('a log that cannot be written is said, and the tasks go on', async () => {
  const { app, steps } = show(
    (steps) => ({
      talk: {
        title: 'Talk',
        run: (tools) => {
          tools.report('a line')
          return steps.run('talk')(tools)
        },
      },
    }),
    { log: '/dev/full' },
  )
  await app.until(() => app.screen().join('\n').includes('no log'))
  expect(app.screen().join('\n')).toContain('▲ no log: ENOSPC')
  steps.done('talk')
  await app.until((snapshot) => snapshot.status === 'done')
  expect(app.screen().join('\n')).toContain('▲ no log: ENOSPC')
  expect(await app.unmount()).toEqual([])
})

test('inline, one line a task and the summary stay behind', async () => {
  const { app, steps } = show(release, {}, { screen: 'inline' })
  await app.advance(500)
  steps.done('lint', 'bundle', 'types', 'smoke', 'tests')
  await app.advance(100)
  steps.done('viewer', 'roll')
  await app.until((snapshot) => snapshot.status === 'done')
  await app.advance(16)
  expect(app.screen().filter((row) => row !== '')).toEqual([
    '✓ Lint                                                 0.5 s',
    '✓ Unit tests                                           0.5 s',
    '✓ Build                                                0.6 s',
    '✓ Smoke test                                           0.5 s',
    '✓ Roll out                                             0.1 s',
    '– Notify                                    skipped: --quiet',
    '7 done  ·  1 skipped                                   0.6 s',
  ])
  expect(await app.unmount()).toEqual([])
})

test('o shows the whole output of what failed, and goes back', async () => {
  const { app } = show(() => ({
    bad: { title: 'Bad', run: subprocess({ command: 'sh', args: ['-c', 'seq 1 50; exit 2'] }) },
  }))
  await app.until('Whole output (50 lines)', { step: 16 })
  expect(app.screen().slice(0, 5)).toEqual([
    expect.stringMatching(/^✗ Bad/),
    '│ 48',
    '│ 49',
    '│ 50',
    '│  r  Retry   s  Skip   o  Whole output (50 lines)   q  Stop',
  ])
  await app.press('o')
  expect(app.screen()[1]).toMatch(/^ +3\d/)
  await app.press('home')
  expect(app.screen()[1]).toMatch(/^ +1 /)
  await app.press('o')
  expect(app.screen()[1]).toBe('│ 48')
  await app.press('o', 'escape', 'q')
  await app.until((snapshot) => snapshot.status === 'error')
  expect(await app.unmount()).toEqual([])
})
