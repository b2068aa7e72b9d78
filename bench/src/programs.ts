import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The checkout that this bench is in. */
export const CHECKOUT = here('../../')
const PEERS = here('../peers')

/** The packages that our contestants are made with. They are those that the built engine itself loads. */
const PACKAGES = ['xstate', '@xstate/store', 'terminal-kit']

const directory = mkdtempSync(join(tmpdir(), 'actty-bench-'))
process.on('exit', () => rmSync(directory, { recursive: true, force: true }))

/** Builds our contestants, in a directory in which `actty` is this checkout, and returns the directory. */
export async function ourPrograms(): Promise<string> {
  return await programsWith(CHECKOUT, 'now', [here('contestants/*.ts')])
}

/**
 * Builds actty's contestants in a directory in which `actty` is another built checkout. They are those of that checkout, if it
 * has them, since its API may be another one. What they show and how they report are this bench's.
 */
export async function programsOf(checkout: string): Promise<string> {
  const sources = ['actty.ts', 'piped-actty.ts'].map((file) => {
    const theirs = join(checkout, 'bench/src/contestants', file)
    return existsSync(theirs) ? theirs : here(`contestants/${file}`)
  })
  return await programsWith(checkout, 'before', sources)
}

async function programsWith(checkout: string, name: string, sources: string[]): Promise<string> {
  const missing = ['dist', ...PACKAGES.map((each) => join('node_modules', each))]
    .map((path) => join(checkout, path))
    .filter((path) => !existsSync(path))
  if (missing.length > 0)
    throw new Error(`${checkout} isn't a built checkout, it has no ${missing.join(', ')}: npm ci in it`)
  const links = PACKAGES.map((each) => [each, join(checkout, 'node_modules', each)] as const)
  return await programs(name, sources, [['actty', checkout], ...links])
}

/** The peers' packages are installed when they are needed, and their contestants are type-checked then. */
export async function programsOfPeers(): Promise<string> {
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: PEERS, stdio: ['ignore', process.stderr, 'inherit'] })
  npm('install', '--no-audit', '--no-fund')
  npm('run', '--silent', 'types')
  return await programs(
    'peers',
    [join(PEERS, '*.ts'), join(PEERS, '*.tsx')],
    [['', join(PEERS, 'node_modules')]],
  )
}

/** Whatever checkout a contestant is from, what all contestants share is from this one, and `actty` is the package. */
const oneBench: Plugin = {
  name: 'one-bench',
  setup(bundle) {
    bundle.onResolve({ filter: /\/(contestant|screens|piped-program)\.[jt]s$/ }, ({ path }) => ({
      path: here(basename(path).replace(/js$/, 'ts')),
    }))
    bundle.onResolve({ filter: /\/dist\/app\/index\.js$/ }, () => ({ path: 'actty', external: true }))
  },
}

/** A program is one file, so that no contestant pays for the modules of the bench. */
async function programs(
  name: string,
  entryPoints: string[],
  links: readonly (readonly [string, string])[],
): Promise<string> {
  const outdir = join(directory, name)
  await build({
    entryPoints,
    outdir,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    plugins: [oneBench],
  })
  for (const [each, target] of links) {
    const link = join(outdir, 'node_modules', each)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(target, link, 'dir')
  }
  return outdir
}
