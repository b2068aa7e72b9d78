import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadedBytes } from '../../bench/src/loaded-bytes.ts'

/** See docs/decisions/0018-what-an-import-may-load.md. */
const MAX_BYTES = { import: 145_000, firstFrame: 262_000 }

const door = './dist/app/index.js'

test("import 'actty' loads no more code than it may", async () => {
  expect(await loadedBytes(process.cwd(), door)).toBeLessThan(MAX_BYTES.import)
})

test('nor does the first frame of an app', async () => {
  const [, engine] = /TerminalApp \} = await import\("(.*?)"\)/.exec(readFileSync(door, 'utf8'))!
  const loaded = await loadedBytes(process.cwd(), door, `./${join('dist/app', engine!)}`)
  expect(loaded).toBeLessThan(MAX_BYTES.firstFrame)
})
