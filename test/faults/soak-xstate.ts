/*
 * The tests of what XState keeps private, and of what depends on it most, against the lowest and the newest version of XState that the
 * package allows: node --import=tsx test/faults/soak-xstate.ts
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly peerDependencies: { readonly xstate: string }
}
const range = peerDependencies.xstate
const lowest = range.replace(/^\^/, '')
const newest = String(
  [JSON.parse(execFileSync('npm', ['view', `xstate@${range}`, 'version', '--json'], { encoding: 'utf8' }))]
    .flat()
    .at(-1),
)

const folder = mkdtempSync(join(tmpdir(), 'actty-xstate-'))
try {
  for (const version of new Set([lowest, newest])) {
    const failed = test(version)
    console.log(`xstate ${version}: ${failed ? 'FAILED' : 'passed'}`)
    if (failed) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** Returns whether a test failed with that version. */
function test(version: string): boolean {
  const at = join(folder, version)
  mkdirSync(at)
  writeFileSync(join(at, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `xstate@${version}`], {
    cwd: at,
    stdio: 'ignore',
  })
  const files = ['test/machines/kit', 'test/app/trace', 'test/app/explore', 'test/app/lifecycle']
  const { status } = spawnSync('npx', ['vitest', 'run', ...files], {
    env: { ...process.env, XSTATE: join(at, 'node_modules/xstate') },
    stdio: 'inherit',
  })
  return status !== 0
}
