import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { build } from 'esbuild'

/*
 * Makes the code in `dist`: the page of the inspector, and one bundle with a door for each of the package's `exports`. The bundle
 * has the packages in it that it needs, except XState, which an app shares with the engine.
 */

/**
 * Makes an import of a `require('fs')` in a bundled CommonJS package: an app that is bundled with actty may have any format, and
 * an ES module has no `require`.
 */
const importBuiltins = {
  name: 'import-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'require-call' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `import builtin from ${JSON.stringify(path)}\nmodule.exports = builtin`,
    }))
  },
}

/** The doors of programs that may not import `actty`, and those of programs that do, or that run one which does. */
const doors = {
  alone: ['src/app/index.ts', 'src/machines/index.ts', 'src/app/inspect/cli.ts'],
  beside: [
    'src/app/data/index.ts',
    'src/app/forms/index.ts',
    'src/app/pty/index.ts',
    'src/app/serve/index.ts',
    'src/app/testing/index.ts',
    'src/app/text/index.ts',
    'src/app/text/ansi.ts',
    'src/app/text/code.ts',
    'src/app/text/diff.ts',
    'src/app/text/markdown.ts',
    'src/app/inspect/index.ts',
    'src/app/commands/actty.ts',
  ],
}

/**
 * For each module, one that is loaded before it. The bundler cuts what modules share into a chunk for each set of entries that lead to
 * it, and each chunk is a file to be found and read before the first frame. If a door beside `actty` is known to come after that, and
 * what a running app imports later after the engine, the sets are few. A program that has both loads nothing more.
 */
function whatIsLoadedBefore() {
  const engine = resolve('src/app/lifecycle/terminal-app.ts')
  const door = resolve(doors.alone[0])
  return new Map([
    ...lateModules().map((module) => [module, engine]),
    ...doors.beside.map((path) => [resolve(path), door]),
    [resolve('src/app/testing/index.ts'), engine],
    [resolve('src/app/serve/index.ts'), engine],
    // It reads and writes keys and the mouse, as the engine does.
    [resolve('src/app/pty/index.ts'), engine],
    [engine, door],
  ])
}

/** The modules of `src` that others import when they first need them. */
function lateModules() {
  const files = readdirSync('src', { recursive: true }).filter((path) => path.endsWith('.ts'))
  return files.flatMap((path) => {
    const imports = readFileSync(join('src', path), 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)
    return Array.from(imports, ([, module]) => resolve('src', dirname(path), module))
  })
}

const afterWhatIsLoaded = {
  name: 'after-what-is-loaded',
  setup({ onLoad }) {
    const before = whatIsLoadedBefore()
    onLoad({ filter: /\.ts$/ }, ({ path }) =>
      before.has(path)
        ? {
            contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(before.get(path))}`,
            loader: 'ts',
          }
        : undefined,
    )
  },
}

/** The page as a module, `#viewer`: a file beside the bundle would be lost if the bundle is bundled. */
async function buildViewer() {
  const folder = 'src/app/inspect/viewer'
  const { outputFiles } = await build({
    entryPoints: [`${folder}/main.ts`],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'warning',
  })
  const files = {
    'main.js': outputFiles[0].text,
    'viewer.css': readFileSync(`${folder}/viewer.css`, 'utf8'),
  }
  mkdirSync('dist/app/inspect', { recursive: true })
  writeFileSync('dist/app/inspect/viewer.js', `export const files = ${JSON.stringify(files)}\n`)
}

function buildEngine() {
  return build({
    entryPoints: [...doors.alone, ...doors.beside],
    outdir: 'dist',
    outbase: 'src',
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['xstate', '@xstate/store', 'ssh2', '#viewer'],
    // What is optional in these packages is left out, so that nothing is looked for at run time.
    alias: { 'get-pixels': '@cronvel/get-pixels' },
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
    plugins: [importBuiltins, afterWhatIsLoaded],
    logOverride: { 'ignored-bare-import': 'silent' },
    // The maps lead to `src`, which is in the package.
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  })
}

/** The licenses of the packages of which something is in the bundle. */
function licensesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))
  /** A file of each, by its folder. */
  const packages = new Map(
    inputs.flatMap(([path, { bytesInOutput }]) => {
      const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []
      return folder === undefined || bytesInOutput === 0 ? [] : [[folder, path]]
    }),
  )
  const licenses = [...packages].toSorted().map(([folder, path]) => {
    const { name } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    return `## ${name}\n\n${licenseOf(folder, path)}\n`
  })
  const themes = readFileSync('src/render/theme/LICENSES.md', 'utf8')
  return ['# Licenses of the packages and the themes that are in `dist`\n', ...licenses, themes].join('\n')
}

/** A package's license is a file, the end of its README, or the comment at the head of its code. */
function licenseOf(folder, path) {
  const read = (pattern) => {
    const name = readdirSync(folder).find((name) => pattern.test(name))
    return name === undefined ? '' : readFileSync(`${folder}/${name}`, 'utf8')
  }
  const [, section] = /^#+ *license\s+([^]+)/im.exec(read(/^readme\.md$/i)) ?? []
  const [head] = /^(?:\/\/.*\n)+/.exec(readFileSync(path, 'utf8')) ?? []
  const license = read(/^licen[sc]e/i) || section || head?.replaceAll(/^\/\/ ?/gm, '')
  if (!/permission|redistribution/i.test(license))
    throw new Error(`${folder} has no license that can be found`)
  return license.replaceAll('\r\n', '\n').trim()
}

// Types are written by the compiler, which takes longer.
rmSync(process.argv.includes('--keep-types') ? 'dist/chunks' : 'dist', { recursive: true, force: true })
await buildViewer()
const { metafile } = await buildEngine()
writeFileSync('THIRD-PARTY-LICENSES.md', licensesIn(metafile))
