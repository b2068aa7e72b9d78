import { EventEmitter } from 'node:events'
import { tasksView, type TasksOptions, type TaskTree } from 'actty/forms'
import { subprocess } from 'actty/machines'
import { describe, expect, test } from 'vitest'
import { inLines } from '../../support/lines.ts'

const sh = (script: string) => subprocess({ command: 'sh', args: ['-c', script] })

/** The output without the times, which are real. */
const timeless = (text: string) => text.replaceAll(/\d+\.\d s/g, '0.0 s')

async function shown(tree: TaskTree, options: TasksOptions = {}, app: Parameters<typeof inLines>[1] = {}) {
  const user = await inLines(tasksView(tree, { log: false, ...options }), app)
  user.result.catch(() => {})
  return user
}

describe('tasks in lines', () => {
  test('each change is a line; what fails is asked about, and its output is shown', async () => {
    let calls = 0
    const user = await shown({
      lint: { title: 'Lint', run: () => 1 },
      smoke: {
        title: 'Smoke',
        needs: ['lint'],
        run: sh('for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "line $i"; done; exit 3'),
      },
      push: {
        title: 'Push',
        needs: ['smoke'],
        retry: { delay: 20, jitter: 0 },
        run: () => {
          if (++calls < 2) throw new Error('busy')
        },
      },
      quiet: { title: 'Quiet', skip: '--quiet', run: () => 1 },
    })
    const ask = 'Smoke has failed: r retry, s skip, o output, q stop: '
    await user.until(ask)
    user.type('o')
    expect(await user.until(ask)).toContain('  line 1\n  line 2\n')
    user.type('what')
    expect(await user.until(ask)).toBe(`what isn't r, s, o or q\n${ask}`)
    user.type('r')
    const again = await user.until(ask)
    expect(again).toContain('Smoke begins\n')
    expect(again).toContain('  line 3\n')
    expect(again).not.toContain('  line 2\n')
    user.type('s')
    expect(await user.result).toMatchObject({ lint: 1 })
    // What is over at once isn't said.
    const end = (await user.until('in 0')).replace('Push: attempt 2 of 3\n', '')
    expect(timeless(end)).toBe(
      [
        'Smoke: skipped: it failed',
        'Push: attempt 1 of 3 failed: busy',
        'Push: done in 0.0 s',
        '2 done, 2 skipped in 0.0 s',
        '',
      ].join('\n'),
    )
  })

  const bad: TaskTree = {
    made: { title: 'Made', run: () => 'it', undo: ({ report }) => report('gone') },
    bad: { title: 'Bad', needs: ['made'], run: sh('echo why; exit 3') },
    after: { title: 'After', needs: ['bad'], run: () => 1 },
  }

  test.each<[string, Parameters<typeof inLines>[1]]>([
    ['in CI', { env: { CI: 'true' } }],
    ['in a pipe', { stdout: piped() }],
  ])('%s, a failure that is to be asked about ends it: nobody can answer', async (_, app) => {
    const user = await shown(bad, { onFailure: 'ask' }, app)
    const error = await user.result.catch((error: unknown) => error)
    expect(error).toMatchObject({ exitStatus: 1, name: 'TasksError' })
    expect((error as Error).message).toContain('taken back: Made\nnot begun: After')
  })

  test('the end of what is typed ends it', async () => {
    const user = await shown(bad)
    await user.until('Bad has failed: ')
    user.end()
    await expect(user.result).rejects.toMatchObject({ name: 'TasksError', cancelled: false })
    expect(timeless(user.text())).toContain('Made was taken back\n')
  })

  test('colors are those of states, and only with FORCE_COLOR', async () => {
    const user = await shown({ one: { title: 'One', run: () => 1 } }, {}, { env: { FORCE_COLOR: '1' } })
    await user.result
    expect(timeless(user.text())).toBe('One: \x1b[32mdone in 0.0 s\x1b[m\n\x1b[32m1 done\x1b[m in 0.0 s\n')
  })
})

function piped(): NodeJS.WriteStream {
  return Object.assign(new EventEmitter(), {
    isTTY: false,
    write: () => true,
  }) as unknown as NodeJS.WriteStream
}
