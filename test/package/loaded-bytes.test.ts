import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadedBytes } from '../../bench/src/loaded-bytes.ts'

/** See docs/decisions/0018-what-an-import-may-load.md. */
const MAX_BYTES = { import: 157_000, firstFrame: 284_500 }

const door = './dist/app/index.js'

test("import 'actty' loads no more code than it may", async () => {
  expect(await loadedBytes(process.cwd(), door)).toBeLessThan(MAX_BYTES.import)
})

test('nor does the first frame of an app', async () => {
  const isEngine = (file: string) => /export \{\s*TerminalApp\s*\}/.test(readFileSync(file, 'utf8'))
  const chunks = readdirSync('dist/chunks').filter((name) => name.endsWith('.js'))
  const engine = chunks.map((name) => join('dist/chunks', name)).find(isEngine)
  const loaded = await loadedBytes(process.cwd(), door, `./${engine}`)
  expect(loaded).toBeLessThan(MAX_BYTES.firstFrame)
})
