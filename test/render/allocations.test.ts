import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const SEMI_SPACE = 128 // MB: nothing is collected while is counted

const bytes = JSON.parse(
  execFileSync(
    process.execPath,
    [
      '--expose-gc',
      `--max-semi-space-size=${SEMI_SPACE}`,
      `--min-semi-space-size=${SEMI_SPACE}`,
      '--conditions=actty-source',
      '--import=tsx',
      new URL('fixtures/allocations.ts', import.meta.url).pathname,
    ],
    { encoding: 'utf8' },
  ),
) as Record<string, number>

// Bytes of heap for a frame of 4,800 cells: an object a cell would be 150,000 at least.
test.each([
  ['that shows what it showed', 'still', 2_000],
  ['of a log that scrolls by a line', 'log', 4_000],
  ['of a counter above 108 texts, all in one view', 'counter', 60_000],
  ['of 108 texts that all change', 'dashboard', 80_000],
])('a frame %s takes little memory', (_, screen, most) => {
  expect(bytes[screen]).toBeLessThan(most)
})
