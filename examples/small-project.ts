import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const names = ['sum', 'median']

/** A small project of real files: what there is to check, build and test. */
export async function makeProject(path?: string): Promise<string> {
  const folder = path ?? (await mkdtemp(join(tmpdir(), 'project-')))
  for (const part of ['src', 'test', 'dist', 'registry']) await mkdir(join(folder, part), { recursive: true })
  await writeFile(
    join(folder, 'package.json'),
    '{ "name": "figures", "version": "1.4.0", "type": "module" }\n',
  )
  for (const name of names) {
    await writeFile(join(folder, 'src', `${name}.js`), `export const ${name} = (numbers) => numbers.length\n`)
    await writeFile(join(folder, 'test', `${name}.test.js`), testOf(name))
  }
  return folder
}

/** Puts an error into the project, or takes it out, and locks the registry. */
export async function breakProject(folder: string, isBroken: boolean): Promise<void> {
  const body = isBroken ? 'numbers.lenght' : 'numbers.length'
  await writeFile(join(folder, 'registry', 'lock'), '')
  await writeFile(join(folder, 'src', 'median.js'), `export const median = (numbers) => ${body}\n`)
}

/** The files of a part of the project. */
export async function filesIn(folder: string, part: string): Promise<readonly string[]> {
  const found = await readdir(join(folder, part))
  return found.map((name) => join(folder, part, name)).sort()
}

function testOf(name: string): string {
  return `import assert from 'node:assert'
import { test } from 'node:test'
import { ${name} } from '../src/${name}.js'
test('${name} of three numbers', () => assert.equal(${name}([1, 2, 3]), 3))
`
}
