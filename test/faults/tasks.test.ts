import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checked, restored } from '../support/fixture-app.ts'
import { hasPty, node, Pty } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'

const script = 'test/faults/fixtures/tasks.ts'

/** What is said of a list that was cancelled. */
const left = (undone: boolean) => [
  'cancelled',
  undone ? 'taken back: Copy' : 'done, and not taken back: Copy',
  'stopped before it was done: Deaf, Flood',
  'not begun: After',
]

/** Both commands have been heard. */
const isUp = (log: string) => /deaf is up/.test(read(log)) && /flood is up/.test(read(log))

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

describe('faults of tasks', () => {
  test.skipIf(!hasPty).each([
    ['inline', 'always'],
    ['full', 'failure'],
  ])(
    '92. ctrl+c on a screen (%s, roll back: %s): all that runs ends, and it is said what is left',
    async (screen, rollBack) => {
      const log = scratch('tasks')
      const pty = new Pty(checked(node(script, rollBack, screen, log)))
      await pty.until(() => isUp(log))
      await pty.until('Flood')
      pty.write('\x03')
      const said = await restored(pty)
      for (const line of left(rollBack === 'always')) expect(said).toContain(line)
      expect(said).toContain('status 130')
      expect(read(log).match(/^flood \| a flood$/gm)).toHaveLength(250_000)
      if (rollBack === 'always') expect(read(log)).toContain('copy | removed\n')
    },
  )

  test.skipIf(!hasPty).each([
    ['SIGINT', 'failure', 1, 130],
    ['SIGTERM', 'always', 1, 143],
    ['SIGTERM', 'always', 2, 143],
  ] as const)(
    '92. %s without a terminal (roll back: %s, %i times): the same, and it dies by the signal',
    async (signal, rollBack, times, status) => {
      const log = scratch('tasks')
      const command = node(script, rollBack, 'inline', log)
      const pty = new Pty(`{ ${command} < /dev/null; echo "status $?"; } 2>&1 | cat`)
      await pty.until(() => isUp(log))
      const { id } = pty.processes().find(({ line }) => line.startsWith('node ') && line.includes(script))!
      for (let time = 1; time <= times; time++) {
        process.kill(id, signal)
        await pty.until('Deaf is ended')
      }
      const said = await pty.end()
      if (times === 1) for (const line of left(rollBack === 'always')) expect(said).toContain(line)
      expect(said).toContain(`status ${status}`)
      await pty.until(() => pty.descendants().length === 0)
    },
  )
})
