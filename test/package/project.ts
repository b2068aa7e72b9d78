import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What users have beside actty. */
const peers = ['xstate', '@xstate', '@types']

/**
 * Makes a folder with a project of a user's, in which the packed package is installed. It is built and packed in a copy of this
 * repository: other tests use `dist` meanwhile.
 */
export function packedProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'actty-package-'))
  const copy = join(folder, 'repository')
  const left = /(^|\/)(\.git|node_modules|dist|coverage)$/
  cpSync('.', copy, { recursive: true, filter: (path) => !left.test(path) })
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' })

  const project = join(folder, 'project')
  const actty = join(project, 'node_modules/actty')
  mkdirSync(actty, { recursive: true })
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', actty, '--strip-components=1'])
  for (const name of peers) symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  return project
}
