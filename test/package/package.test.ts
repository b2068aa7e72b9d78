import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** A project of a user's, in which the packed package is installed. */
let project: string

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'actty-package-'))
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'actty'), { recursive: true })
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { stdio: 'pipe' })
  const archive = readdirSync(project).find((name) => name.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', join(project, archive), '-C', join(modules, 'actty'), '--strip-components=1'])
  // What it depends on, and what its users have.
  for (const name of [
    'xstate',
    '@xstate',
    'terminal-kit',
    'unicode-segmenter',
    'get-east-asian-width',
    '@types',
    'ws',
  ])
    symlinkSync(resolve('node_modules', name), join(modules, name))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    skipLibCheck: false,
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  writeFileSync(
    join(project, 'app.ts'),
    `
    import { setup } from 'xstate'
    import { component, run, text } from 'actty'
    import { fetching, ticking } from 'actty/machines'
    import { mount, MemoryTerminal } from 'actty/testing'
    import { createInspector } from 'actty/inspect'
    const machine = setup({ types: { events: {} as { type: 'quit' } } }).createMachine({
      id: 'packed', initial: 'on', states: { on: { on: { quit: 'off' } }, off: { type: 'final' } }, output: 'done',
    })
    const app = component({ logic: machine, keys: { q: { type: 'quit' } }, view: ({ value }) => text(\`is \${value}\`) })
    const terminal = new MemoryTerminal(20, 1)
    const output = run(app, { terminal })
    terminal.send('q')
    console.log(await output, typeof fetching, typeof ticking)
    const mounted = mount(app, { columns: 10, rows: 1 })
    console.log(mounted.screen().join(), await mounted.unmount())
    const inspector = createInspector({ port: 0 })
    const page = await inspector.address
    for (const part of ['', 'viewer/main.js', 'viewer/viewer.css']) console.log((await fetch(page + part)).status)
    inspector.close()
    `,
  )
}, 120_000)

afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the packed package', () => {
  test('compiles in a project that is as strict as can be', () => {
    const compile = () =>
      execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc')], {
        cwd: project,
        encoding: 'utf8',
      })
    expect(compile).not.toThrow()
  })

  test('runs without any condition or loader', () => {
    const output = execFileSync(process.execPath, ['app.js'], { cwd: project, encoding: 'utf8' })
    expect(output).toBe('done function function\nis on []\n200\n200\n200\n')
  })

  test('holds no more than its code, its types and its papers', () => {
    expect(readdirSync(join(project, 'node_modules/actty')).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-LICENSES.md',
      'dist',
      'package.json',
      'src',
    ])
  })
})
