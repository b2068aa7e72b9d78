import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linksOf } from '../support/documents.ts'
import { hasPty, Pty } from '../support/pty.ts'
import { packedProject } from './project.ts'

let project: string
let installed: string

beforeAll(() => {
  project = packedProject()
  installed = join(project, 'node_modules/actty')
  cpSync('test/package/fixtures', project, { recursive: true })
}, 120_000)

afterAll(() => rmSync(dirname(project), { recursive: true, force: true }))

const filesIn = (folder: string) =>
  readdirSync(join(installed, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(installed, name)).isFile())

const textOf = (file: string) => readFileSync(join(installed, file), 'utf8')

/** Compiles programs of the user's. Returns what the compiler says. */
function compile(files: readonly string[], options: object, compiler = 'node_modules/typescript'): string {
  const compilerOptions = { module: 'nodenext', target: 'es2022', types: ['node'], strict: true, ...options }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  const { stdout } = spawnSync(process.execPath, [resolve(compiler, 'bin/tsc')], {
    cwd: project,
    encoding: 'utf8',
  })
  return stdout
}

describe('the packed package', () => {
  test('runs without any condition or loader', () => {
    expect(compile(['installed.ts'], {})).toBe('')
    const output = execFileSync(process.execPath, ['installed.js'], { cwd: project, encoding: 'utf8' })
    expect(output).toBe('done function function\nis on []\n200\n200\n200\n')
  })

  test('holds no more than its code, its types and its papers', () => {
    expect(readdirSync(installed).toSorted()).toEqual([
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-LICENSES.md',
      'bench',
      'dist',
      'docs',
      'examples',
      'llms.txt',
      'package.json',
      'src',
    ])
  })

  test('holds its sources once, and its maps lead to them', () => {
    for (const file of filesIn('dist').filter((name) => name.endsWith('.map'))) {
      const { sources, sourcesContent } = JSON.parse(textOf(file)) as {
        sources: string[]
        sourcesContent?: string[]
      }
      expect(sourcesContent, file).toBeUndefined()
      for (const source of sources.filter(
        (path) => path.includes('/src/') && !path.includes('node_modules/'),
      ))
        expect(existsSync(join(installed, dirname(file), source)), `${file}: ${source}`).toBe(true)
    }
  })

  test('has papers whose links lead somewhere in it', () => {
    const papers = [...readdirSync(installed), ...filesIn('docs')].filter((name) => name.endsWith('.md'))
    for (const paper of papers)
      for (const { file } of linksOf(textOf(paper)))
        expect(existsSync(join(installed, dirname(paper), file)), `${paper}: ${file}`).toBe(true)
  })
})

const NEWEST = 'test/package/typescript-7/node_modules/typescript'

/** The oldest compiler that users may have, ours, and the newest. */
const compilers = ['test/package/typescript-5.7/node_modules/typescript', 'node_modules/typescript', NEWEST]

describe('the declarations', () => {
  const declared = readFileSync('test/package/fixtures/declared.ts', 'utf8')

  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, { default?: string }>
  }
  const doors = Object.entries(exports).flatMap(([name, { default: path }]) =>
    path === undefined ? [] : [[name.replace('.', 'actty'), path] as const],
  )

  test.each(doors)('of %s are among those whose names are checked', (_, path) => {
    expect(readFileSync('docs/api/doors.d.ts', 'utf8')).toContain(`'../../${path.slice(2)}'`)
  })

  test.each(doors)('of %s are all tried', async (door) => {
    const names = Object.keys((await import(door)) as object)
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(declared))).toEqual([])
  })

  test.each(compilers)(
    'of what a user exports are written by %s, and can be read',
    (compiler) => {
      const options = { declaration: true, outDir: 'out', skipLibCheck: false }
      expect(compile(['declared.ts'], options, compiler)).toBe('')
      const written = readFileSync(join(project, 'out/declared.d.ts'), 'utf8')
      expect(written).not.toMatch(/actty\/(dist|src)|: any\b/)
      expect(compile(['out/declared.d.ts'], { noEmit: true, skipLibCheck: false }, NEWEST)).toBe('')
    },
    120_000,
  )

  test.each([
    // With this option XState's own declarations have errors.
    { exactOptionalPropertyTypes: true, skipLibCheck: true },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])('are written with %j', (options) => {
    expect(compile(['declared.ts'], { declaration: true, outDir: 'out', ...options }, NEWEST)).toBe('')
  })
})

/** Bundles a program of the user's with all that it imports. By default it goes into a folder where there is nothing else. */
async function bundle(
  program: string,
  format: 'esm' | 'cjs',
  {
    into = join(dirname(project), `${program}-${format}`),
    ...options
  }: BuildOptions & { into?: string } = {},
): Promise<string> {
  const outfile = join(into, format === 'esm' ? 'bundle.mjs' : 'bundle.cjs')
  const entryPoints = [join(project, `${program}.ts`)]
  const { warnings } = await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format,
    ...options,
  })
  expect(warnings).toEqual([])
  return outfile
}

const F12 = '\x1b[24~'

/** Names of terminals, and the key that each sends as `CSI 25 ~`. */
const terminals: [name: string, key: string][] = [
  ['linux', 'shift+f1'],
  ['rxvt', 'shift+f3'],
  ['rxvt-unicode-256color', 'shift+f3'],
  ['Eterm', 'shift+f3'],
  ['xterm', 'f13'],
  ['xterm-256color', 'f13'],
  ['screen', 'f13'],
  ['tmux-256color', 'f13'],
  ['konsole', 'f13'],
  ['vt100', 'f13'],
  ['unknown', 'f13'],
  ['../x', 'f13'],
]

describe.each(['esm', 'cjs'] as const)('an app that is bundled as %s', (format) => {
  test('reads pictures', async () => {
    const app = await bundle('bundled', format)
    const picture = resolve('docs/inspector-light.png')
    expect(execFileSync(process.execPath, [app, picture], { encoding: 'utf8' })).toBe('1280 x 800\n')
  })

  test.each([{}, { minify: true }])('has neither an inspector nor a server in it (%j)', async (options) => {
    const app = await bundle('bundled', format, options)
    expect(readFileSync(app, 'utf8')).not.toMatch(/permessage-deflate|viewer\.css/)
    const env = { ...process.env, INSPECT: 'true' }
    const { stderr } = spawnSync(process.execPath, [app], { env, encoding: 'utf8' })
    expect(stderr).toContain('this program was bundled without actty/inspect; pass it in: run(app, ')
  })

  describe.skipIf(!hasPty)('on a terminal', () => {
    test.each(terminals)('of the name %s knows its keys', async (term, key) => {
      const pty = new Pty(`node ${await bundle('bundled', format)}`, { env: { TERM: term } })
      await pty.until('<ready>')
      pty.write('\x1b[25~')
      await pty.until(`<${key}>`)
      pty.write('q')
      await pty.end()
      expect(pty.ended?.exitCode).toBe(0)
    })

    test('shows its page and its panel, if it is passed an inspector', async () => {
      const pty = new Pty(`node ${await bundle('inspected', format)}`, { columns: 100 })
      const title = /\x1b\]2;[^\x1b]* (http:\S+?)\x1b\\/
      await pty.until(() => title.test(pty.output))
      const address = title.exec(pty.output)![1]!
      expect(await (await fetch(`${address}viewer/main.js`)).text()).toContain('WebSocket')
      pty.write(F12)
      await pty.until('inspected on')
      pty.write('q')
      await pty.end()
    })

    test('finds the inspector by its name, if actty is installed beside it', async () => {
      const app = await bundle('bundled', format, { into: project })
      const pty = new Pty(`node ${app}`, { columns: 100, env: { ACTTY_INSPECT: '1' } })
      await pty.until('<ready>')
      await pty.until(() => pty.output.includes('http:'))
      pty.write(F12)
      await pty.until('F12: keys')
      pty.write(F12)
      await pty.until('F12  Close')
      pty.write(F12)
      await pty.until('<ready>')
      pty.write('q')
      await pty.end()
    })
  })
})
