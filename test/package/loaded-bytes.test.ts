import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { loadedBytes } from '../../bench/src/loaded-bytes.ts'

/** See docs/decisions/0018-what-an-import-may-load.md. */
const MAX_BYTES = { import: 157_500, firstFrame: 290_500 }
const MAX_FILES = { import: 5, firstFrame: 11 }

const door = './dist/app/index.js'

test("import 'actty' loads no more code than it may", async () => {
  expect(await loadedBytes(process.cwd(), door)).toBeLessThan(MAX_BYTES.import)
})

test('nor does the first frame of an app', async () => {
  const loaded = await loadedBytes(process.cwd(), door, `./${engine()}`)
  expect(loaded).toBeLessThan(MAX_BYTES.firstFrame)
})

test('and both are few files: each of them has to be found and read', () => {
  expect(filesLoaded(door).size).toBeLessThanOrEqual(MAX_FILES.import)
  expect(filesLoaded(door, engine()).size).toBeLessThanOrEqual(MAX_FILES.firstFrame)
})

/** The module that is imported when the first app runs. */
function engine(): string {
  const isEngine = (file: string) =>
    /export \{\s*TerminalApp,\s*prepareLines\s*\}/.test(readFileSync(file, 'utf8'))
  const chunks = readdirSync('dist/chunks').filter((name) => name.endsWith('.js'))
  return chunks.map((name) => join('dist/chunks', name)).find(isEngine)!
}

/** Modules of the package, and all that they import statically. */
function filesLoaded(...modules: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(modules.map((module) => join(module)))
  for (const file of loaded)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|\} from) "(\.[^"]+)";$/gm))
      loaded.add(join(dirname(file), path!))
  return loaded
}
