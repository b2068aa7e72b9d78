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

/** Where the contestants are when they are built: ours, actty's of another checkout, and the peers'. */
export const DIRECTORIES = {
  ours: join(directory, 'ours'),
  before: join(directory, 'before'),
  peers: join(directory, 'peers'),
}

/** Builds our contestants, for which `actty` is this checkout. */
export async function buildOurs(): Promise<void> {
  await bundle(DIRECTORIES.ours, [here('contestants/*.ts')])
  linkPackages(DIRECTORIES.ours, CHECKOUT)
}

/**
 * Builds actty's contestants, for which `actty` is another built checkout. They are those of that checkout if it has them,
 * since its API may differ. What they show and how they report are this bench's.
 */
export async function buildBefore(checkout: string): Promise<void> {
  const sources = ['actty.ts', 'piped-actty.ts'].map((file) => {
    const theirs = join(checkout, 'bench/src/contestants', file)
    return existsSync(theirs) ? theirs : here(`contestants/${file}`)
  })
  linkPackages(DIRECTORIES.before, checkout)
  await bundle(DIRECTORIES.before, sources)
}

/** Installs the packages of the peers, type-checks their contestants and builds them. */
export async function buildPeers(): Promise<void> {
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: PEERS, stdio: ['ignore', process.stderr, 'inherit'] })
  npm('install', '--no-audit', '--no-fund')
  npm('run', '--silent', 'types')
  await bundle(DIRECTORIES.peers, [join(PEERS, '*.ts'), join(PEERS, '*.tsx')])
  symlinkSync(join(PEERS, 'node_modules'), join(DIRECTORIES.peers, 'node_modules'), 'dir')
}

function linkPackages(directory: string, checkout: string): void {
  const links = [
    ['actty', checkout],
    ...PACKAGES.map((name) => [name, join(checkout, 'node_modules', name)] as const),
  ] as const
  const missing = [join(checkout, 'dist'), ...links.map(([, target]) => target)].filter(
    (path) => !existsSync(path),
  )
  if (missing.length > 0)
    throw new Error(`${checkout} isn't a built checkout: npm ci in it, it has no ${missing.join(', ')}`)
  for (const [name, target] of links) {
    const link = join(directory, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(target, link, 'dir')
  }
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
async function bundle(outdir: string, entryPoints: string[]): Promise<void> {
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
}
