import { expect, test } from 'vitest'
import { loadedBytes } from '../../bench/src/loaded-bytes.ts'

/** See docs/decisions/0018-what-an-import-may-load.md. */
const MAX_BYTES = 263_000

test("import 'actty' loads no more code than it may", async () => {
  expect(await loadedBytes(process.cwd(), './dist/app/index.js')).toBeLessThan(MAX_BYTES)
})
