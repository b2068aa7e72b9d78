import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** In a process of its own: Node's test runner, whose standard streams are pipes that nobody has opened yet. */
test('under node --test: what is not the app’s, or ends soon, is not left behind; what is, is', () => {
  const fixture = 'test/app/testing/fixtures/under-node-test.ts'
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import=tsx', '--test', '--test-reporter=tap', fixture],
    { encoding: 'utf8', input: 'data\n', env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
  )
  expect(
    stdout.match(/^(not )?ok .*$/gm)?.filter((line) => line.startsWith('not')),
    stdout,
  ).toEqual([])
  expect(stdout).toContain('# pass 6')
  expect(status).toBe(0)
})
