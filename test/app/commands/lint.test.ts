import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => void (folder = mkdtempSync('test/app/commands/linted-')))
afterAll(() => rmSync(folder, { recursive: true }))

const lint = (source: string, ...words: string[]) => {
  const program = join(folder, 'program.ts')
  writeFileSync(program, source)
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import=tsx', 'dist/app/commands/actty.js', 'lint', program, ...words],
    { encoding: 'utf8' },
  )
  return { said: (stdout + stderr).replaceAll(program, 'PROGRAM'), status }
}

test('the app that a program would start is checked, and not started', () => {
  const program = `
    import { createMachine } from 'xstate'
    import { component, run, text } from 'actty'
    const logic = createMachine({ id: 'app', on: { go: {} } })
    await run(component({ logic, keys: { a: { type: 'goo' } }, view: () => text('') }), { quit: 'q' })
    console.log('it runs')`
  expect(lint(program)).toEqual({
    said:
      "app, key a: no state takes 'goo' (dead-key)\n" +
      '  Correct the type of the event, or add a transition.\n',
    status: 1,
  })
  expect(lint(program, '--off', 'dead-key')).toEqual({ said: 'PROGRAM: nothing was found\n', status: 0 })
})

test('machines that a module exports are checked without actty', () => {
  const { said, status } = lint(
    `
    import { createMachine, fromPromise } from 'xstate'
    export const number = 1
    export default createMachine({ id: 'a', invoke: { id: 'load', src: fromPromise(async () => 1) } })`,
    '--json',
  )
  expect(JSON.parse(said)).toEqual([
    {
      rule: 'unhandled-error',
      place: 'a',
      problem: "'load' may fail, and nothing takes its error",
      fix: "Add onError to the invoke of 'load'.",
    },
  ])
  expect(status).toBe(1)
})

test('a program that cannot be checked is told, with status 2', () => {
  expect(lint(`export const number = 1`)).toEqual({
    said: 'actty lint: PROGRAM starts no app with run(), and exports no component and no machine\n',
    status: 2,
  })
  expect(lint(`throw new Error('no configuration')`)).toEqual({
    said: 'actty lint: no configuration\n',
    status: 2,
  })
  expect(lint('', '--off', 'dead')).toMatchObject({ status: 2 })
})
